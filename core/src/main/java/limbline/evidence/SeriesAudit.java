package limbline.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import limbline.evidence.PercentAudit.Judged;
import limbline.measure.Text;
import limbline.statistics.audit.Counts;

/// Audits series: every printed percentage against whole counts, sums that must agree, a part
/// against its whole, and the same patients in two papers.
public final class SeriesAudit {

    private static final Set<String> RESPONSE = Set.of("CR", "PR", "SD", "PD", "ORR");
    private static final List<String> GRADES = List.of("wieberdink_I", "wieberdink_II",
            "wieberdink_III", "wieberdink_IV", "wieberdink_V");
    private static final List<String> HOW_MANY =
            List.of("n_evaluable", "n_patients", "n_procedures", "n_limbs");

    private final PublishedSeries series;
    private final Map<String, AuditFinding> found = new LinkedHashMap<>();

    private SeriesAudit(PublishedSeries series) {
        this.series = series;
    }

    /// Row by row, column by column; one finding for each cell that says something.
    ///
    /// @param overlaps between them; [Overlap#among] reads them off the rows
    public static List<AuditFinding> of(List<PublishedSeries> all, List<Overlap> overlaps) {
        List<AuditFinding> findings = new ArrayList<>();
        Map<String, Long> rows = all.stream().collect(
                Collectors.groupingBy(PublishedSeries::key, Collectors.counting()));
        Set<String> seen = new HashSet<>();
        for (PublishedSeries series : all) {
            SeriesAudit audit = new SeriesAudit(series);
            long same = rows.getOrDefault(series.key(), 1L);
            if (same > 1 && seen.add(series.key())) {
                audit.add("key", Judgement.CONSISTENT_ONLY_IF, ("The key stands in %d rows: only if"
                        + " they tell of the same series; else give each its own.").formatted(same));
            }
            audit.howMany();
            audit.percentages();
            audit.subsets();
            audit.sum();
            audit.grades();
            overlaps.stream().filter(overlap -> overlap.series().equals(series.key()))
                    .forEach(overlap -> all.stream()
                            .filter(other -> other.key().equals(overlap.other())).findFirst()
                            .flatMap(other -> OverlapAudit.of(series, other, overlap))
                            .ifPresent(audit::add));
            findings.addAll(audit.found.values());
        }
        return findings;
    }

    /// A number that cannot be read is no empty cell: what may be out of it is not tested.
    private void howMany() {
        for (String column : HOW_MANY) {
            noNumber(column).ifPresent(reads ->
                    add(column, Judgement.NOT_TESTABLE, reads + "; correct or empty it."));
        }
    }

