package limbline.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The cumulative incidence of competing events in one group: the probability of having had the
/// event of each cause, in the presence of the others.
///
/// With d_c events of cause c among n at risk and S the probability of none so far, each time adds
/// S(t-) d_c / n to the incidence of cause c. Where somebody wants 1 less Kaplan-Meier instead, see
/// the warning of [KaplanMeier#ofCause].
///
/// Aalen OO, Johansen S. An empirical transition matrix for non-homogeneous Markov chains based on
/// censored observations. Scand J Stat 1978;5:141-150. <https://www.jstor.org/stable/4615704>
///
/// Three standard errors are in use, and they differ with few subjects. R's `survfit` gives the
/// jackknife, `cmprsk` Aalen's, `etm` Greenwood's; SAS's LIFETEST gives Aalen's, or on request one
/// by the delta method that is none of the three.
public final class AalenJohansen {

    /// How standard errors are estimated.
    public enum Errors {
        /// Infinitesimal jackknife: every row, or subject, is independent. Holds for weights.
        /// R survival.
        JACKKNIFE,
        /// Martingale based, with the correction for ties of R's `cmprsk`. Aalen O. Ann Stat
        /// 1978;6:534-545. <https://doi.org/10.1214/aos/1176344198>
        AALEN,
        /// Of Greenwood's type, multinomial at each time. Andersen PK, Borgan Ø, Gill RD, Keiding
        /// N. Statistical models based on counting processes. Springer 1993, formula 4.4.20.
        /// <https://doi.org/10.1007/978-1-4612-4348-9>. R etm.
        GREENWOOD
    }

    private final RiskTable table;
    private final double tolerance;
    private final @Nullable Survival data;

    /// The curves of rows that each count once and all are there from the start; else of any.
    private final @Nullable CountedIncidence counted;
    private final @Nullable AnyIncidence any;

    /// The counts at each time; of a counted table first when asked for.
    private @Nullable RiskColumns columns;
    private @Nullable Jackknife jackknife;

    private AalenJohansen(RiskTable table, double tolerance, @Nullable Survival data) {
        Check.that(table.groups == 1 && table.strata == 1,
                "a curve is of one group, not of %s; take group(0), group(1), ... or pooled()",
                table.strata * table.groups);
        this.table = table;
        this.tolerance = tolerance;
        this.data = data;
        counted = table.weight == null && !table.hasEntered()
                ? new CountedIncidence(new Steps(table, tolerance, Steps.SHORT_BLOCK)) : null;
        any = counted == null ? AnyIncidence.of(columns()) : null;
    }

    public static AalenJohansen of(Survival data) {
        return of(data, RiskTable.TOLERANCE);
    }

    /// @param tolerance within which times count as equal; see [RiskTable#joined]
    public static AalenJohansen of(Survival data, double tolerance) {
        boolean rowsNeeded = data.starts != null || data.subjects != null
                || data.clusters != null;
        return new AalenJohansen(RiskTable.of(data), tolerance, rowsNeeded ? data : null);
    }

    /// Of counts, merged from wherever.
    ///
    /// @param table with one group
    public static AalenJohansen of(RiskTable table) {
        return of(table, RiskTable.TOLERANCE);
    }

    public static AalenJohansen of(RiskTable table, double tolerance) {
        return new AalenJohansen(table, tolerance, null);
    }

    /// The curves step by step, from columns of any kind.
    @SuppressWarnings("ArrayRecordComponent") // columns
    private record AnyIncidence(double[] survival, double[][] incidence) {

        static AnyIncidence of(RiskColumns columns) {
            int steps = columns.time().length;
            AnyIncidence found =
                    new AnyIncidence(new double[steps], new double[columns.events().length][steps]);
            double s = 1;
            double[] sums = new double[found.incidence.length];
            for (int k = 0; k < steps; k++) {
                double n = columns.atRisk()[k];
                double perWeight = columns.eventRows()[k] == 0 ? 0 : s / n;
                double all = 0;
                for (int c = 0; c < sums.length; c++) {
                    double d = columns.events()[c][k];
                    sums[c] += perWeight * d;
                    found.incidence[c][k] = sums[c];
                    all += d;
                }
                s = all == 0 ? s : perWeight * RiskColumns.staying(n, all);
                found.survival[k] = s;
            }
            return found;
        }
    }

    public int causes() {
        return table.causes;
    }

    /// The distinct times at which somebody had an event or was censored.
    public double[] times() {
        return columns().time().clone();
    }

    /// At risk just before each time, weights counted.
    public double[] atRisk() {
        return columns().atRisk().clone();
    }

