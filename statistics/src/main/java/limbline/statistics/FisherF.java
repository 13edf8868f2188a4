package limbline.statistics;

/// Fisher's F distribution of a ratio of two mean squares. The tail is the [Beta] distribution of
/// m / (m + n f), to the same accuracy.
///
/// @param numerator its degrees of freedom n, above 0
/// @param denominator its degrees of freedom m, above 0
public record FisherF(double numerator, double denominator) {

    public FisherF {
        Check.that(numerator > 0 && numerator < 1e9 && denominator > 0 && denominator < 1e9,
                "%s and %s degrees of freedom are not above 0 and below 1e9",
                numerator, denominator);
    }

    /// P(F > f): the p-value.
    public double upper(double f) {
        if (f <= 0 || Double.isInfinite(f)) {
            return f <= 0 ? 1 : 0;
        }
        Wide top = Wide.product(numerator, f);
        Wide sum = top.plus(denominator);
        return new Beta(denominator / 2, numerator / 2)
                .lower(Wide.of(denominator).over(sum), top.over(sum));
    }
}
