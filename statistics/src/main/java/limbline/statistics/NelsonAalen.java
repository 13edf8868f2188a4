package limbline.statistics;

/// The Nelson-Aalen estimate of the cumulative hazard, and survival as exp(-H), which is Breslow's
/// estimate.
///
/// Nelson W. Technometrics 1972;14:945-966. <https://doi.org/10.1080/00401706.1972.10488991>.
/// Aalen O. Ann Stat 1978;6:701-726. <https://doi.org/10.1214/aos/1176344247>
public final class NelsonAalen {

    private NelsonAalen() {}

    public static SurvivalCurve of(double[] times, int[] status) {
        return of(Survival.of(times, status));
    }

    public static SurvivalCurve of(Survival data) {
        return SurvivalCurve.of(data, Estimation.BRESLOW);
    }

    public static SurvivalCurve of(RiskTable table) {
        return KaplanMeier.of(table, Estimation.BRESLOW);
    }
}
