package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import limbline.statistics.Check;
import limbline.statistics.Estimation;
import limbline.statistics.KaplanMeier;
import limbline.statistics.Limits;
import limbline.statistics.Quantile;
import limbline.statistics.Reached;
import limbline.statistics.RestrictedMean;
import limbline.statistics.Scale;
import limbline.statistics.Survival;
import limbline.statistics.SurvivalCurve;
import org.jspecify.annotations.Nullable;

/// `survfit(Surv([start,] time, event) ~ 1)` for each group.
///
/// Where survival 3.5 and 3.8 differ, this follows 3.5: no log-log and logit limits where the curve
/// is at 1, and a row for every end of an interval. `se_error` changes nothing, since R takes the
/// argument and ignores it.
final class KaplanMeierArea implements Area {

    /// The options of the curve itself, which the landmark and follow-up areas share.
    static final Set<String> OPTIONS = Set.of("conf_int", "conf_type", "robust", "timefix",
            "stype", "ctype", "se_error", "probs", "times", "tau");

    /// Longer tables are thinned to this many rows.
    private static final int MOST_ROWS = 160;

    @Override
    public Set<String> fields() {
        return with(OPTIONS, "data", "time", "start", "event", "weights", "cluster", "id", "group",
                "factors", "keep");
    }

    static Set<String> with(Set<String> fields, String... more) {
        Set<String> all = new HashSet<>(fields);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        Rows rows = Rows.of(spec, files);
        return (spec.has("group") ? byGroup(spec, rows, KaplanMeierArea::observed)
                : new Fields().put("all", curve(spec, observed(spec, rows)))).answer();
    }

    /// How a case turns rows into observations.
    interface Reading {
        Survival of(Spec spec, Rows rows);
    }

    static Fields byGroup(Spec spec, Rows rows, Reading reading) {
        Fields fields = new Fields();
        for (String level : rows.levels("group")) {
            fields.put(level, curve(spec, reading.of(spec, rows.ofLevel("group", level))));
        }
        return fields;
    }

    static Survival observed(Spec spec, Rows rows) {
        Survival data = Survival.of(rows.numbers("time"), rows.integers("event"));
        if (spec.has("start")) {
            data = data.enteredAt(rows.numbers("start"));
        }
        if (spec.has("weights")) {
            data = data.weighted(rows.numbers("weights"));
        }
        if (spec.has("id")) {
            data = data.ofSubjects(rows.codes("id"));
        }
        if (spec.has("cluster")) {
            data = data.inClusters(rows.codes("cluster"));
        }
        return data;
    }

    static Fields curve(Spec spec, Survival data) {
        SurvivalCurve curve = KaplanMeier.of(data, estimation(spec, data));
        double confidence = spec.number("conf_int", 0.95);
        List<Type> types = (spec.has("conf_type") ? spec.texts("conf_type")
                : List.of("plain", "log", "log-log", "arcsin", "logit")).stream()
                .map(Type::of).toList();
        double[] times = curve.times();
        double[] survival = curve.survival();
        double[] errors = curve.standardErrors();
        double[] hazard = curve.cumulativeHazard();
        int[] shown = thin(times.length, MOST_ROWS);

        Fields fields = new Fields()
                .put("records", (double) curve.rows())
                .put("n_times", times.length)
                .put("n_events", Arrays.stream(curve.events()).sum())
                .put("table", new Fields()
                        .put("time", pick(times, shown))
                        .put("n_risk", pick(curve.atRisk(), shown))
                        .put("n_event", pick(curve.events(), shown))
                        .put("n_censor", pick(curve.censored(), shown))
                        .put("surv", pick(survival, shown))
                        .put("se_surv", pick(errors, shown))
                        .put("cumhaz", pick(hazard, shown))
                        .put("se_cumhaz", pick(curve.hazardErrors(), shown)))
                .put("checksum", new Fields()
                        .put("sum_surv", Arrays.stream(survival).sum())
                        .put("sum_cumhaz", Arrays.stream(hazard).sum())
                        .put("sum_se_surv",
                                Arrays.stream(errors).filter(Double::isFinite).sum()));
        if (shown.length < times.length) {
            fields.put("table_note",
                    "rows thinned; checksum is over all rows (NaN standard errors left out)");
        }

        double[] shares = spec.numbers("probs", .1, .25, .5, .75, .9);
        Fields limits = new Fields();
        Fields quantiles = new Fields().put("probs", shares);
        for (Type type : types) {
            Limits found = curve.limits(type.scale, confidence);
            limits.put(type.name, new Fields()
                    .put("lower", type.limits(found.lower(), survival, shown))
                    .put("upper", type.limits(found.upper(), survival, shown)));
            List<Quantile> at = Arrays.stream(shares)
                    .mapToObj(share -> curve.quantile(share, type.scale, confidence)).toList();
            quantiles.put(type.name, new Fields()
                    .put("quantile", at.stream().map(Quantile::time).map(Type::time).toList())
                    .put("lower", at.stream().map(Quantile::lower).map(Type::time).toList())
                    .put("upper", at.stream().map(Quantile::upper).map(Type::time).toList()));
        }
        fields.put("ci", limits).put("quantiles", quantiles);
        if (spec.has("times")) {
            fields.put("at_times", atTimes(curve, types, confidence, spec.numbers("times")));
        }
        if (!spec.has("start")) {
            double tau = spec.number("tau", curve.lastTime());
            RestrictedMean mean = curve.restrictedMean(tau);
            fields.put("rmean", new Fields().put("tau", tau).put("rmean", mean.mean())
                    .put("se_rmean", mean.standardError()));
        }
        return fields;
    }

