package limbline.app.series;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import limbline.course.AsOf;
import limbline.series.Count;
import limbline.series.Endpoint.Together;
import limbline.series.Fact;
import limbline.series.Proportion;
import limbline.series.Series;
import limbline.series.Subgroups;
import limbline.series.Table;
import limbline.series.Times;
import limbline.series.Unit;
import limbline.statistics.Quantile;
import limbline.statistics.Reached;

/// A series for programs: shares of 1 and days, with every digit. It holds nothing but what follows
/// from the record and the question, so the same question gives the same bytes.
public final class SeriesJson {

    private SeriesJson() {}

    public static Map<String, Object> of(
            Definition definition, Withheld shown, AsOf asOf) {
        Series series = shown.series();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("series", definition.cohort().name());
        json.put("version", definition.version());
        json.put("centre", definition.centre().isEmpty() ? "all" : definition.centre());
        json.put("conditions", definition.cohort().conditions().stream()
                .map(Object::toString).toList());
        json.put("divided_by", definition.cohort().by().stream().map(Fact::term).toList());
        json.put("known_by", asOf.known().map(Object::toString).orElse("now"));
        json.put("recorded_by", asOf.recorded().map(Object::toString).orElse("now"));
        if (shown.least() > 0) {
            json.put("withheld", ("tables with a cell of fewer than %d patients; days and amounts are"
                    + " the middle ones of groups of at least %d patients")
                    .formatted(shown.least(), shown.least()));
        }
        Map<String, Object> sizes = new LinkedHashMap<>();
        for (Unit unit : List.of(Unit.Patients.UNIT, Unit.Limbs.UNIT, Unit.Infusions.UNIT, Unit.Lesions.UNIT)) {
            sizes.put(unit.term() + "s", shown.least() > 0 ? shown.size(unit)
                    : (Object) series.size(unit).value());
        }
        json.put("sizes", sizes);
        json.put("tables", series.tables().stream()
                .map(table -> table(table, shown, definition)).toList());
        return json;
    }

