package limbline.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import limbline.series.Endpoint.Kind;
import limbline.statistics.AalenJohansen;
import limbline.statistics.FollowUp;
import limbline.statistics.KaplanMeier;
import limbline.statistics.Limits;
import limbline.statistics.Quantile;
import limbline.statistics.RiskTable;
import limbline.statistics.Scale;
import limbline.statistics.Survival;
import limbline.statistics.SurvivalCurve;
import org.jspecify.annotations.Nullable;

/// The times of an endpoint. One kind of event makes a Kaplan-Meier curve, competing events make
/// cumulative incidences; each three times where partial dates leave a choice.
public final class Times<U extends Unit> implements Table<U> {

    /// Of every limit.
    public static final double CONFIDENCE = 0.95;

    private static final double MONTH = 30.4375;

    /// Days at which curves are read: 3 and 6 months, 1, 2, 3 and 5 years of 365.25 days.
    public static final List<Integer> LANDMARKS = List.of(91, 183, 365, 731, 1096, 1826);

    private final Endpoint<U> endpoint;
    private final Kind.Times kind;
    private final int[] status;
    private final int[] used;
    private final int[] earliest;
    private final int[] latest;
    private final int[] rows;
    private final Map<String, Count<U>> notAssessable;
    private @Nullable RiskTable counts;

    Times(Endpoint<U> endpoint, Kind.Times kind, int[] status, int[] used, int[] earliest,
            int[] latest, int[] rows, Map<String, Count<U>> notAssessable) {
        this.endpoint = endpoint;
        this.kind = kind;
        this.status = status;
        this.used = used;
        this.earliest = earliest;
        this.latest = latest;
        this.rows = rows;
        this.notAssessable = Map.copyOf(notAssessable);
    }

    /// A curve at a landmark.
    ///
    /// @param cause 0 for the share without any event, else the incidence of the cause
    public record Landmark(
            int cause, int day, double atRisk, double estimate, double error, double lower,
            double upper) {}

    @Override
    public Endpoint<U> endpoint() {
        return endpoint;
    }

    public Kind.Times kind() {
        return kind;
    }

    @Override
    public Count<U> assessed() {
        return new Count<>(endpoint.unit(), used.length);
    }

    @Override
    public Count<U> all() {
        return notAssessable.values().stream().reduce(assessed(), Count::plus);
    }

    @Override
    public Map<String, Count<U>> notAssessable() {
        return notAssessable;
    }

    /// How many ended so, as a share of all assessed: no estimate of a risk where some are censored.
    ///
    /// @param cause 0 for those without any event
    public Proportion<U> ended(int cause) {
        int count = 0;
        for (int each : status) {
            count += each == cause ? 1 : 0;
        }
        return new Proportion<>(new Count<>(endpoint.unit(), count), assessed(), notAssessable);
    }

    public boolean isEmpty() {
        return used.length == 0;
    }

    public boolean competes() {
        return kind.causes().size() > 1;
    }

    /// Whether an answer depends on how partial dates are read.
    public boolean dependsOnDates() {
        for (int i = 0; i < used.length; i++) {
            if (earliest[i] != latest[i]) {
                return true;
            }
        }
        return false;
    }

    /// The rows of the data these are, in their order.
    int[] rows() {
        return rows;
    }

    int[] status() {
        return status;
    }

    int[] used() {
        return used;
    }

    /// By the days used.
    public RiskTable counts() {
        RiskTable known = counts;
        if (known == null) {
            known = table(used);
            counts = known;
        }
        return known;
    }

    /// By months of 30.4375 days, for a figure.
    public RiskTable months() {
        double[] months = new double[used.length];
        for (int i = 0; i < months.length; i++) {
            months[i] = used[i] / MONTH;
        }
        return RiskTable.of(Survival.of(months, status, kind.causes().size()));
    }

    private RiskTable table(int[] days) {
        return RiskTable.of(Survival.ofDays(days, status, kind.causes().size()));
    }

    /// Of any event: the share without one. There must be a row.
    public SurvivalCurve curve() {
        return KaplanMeier.of(counts().anyCause());
    }

    public AalenJohansen incidence() {
        return AalenJohansen.of(counts());
    }

    /// The median time to any event, with R's default limits.
    public Quantile median() {
        return curve().quantile(0.5, Scale.LOG, CONFIDENCE);
    }

    public Quantile medianFollowUp() {
        return FollowUp.of(counts().anyCause()).median(CONFIDENCE);
    }

    /// At the landmarks up to the last day observed.
    public List<Landmark> landmarks() {
        return landmarks(counts());
    }

    /// With every partial date read as early as it can be, or as late.
    public List<Landmark> landmarks(boolean early) {
        return landmarks(table(early ? earliest : latest));
    }

    /// The median with every partial date read as early as it can be, or as late.
    public Quantile median(boolean early) {
        return KaplanMeier.of(table(early ? earliest : latest).anyCause())
                .quantile(0.5, Scale.LOG, CONFIDENCE);
    }

    private List<Landmark> landmarks(RiskTable table) {
        SurvivalCurve curve = KaplanMeier.of(table.anyCause());
        double[] days = LANDMARKS.stream().mapToDouble(Integer::doubleValue)
                .filter(day -> day <= curve.lastTime()).toArray();
        List<Landmark> all = new ArrayList<>();
        List<SurvivalCurve.Point> points = curve.at(Scale.LOG, CONFIDENCE, days);
        if (!competes()) {
            points.forEach(point -> all.add(new Landmark(0, (int) point.time(), point.atRisk(),
                    point.survival(), point.standardError(), point.lower(), point.upper())));
            return all;
        }
        AalenJohansen incidence = AalenJohansen.of(table);
        for (int cause = 1; cause <= incidence.causes(); cause++) {
            double[] estimate = incidence.incidence(cause);
            double[] errors = incidence.standardErrors(cause, AalenJohansen.Errors.JACKKNIFE);
            Limits limits = incidence.limits(
                    cause, AalenJohansen.Errors.JACKKNIFE, Scale.LOG, CONFIDENCE);
            double[] times = incidence.times();
            for (SurvivalCurve.Point point : points) {
                int k = last(times, point.time());
                all.add(k < 0 ? new Landmark(cause, (int) point.time(), point.atRisk(), 0, 0, 0, 0)
                        : new Landmark(cause, (int) point.time(), point.atRisk(), estimate[k],
                                errors[k], limits.lower()[k], limits.upper()[k]));
            }
        }
        return all;
    }

    private static int last(double[] times, double time) {
        int k = Arrays.binarySearch(times, time);
        return k >= 0 ? k : -k - 2;
    }
}