    /// Events of a cause at each time.
    ///
    /// @param cause from 1
    public double[] events(int cause) {
        return columns().events()[index(cause)].clone();
    }

    /// The probability of no event so far.
    public double[] survival() {
        return any == null ? counted().survival() : any.survival.clone();
    }

    /// @param cause from 1
    public double[] incidence(int cause) {
        int c = index(cause);
        return any == null ? counted().incidence(c) : any.incidence[c].clone();
    }

    /// @param cause from 1
    public double[] standardErrors(int cause, Errors kind) {
        int c = index(cause);
        return switch (kind) {
            case JACKKNIFE -> jackknife().incidence()[c].clone();
            case AALEN -> aalen(c);
            case GREENWOOD -> root(IncidenceVariance.greenwood(counts(), c));
        };
    }

    /// Pointwise limits of the cumulative incidence. R's `survfit` gives those of the jackknife, on
    /// the log scale unless told otherwise; SAS's LIFETEST takes log-log; `cmprsk` gives variances
    /// and no limits.
    public Limits limits(int cause, Errors kind, Scale scale, double confidence) {
        double[] f = incidence(cause);
        double[] relative = standardErrors(cause, kind);
        for (int k = 0; k < relative.length; k++) {
            relative[k] = relative[k] == 0 ? 0 : relative[k] / f[k];
        }
        return Limits.of(scale, confidence, f, relative);
    }

    /// The cumulative incidence of a cause at given times; it stays as it is after the last.
    public List<Point> at(int cause, Errors kind, double... times) {
        double[] errors = standardErrors(cause, kind);
        double[] f = incidence(cause);
        return Arrays.stream(times).mapToObj(t -> {
            int found = Arrays.binarySearch(columns().time(), t);
            int k = found >= 0 ? found : -found - 2;
            return k < 0 ? new Point(t, 0, 0) : new Point(t, f[k], errors[k]);
        }).toList();
    }

    /// The cumulative incidence at one time.
    public record Point(double time, double incidence, double standardError) {}

    /// The mean time lost to a cause up to a horizon: the area under its cumulative incidence.
    ///
    /// Andersen PK. Decomposition of number of life years lost according to causes of death. Stat
    /// Med 2013;32:5278-5285. <https://doi.org/10.1002/sim.5903>
    public double timeLost(int cause, double horizon) {
        return area(incidence(cause), 0, horizon);
    }

    /// The mean time without any event up to a horizon.
    public double timeWithoutEvent(double horizon) {
        return area(survival(), 1, horizon);
    }

    public double lastTime() {
        return columns().time()[columns().time().length - 1];
    }

    private double area(double[] curve, double atStart, double horizon) {
        Check.that(horizon > 0 && horizon < Double.POSITIVE_INFINITY,
                "a horizon of %s is not a time above 0", horizon);
        double[] time = columns().time();
        double area = 0;
        double value = atStart;
        double since = 0;
        for (int k = 0; k < time.length && time[k] < horizon; k++) {
            area += (time[k] - since) * value;
            since = time[k];
            value = curve[k];
        }
        return area + (horizon - since) * value;
    }

    private Jackknife jackknife() {
        Jackknife known = jackknife;
        if (known == null) {
            Check.that(data != null || !table.hasEntered(),
                    "with delayed entry the jackknife needs the rows, not only their table");
            RiskTable joined = table.joined(tolerance);
            known = data == null ? Jackknife.of(joined)
                    : Jackknife.of(data, joined.times(), columns().time());
            jackknife = known;
        }
        return known;
    }

    private double[] aalen(int c) {
        return any == null ? counted().errors(c)
                : root(IncidenceVariance.aalen(counts(), any.survival, any.incidence[c], c));
    }

    private CountedIncidence counted() {
        return Objects.requireNonNull(counted, "rows are counted, or of any kind");
    }

    private RiskColumns columns() {
        RiskColumns known = columns;
        if (known == null) {
            known = RiskColumns.of(table, tolerance);
            columns = known;
        }
        return known;
    }

    private RiskColumns counts() {
        Check.that(table.weight == null,
                "with weights only the jackknife standard error is defined");
        return columns();
    }

    private int index(int cause) {
        Check.that(cause >= 1 && cause <= table.causes, "cause %s is not in 1 to %s", cause,
                table.causes);
        return cause - 1;
    }

    private static double[] root(double[] values) {
        for (int k = 0; k < values.length; k++) {
            values[k] = Math.sqrt(values[k]);
        }
        return values;
    }
}
