package limbline.statistics;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The estimated survival function of one group with its cumulative hazard, at each distinct time
/// at which observation of somebody ended. Made by [KaplanMeier] and [NelsonAalen].
///
/// With d events among n at risk, weights counted:
///
/// | | estimate | variance |
/// |---|---|---|
/// | survival, product | ∏ (1 - d/n) | Greenwood: S² ∑ d / (n (n - d)) |
/// | survival, from the hazard | exp(-H) | S² var(H) |
/// | hazard, ties together | ∑ d/n | Aalen: ∑ d/n² |
/// | hazard, one by one | ∑ 1/n + ... + 1/(n - d + 1) | ∑ 1/n² + ... |
///
/// Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457-481.
/// <https://doi.org/10.1080/01621459.1958.10501452>. Greenwood M. Reports on Public Health and
/// Medical Subjects 33. HMSO 1926. Aalen O. Ann Stat 1978;6:701-726.
/// <https://doi.org/10.1214/aos/1176344247>. Fleming TR, Harrington DP. Commun Stat Theory Methods
/// 1984;13:2469-2486. <https://doi.org/10.1080/03610928408828837>
///
/// Defaults are R's (`survfit` of survival 3.5): standard errors after Greenwood unless robust
/// ones are asked for, and where S reaches 0 they are `NaN`. Columns are computed when asked for.
public final class SurvivalCurve {

    private final RiskTable table;
    private final Estimation how;
    private final List<String> warnings;
    private final @Nullable Jackknife robust;

    /// Works out the usual case; absent in the others.
    private final @Nullable CountedProduct counted;
    private @Nullable RiskColumns columns;
    private @Nullable Steep steep;
    private @Nullable Hazard hazard;

    private SurvivalCurve(RiskTable table, Estimation how, @Nullable Jackknife robust,
            List<String> warnings) {
        this.table = table;
        this.how = how;
        this.robust = robust;
        this.warnings = List.copyOf(warnings);
        boolean usual = how.survival() == Estimation.SurvivalFrom.PRODUCT && robust == null
                && table.weight == null && !table.hasEntered();
        if (usual) {
            counted = new CountedProduct(new Steps(table, how.tolerance()));
        } else {
            counted = null;
            steep(); // what cannot be estimated is refused at once
        }
    }

    /// @param table with one group; all its causes count as the event
    static SurvivalCurve of(RiskTable table, Estimation how, List<String> warnings) {
        Check.that(!how.robust(), "robust standard errors need the rows, not only their table");
        return new SurvivalCurve(oneGroup(table), how, null, warnings);
    }

    static SurvivalCurve of(Survival data, Estimation how) {
        RiskTable table = RiskTable.of(data);
        if (!how.robust()) {
            return of(table, how, List.of());
        }
        RiskTable joined = oneGroup(table).joined(how.tolerance());
        boolean alike = data.starts == null && data.subjects == null
                && data.clusters == null;
        Jackknife errors = alike ? Jackknife.of(joined)
                : Jackknife.of(data, joined.times(), RiskColumns.of(joined, 0).time());
        return new SurvivalCurve(joined, how, errors, List.of());
    }

    private static RiskTable oneGroup(RiskTable table) {
        Check.that(table.groups == 1 && table.strata == 1,
                "a curve is of one group, not of %s; take group(0), group(1), ... or pooled()",
                table.strata * table.groups);
        Check.that(table.causes == 1, "a survival curve has one event, not %s competing ones; "
                + "take anyCause(), or an Aalen-Johansen curve", table.causes);
        return table;
    }

    private RiskColumns columns() {
        RiskColumns known = columns;
        if (known == null) {
            known = RiskColumns.of(table, how.tolerance());
            columns = known;
        }
        return known;
    }

    /// The curve at each of its times.
    ///
    /// @param relativeError standard errors of S divided by S
    @SuppressWarnings("ArrayRecordComponent") // columns
    private record Steep(double[] times, double[] survival, double[] relativeError) {}

    private Steep steep() {
        Steep known = steep;
        if (known == null) {
            known = counted != null
                    ? new Steep(counted.times(), counted.survival(), counted.relativeErrors())
                    : how.survival() == Estimation.SurvivalFrom.PRODUCT ? product() : fromHazard();
            steep = known;
        }
        return known;
    }

    private Steep product() {
        double product = 1;
        double greenwood = 0;
        double root = 0;
        double[] events = columns().events()[0];
        double[] atRisk = columns().atRisk();
        Steep curve = new Steep(columns().time(), new double[events.length],
                new double[events.length]);
        for (int i = 0; i < events.length; i++) {
            double d = events[i];
            if (d > 0) {
                double n = atRisk[i];
                double staying = RiskColumns.staying(n, d);
                product *= staying / n;
                greenwood += d / (n * staying);
                root = Math.sqrt(greenwood);
            }
            curve.survival[i] = product;
            curve.relativeError[i] = root;
        }
        if (robust != null) {
            for (int i = 0; i < events.length; i++) {
                double error = robust.survival()[i];
                curve.relativeError[i] = error == 0 ? 0 : error / curve.survival[i];
            }
        }
        return curve;
    }

    private Steep fromHazard() {
        Hazard from = hazard();
        return new Steep(columns().time(), Arrays.stream(from.sum()).map(h -> Math.exp(-h)).toArray(),
                from.error());
    }

    /// The cumulative hazard and its standard errors.
    @SuppressWarnings("ArrayRecordComponent") // columns
    private record Hazard(double[] sum, double[] error) {}

    private Hazard hazard() {
        Hazard known = hazard;
        if (known == null) {
            known = computedHazard();
            hazard = known;
        }
        return known;
    }

