package limbline.statistics.pooling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import limbline.statistics.Check;
import limbline.statistics.ChiSquared;
import limbline.statistics.FisherF;
import limbline.statistics.Interval;
import limbline.statistics.Normal;
import limbline.statistics.StudentT;

/// Study effects regressed on moderators, with variance tau² left over between studies. `rma(mods
/// =)` in metafor; the weights are 1/(v + tau²).
///
/// @param coefficients the intercept first, then the moderators as given
/// @param tau2 left over, by `estimator`
/// @param tau2Without the moderators
/// @param moderatorQ of the test that all moderators' coefficients are 0: chi-squared with as many
///     degrees of freedom as moderators or, with Hartung and Knapp, that over their number as F
/// @param residualQ the weighted squares left at tau² = 0, chi-squared with `freedom` degrees
/// @param freedom studies less coefficients
/// @param i2 the share of the residual variance that lies between studies, 0 to 1
public record MetaRegression(Estimator estimator, Limits limits, double level,
        List<Coefficient> coefficients, double tau2, double tau2Without, double moderatorQ,
        double residualQ, int freedom, double i2) {

    public MetaRegression {
        coefficients = List.copyOf(coefficients);
    }

    /// What differs from study to study.
    ///
    /// @param values one per study, in their order, finite
    public record Moderator(String name, List<Double> values) {

        public Moderator {
            values = List.copyOf(values);
            for (int i = 0; i < values.size(); i++) {
                Check.that(Double.isFinite(values.get(i)),
                        "moderator %s of study %d is %s, not a finite number",
                        name, i + 1, values.get(i));
            }
        }
    }

    /// @param statistic estimate over standard error
    public record Coefficient(
            String name, double estimate, double standardError, double statistic, double p,
            Interval interval) {}

    /// @param effects more than there are coefficients
    /// @param moderators at least one, none a combination of the others
    public static MetaRegression of(List<Effect> effects, List<Moderator> moderators,
            Estimator estimator, Limits limits, double level) {
        Check.that(!moderators.isEmpty(), "no moderator to regress on");
        Check.that(level > 0 && level < 1, "confidence level %s not between 0 and 1", level);
        for (Moderator moderator : moderators) {
            Check.that(moderator.values().size() == effects.size(),
                    "moderator %s has %d values for %d studies",
                    moderator.name(), moderator.values().size(), effects.size());
        }
        MixedModel model = MixedModel.of(effects, moderators.stream()
                .map(one -> one.values().stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new));
        double tau2 = estimator.tau2(model);
        double tau2Without = estimator.tau2(MixedModel.of(effects));
        WeightedFit common = model.fit(0);
        WeightedFit fit = model.fit(tau2);
        int freedom = model.freedom();
        double spread = switch (limits) {
            case NORMAL -> 1;
            case HARTUNG_KNAPP -> fit.squares() / freedom;
            case HARTUNG_KNAPP_AT_LEAST_ONE -> Math.max(1, fit.squares() / freedom);
        };
        double typical = freedom / common.trace(model.ones());
        double i2 = estimator == Estimator.COMMON
                ? Math.max(0, 1 - freedom / common.squares())
                : tau2 / (tau2 + typical);
        int m = moderators.size();
        double q = fit.wald(1) / spread;
        List<Coefficient> coefficients = new ArrayList<>();
        for (int a = 0; a <= m; a++) {
            coefficients.add(coefficient(a == 0 ? "intercept" : moderators.get(a - 1).name(),
                    fit.coefficient(a), Math.sqrt(spread * fit.covariance(a, a)),
                    limits == Limits.NORMAL ? Double.POSITIVE_INFINITY : freedom, level));
        }
        return new MetaRegression(estimator, limits, level, coefficients, tau2, tau2Without,
                limits == Limits.NORMAL ? q : q / m, common.squares(), freedom, i2);
    }

    /// That no moderator matters.
    public double moderatorP() {
        int moderators = coefficients.size() - 1;
        return limits == Limits.NORMAL
                ? new ChiSquared(moderators).upper(moderatorQ)
                : new FisherF(moderators, freedom).upper(moderatorQ);
    }

    /// That the studies differ by chance only, once the moderators are taken into account.
    public double residualP() {
        return new ChiSquared(freedom).upper(residualQ);
    }

    /// The share of tau² that the moderators explain, 0 to 1; 0 where there is none to explain. S.
    /// W. Raudenbush, in: The Handbook of Research Synthesis (2009).
    public double r2() {
        return tau2Without == 0 ? 0 : Math.max(0, 1 - tau2 / tau2Without);
    }

    /// Weighted least squares on one predictor, errors scaled by the residuals: `lm(weights =)`.
    static Line line(double[] y, double[] x, double[] weights) {
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        int freedom = y.length - 2;
        Check.that(freedom >= 1, "a line needs three studies; there are %d", y.length);
        WeightedFit fit = new WeightedFit(y, new double[][] {ones, x}, weights);
        double sigma = Math.sqrt(fit.squares() / freedom);
        return new Line(fit.coefficient(0), fit.coefficient(1),
                sigma * Math.sqrt(fit.covariance(1, 1)), sigma, freedom);
    }

    record Line(double intercept, double slope, double slopeError, double sigma, int freedom) {}

    private static Coefficient coefficient(
            String name, double estimate, double error, double freedom, double level) {
        StudentT t = new StudentT(freedom);
        double half = t.upperQuantile((1 - level) / 2) * error;
        return new Coefficient(name, estimate, error, estimate / error,
                Double.isInfinite(freedom)
                        ? Normal.twoSided(estimate / error)
                        : t.twoSided(estimate / error),
                new Interval(estimate - half, estimate + half));
    }
}
