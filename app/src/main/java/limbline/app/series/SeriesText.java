package limbline.app.series;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limbline.series.Condition;
import limbline.series.Endpoints;
import limbline.series.Fact;
import org.jspecify.annotations.Nullable;

/// A series in plain text, from its JSON.
public final class SeriesText {

    private static final double MONTH = 30.4375;

    private SeriesText() {}

    public static Map<String, Object> json(Definition definition) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", definition.cohort().name());
        json.put("version", definition.version());
        json.put("centre", definition.centre().isEmpty() ? "all" : definition.centre());
        json.put("conditions", definition.cohort().conditions().stream()
                .map(Condition::toString).toList());
        json.put("divided_by", definition.cohort().by().stream().map(Fact::term).toList());
        return json;
    }

    public static List<String> vocabulary() {
        return List.of("facts: " + Stream.of(Fact.values()).map(Fact::term)
                        .collect(Collectors.joining(", ")),
                "endpoints: " + Endpoints.ALL.stream().map(endpoint -> endpoint.name())
                        .collect(Collectors.joining(", ")));
    }

    /// @param series what [SeriesJson] says of it
    public static List<String> lines(Map<String, Object> series) {
        List<String> lines = new ArrayList<>();
        lines.add("%s, version %s, centre %s; known by %s, recorded by %s".formatted(
                series.get("series"), series.get("version"), series.get("centre"),
                series.get("known_by"), series.get("recorded_by")));
        lines.add("conditions: " + series.get("conditions"));
        lines.add("sizes: " + series.get("sizes"));
        if (series.containsKey("withheld")) {
            lines.add("withheld: " + series.get("withheld"));
        }
        for (Object table : list(series.get("tables"))) {
            table(map(table), lines);
        }
        lines.add("");
        lines.add("Limbline is not a medical device. It recommends no treatment and picks no dose.");
        return lines;
    }

    private static void table(Map<String, Object> table, List<String> lines) {
        lines.add("");
        lines.add("%s (%s), per %s".formatted(
                table.get("title"), table.get("endpoint"), table.get("unit")));
        if (table.containsKey("withheld")) {
            lines.add("  withheld: a count is below the limit");
            return;
        }
        lines.add("  assessed %s of %s; not assessable: %s".formatted(table.get("assessed"),
                table.get("all"), map(table.get("not_assessable")).isEmpty() ? "none"
                        : table.get("not_assessable")));
        Stream.of("levels", "together", "ended").forEach(name ->
                list(table.get(name)).forEach(each -> lines.add(proportion(map(each)))));
        if (table.containsKey("median")) {
            lines.add("  median %s (quartiles %s to %s%s) %s".formatted(
                    table.get("median"), table.get("lower_quartile"), table.get("upper_quartile"),
                    table.containsKey("least") ? ", least %s, most %s".formatted(
                            table.get("least"), table.get("most")) : "", table.get("quantity")));
        }
        if (table.containsKey("at")) {
            lines.add("  median to any event " + days(map(table.get("median_days_to_any_event")))
                    + "; median follow-up " + days(map(table.get("median_follow_up_days"))));
            list(table.get("at")).forEach(each -> lines.add(landmark(map(each), "")));
            Stream.of("early", "late").forEach(way -> list(map(table.get(
                    "dates_as_%s_as_possible".formatted(way))).get("at")).forEach(each ->
                            lines.add(landmark(map(each), "  dates as %s as possible".formatted(
                                    way)))));
        }
        list(table.get("subgroups")).forEach(each -> subgroups(map(each), lines));
    }

    private static String proportion(Map<String, Object> one) {
        String share = one.containsKey("share") ? "%s %% (%s to %s)".formatted(
                percent(one.get("share")), percent(one.get("lower")), percent(one.get("upper")))
                : "";
        return "  %-38s %5s of %-5s %ss  %s".formatted(one.get("what"), one.get("numerator"),
                one.get("denominator"), one.get("unit"), share);
    }

    private static String landmark(Map<String, Object> at, String note) {
        return "  day %-5s %-38s %s %% (%s to %s), at risk %s%s".formatted(at.get("day"),
                at.get("what"), percent(at.get("estimate")), percent(at.get("lower")),
                percent(at.get("upper")), at.get("at_risk"), note);
    }

    private static void subgroups(Map<String, Object> one, List<String> lines) {
        lines.add("  by %s (%s): log-rank p %s".formatted(one.get("by"), one.get("event"),
                one.getOrDefault("log_rank_p", "none")));
        for (Object each : list(one.get("groups"))) {
            Map<String, Object> group = map(each);
            Map<String, Object> ratio = map(group.get("hazard_ratio"));
            lines.add("    %-36s %s events of %s, median %s%s".formatted(group.get("value"),
                    group.get("events"), group.get("size"), days(map(group.get("median_days"))),
                    ratio.isEmpty() ? "" : ", hazard ratio %s (%s to %s)".formatted(
                            two(ratio.get("estimate")), two(ratio.get("lower")),
                            two(ratio.get("upper")))));
        }
        list(one.get("notes")).forEach(note -> lines.add("    " + note));
    }

    private static String days(Map<String, Object> quantile) {
        return "%s (%s to %s) months".formatted(months(quantile.get("estimate")),
                months(quantile.get("lower")), months(quantile.get("upper")));
    }

    private static String months(@Nullable Object days) {
        return days instanceof Number number
                ? String.format(Locale.ROOT, "%.1f", number.doubleValue() / MONTH)
                : String.valueOf(days);
    }

    private static String percent(@Nullable Object share) {
        return share instanceof Number number
                ? String.format(Locale.ROOT, "%.1f", 100 * number.doubleValue())
                : String.valueOf(share);
    }

    private static String two(@Nullable Object value) {
        return value instanceof Number number
                ? String.format(Locale.ROOT, "%.2f", number.doubleValue()) : String.valueOf(value);
    }

    @SuppressWarnings("unchecked") // as SeriesJson writes it
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }
}
