package limbline.app.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import limbline.app.figure.Figure;
import limbline.series.Count;
import limbline.series.Endpoint.Together;
import limbline.series.Fact;
import limbline.series.Proportion;
import limbline.series.Series;
import limbline.series.Subgroups;
import limbline.series.Table;
import limbline.series.Times;
import limbline.series.Unit;
import limbline.statistics.Interval;
import limbline.statistics.Quantile;
import limbline.statistics.Reached;

/// A series as its page and its print show it: words and numbers, ready to stand in a table.
///
/// @param overview our line of Table 2: what, and what of it
/// @param swimmer empty where nobody was infused
public record SeriesView(
        Definition definition, List<Cell> overview, List<Section> sections,
        Optional<Figure> swimmer, boolean withholds) {

    private static final double MONTH = 30.4375;

    /// A name and its value.
    public record Cell(String name, String value) {}

    /// A line of a table.
    ///
    /// @param answer what [Series#behind] is asked for those behind it; empty for none
    public record Line(String what, String count, String of, String share, String answer) {}

    /// A curve read at a day.
    public record At(String day, String what, String estimate, String limits, String atRisk,
            String early, String late) {}

    /// A timed endpoint divided by a fact.
    public record Division(String by, String event, String logRank, List<String[]> groups,
            List<String> notes) {
        public Division {
            groups = List.copyOf(groups);
            notes = List.copyOf(notes);
        }
    }

    /// One endpoint.
    public record Section(String name, String title, String unit, String assessed, boolean withheld,
            List<Line> lines, List<Line> missing, String summary, List<At> at,
            List<Division> divisions, Optional<Figure> figure) {}

    public SeriesView {
        overview = List.copyOf(overview);
        sections = List.copyOf(sections);
    }

    static SeriesView of(Definition definition, Withheld shown) {
        Series series = shown.series();
        List<Section> sections = new ArrayList<>();
        for (Table<?> table : series.tables()) {
            sections.add(section(definition, shown, table));
        }
        return new SeriesView(definition, overview(shown), sections,
                shown.least() > 0 ? Optional.empty() : SeriesFigures.swimmer(series, true),
                shown.least() > 0);
    }

    private static List<Cell> overview(Withheld shown) {
        List<Cell> cells = new ArrayList<>();
        for (Unit unit : List.of(Unit.Patients.UNIT, Unit.Limbs.UNIT, Unit.Infusions.UNIT)) {
            cells.add(new Cell(unit.term() + "s", shown.size(unit)));
        }
        for (Table<?> table : shown.series().tables()) {
            if (shown.from(table)) {
                continue;
            }
            switch (table) {
                case Table.Grades<?> grades -> {
                    Together first = grades.kind().shares().getFirst();
                    cells.add(new Cell("%s, %s, per %s".formatted(table.endpoint().title(),
                            first.words(), table.endpoint().unit().term()),
                            inShort(grades.of(first))));
                }
                case Table.Measures<?> measures when measures.used().length > 0 ->
                    cells.add(new Cell(table.endpoint().title(), "median %s %s (n = %d)".formatted(
                            number(Table.Measures.quantile(measures.used(), 0.5)),
                            measures.kind().unit(), measures.used().length)));
                case Times<?> times when times.endpoint().name().equals("limb-salvage") ->
                    cells.add(new Cell("Limbs amputated, per limb", inShort(times.ended(1))));
                case Table.Measures<?> _, Times<?> _ -> { }
            }
        }
        return cells;
    }

    private static String inShort(Proportion<?> share) {
        return "%d/%d%s".formatted(share.events().value(), share.assessed().value(),
                share.limits(Times.CONFIDENCE).map(limits -> " = " + percent(
                        share.share().orElse(0.0)) + " % (" + range(limits) + ")").orElse(""));
    }

    private static Section section(
            Definition definition, Withheld shown, Table<?> table) {
        boolean withheld = shown.from(table);
        List<Line> lines = new ArrayList<>();
        List<Line> missing = new ArrayList<>();
        List<At> at = new ArrayList<>();
        List<Division> divisions = new ArrayList<>();
        String summary = "";
        Optional<Figure> figure = Optional.empty();
        if (!withheld) {
            new TreeMap<String, Count<?>>(table.notAssessable()).forEach((why, count) ->
                    missing.add(new Line(why, "" + count.value(), "", "", why)));
            switch (table) {
                case Table.Grades<?> grades -> grades(grades, lines);
                case Table.Measures<?> measures -> {
                    summary = measures(measures, lines, shown.least());
                    figure = shown.least() == 0 ? SeriesFigures.waterfall(measures) : Optional.empty();
                }
                case Times<?> times -> {
                    summary = times(times, lines, at);
                    for (Fact fact : definition.cohort().by()) {
                        division(shown, times, fact).ifPresent(divisions::add);
                    }
                    figure = SeriesFigures.of(times);
                }
            }
        }
        return new Section(table.endpoint().name(), table.endpoint().title(),
                table.endpoint().unit().term(), "%d of %s assessed".formatted(
                        table.assessed().value(), table.all()), withheld, lines, missing, summary,
                at, divisions, figure);
    }

    private static void grades(Table.Grades<?> grades, List<Line> lines) {
        for (int level = 0; level < grades.levels().size(); level++) {
            String name = grades.kind().levels().get(level);
            lines.add(line(name, grades.of(level), name));
        }
        grades.kind().shares().stream().filter(together -> together.levels().size() > 1)
                .forEach(together -> lines.add(line(together.words(), grades.of(together), "")));
    }

    private static Line line(String what, Proportion<?> share, String answer) {
        return new Line(what, "" + share.events().value(), share.assessed().toString(),
                share.limits(Times.CONFIDENCE).map(limits -> "%s %% (%s)".formatted(
                        percent(share.share().orElse(0.0)), range(limits))).orElse("–"),
                share.events().value() == 0 ? "" : answer);
    }

    private static String measures(
            Table.Measures<?> measures, List<Line> lines, int least) {
        int[] used = measures.used();
        if (used.length == 0) {
            return "";
        }
        lines.add(new Line("measured", "" + used.length, measures.all().toString(), "",
                "assessed"));
        return "Median %s %s; quartiles %s to %s%s.".formatted(
                number(Table.Measures.quantile(used, 0.5)), measures.kind().unit(),
                number(Table.Measures.quantile(used, 0.25)),
                number(Table.Measures.quantile(used, 0.75)),
                least > 0 ? "" : "; from %d to %d".formatted(used[0], used[used.length - 1]));
    }

    private static String times(Times<?> times, List<Line> lines, List<At> at) {
        for (int cause = 1; cause <= times.kind().causes().size(); cause++) {
            String name = times.kind().causes().get(cause - 1);
            lines.add(line(name, times.ended(cause), name));
        }
        lines.add(line("censored", times.ended(0), "censored"));
        if (times.isEmpty()) {
            return "";
        }
        Map<String, String> early = read(times, true);
        Map<String, String> late = read(times, false);
        for (Times.Landmark one : times.landmarks()) {
            String what = one.cause() == 0 ? "without the event"
                    : times.kind().causes().get(one.cause() - 1);
            if (one.cause() > 0 && times.ended(one.cause()).events().value() == 0) {
                continue;
            }
            String key = one.day() + what;
            at.add(new At("" + one.day(), what, percent(one.estimate()),
                    Double.isFinite(one.lower()) ? percent(one.lower()) + " to "
                            + percent(one.upper()) : "–", "" + Math.round(one.atRisk()),
                    early.getOrDefault(key, ""), late.getOrDefault(key, "")));
        }
        return "Days from %s. Median to %s: %s. Median follow-up: %s.".formatted(
                times.kind().zero(), times.competes() ? "any of these" : "the event",
                months(times.median()), months(times.medianFollowUp()));
    }

    /// The landmarks with all dates as early, or as late, as they can be; none where all are exact.
    private static Map<String, String> read(Times<?> times, boolean early) {
        Map<String, String> all = new TreeMap<>();
        if (times.dependsOnDates()) {
            times.landmarks(early).forEach(one -> all.put(one.day() + (one.cause() == 0
                    ? "without the event" : times.kind().causes().get(one.cause() - 1)),
                    percent(one.estimate())));
        }
        return all;
    }

    private static <U extends Unit> Optional<Division> division(
            Withheld shown, Times<U> times, Fact fact) {
        return shown.series().subgroups(times, fact)
                .filter(found -> !shown.from(found))
                .map(found -> new Division(fact.words(), times.kind().causes().getFirst(),
                        found.logRank().map(SeriesView::p).orElse("–"),
                        found.groups().stream().map(SeriesView::group).toList(), found.notes()));
    }

    private static String[] group(Subgroups.Group<?> group) {
        return new String[] {group.value(), "" + group.events().value(), group.size().toString(),
            months(group.median()), group.ratio().map(ratio -> String.format(Locale.ROOT,
                    "%.2f (%.2f to %.2f)", ratio.hazard(), ratio.lower(), ratio.upper()))
                    .orElse("–")};
    }

    private static String p(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    private static String months(Quantile quantile) {
        return quantile.time() instanceof Reached.Not && quantile.lower() instanceof Reached.Not
                ? "not reached"
                : "%s (%s to %s)".formatted(
                        quantile.time() instanceof Reached.Not ? "not reached"
                                : months(quantile.time()) + " months",
                        months(quantile.lower()), months(quantile.upper()));
    }

    private static String months(Reached reached) {
        return switch (reached) {
            case Reached.At(double days) -> String.format(Locale.ROOT, "%.1f", days / MONTH);
            case Reached.Not() -> "not reached";
        };
    }

    private static String range(Interval limits) {
        return percent(limits.lower()) + " to " + percent(limits.upper());
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", 100 * share) : "–";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? "%d".formatted((long) value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
