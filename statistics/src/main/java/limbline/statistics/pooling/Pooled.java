package limbline.statistics.pooling;

import java.util.List;
import limbline.statistics.Check;
import limbline.statistics.ChiSquared;
import limbline.statistics.Interval;
import limbline.statistics.Normal;
import limbline.statistics.StudentT;

/// Studies pooled by inverse variance, on the scale of their effects.
///
/// mu = Σwy / Σw with w = 1/(v + tau²), standard error 1/√Σw.
///
/// @param studies how many were pooled
/// @param level of all limits, such as 0.95
/// @param estimate the pooled effect
/// @param plainError its standard error with tau² taken as known
/// @param spread q of Hartung and Knapp: y'Py / (k - 1), not a number with one study
/// @param tau2 the variance between studies
/// @param tau2Error its standard error; not a number for the common effect and with one study
/// @param typicalVariance of a study's estimate, (k - 1) / trace of P at tau² = 0: J. P. T.
///     Higgins, S. G. Thompson, Statist. Med. 21 (2002), doi:10.1002/sim.1186
/// @param q Cochran's
public record Pooled(int studies, Estimator estimator, Limits limits, double level,
        double estimate, double plainError, double spread, double tau2, double tau2Error,
        double typicalVariance, double q) {

    /// @param effects at least one
    /// @param level of all limits, such as 0.95
    public static Pooled of(
            List<Effect> effects, Estimator estimator, Limits limits, double level) {
        Check.that(!effects.isEmpty(), "no study to pool");
        Check.that(level > 0 && level < 1, "confidence level %s not between 0 and 1", level);
        MixedModel model = MixedModel.of(effects);
        WeightedFit common = model.fit(0);
        double freedom = model.freedom();
        double tau2 = freedom == 0 ? 0 : estimator.tau2(model);
        WeightedFit fit = model.fit(tau2);
        return new Pooled(
                effects.size(), estimator, limits, level,
                fit.coefficient(0), Math.sqrt(fit.covariance(0, 0)), fit.squares() / freedom,
                tau2, freedom == 0 ? Double.NaN : Math.sqrt(estimator.variance(model, tau2)),
                freedom / common.trace(model.ones()), common.squares());
    }

    /// The standard error that the limits use.
    public double standardError() {
        return switch (limits) {
            case NORMAL -> plainError;
            case HARTUNG_KNAPP -> plainError * Math.sqrt(spread);
            case HARTUNG_KNAPP_AT_LEAST_ONE -> plainError * Math.sqrt(Math.max(1, spread));
        };
    }

    /// The limits of the pooled effect; not numbers for one study with Hartung and Knapp.
    public Interval interval() {
        return around(quantile(tail()) * standardError());
    }

    /// Estimate over standard error: normal or, with Hartung and Knapp, Student's t with k - 1
    /// degrees of freedom.
    public double statistic() {
        return estimate / standardError();
    }

    /// Two-sided, against an effect of 0 on this scale.
    public double p() {
        return limits == Limits.NORMAL
                ? Normal.twoSided(statistic())
                : studies == 1 ? Double.NaN : new StudentT(studies - 1).twoSided(statistic());
    }

    public Interval prediction(Prediction convention) {
        return around(convention.quantile(tail(), studies)
                * Math.sqrt(tau2 + standardError() * standardError()));
    }

    /// The p-value of Cochran's Q; 1 with one study.
    public double qP() {
        return studies == 1 ? 1 : new ChiSquared(studies - 1).upper(q);
    }

    /// I², 0 to 1: the share of the variance of the estimates that lies between studies,
    /// tau² / (tau² + typical variance), as metafor has it; for the common effect, and so for
    /// DerSimonian and Laird, that is (Q - (k - 1)) / Q.
    public double i2() {
        return studies == 1 ? 0
                : estimator == Estimator.COMMON
                ? Math.max(0, (q - (studies - 1)) / q)
                : tau2 / (tau2 + typicalVariance);
    }

    /// H²: the variance of the estimates in units of the typical one.
    public double h2() {
        return studies == 1 ? 1
                : estimator == Estimator.COMMON
                ? q / (studies - 1)
                : tau2 / typicalVariance + 1;
    }

    /// Model, estimator and limits in words, for the foot of a table.
    public String model() {
        return estimator == Estimator.COMMON
                ? "common effect, inverse variance, " + limits.words()
                : "random effects, inverse variance, tau² by " + estimator.words() + ", "
                        + limits.words();
    }

    private double tail() {
        return (1 - level) / 2;
    }

    private double quantile(double tail) {
        return limits == Limits.NORMAL
                ? Normal.upperQuantile(tail)
                : studies == 1 ? Double.NaN : new StudentT(studies - 1).upperQuantile(tail);
    }

    private Interval around(double half) {
        return new Interval(estimate - half, estimate + half);
    }
}
