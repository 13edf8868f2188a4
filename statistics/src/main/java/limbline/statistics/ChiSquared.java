package limbline.statistics;

/// The chi-squared distribution. Tails by the incomplete gamma function, relative error below 1e-14
/// for 1 to 2e4 degrees of freedom, however deep (see [Gamma] for its source); quantiles solve for
/// them.
///
/// @param degrees of freedom, above 0 and not necessarily whole
public record ChiSquared(double degrees) {

    public ChiSquared {
        Check.that(degrees > 0 && degrees < 1e9,
                "%s degrees of freedom are not above 0 and below 1e9", degrees);
    }

    /// P(X <= x).
    public double lower(double x) {
        return x <= 0 ? 0 : Gamma.lower(degrees / 2, Wide.of(x / 2));
    }

    /// P(X > x): the p-value.
    public double upper(double x) {
        return x <= 0 ? 1 : Gamma.upper(degrees / 2, Wide.of(x / 2));
    }

    /// log P(X > x), also where the probability itself is below the smallest double.
    public double logUpper(double x) {
        return x <= 0 ? 0 : Gamma.logUpper(degrees / 2, Wide.of(x / 2));
    }

    /// The density at x; 0 below 0.
    public double density(double x) {
        return x <= 0 ? 0 : Gamma.factor(degrees / 2, Wide.of(x / 2)) * degrees / (2 * x);
    }

    /// The x with P(X <= x) = `probability`.
    public double quantile(double probability) {
        Check.that(probability >= 0 && probability <= 1,
                "a probability of %s is not in [0, 1]", probability);
        if (probability == 0) {
            return 0;
        }
        if (probability > 0.5) {
            return upperQuantile(1 - probability);
        }
        double x = Root.positive(degrees, at -> lower(at) / probability - 1);
        return polished(x, (lower(x) - probability) / density(x));
    }

    /// The x with P(X > x) = `probability`, exact also where 1 - `probability` is not a double.
    public double upperQuantile(double probability) {
        Check.that(probability >= 0 && probability <= 1,
                "a probability of %s is not in [0, 1]", probability);
        if (probability == 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (probability > 0.5) {
            return quantile(1 - probability);
        }
        double x = Root.positive(degrees, at -> 1 - upper(at) / probability);
        return polished(x, (probability - upper(x)) / density(x));
    }

    /// One step of Newton's method, unless it leaves the neighbourhood.
    private static double polished(double x, double step) {
        return Math.abs(step) < 1e-8 * x ? x - step : x;
    }
}
