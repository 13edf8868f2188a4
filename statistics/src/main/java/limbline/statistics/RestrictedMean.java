package limbline.statistics;

/// The mean time lived up to a horizon, in the unit of the times.
public record RestrictedMean(double horizon, double mean, double standardError) {

    /// The mean time lost up to the horizon.
    public double lost() {
        return horizon - mean;
    }

    /// Symmetric limits of the mean, as `survRM2` gives them.
    public Interval limits(double confidence) {
        Check.that(confidence > 0 && confidence < 1, "a confidence of %s is not in (0, 1)",
                confidence);
        double width = Normal.quantile(1 - (1 - confidence) / 2) * standardError;
        return new Interval(mean - width, mean + width);
    }
}
