package limbline.app.series;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import limbline.course.AsOf;
import limbline.series.Fact;
import limbline.series.Series;
import limbline.series.Table;
import limbline.series.Times;
import limbline.series.Unit;

/// What was done, in a paragraph for a paper.
final class Methods {

    private static final String VERSION = "Limbline 0.1.0";

    private Methods() {}

    static String of(Definition definition, Withheld shown, AsOf asOf) {
        Series series = shown.series();
        List<String> all = new ArrayList<>();
        all.add("# Methods of the series " + definition.cohort().name());
        all.add(("The series (version %d of its definition) takes, from %s, everybody of whom holds:"
                + " %s. An infusion is taken if this holds of it, a limb or a patient if it holds of"
                + " the first infusion. The record was read %s. These are %s, %s, %s and %s.")
                .formatted(definition.version(),
                        definition.centre().isEmpty() ? "all centres"
                                : "the centre " + definition.centre(),
                        definition.cohort().words(), view(asOf),
                        size(shown, Unit.Patients.UNIT), size(shown, Unit.Limbs.UNIT),
                        size(shown, Unit.Infusions.UNIT), size(shown, Unit.Lesions.UNIT)));
        all.add("Endpoints follow the written definitions of " + VERSION + " (docs/endpoints.md):"
                + " " + series.tables().stream()
                        .map(table -> table.endpoint().title() + " (per "
                                + table.endpoint().unit().term() + ")")
                        .collect(Collectors.joining("; ")) + ". Whoever could not be assessed is"
                + " counted apart with the reason and is in no denominator.");
        all.add("Proportions have exact limits of Clopper and Pearson. Times to one kind of event"
                + " were estimated by Kaplan and Meier with limits on the log scale, competing"
                + " events by Aalen and Johansen with jackknife errors; medians have limits by"
                + " inversion. All limits are at 95 %. Days are whole; months are of 30.4375 days."
                + (definition.cohort().by().isEmpty() ? "" : " Subgroups by "
                        + definition.cohort().by().stream().map(Fact::words)
                                .collect(Collectors.joining(", "))
                        + " were compared by the log-rank test and by Cox's model (Efron), whose"
                        + " proportional hazards were tested after Grambsch and Therneau."));
        all.add(sensitivity(series));
        if (shown.least() > 0) {
            all.add(("No number here stands for fewer than %d patients. Withheld whole are tables with"
                    + " such a cell%s. Of the facts of the record those are given whose every combination,"
                    + " with every answer, is that of at least %d patients. Days and amounts are the"
                    + " middle ones of groups of at least %d patients with the same facts and answer,"
                    + " so estimates differ a little from those of the record. Each endpoint has a file"
                    + " of its own; its rows cannot be joined with another's.").formatted(
                            shown.least(), shown.endpoints().isEmpty() ? "" : " (" + String.join(
                                    ", ", new TreeSet<>(shown.endpoints())) + ")", shown.least(),
                            shown.least()));
        }
        all.add("Computed with " + VERSION + ". series.R, run beside the data, computes every number"
                + " of numbers.csv anew with R's survival package and says how far they differ.");
        return String.join("\n\n", all) + "\n";
    }

    private static String size(Withheld shown, Unit unit) {
        return shown.least() > 0 ? unit.term() + "s: " + shown.size(unit)
                : shown.series().size(unit).toString();
    }

    private static String view(AsOf asOf) {
        String known = asOf.known().map(day -> "as it was known on " + day).orElse("as it is known");
        return asOf.recorded().map(at -> known + " and as it had been recorded by " + at)
                .orElse(known);
    }

    private static String sensitivity(Series series) {
        List<String> partial = series.tables().stream()
                .filter(table -> table instanceof Times<?> times && times.dependsOnDates())
                .map(Table::endpoint).map(endpoint -> endpoint.title()).toList();
        return partial.isEmpty() ? "Every date is known to the day." : "Dates known to the month, the"
                + " year or less were read as their middle day; with all of them as early and as"
                + " late as they can be, the estimates stand beside these in the series' JSON. It"
                + " concerns: " + String.join("; ", partial) + ".";
    }
}
