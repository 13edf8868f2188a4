package limbline.statistics;

/// Student's t distribution. Tails by the [Beta] distribution of d / (d + t²), relative error below
/// 1e-14 for 1 to 1e5 degrees of freedom, however deep; quantiles solve for them.
///
/// @param degrees of freedom, above 0; infinite gives the normal distribution
public record StudentT(double degrees) {

    public StudentT {
        Check.that(degrees > 0 && (degrees < 1e9 || Double.isInfinite(degrees)),
                "%s degrees of freedom are not above 0 and below 1e9, or infinite", degrees);
    }

    /// P(T <= t).
    public double lower(double t) {
        return upper(-t);
    }

    /// P(T > t).
    public double upper(double t) {
        double half = twoSided(t) / 2;
        return t >= 0 ? half : 1 - half;
    }

    /// P(|T| > |t|): the two-sided p-value.
    public double twoSided(double t) {
        if (Double.isInfinite(degrees)) {
            return Normal.twoSided(t);
        }
        if (t == 0 || Double.isInfinite(t)) {
            return t == 0 ? 1 : 0;
        }
        if (Math.abs(t) > 1e150) {
            // t² would overflow; the tail is a power of t to 300 digits here.
            double logBeta = Gamma.log(degrees / 2) + Gamma.log(0.5) - Gamma.log(degrees / 2 + 0.5);
            return Math.exp(degrees * (Math.log(degrees) / 2 - Math.log(Math.abs(t))) - logBeta)
                    * 2 / degrees;
        }
        Wide square = Wide.product(t, t);
        Wide sum = square.plus(degrees);
        return new Beta(degrees / 2, 0.5).lower(Wide.of(degrees).over(sum), square.over(sum));
    }

    /// The density at t.
    public double density(double t) {
        if (Double.isInfinite(degrees)) {
            return Normal.density(t);
        }
        Wide square = Wide.product(t, t);
        Wide scale = square.plus(degrees).over(Wide.of(degrees));
        double normalizer = Gamma.log((degrees + 1) / 2) - Gamma.log(degrees / 2)
                - 0.5 * Math.log(degrees * Math.PI);
        return scale.log().times(-(degrees + 1) / 2).plus(normalizer).exp();
    }

    /// The t with P(T <= t) = `probability`.
    public double quantile(double probability) {
        Check.that(probability >= 0 && probability <= 1,
                "a probability of %s is not in [0, 1]", probability);
        return probability <= 0.5 ? -tailQuantile(probability) : tailQuantile(1 - probability);
    }

    /// The t with P(T > t) = `probability`, exact also where 1 - `probability` is not a double.
    public double upperQuantile(double probability) {
        return 0 - quantile(probability);
    }

    private double tailQuantile(double tail) {
        if (Double.isInfinite(degrees)) {
            return Normal.upperQuantile(tail);
        }
        if (tail == 0 || tail == 0.5) {
            return tail == 0 ? Double.POSITIVE_INFINITY : 0;
        }
        double t = Root.positive(1, at -> 1 - upper(at) / tail);
        double step = (tail - upper(t)) / density(t);
        return Math.abs(step) < 1e-8 * t ? t - step : t;
    }
}
