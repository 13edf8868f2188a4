package limbline.statistics;

import java.util.List;

/// The Kaplan-Meier estimate of survival: at each time it is multiplied by 1 - d/n, with d events
/// among n at risk. For its variances, papers and defaults see [SurvivalCurve]; for its limits
/// [Scale].
///
/// ```java
/// SurvivalCurve curve = KaplanMeier.of(days, status);
/// curve.quantile(0.5, Scale.LOG_LOG, 0.95);
/// ```
public final class KaplanMeier {

    private KaplanMeier() {}

    /// Of times in any unit and, for each, whether the event was seen (1) or not (0).
    public static SurvivalCurve of(double[] times, int[] status) {
        return of(Survival.of(times, status));
    }

    /// Of rows, with Greenwood's standard errors.
    public static SurvivalCurve of(Survival data) {
        return SurvivalCurve.of(data, Estimation.KAPLAN_MEIER);
    }

    /// Of rows, estimated in a given way.
    public static SurvivalCurve of(Survival data, Estimation how) {
        return SurvivalCurve.of(data, how);
    }

    /// Of counts, merged from wherever.
    public static SurvivalCurve of(RiskTable table) {
        return of(table, Estimation.KAPLAN_MEIER);
    }

    public static SurvivalCurve of(RiskTable table, Estimation how) {
        return SurvivalCurve.of(table, how, List.of());
    }

    /// Of one of several competing events, with the others taken as censored. The curve carries a
    /// warning, because 1 - S is then not the probability of that event: it is what the
    /// probability would be if the others did not exist and nothing else changed, and it is always
    /// at least as large. [AalenJohansen] gives the probability.
    ///
    /// @param cause from 1
    public static SurvivalCurve ofCause(RiskTable table, int cause) {
        List<String> warnings = table.causes() == 1 ? List.of() : List.of(
                "1 - Kaplan-Meier of cause %s takes the competing events as censored and "
                        .formatted(cause)
                        + "overstates the probability of the event; report the Aalen-Johansen "
                        + "cumulative incidence");
        return SurvivalCurve.of(table.onlyCause(cause), Estimation.KAPLAN_MEIER, warnings);
    }
}
