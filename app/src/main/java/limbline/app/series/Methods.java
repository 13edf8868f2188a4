package limbline.app.series;

import java.util.ArrayList;
import java.util.List;
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

    static String of(Definition definition, Series series, AsOf asOf, int least) {
        List<String> all = new ArrayList<>();
        all.add("# Methods of the series " + definition.cohort().name());
        all.add(("The series (version %d of its definition) takes, from %s, everybody of whom holds:"
                + " %s. An infusion is taken if this holds of it, a limb or a patient if it holds of"
                + " the first infusion. The record was read %s. These are %s, %s, %s and %s.")
                .formatted(definition.version(),
                        definition.centre().isEmpty() ? "all centres"
                                : "the centre " + definition.centre(),
                        definition.cohort().words(), view(asOf),
                        series.size(Unit.Patients.UNIT), series.size(Unit.Limbs.UNIT),
                        series.size(Unit.Infusions.UNIT), series.size(Unit.Lesions.UNIT)));
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
        if (least > 0) {
            all.add("Values of a fact that fewer than %d patients have are written as \"other\"."
                    .formatted(least));
        }
        all.add("Computed with " + VERSION + ". series.R, run beside the data, computes every number"
                + " of numbers.csv anew with R's survival package and says how far they differ.");
        return String.join("\n\n", all) + "\n";
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