    /// R puts the times of a summary in order first.
    private static Fields atTimes(
            SurvivalCurve curve, List<Type> types, double confidence, double[] times) {
        Fields fields = new Fields().put("times", times);
        double[] ordered = times.clone();
        Arrays.sort(ordered);
        for (Type type : types) {
            List<SurvivalCurve.Point> points = curve.at(type.scale, confidence, ordered);
            fields.put(type.name, new Fields()
                    .put("n_risk", points.stream().map(p -> Fields.number(p.atRisk())).toList())
                    .put("surv", points.stream().map(p -> Fields.number(p.survival())).toList())
                    .put("se_surv",
                            points.stream().map(p -> Fields.number(p.standardError())).toList())
                    .put("lower", points.stream()
                            .map(p -> type.limit(p.lower(), p.survival())).toList())
                    .put("upper", points.stream()
                            .map(p -> type.limit(p.upper(), p.survival())).toList()));
        }
        return fields;
    }

    /// R's defaults: robust errors where there are clusters, fractional weights, or a subject with
    /// two events.
    private static Estimation estimation(Spec spec, Survival data) {
        double type = spec.number("stype", 1);
        double ties = spec.number("ctype", 1);
        Check.that((type == 1 || type == 2) && (ties == 1 || ties == 2),
                "stype %s and ctype %s are not 1 or 2", type, ties);
        boolean robust = spec.flag("robust", spec.has("cluster")
                || data.hasFractionalWeights() || data.hasSubjectWithTwoEvents());
        Check.that(!robust || type == 1, "robust errors with stype 2 are not supported: R answers "
                + "the error of the hazard in place of that of survival");
        return new Estimation(
                type == 1 ? Estimation.SurvivalFrom.PRODUCT : Estimation.SurvivalFrom.HAZARD,
                ties == 1 ? Estimation.Ties.TOGETHER : Estimation.Ties.ONE_BY_ONE,
                spec.flag("timefix", true) ? limbline.statistics.RiskTable.TOLERANCE : 0, robust);
    }

    /// The rows that a long table shows: evenly spaced, the first and the last among them.
    static int[] thin(int rows, int most) {
        return rows <= most ? IntStream.range(0, rows).toArray()
                : IntStream.range(0, most)
                        .map(i -> (int) Math.rint(1 + i * ((rows - 1.0) / (most - 1))) - 1)
                        .distinct().toArray();
    }

    static double[] pick(double[] values, int[] shown) {
        return Arrays.stream(shown).mapToDouble(i -> values[i]).toArray();
    }

    /// A kind of limits, with the name it has in a case.
    record Type(String name, Scale scale) {

        static Type of(String name) {
            return new Type(name, switch (name) {
                case "plain" -> Scale.PLAIN;
                case "log" -> Scale.LOG;
                case "log-log" -> Scale.LOG_LOG;
                case "arcsin" -> Scale.ARCSIN;
                case "logit" -> Scale.LOGIT;
                default -> throw new IllegalArgumentException(
                        "the conf_type %s is not plain, log, log-log, arcsin or logit"
                                .formatted(name));
            });
        }

        List<@Nullable Object> limits(double[] limits, double[] survival, int[] shown) {
            List<@Nullable Object> list = new ArrayList<>();
            for (int i : shown) {
                list.add(limit(limits[i], survival[i]));
            }
            return list;
        }

        /// R says NA where it sees that a formula fails, and NaN where it does not.
        @Nullable Object limit(double limit, double survival) {
            boolean seen = switch (scale) {
                case PLAIN -> false;
                case LOG, LOG_LOG -> true;
                case ARCSIN, LOGIT -> survival == 0;
            };
            return Double.isNaN(limit) && seen ? null : Fields.number(limit);
        }

        static @Nullable Object time(Reached reached) {
            return switch (reached) {
                case Reached.At(double time) -> time;
                case Reached.Not() -> null;
            };
        }
    }
}
