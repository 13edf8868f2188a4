package limbline.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.measure.Check;
import limbline.statistics.Interval;
import limbline.statistics.pooling.BinomialNormal;
import limbline.statistics.pooling.Estimator;
import limbline.statistics.pooling.Heterogeneity;
import limbline.statistics.pooling.Limits;
import limbline.statistics.pooling.PooledProportion;
import limbline.statistics.pooling.Prediction;
import limbline.statistics.pooling.Scale;
import limbline.statistics.pooling.Studies;
import limbline.statistics.pooling.Study;

/// What the series that answer a question say together: by the binomial-normal model first, by
/// inverse variance of logits with REML and the limits of Hartung and Knapp beside it, since with
/// few series the two say very different things.
///
/// @param both empty where fewer than two series answer
public record Pooling(PoolQuestion question, PoolSelection selection, Optional<Both> both) {

    /// How one more series is predicted, in both models.
    public static final Prediction PREDICTION = Prediction.T_K_MINUS_1;

    /// Series from which on a pooled number is not called little.
    private static final int ENOUGH = 5;

    /// A prediction wider than this says little, whatever the number of series.
    private static final double WIDE = 0.5;

    /// The two models.
    ///
    /// @param without each series in turn; empty with two series
    public record Both(BinomialNormal mixed, PooledProportion reml, Heterogeneity heterogeneity,
            List<Without> without) {}

    /// The two models without one series.
    public record Without(String label, double mixed, Interval mixedLimits, double reml,
            Interval remlLimits) {}

    public static Pooling of(
            PoolQuestion question, List<PublishedSeries> all, List<Overlap> overlaps) {
        Check.that(question.level() > 0 && question.level() < 1,
                "confidence level %s not between 0 and 1", question.level());
        PoolSelection selection = PoolSelection.of(question, all, overlaps);
        List<Study> studies = selection.taken().stream().map(PoolSelection.Taken::study).toList();
        return new Pooling(question, selection, studies.size() < 2 ? Optional.empty()
                : Optional.of(both(Studies.of(studies), question.level())));
    }

    private static Both both(Studies studies, double level) {
        PooledProportion reml = reml(studies, level);
        List<Without> without = new ArrayList<>();
        if (studies.size() > 2) {
            for (Study study : studies.included()) {
                Studies rest = studies.without(study.label(), "left out to see what it does");
                BinomialNormal mixed = mixed(rest, level);
                PooledProportion.Estimate estimate = reml(rest, level).proportion();
                without.add(new Without(study.label(), mixed.proportion(), mixed.limits(),
                        estimate.value(), estimate.limits()));
            }
        }
        return new Both(mixed(studies, level), reml, Heterogeneity.of(
                Scale.LOGIT.effects(studies, reml.correction()), level), without);
    }

    private static BinomialNormal mixed(Studies studies, double level) {
        return BinomialNormal.of(studies, BinomialNormal.DEFAULT_NODES, level);
    }

    private static PooledProportion reml(Studies studies, double level) {
        return PooledProportion.of(
                studies, Scale.LOGIT, Estimator.REML, Limits.HARTUNG_KNAPP, level);
    }

    /// One sentence on how much, or how little, it says.
    public String verdict() {
        int k = selection.taken().size();
        if (both.isEmpty()) {
            return k == 0 ? "No series answers this question."
                    : "One series answers this question, so there is nothing to pool.";
        }
        BinomialNormal mixed = both.get().mixed();
        Interval reml = both.get().reml().proportion().limits();
        Interval next = mixed.prediction(PREDICTION);
        String numbers = ("the binomial-normal limits run from %s %%, those of REML with"
                + " Hartung and Knapp from %s %%, and one more such series may lie anywhere from"
                + " %s %%").formatted(range(mixed.limits()), range(reml), range(next));
        boolean isLittle = k < ENOUGH || next.upper() - next.lower() > WIDE;
        return isLittle
                ? "%d series say little: %s.".formatted(k, numbers)
                : "%d series: %s.".formatted(k, numbers);
    }

    static String range(Interval interval) {
        return "%.0f to %.0f".formatted(100 * interval.lower(), 100 * interval.upper());
    }
}
