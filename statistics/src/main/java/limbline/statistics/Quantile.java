package limbline.statistics;

/// The time by which a share of the subjects has had the event, with limits by inversion of the
/// confidence band: the times at which its two edges reach the same share.
///
/// Brookmeyer R, Crowley J. A confidence interval for the median survival time. Biometrics
/// 1982;38:29-41. <https://doi.org/10.2307/2530286>
///
/// @param share for example 0.5 for the median
public record Quantile(double share, Reached time, Reached lower, Reached upper) {

    /// What the time is where the curve is flat exactly at the wanted share.
    public enum Flat {
        /// The middle of the flat stretch; where the curve ends flat, its middle up to the last
        /// time observed. So does R's `quantile` of a `survfit`, which takes two levels as equal
        /// within 1.5e-8.
        AS_R,
        /// The middle between this event time and the next; where the curve ends flat, not
        /// reached. So says the formula in the manual of SAS's LIFETEST.
        AS_SAS
    }
}
