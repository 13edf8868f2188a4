package limbline.statistics;

/// The mean time lived up to a horizon, in the unit of the times.
public record RestrictedMean(double horizon, double mean, double standardError) {

    /// The mean time lost up to the horizon.
    public double lost() {
        return horizon - mean;
    }
}
