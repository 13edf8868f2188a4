package limbline.statistics.pooling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limbline.statistics.Check;
import limbline.statistics.StudentT;

/// Whether small studies find something else than large ones: a test of the funnel plot's symmetry.
/// Publication bias is one cause of asymmetry and not the only one.
public sealed interface Asymmetry {

    /// Below this number of studies such a test has hardly any power: J. A. C. Sterne et al., BMJ
    /// 343 (2011), doi:10.1136/bmj.d4002.
    int FEWEST_STUDIES = 10;

    /// How many the test rests on.
    int studies();

    /// Two-sided.
    double p();

    /// What has to stand beside the p-value, below ten studies.
    default Optional<String> warning() {
        return studies() >= FEWEST_STUDIES
                ? Optional.empty()
                : Optional.of(("%d studies: with fewer than %d a test of asymmetry cannot tell"
                        + " chance from bias and should not be relied on.")
                        .formatted(studies(), FEWEST_STUDIES));
    }

    /// A weighted regression line of the effects on a measure of the studies' size; the test is
    /// that its slope is 0.
    ///
    /// @param test its usual name
    /// @param slope for Egger's test this is what he called the intercept, or bias
    /// @param slopeError standard error
    /// @param sigma residual standard error
    /// @param freedom studies less 2
    record Line(String test, int studies, double intercept, double slope, double slopeError,
            double sigma, int freedom) implements Asymmetry {

        public double statistic() {
            return slope / slopeError;
        }

        @Override
        public double p() {
            return new StudentT(freedom).twoSided(statistic());
        }
    }

    /// Kendall's rank correlation of the standardized effects with their variances.
    ///
    /// @param score concordant less discordant pairs
    /// @param tau tau-b
    /// @param scoreError standard error of the score if there is no association, ties allowed for
    /// @param exactP from all orders; with ties, or more than 500 studies, the normal one
    /// @param p from score over its error, no continuity correction
    record Ranks(int studies, int score, double tau, double scoreError, double exactP, double p)
            implements Asymmetry {

        public double statistic() {
            return score / scoreError;
        }
    }

    /// The effects on their standard errors, weights 1/v. M. Egger et al., BMJ 315 (1997),
    /// doi:10.1136/bmj.315.7109.629. For proportions its errors depend on the effects themselves,
    /// so it finds asymmetry where there is none: [#peters] is the better one.
    static Asymmetry.Line egger(List<Effect> effects) {
        double[] y = effects.stream().mapToDouble(Effect::estimate).toArray();
        double[] error = effects.stream().mapToDouble(e -> Math.sqrt(e.variance())).toArray();
        double[] weights = effects.stream().mapToDouble(e -> 1 / e.variance()).toArray();
        return line("Egger", MetaRegression.line(y, error, weights));
    }

    /// The logits on 1/n, weights 1/(1/x + 1/(n-x)) with x and n - x at least 1/2. J. L. Peters et
    /// al., JAMA 295 (2006), doi:10.1001/jama.295.6.676, brought to single proportions.
    static Asymmetry.Line peters(Studies studies) {
        List<Study> all = studies.included();
        double[] y = Scale.LOGIT.effects(studies, Correction.WHERE_NEEDED).stream()
                .mapToDouble(Effect::estimate)
                .toArray();
        double[] size = all.stream().mapToDouble(s -> 1.0 / s.trials()).toArray();
        double[] weights = all.stream()
                .mapToDouble(s -> 1 / (1 / Math.max(s.events(), 0.5)
                        + 1 / Math.max(s.trials() - s.events(), 0.5)))
                .toArray();
        return line("Peters", MetaRegression.line(y, size, weights));
    }

    /// C. B. Begg, M. Mazumdar, Biometrics 50 (1994), doi:10.2307/2533446.
    static Asymmetry.Ranks begg(List<Effect> effects) {
        Check.that(effects.size() >= 2, "ranks need two studies; there is %d", effects.size());
        Pooled common = Pooled.of(effects, Estimator.COMMON, Limits.NORMAL, 0.95);
        double known = common.plainError() * common.plainError();
        List<Double> standardized = new ArrayList<>();
        List<Double> variances = new ArrayList<>();
        for (Effect effect : effects) {
            standardized.add((effect.estimate() - common.estimate())
                    / Math.sqrt(effect.variance() - known));
            variances.add(effect.variance());
        }
        return Kendall.of(standardized, variances);
    }

    private static Asymmetry.Line line(String test, MetaRegression.Line line) {
        return new Line(test, line.freedom() + 2, line.intercept(), line.slope(),
                line.slopeError(), line.sigma(), line.freedom());
    }
}