    private Optional<String> howManyReads() {
        return HOW_MANY.stream().map(this::noNumber).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> noNumber(String column) {
        String cell = series.cell(column);
        return cell.isEmpty() || series.count(column).isPresent() ? Optional.empty()
                : Optional.of("%s reads \"%s\", which is no whole number".formatted(column,
                        Text.shortened(cell)));
    }

    private void percentages() {
        for (String column : series.cells().keySet()) {
            if (column.endsWith("_pct")) {
                percentage(column, column.substring(0, column.length() - "_pct".length()));
            }
        }
    }

    private void percentage(String column, String measure) {
        switch (PrintedCell.of(series.cell(column))) {
            case PrintedCell.Empty _ -> { }
            case PrintedCell.Other(String text, _) when text.matches("[-−]\\s*\\d.*") ->
                add(column, Judgement.IMPOSSIBLE,
                        "\"%s\" is below 0, which no share can be.".formatted(text));
            case PrintedCell.Other(String text, String why) ->
                add(column, Judgement.NOT_TESTABLE, "\"%s\" %s.".formatted(text, why));
            case PrintedCell.Percent(var printed) -> {
                boolean isResponse = RESPONSE.contains(measure);
                List<Denominator> denominators = series.denominators(isResponse);
                Optional<String> unreadable = unreadable(measure)
                        .or(() -> denominators.isEmpty() ? ofNobody() : Optional.empty());
                if (unreadable.isPresent()) {
                    add(column, Judgement.NOT_TESTABLE, unreadable.get());
                    return;
                }
                Judged judged = new PercentAudit(printed, denominators,
                        series.named(isResponse).isPresent(), series.count(measure + "_n"),
                        series.isDerived(measure), parts(measure)).judge();
                Optional<String> wrong = howManyReads();
                boolean ownIsRead = judged.verdict() == Judgement.CONSISTENT
                        && series.count(isResponse ? "n_evaluable" : "n_patients").isPresent();
                if (wrong.isPresent() && !ownIsRead) {
                    add(column, Judgement.NOT_TESTABLE,
                            wrong.get() + "; correct it to have the percentage tested.");
                } else {
                    add(column, judged.verdict(),
                            judged.explanation() + actuarial(measure, judged));
                }
            }
        }
    }

    /// A count that stands there and cannot be read leaves the percentage untested.
    private Optional<String> unreadable(String measure) {
        return noNumber(measure + "_n")
                .map(reads -> reads + "; correct it to have the percentage tested.");
    }

    /// What stands where a number of patients belongs and is none.
    private Optional<String> ofNobody() {
        List<String> wrong = new ArrayList<>();
        for (String column : HOW_MANY) {
            noNumber(column).ifPresentOrElse(wrong::add, () -> {
                if (series.count(column).isPresent()) {
                    wrong.add(column + " is 0");
                }
            });
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(
                "There is nobody that it could be a part of: %s.".formatted(
                        String.join("; ", wrong)));
    }

    private Parts parts(String measure) {
        return measure.equals("ORR")
                ? Parts.of(series, List.of("CR", "PR"))
                : new Parts(List.of(), false);
    }

    private static String actuarial(String measure, Judged judged) {
        return measure.equals("local_recurrence") && judged.verdict() == Judgement.IMPOSSIBLE
                ? " An estimate over time (Kaplan-Meier, cumulative incidence) need not be a count;"
                        + " the file does not say that it is one."
                : "";
    }

    /// The evaluable are some of the treated, and whoever kept the limb was treated.
    private void subsets() {
        OptionalInt evaluable = series.count("n_evaluable");
        String whole = series.unit().orElse("").equals("procedure")
                ? "n_procedures" : "n_patients";
        if (evaluable.isPresent() && series.count(whole).isPresent()
                && series.unit().isPresent()
                && evaluable.getAsInt() > series.count(whole).getAsInt()) {
            add("n_evaluable", Judgement.IMPOSSIBLE,
                    "%d evaluable are more than the %d treated (%s).".formatted(
                            evaluable.getAsInt(), series.count(whole).getAsInt(), whole));
        }
        OptionalInt procedures = series.count("n_procedures");
        OptionalInt patients = series.count("n_patients");
        if (procedures.isPresent() && patients.isPresent()
                && procedures.getAsInt() < patients.getAsInt()) {
            add("n_procedures", Judgement.CONSISTENT_ONLY_IF,
                    "Only if some of the %d patients had none: there are %d procedures.".formatted(
                            patients.getAsInt(), procedures.getAsInt()));
        }
        for (String measure : List.of("CR", "PR", "SD", "PD", "ORR", "limb_salvage")) {
            notMoreThanAll(measure);
        }
    }

    private void notMoreThanAll(String measure) {
        OptionalInt count = series.count(measure + "_n");
        List<Denominator> all = series.denominators(RESPONSE.contains(measure));
        if (count.isPresent() && !all.isEmpty() && howManyReads().isEmpty()
                && all.stream().allMatch(one -> count.getAsInt() > one.value())) {
            add(measure + "_n", Judgement.IMPOSSIBLE, "%d are more than the %s.".formatted(
                    count.getAsInt(), String.join(" and the ",
                            all.stream().map(Denominator::toString).toList())));
        }
    }

    /// CR, PR, SD and PD are everybody who was assessed.
    private void sum() {
        Optional<Denominator> named = series.named(true);
        Parts parts = Parts.of(series, PublishedSeries.RESPONSES);
        if (named.isEmpty() || !parts.areComplete()
                || (series.count("n_evaluable").isEmpty() && howManyReads().isPresent())) {
            return;
        }
        int n = named.get().value();
        boolean areCounts = parts.all().stream().allMatch(part -> part.count().isPresent());
        if (!areCounts && !parts.fit(n)) {
            return; // said of the cell that does not fit
        }
        long first = 0;
        long last = 0;
        List<String> words = new ArrayList<>();
        for (Parts.Part part : parts.all()) {
            Counts counts = part.out(n);
            first += counts.first();
            last += counts.last();
            words.add(part.name() + " " + counts);
        }
        String sum = "%s make %s of the %s".formatted(String.join(", ", words),
                first == last ? first : first + " to " + last, named.get());
        if (first > n) {
            add(named.get().column(), Judgement.IMPOSSIBLE, sum + ": more than there are.");
        } else if (last < n) {
            add(named.get().column(), Judgement.CONSISTENT_ONLY_IF, ("%s: only if %s had no response"
                    + " recorded, which the row does not say.").formatted(sum,
                    first == last ? n - first : "at least " + (n - last)));
        } else {
            add(named.get().column(), Judgement.CONSISTENT, sum + ".");
        }
    }

    /// Grades are counts of limbs or infusions; the columns do not say that they are not percent.
    private void grades() {
        List<Denominator> all = series.denominators(false);
        int most = all.stream().mapToInt(Denominator::value).max().orElse(0);
        long sum = 0;
        for (String column : GRADES) {
            String cell = series.cell(column);
            OptionalInt count = series.count(column);
            if (cell.isEmpty()) {
                continue;
            }
            Optional<String> wrong = howManyReads();
            if (count.isEmpty() || most == 0 || wrong.isPresent()) {
                add(column, Judgement.NOT_TESTABLE, count.isEmpty()
                        ? "\"%s\" is no whole number.".formatted(Text.shortened(cell))
                        : wrong.map(reads -> reads + ".")
                                .orElse("nothing is given that it could be a part of."));
                continue;
            }
            sum += count.getAsInt();
            if (sum <= most) {
                add(column, Judgement.CONSISTENT, "%d of at most %d.".formatted(
                        count.getAsInt(), most));
            } else {
                add(column, sum <= 100 ? Judgement.CONSISTENT_ONLY_IF : Judgement.IMPOSSIBLE,
                        "The grades up to this one make %d, more than the %d treated%s.".formatted(
                                sum, most, sum <= 100 ? ": only if they are percentages" : ""));
            }
        }
    }

    private void add(String field, Judgement verdict, String explanation) {
        add(new AuditFinding(series.key(), field, verdict, explanation));
    }

    private void add(AuditFinding finding) {
        found.merge(finding.field(), finding, AuditFinding::and);
    }
}