    private static Map<String, Object> table(
            Table<?> table, Withheld shown, Definition definition) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("endpoint", table.endpoint().name());
        json.put("title", table.endpoint().title());
        json.put("unit", table.endpoint().unit().term());
        if (shown.from(table)) {
            json.put("withheld", true);
            return json;
        }
        json.put("all", table.all().value());
        json.put("assessed", table.assessed().value());
        json.put("not_assessable", missing(table.notAssessable()));
        switch (table) {
            case Table.Grades<?> grades -> grades(grades, json);
            case Table.Measures<?> measures -> measures(measures, shown.least(), json);
            case Times<?> times -> times(times, shown, definition, json);
        }
        return json;
    }

    private static Map<String, Integer> missing(Map<String, ? extends Count<?>> counts) {
        Map<String, Integer> json = new TreeMap<>();
        counts.forEach((why, count) -> json.put(why, count.value()));
        return json;
    }

    private static void grades(Table.Grades<?> grades, Map<String, Object> json) {
        List<Object> levels = new ArrayList<>();
        for (int level = 0; level < grades.levels().size(); level++) {
            levels.add(proportion(grades.kind().levels().get(level), grades.of(level)));
        }
        json.put("levels", levels);
        List<Object> together = new ArrayList<>();
        for (Together shares : grades.kind().shares()) {
            together.add(proportion(shares.words(), grades.of(shares)));
        }
        json.put("together", together);
    }

    private static Map<String, Object> proportion(String what, Proportion<?> share) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", what);
        json.put("numerator", share.events().value());
        json.put("denominator", share.assessed().value());
        json.put("unit", share.unit().term());
        share.share().ifPresent(value -> json.put("share", value));
        share.limits(Times.CONFIDENCE).ifPresent(limits -> {
            json.put("lower", limits.lower());
            json.put("upper", limits.upper());
        });
        return json;
    }

    private static void measures(
            Table.Measures<?> measures, int least, Map<String, Object> json) {
        json.put("quantity", measures.kind().unit());
        if (measures.used().length > 0) {
            json.putAll(quantiles(measures.used(), least));
            json.put("earliest", quantiles(measures.earliest(), least));
            json.put("latest", quantiles(measures.latest(), least));
        }
    }

    private static Map<String, Object> quantiles(int[] sorted, int least) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("median", Table.Measures.quantile(sorted, 0.5));
        json.put("lower_quartile", Table.Measures.quantile(sorted, 0.25));
        json.put("upper_quartile", Table.Measures.quantile(sorted, 0.75));
        if (least == 0) { // else it is one patient's value
            json.put("least", sorted[0]);
            json.put("most", sorted[sorted.length - 1]);
        }
        return json;
    }

    private static void times(Times<?> times, Withheld shown, Definition definition,
            Map<String, Object> json) {
        json.put("zero", times.kind().zero());
        List<Object> ended = new ArrayList<>();
        for (int cause = 1; cause <= times.kind().causes().size(); cause++) {
            ended.add(proportion(times.kind().causes().get(cause - 1), times.ended(cause)));
        }
        ended.add(proportion("censored", times.ended(0)));
        json.put("ended", ended);
        if (times.isEmpty()) {
            return;
        }
        json.put("estimator", times.competes() ? "Aalen-Johansen" : "Kaplan-Meier");
        json.put("median_days_to_any_event", quantile(times.median()));
        json.put("median_follow_up_days", quantile(times.medianFollowUp()));
        json.put("at", landmarks(times, times.landmarks()));
        if (times.dependsOnDates()) {
            json.put("dates_as_early_as_possible", Map.of("at",
                    landmarks(times, times.landmarks(true))));
            json.put("dates_as_late_as_possible", Map.of("at",
                    landmarks(times, times.landmarks(false))));
        }
        List<Object> subgroups = new ArrayList<>();
        definition.cohort().by().forEach(fact ->
                subgroups(shown, times, fact).ifPresent(subgroups::add));
        if (!subgroups.isEmpty()) {
            json.put("subgroups", subgroups);
        }
    }

    private static List<Object> landmarks(Times<?> times, List<Times.Landmark> all) {
        List<Object> list = new ArrayList<>();
        for (Times.Landmark at : all) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("day", at.day());
            json.put("what", at.cause() == 0 ? "without" : times.kind().causes()
                    .get(at.cause() - 1));
            json.put("at_risk", Math.round(at.atRisk()));
            json.put("estimate", at.estimate());
            json.put("standard_error", number(at.error()));
            json.put("lower", number(at.lower()));
            json.put("upper", number(at.upper()));
            list.add(json);
        }
        return list;
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? (Object) value : "none";
    }

    static Map<String, Object> quantile(Quantile quantile) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("estimate", reached(quantile.time()));
        json.put("lower", reached(quantile.lower()));
        json.put("upper", reached(quantile.upper()));
        return json;
    }

    private static Object reached(Reached reached) {
        return switch (reached) {
            case Reached.At(double time) -> (Object) time;
            case Reached.Not() -> "not reached";
        };
    }

    private static <U extends Unit> Optional<Map<String, Object>> subgroups(
            Withheld shown, Times<U> times, Fact fact) {
        return shown.series().subgroups(times, fact).filter(found -> !shown.from(found)).map(found -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("by", fact.term());
            json.put("event", times.kind().causes().getFirst());
            json.put("groups", found.groups().stream().map(SeriesJson::group).toList());
            found.logRank().ifPresent(p -> json.put("log_rank_p", p));
            found.proportional().ifPresent(p -> json.put("proportional_hazards_p", p));
            json.put("notes", found.notes());
            return json;
        });
    }

    private static Map<String, Object> group(Subgroups.Group<?> group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", group.value());
        json.put("size", group.size().value());
        json.put("events", group.events().value());
        json.put("median_days", quantile(group.median()));
        group.ratio().ifPresent(ratio -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("estimate", number(ratio.hazard()));
            one.put("lower", number(ratio.lower()));
            one.put("upper", number(ratio.upper()));
            one.put("p", number(ratio.p()));
            json.put("hazard_ratio", one);
        });
        return json;
    }
}
