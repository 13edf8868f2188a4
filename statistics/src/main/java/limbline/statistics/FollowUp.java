package limbline.statistics;

/// How long subjects were followed: the reverse Kaplan-Meier estimate, in which the end of
/// follow-up is the event and an event of the disease censors it.
///
/// This is a class of its own so that nobody takes a median follow-up for a median survival.
///
/// Schemper M, Smith TL. A note on quantifying follow-up in studies of failure time. Control Clin
/// Trials 1996;17:343-346. <https://doi.org/10.1016/0197-2456(96)00075-X>
public final class FollowUp {

    private final SurvivalCurve curve;

    private FollowUp(SurvivalCurve curve) {
        this.curve = curve;
    }

    public static FollowUp of(Survival data) {
        return of(RiskTable.of(data));
    }

    /// @param table with one group
    public static FollowUp of(RiskTable table) {
        return new FollowUp(KaplanMeier.of(table.reversed()));
    }

    /// Median follow-up, with limits on R's default scale.
    public Quantile median(double confidence) {
        return quantile(0.5, Scale.LOG, confidence);
    }

    /// The time up to which the others than `share` of the subjects would have been followed, had
    /// none had the event.
    public Quantile quantile(double share, Scale scale, double confidence) {
        return curve.quantile(share, scale, confidence);
    }

    /// The share still followed over time, as a curve.
    public SurvivalCurve stillFollowed() {
        return curve;
    }
}
