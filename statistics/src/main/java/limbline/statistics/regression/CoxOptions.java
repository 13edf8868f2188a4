package limbline.statistics.regression;

import limbline.statistics.Check;
import limbline.statistics.RiskTable;

/// How Cox's model is fitted.
///
/// @param robust standard errors by the sum of squared influences, which takes clusters and not
///     rows as independent and holds where hazards are not proportional, and for sampling weights.
///     Lin DY, Wei LJ. J Am Stat Assoc 1989;84:1074-1078.
///     <https://doi.org/10.1080/01621459.1989.10478874>
/// @param tolerance within which times count as equal; see [RiskTable#joined]
/// @param stopsAsR whether to stop where R's `coxph` stops by default, some digits before the end
public record CoxOptions(Ties ties, boolean robust, double tolerance, boolean stopsAsR) {

    public static final CoxOptions EFRON =
            new CoxOptions(Ties.EFRON, false, RiskTable.TOLERANCE, false);

    public static final CoxOptions BRESLOW =
            new CoxOptions(Ties.BRESLOW, false, RiskTable.TOLERANCE, false);

    public static final CoxOptions EXACT =
            new CoxOptions(Ties.EXACT, false, RiskTable.TOLERANCE, false);

    public CoxOptions {
        Check.that(tolerance >= 0 && tolerance < 1, "a tolerance of %s is not in [0, 1)",
                tolerance);
        Check.that(!robust || ties != Ties.EXACT,
                "robust standard errors are not defined with exact ties");
    }

    public CoxOptions withRobustErrors() {
        return new CoxOptions(ties, true, tolerance, stopsAsR);
    }

    /// @param tolerance 0 for times exactly as given
    public CoxOptions withTolerance(double tolerance) {
        return new CoxOptions(ties, robust, tolerance, stopsAsR);
    }

    /// For comparison with R's printed digits only.
    public CoxOptions stoppingAsR() {
        return new CoxOptions(ties, robust, tolerance, true);
    }
}
