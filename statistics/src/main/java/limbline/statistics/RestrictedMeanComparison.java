package limbline.statistics;

/// Two restricted means compared: the difference, the ratio, and the ratio of the times lost.
///
/// Ratios have limits on the log scale with the delta method's standard error. As in R's
/// `survRM2`, the normal distribution is used.
///
/// Royston P, Parmar MKB. The use of restricted mean survival time to estimate the treatment
/// effect in randomized clinical trials when the proportional hazards assumption is in doubt. Stat
/// Med 2011;30:2409-2421. <https://doi.org/10.1002/sim.4274>
///
/// @param control the group compared with
/// @param treated the group compared
public record RestrictedMeanComparison(RestrictedMean control, RestrictedMean treated) {

    public RestrictedMeanComparison {
        Check.that(control.horizon() == treated.horizon(),
                "restricted means up to %s and up to %s do not compare", control.horizon(),
                treated.horizon());
    }

    /// An estimate with limits and the p-value of no difference.
    public record Contrast(double estimate, double lower, double upper, double p) {}

    /// Treated less control.
    public Contrast difference(double confidence) {
        double estimate = treated.mean() - control.mean();
        double error = Math.hypot(treated.standardError(), control.standardError());
        double z = quantile(confidence);
        return new Contrast(estimate, estimate - z * error, estimate + z * error,
                Normal.twoSided(estimate / error));
    }

    /// Treated over control.
    public Contrast ratio(double confidence) {
        return ratio(treated.mean(), control.mean(), confidence);
    }

    /// Time lost by the treated over time lost by the controls.
    public Contrast ratioOfLost(double confidence) {
        return ratio(treated.lost(), control.lost(), confidence);
    }

    private Contrast ratio(double above, double below, double confidence) {
        double log = Math.log(above / below);
        double error = Math.hypot(treated.standardError() / above,
                control.standardError() / below);
        double z = quantile(confidence);
        return new Contrast(Math.exp(log), Math.exp(log - z * error), Math.exp(log + z * error),
                Normal.twoSided(log / error));
    }

    private static double quantile(double confidence) {
        Check.that(confidence > 0 && confidence < 1, "a confidence of %s is not in (0, 1)",
                confidence);
        return Normal.quantile(1 - (1 - confidence) / 2);
    }

    /// The latest horizon up to which both means are known, which `survRM2` takes if none is given:
    /// the earlier of the two last times, or the later if the group that ends earlier ends with an
    /// event, since its curve is then at 0.
    ///
    /// @param data two groups
    public static double latestHorizon(Survival data) {
        Check.that(data.groups() == 2, "a comparison is of 2 groups, not of %s", data.groups());
        Survival zero = data.onlyGroup(0);
        Survival one = data.onlyGroup(1);
        Survival earlier = zero.last() < one.last() ? zero : one;
        return earlier.endsWithEvent() ? Math.max(zero.last(), one.last())
                : Math.min(zero.last(), one.last());
    }
}
