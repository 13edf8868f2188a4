package limbline.statistics;

/// How a survival curve is estimated.
///
/// @param tolerance within which times count as equal; see [RiskTable#joined]
/// @param robust standard errors by the infinitesimal jackknife, which takes subjects and not rows
///     as independent and holds for sampling weights too; otherwise Greenwood's and Aalen's
public record Estimation(SurvivalFrom survival, Ties ties, double tolerance, boolean robust) {

    /// R's `stype`.
    public enum SurvivalFrom {
        /// The product of the shares that survive each time: Kaplan-Meier.
        PRODUCT,
        /// exp(-H) of the cumulative hazard: Breslow, Fleming-Harrington.
        HAZARD
    }

    /// R's `ctype`: the cumulative hazard where several events fall on one time.
    public enum Ties {
        /// As truly simultaneous, d/n: Nelson-Aalen.
        TOGETHER,
        /// As one after the other, 1/n + 1/(n-1) + ...: Fleming-Harrington.
        ONE_BY_ONE
    }

    public static final Estimation KAPLAN_MEIER = new Estimation(
            SurvivalFrom.PRODUCT, Ties.TOGETHER, RiskTable.TOLERANCE, false);

    public static final Estimation BRESLOW = new Estimation(
            SurvivalFrom.HAZARD, Ties.TOGETHER, RiskTable.TOLERANCE, false);

    public static final Estimation FLEMING_HARRINGTON = new Estimation(
            SurvivalFrom.HAZARD, Ties.ONE_BY_ONE, RiskTable.TOLERANCE, false);

    public Estimation {
        Check.that(!robust || ties == Ties.TOGETHER,
                "robust standard errors are not offered with events taken one by one");
    }

    public Estimation withRobustErrors() {
        return new Estimation(survival, ties, tolerance, true);
    }

    /// @param tolerance 0 for times exactly as given
    public Estimation withTolerance(double tolerance) {
        return new Estimation(survival, ties, tolerance, robust);
    }
}
