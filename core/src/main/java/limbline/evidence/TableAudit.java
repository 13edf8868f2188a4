package limbline.evidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import limbline.evidence.PercentAudit.Judged;
import limbline.statistics.audit.Percentage;
import limbline.statistics.audit.Rounding;

/// A row of a paper's table, against itself and against the series that it tells of.
final class TableAudit {

    private static final String N = "N";

    private final PublishedSeries row;
    private final List<PublishedSeries> sources;
    private final List<Denominator> denominators;
    private final List<ClaimFinding> found = new ArrayList<>();

    TableAudit(PaperEvidence paper, PublishedSeries row) {
        this.row = row;
        this.sources = paper.sources(row);
        this.denominators = denominators(row, sources);
    }

    List<ClaimFinding> findings() {
        Map<String, Percentage> printed = printed();
        printed.forEach(this::percentage);
        wholeRow(printed);
        notAllEvaluable();
        undivided();
        withoutProgression();
        printed.keySet().forEach(this::againstSource);
        List<String> strange = Claim.words(row.cell("series")).stream().filter(key ->
                sources.stream().noneMatch(source -> source.key().equals(key))).toList();
        if (!strange.isEmpty()) {
            add("series", Judgement.NOT_TESTABLE, "No published series on file is called %s."
                    .formatted(String.join(" or ", strange)));
        }
        return found;
    }

