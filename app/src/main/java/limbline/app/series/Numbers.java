package limbline.app.series;

import java.util.ArrayList;
import java.util.List;
import limbline.series.Endpoint.Together;
import limbline.series.Fact;
import limbline.series.Subgroups;
import limbline.series.Table;
import limbline.series.Times;
import limbline.series.Unit;
import limbline.statistics.Interval;
import limbline.statistics.Quantile;
import limbline.statistics.Reached;

/// Our numbers, one a line, for the R script of an export to hold its own against.
final class Numbers {

    private final List<String> lines = new ArrayList<>(List.of(
            "endpoint,quantity,of,day,value"));
    private final Withheld shown;

    private Numbers(Withheld shown) {
        this.shown = shown;
    }

    static String of(Withheld shown) {
        Numbers numbers = new Numbers(shown);
        for (Table<?> table : shown.series().tables()) {
            if (shown.from(table)) {
                continue;
            }
            switch (table) {
                case Table.Grades<?> grades -> numbers.grades(grades);
                case Table.Measures<?> measures -> numbers.measures(measures);
                case Times<?> times -> numbers.times(times);
            }
        }
        return String.join("\n", numbers.lines) + "\n";
    }

    private void put(Table<?> table, String quantity, String of, Object day, double value) {
        lines.add(String.join(",", Sheets.column(table.endpoint().name()), quantity,
                Sheets.cell(of), day.toString(), Double.isFinite(value) ? "" + value : "NA"));
    }

    private void grades(Table.Grades<?> grades) {
        put(grades, "assessed", "", "", grades.assessed().value());
        for (int level = 0; level < grades.levels().size(); level++) {
            put(grades, "count", grades.kind().levels().get(level), "",
                    grades.levels().get(level).value());
        }
        for (Together together : grades.kind().shares()) {
            String levels = String.join("|", together.levels().stream()
                    .map(grades.kind().levels()::get).toList());
            grades.of(together).share().ifPresent(share ->
                    put(grades, "share", levels, "", share));
            grades.of(together).limits(Times.CONFIDENCE).ifPresent(limits ->
                    limits(grades, levels, limits));
        }
    }

    private void limits(Table<?> table, String of, Interval limits) {
        put(table, "share_lower", of, "", limits.lower());
        put(table, "share_upper", of, "", limits.upper());
    }

    private void measures(Table.Measures<?> measures) {
        put(measures, "assessed", "", "", measures.assessed().value());
        if (measures.used().length > 0) {
            for (double share : shown.least() > 0 ? new double[] {0.25, 0.5, 0.75}
                    : new double[] {0, 0.25, 0.5, 0.75, 1}) {
                put(measures, "quantile", "" + share, "",
                        Table.Measures.quantile(measures.used(), share));
            }
        }
    }

    private <U extends Unit> void times(Times<U> times) {
        put(times, "assessed", "", "", times.assessed().value());
        if (times.isEmpty()) {
            return;
        }
        for (int cause = 1; cause <= times.kind().causes().size(); cause++) {
            put(times, "events", "" + cause, "", times.ended(cause).events().value());
        }
        quantile(times, "median", times.median());
        quantile(times, "follow_up", times.medianFollowUp());
        for (Times.Landmark at : times.landmarks()) {
            String cause = at.cause() == 0 ? "" : "" + at.cause();
            String name = at.cause() == 0 ? "survival" : "incidence";
            put(times, name, cause, at.day(), at.estimate());
            put(times, name + "_error", cause, at.day(), at.error());
            put(times, name + "_lower", cause, at.day(), at.lower());
            put(times, name + "_upper", cause, at.day(), at.upper());
        }
        for (Fact fact : shown.series().cohort().by()) {
            shown.series().subgroups(times, fact).filter(found -> !shown.from(found))
                    .ifPresent(found -> subgroups(times, found));
        }
    }

    private void quantile(Times<?> times, String name, Quantile quantile) {
        put(times, name, "", "", reached(quantile.time()));
        put(times, name + "_lower", "", "", reached(quantile.lower()));
        put(times, name + "_upper", "", "", reached(quantile.upper()));
    }

    private static double reached(Reached reached) {
        return reached instanceof Reached.At(double time) ? time : Double.NaN;
    }

    private void subgroups(Times<?> times, Subgroups<?> found) {
        String by = Sheets.column(found.fact().term());
        found.logRank().ifPresent(p -> put(times, "log_rank_p", by, "", p));
        found.proportional().ifPresent(p -> put(times, "proportional_p", by, "", p));
        String reference = found.groups().getFirst().value();
        for (Subgroups.Group<?> group : found.groups()) {
            group.ratio().ifPresent(ratio -> put(times, "hazard_ratio",
                    by + "|" + reference + "|" + group.value(), "", ratio.hazard()));
        }
    }
}