    private Hazard computedHazard() {
        double sum = 0;
        double variance = 0;
        int steps = columns().time().length;
        Hazard result = new Hazard(new double[steps], new double[steps]);
        boolean together = how.ties() == Estimation.Ties.TOGETHER;
        for (int i = 0; i < steps; i++) {
            double d = columns().events()[0][i];
            double n = columns().atRisk()[i];
            if (d > 0 && together) {
                sum += d / n;
                variance += d / (n * n);
            } else if (d > 0) {
                double rows = columns().eventRows()[i];
                double each = d / rows;
                for (int k = 0; k < rows; k++) {
                    double left = n - k * each;
                    sum += each / left;
                    variance += each / (left * left);
                }
            }
            result.sum[i] = sum;
            result.error[i] = robust != null ? robust.hazard()[i] : Math.sqrt(variance);
        }
        return result;
    }

    /// What a reader of this curve must be told; empty if nothing.
    public List<String> warnings() {
        return warnings;
    }

    /// The number of rows counted, whatever their weight.
    public long rows() {
        return table.rows();
    }

    /// The distinct times at which somebody had the event or was censored.
    public double[] times() {
        return steep().times.clone();
    }

    /// At risk just before each time, weights counted.
    public double[] atRisk() {
        return columns().atRisk().clone();
    }

    public double[] events() {
        return columns().events()[0].clone();
    }

    /// Censored at each time. The end of an interval that the same subject's next one continues
    /// does not count.
    public double[] censored() {
        return columns().censored().clone();
    }

    public double[] survival() {
        return steep().survival.clone();
    }

    public double[] standardErrors() {
        double[] errors = new double[steep().survival.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = robust != null && how.survival() == Estimation.SurvivalFrom.PRODUCT
                    ? robust.survival()[i] : steep().relativeError[i] * steep().survival[i];
        }
        return errors;
    }

    public double[] cumulativeHazard() {
        return hazard().sum().clone();
    }

    public double[] hazardErrors() {
        return hazard().error().clone();
    }

    /// Pointwise limits of survival.
    public Limits limits(Scale scale, double confidence) {
        return counted != null ? counted.limits(scale, confidence)
                : Limits.of(scale, confidence, steep().survival, steep().relativeError);
    }

    /// The quantile for a share of events, such as 0.5 for the median, with R's convention where
    /// the curve is flat.
    public Quantile quantile(double share, Scale scale, double confidence) {
        return quantile(share, scale, confidence, Quantile.Flat.AS_R);
    }

    /// Beware: limits on the plain and arcsin scales often have no lower edge with few subjects.
    public Quantile quantile(
            double share, Scale scale, double confidence, Quantile.Flat flat) {
        Check.that(share >= 0 && share <= 1, "a share of %s is not in [0, 1]", share);
        Limits limits = limits(scale, confidence);
        return new Quantile(share, crossing(steep().survival, share, flat),
                crossing(limits.lower(), share, flat), crossing(limits.upper(), share, flat));
    }

    private Reached crossing(double[] band, double share, Quantile.Flat flat) {
        return Crossing.of(steep().times, band, share, flat);
    }

    /// The curve at given times; between steps it is flat, before the first it is 1, and after the
    /// last time it stays as it is there, as with R's `extend = TRUE`.
    public List<Point> at(Scale scale, double confidence, double... times) {
        Limits limits = limits(scale, confidence);
        double[] errors = standardErrors();
        return Arrays.stream(times).mapToObj(t -> {
            int k = lastAtOrBefore(t);
            return k < 0 ? new Point(t, atRiskAt(t), 1, 0, 1, 1)
                    : new Point(t, atRiskAt(t), steep().survival[k], errors[k],
                            limits.lower()[k], limits.upper()[k]);
        }).toList();
    }

    /// The curve at one time.
    ///
    /// @param atRisk just before that time
    public record Point(double time, double atRisk, double survival, double standardError,
            double lower, double upper) {}

    /// At risk just before `time`: those of the next time at which somebody's observation ends.
    double atRiskAt(double time) {
        int k = Arrays.binarySearch(steep().times, time);
        int next = k >= 0 ? k : -k - 1;
        return next < steep().times.length ? columns().atRisk()[next] : 0;
    }

    /// The last step at or before `time`, or -1.
    int lastAtOrBefore(double time) {
        int k = Arrays.binarySearch(steep().times, time);
        return k >= 0 ? k : -k - 2;
    }

    /// The mean time lived up to `horizon`, the area under the curve up to there; beyond the last
    /// time the curve stays as it is there. The variance is Greenwood's whatever the curve's: at
    /// each time, the square of the area still to come, times d / (n (n - d)). So in R's `survfit`
    /// and `survRM2`; SAS's LIFETEST without `RMST` multiplies it by m / (m - 1), with m events in all,
    /// and ends the mean at the last event.
    ///
    /// Irwin JO. The standard error of an estimate of expectation of life. J Hyg 1949;47:188-189.
    /// <https://doi.org/10.1017/S0022172400014443>
    public RestrictedMean restrictedMean(double horizon) {
        Check.that(horizon > 0 && horizon < Double.POSITIVE_INFINITY,
                "a horizon of %s is not a time above 0", horizon);
        double[] time = steep().times;
        double[] survival = steep().survival;
        int kept = lastAtOrBefore(horizon) + 1;
        double area = 0;
        double variance = 0;
        double until = horizon;
        for (int i = kept - 1; i >= 0; i--) {
            area += (until - time[i]) * survival[i];
            until = time[i];
            double n = columns().atRisk()[i];
            double d = columns().events()[0][i];
            variance += n == d ? 0 : area * area * d / (n * (n - d));
        }
        return new RestrictedMean(horizon, area + until, Math.sqrt(variance));
    }

    /// The last time observed.
    public double lastTime() {
        double[] times = steep().times;
        return times[times.length - 1];
    }
}
