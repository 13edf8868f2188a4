package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import limbline.statistics.AalenJohansen;
import limbline.statistics.Check;
import limbline.statistics.Limits;
import limbline.statistics.Scale;
import limbline.statistics.Survival;
import org.jspecify.annotations.Nullable;

/// Cumulative incidence with its three standard errors: `survfit` with a multi-state response,
/// `cmprsk::cuminc` and `etm`. The last two take times exactly as given. Where survival 3.5 and 3.8
/// differ, this follows 3.5: `n_risk` counts rows, whatever their weight, and there are no limits
/// where an incidence is 0.
final class AalenJohansenArea implements Area {

    private static final int MOST_ROWS = 120;

    /// Above, R's etm is not asked.
    private static final int MOST_ROWS_FOR_ETM = 3000;

    @Override
    public Set<String> fields() {
        return Set.of("data", "time", "start", "state", "causes", "times", "weights", "id", "group",
                "tau", "factors", "keep");
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        Rows rows = Rows.of(spec, files);
        if (!spec.has("group")) {
            return new Fields().put("all", curves(spec, rows)).answer();
        }
        Fields fields = new Fields();
        for (String level : rows.levels("group")) {
            fields.put(level, curves(spec, rows.ofLevel("group", level)));
        }
        return fields.answer();
    }

    private static Fields curves(Spec spec, Rows rows) {
        List<String> causes = spec.texts("causes");
        Survival unweighted = observed(spec, rows, causes.size());
        Survival data = spec.has("weights")
                ? unweighted.weighted(rows.numbers("weights")) : unweighted;
        AalenJohansen curves = AalenJohansen.of(data);
        double[] counts = new double[causes.size()];
        for (int state : rows.integers("state")) {
            if (state > 0) {
                counts[state - 1]++;
            }
        }
        Fields fields = new Fields().put("records", rows.size()).put("counts", counts)
                .put("n_times", curves.times().length)
                .put("survival_ij", jackknife(spec, causes, curves,
                        AalenJohansen.of(unweighted).atRisk()));
        if (!spec.has("weights")) {
            AalenJohansen exact = AalenJohansen.of(data, 0);
            double[] times = spec.numbers("times");
            if (!spec.has("start")) {
                fields.put("cmprsk", cmprsk(causes, counts, exact, times));
            }
            if (rows.size() <= MOST_ROWS_FOR_ETM) {
                fields.put("etm_greenwood", etm(causes, exact, times));
            }
        }
        return fields;
    }

    private static Survival observed(Spec spec, Rows rows, int causes) {
        Check.that(!spec.has("id") || rows.levels("id").size() == rows.size(),
                "several rows of one subject are not supported in this area");
        Survival data = Survival.of(rows.numbers("time"), rows.integers("state"), causes);
        return spec.has("start") ? data.enteredAt(rows.numbers("start")) : data;
    }

    private static Fields jackknife(Spec spec, List<String> causes, AalenJohansen curves,
            double[] rowsAtRisk) {
        List<String> states = new ArrayList<>(List.of("(s0)"));
        states.addAll(causes);
        int[] shown = KaplanMeierArea.thin(curves.times().length, MOST_ROWS);
        Fields fields = new Fields().put("states", states)
                .put("time", KaplanMeierArea.pick(curves.times(), shown))
                .put("n_risk", KaplanMeierArea.pick(rowsAtRisk, shown));
        double[] sums = new double[causes.size()];
        double[] means = new double[states.size()];
        for (int c = 1; c <= causes.size(); c++) {
            double[] cif = curves.incidence(c);
            double[] errors = curves.standardErrors(c, AalenJohansen.Errors.JACKKNIFE);
            Limits log = curves.limits(c, AalenJohansen.Errors.JACKKNIFE, Scale.LOG, 0.95);
            Limits logLog = curves.limits(c, AalenJohansen.Errors.JACKKNIFE, Scale.LOG_LOG, 0.95);
            fields.put(causes.get(c - 1), new Fields()
                    .put("cif", KaplanMeierArea.pick(cif, shown))
                    .put("se", KaplanMeierArea.pick(errors, shown))
                    .put("lower_log", limits(log.lower(), shown))
                    .put("upper_log", limits(log.upper(), shown))
                    .put("lower_loglog", limits(logLog.lower(), shown))
                    .put("upper_loglog", limits(logLog.upper(), shown)));
            sums[c - 1] = Arrays.stream(cif).sum();
            if (spec.has("tau")) {
                means[c] = curves.timeLost(c, spec.number("tau"));
            }
        }
        fields.put("checksum_sum_cif", sums);
        if (spec.has("tau")) {
            double tau = spec.number("tau");
            means[0] = curves.timeWithoutEvent(tau);
            fields.put("rmean", new Fields().put("tau", tau).put("states", states)
                    .put("rmean", means));
        }
        return fields;
    }

    private static List<@Nullable Object> limits(double[] values, int[] shown) {
        return Fields.orMissing(KaplanMeierArea.pick(values, shown));
    }

    /// R's `timepoints`: in order, each time once, and nothing after the last time observed.
    private static Fields cmprsk(
            List<String> causes, double[] counts, AalenJohansen curves, double[] times) {
        Fields fields = new Fields().put("times", times);
        double[] ordered = Arrays.stream(times).sorted().distinct().toArray();
        for (int c = 1; c <= causes.size(); c++) {
            double[] cif = {};
            double[] variance = {};
            if (counts[c - 1] > 0) {
                List<AalenJohansen.Point> points =
                        curves.at(c, AalenJohansen.Errors.AALEN, ordered);
                cif = points.stream().mapToDouble(p -> p.time() > curves.lastTime()
                        ? Double.NaN : p.incidence()).toArray();
                variance = points.stream().mapToDouble(p -> p.time() > curves.lastTime()
                        ? Double.NaN : square(p.standardError())).toArray();
            }
            fields.put(causes.get(c - 1), new Fields().put("cif", Fields.orMissing(cif))
                    .put("var", Fields.orMissing(variance)));
        }
        return fields;
    }

    private static Fields etm(List<String> causes, AalenJohansen curves, double[] times) {
        Fields fields = new Fields().put("times", times);
        for (int c = 1; c <= causes.size(); c++) {
            List<AalenJohansen.Point> points = curves.at(c, AalenJohansen.Errors.GREENWOOD, times);
            fields.put(causes.get(c - 1), new Fields()
                    .put("cif", points.stream().map(AalenJohansen.Point::incidence).toList())
                    .put("var", points.stream().map(p -> square(p.standardError())).toList()));
        }
        return fields;
    }

    private static double square(double x) {
        return x * x;
    }
}