    /// What N counts, row by row.
    static List<ClaimFinding> ofAll(PaperEvidence paper) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (PublishedSeries row : paper.table()) {
            row.count(N).ifPresent(n -> rows.computeIfAbsent(
                    unitOf(n, paper.sources(row)), _ -> new ArrayList<>())
                    .add("%s %d".formatted(row.key(), n)));
        }
        if (rows.size() < 2) {
            return List.of();
        }
        String words = rows.entrySet().stream()
                .map(unit -> "%s in %d (%s)".formatted(unit.getKey(), unit.getValue().size(),
                        String.join(", ", unit.getValue())))
                .collect(Collectors.joining("; "));
        return List.of(new ClaimFinding("table", paper.table().getFirst().cell("place"),
                "unit-of-n", Judgement.IMPOSSIBLE,
                "N cannot be one thing: going by the series themselves it counts " + words + "."));
    }

    /// Patients before procedures: a number that is both is taken for the better one.
    private static String unitOf(int n, List<PublishedSeries> sources) {
        if (sources.stream().anyMatch(one -> is(one, "n_patients", n)
                || (is(one, "n_evaluable", n) && one.unit().equals(Optional.of("patient"))))) {
            return "patients";
        }
        return sources.stream().anyMatch(one -> is(one, "n_procedures", n)
                        || is(one, "n_evaluable", n))
                ? "procedures" : "something that no series gives";
    }

    private static boolean is(PublishedSeries series, String column, int n) {
        return series.count(column).equals(OptionalInt.of(n));
    }

    private static List<Denominator> denominators(
            PublishedSeries row, List<PublishedSeries> sources) {
        List<Denominator> all = new ArrayList<>();
        row.count(N).ifPresent(n -> {
            if (n > 0) {
                all.add(new Denominator(N, "printed N", n));
            }
        });
        for (PublishedSeries source : sources) {
            for (Denominator one : source.denominators(true)) {
                join(all, new Denominator(one.column(),
                        one.words() + " of " + source.key(), one.value()));
            }
        }
        return all;
    }

    /// Two that are one number are told as one; the printed N stays what it is.
    private static void join(List<Denominator> all, Denominator more) {
        for (int i = 0; i < all.size(); i++) {
            Denominator known = all.get(i);
            if (known.value() == more.value()) {
                if (!known.column().equals(N)) {
                    all.set(i, new Denominator(known.column(),
                            known.words() + " and " + more.words(), known.value()));
                }
                return;
            }
        }
        all.add(more);
    }

    private Map<String, Percentage> printed() {
        Map<String, Percentage> printed = new LinkedHashMap<>();
        for (String column : row.cells().keySet()) {
            if (column.endsWith("_pct") && PrintedCell.of(row.cell(column))
                    instanceof PrintedCell.Percent(var value)) {
                printed.put(column, value);
            }
        }
        return printed;
    }

    private void percentage(String column, Percentage printed) {
        Judged judged = new PercentAudit(printed, denominators, true, OptionalInt.empty(), false,
                column.equals("ORR_pct") ? parts() : new Parts(List.of(), false)).judge();
        boolean twice = column.equals("limb_salvage_pct")
                && judged.verdict() == Judgement.IMPOSSIBLE
                && row.cell(column).equals(row.cell("ORR_pct"));
        add(column, judged.verdict(), judged.explanation() + (twice
                ? " The same number stands under ORR; it may have been copied from there." : ""));
    }

    private Parts parts() {
        return Parts.of(row, List.of("CR", "PR"));
    }

    /// Which denominator the row as a whole can have.
    private void wholeRow(Map<String, Percentage> printed) {
        if (denominators.isEmpty() || fits(printed, denominators.getFirst()).size()
                == printed.size()) {
            return;
        }
        List<String> sentences = new ArrayList<>();
        for (Denominator of : denominators) {
            List<String> fits = fits(printed, of);
            List<String> others = printed.entrySet().stream()
                    .filter(cell -> !fits.contains(cell.getKey()))
                    .map(cell -> misfit(cell.getKey(), cell.getValue(), of)).toList();
            sentences.add("At %d (%s) %s.".formatted(of.value(), of.words(),
                    fits.isEmpty() ? "none of its percentages can be"
                    : others.isEmpty() ? "all of its percentages can be"
                    : "%s can be, but not %s".formatted(String.join(", ", fits),
                            String.join(", ", others))));
        }
        boolean somewhere = denominators.stream()
                .anyMatch(of -> fits(printed, of).size() == printed.size());
        add("row", somewhere ? Judgement.CONSISTENT_ONLY_IF : Judgement.IMPOSSIBLE,
                String.join(" ", sentences));
    }

    private static List<String> fits(Map<String, Percentage> printed, Denominator of) {
        return printed.entrySet().stream()
                .filter(cell -> !Rounding.HALF_UP.counts(cell.getValue(), of.value()).isEmpty())
                .map(Map.Entry::getKey).toList();
    }

    /// "ORR_pct 78 (11/14 prints as 79)"
    private static String misfit(String column, Percentage printed, Denominator of) {
        int nearest = (int) Math.min(of.value(), Math.round(
                Double.parseDouble(printed.toString()) * of.value() / 100));
        return "%s %s (%d/%d prints as %s)".formatted(column, printed, nearest, of.value(),
                PercentAudit.prints(nearest, of.value(), printed.decimals()));
    }

    /// N is the evaluable where more were treated, and the table does not say so.
    private void notAllEvaluable() {
        OptionalInt n = row.count(N);
        for (PublishedSeries source : sources) {
            OptionalInt patients = source.count("n_patients");
            OptionalInt evaluable = source.count("n_evaluable");
            if (n.isPresent() && patients.isPresent() && evaluable.isPresent()
                    && evaluable.getAsInt() < patients.getAsInt()
                    && source.unit().equals(Optional.of("patient"))
                    && (n.equals(evaluable) || is(source, "n_procedures", n.getAsInt()))) {
                add("evaluable", Judgement.CONSISTENT_ONLY_IF, ("The response is of %d evaluable;"
                        + " %s treated %d patients, and the table does not tell of the other %d.")
                        .formatted(evaluable.getAsInt(), source.key(), patients.getAsInt(),
                                patients.getAsInt() - evaluable.getAsInt()));
            }
        }
    }

    /// One undivided response under the partial ones.
    private void undivided() {
        boolean partOnly = PrintedCell.of(row.cell("PR_pct")) instanceof PrintedCell.Percent
                && row.cell("PR_pct").equals(row.cell("ORR_pct"))
                && !(PrintedCell.of(row.cell("CR_pct")) instanceof PrintedCell.Percent);
        for (PublishedSeries source : sources) {
            if (partOnly && source.cell("CR_pct").isEmpty() && source.cell("PR_pct").isEmpty()
                    && source.cell("CR_n").isEmpty() && source.cell("PR_n").isEmpty()) {
                add("undivided", Judgement.CONSISTENT_ONLY_IF, ("%s stands as the partial response;"
                        + " %s reports one response of %s and does not divide it, so it cannot be"
                        + " split. Only if nobody responded completely. The treatment there: %s.")
                        .formatted(row.cell("PR_pct"), source.key(), source.cell("ORR_pct"),
                                source.cell("drugs")));
            }
        }
    }

    /// CR, PR and SD without PD: who is left progressed, and the table does not show it.
    private void withoutProgression() {
        Parts shown = Parts.of(row, List.of("CR", "PR", "SD"));
        if (!shown.areComplete() || !row.cell("PD_pct").isEmpty()) {
            return;
        }
        double rest = 100;
        for (Parts.Part part : shown.all()) {
            rest -= Double.parseDouble(part.percentage().orElseThrow().toString());
        }
        for (PublishedSeries source : sources) {
            if (PrintedCell.of(source.cell("PD_pct")) instanceof PrintedCell.Percent(var hidden)) {
                boolean nobody = hidden.units() == 0;
                add("progression", nobody ? Judgement.CONSISTENT : Judgement.CONSISTENT_ONLY_IF,
                        ("CR, PR and SD leave %s %%; the table has no column for progression, and %s"
                        + " has %s %% there.").formatted(ClaimAudit.plain(rest), source.key(),
                                hidden));
            }
        }
    }

    /// Against what a series prints that was read in its own paper.
    private void againstSource(String column) {
        String printed = row.cell(column);
        List<String> same = new ArrayList<>();
        List<String> different = new ArrayList<>();
        boolean allAreOfOthersToo = true;
        for (PublishedSeries source : sources) {
            if (source.wasRead() && PrintedCell.of(source.cell(column))
                    instanceof PrintedCell.Percent(var theirs)) {
                boolean agrees = agree(printed, theirs);
                (agrees ? same : different).add("%s prints %s".formatted(source.key(), theirs));
                allAreOfOthersToo &= agrees || source.isMixed();
            }
        }
        if (same.isEmpty() && !different.isEmpty()) {
            add("source", allAreOfOthersToo ? Judgement.CONSISTENT_ONLY_IF : Judgement.IMPOSSIBLE,
                    "%s %s is not what was read in the series' own papers: %s.%s".formatted(column,
                            printed, String.join("; ", different), allAreOfOthersToo
                            ? " Only if it is of the sarcomas alone, which those do not tell."
                            : ""));
        } else if (!same.isEmpty() && !same.getFirst().endsWith(" " + printed)) {
            add("source", Judgement.CONSISTENT, "%s %s: %s, the same but for rounding.".formatted(
                    column, printed, String.join("; ", same)));
        }
    }

    /// Whether one percentage is the other, brought to fewer decimals.
    static boolean agree(String printed, Percentage theirs) {
        if (!(PrintedCell.of(printed) instanceof PrintedCell.Percent(var mine))) {
            return false;
        }
        Percentage fine = mine.decimals() >= theirs.decimals() ? mine : theirs;
        Percentage coarse = fine.equals(mine) ? theirs : mine;
        return new BigDecimal(fine.toString())
                .setScale(coarse.decimals(), RoundingMode.HALF_UP)
                .compareTo(new BigDecimal(coarse.toString())) == 0;
    }

    private void add(String check, Judgement verdict, String explanation) {
        found.add(new ClaimFinding(row.key(), row.cell("place"), check, verdict, explanation));
    }
}
