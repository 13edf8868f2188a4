package limbline.evidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is found of a paper by trying every count of every denominator and printing each as a
/// person would. It shares nothing with the audit but the cells it reads.
final class EveryCount {

    /// How a half is rounded: as a percentage is taken to be, and as it may be at a pinch.
    static final List<RoundingMode> HOW =
            List.of(RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.HALF_DOWN);

    private static final String CONSISTENT = "consistent";
    private static final String ONLY_IF = "consistent-only-if";
    private static final String IMPOSSIBLE = "impossible";
    private static final String NOT_TESTABLE = "not-testable";
    private static final List<String> PARTS = List.of("CR", "PR");

    private final PaperEvidence paper;
    private final List<String> found = new ArrayList<>();

    EveryCount(PaperEvidence paper) {
        this.paper = paper;
    }

    /// "key check verdict", sorted.
    List<String> findings() {
        paper.table().forEach(this::row);
        table();
        paper.claims().forEach(this::claim);
        return found.stream().sorted().toList();
    }

    static String prints(int count, int of, int decimals, RoundingMode how) {
        return BigDecimal.valueOf(100L * count).divide(BigDecimal.valueOf(of), decimals, how)
                .toPlainString();
    }

    static boolean isPercent(String cell) {
        return cell.matches("\\d+(\\.\\d+)?");
    }

    static String rounded(String cell, int decimals) {
        return new BigDecimal(cell).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }

    /// Empty where one is no number.
    static Optional<BigDecimal> sum(List<String> cells) {
        return cells.stream().allMatch(EveryCount::isPercent)
                ? cells.stream().map(BigDecimal::new).reduce(BigDecimal::add) : Optional.empty();
    }

    private static Set<Integer> counts(String cell, int of, RoundingMode how) {
        int decimals = decimals(cell);
        Set<Integer> counts = new TreeSet<>();
        IntStream.rangeClosed(0, of).filter(k -> prints(k, of, decimals, how).equals(cell))
                .forEach(counts::add);
        return counts;
    }

    private static int decimals(String cell) {
        return cell.contains(".") ? cell.length() - cell.indexOf('.') - 1 : 0;
    }

    private static boolean fits(String cell, int of) {
        return !counts(cell, of, RoundingMode.HALF_UP).isEmpty();
    }

    /// @param of the one that is named first
    /// @param parts of whom the total is made up, if it is one
    private static String percentage(String cell, List<Integer> of, Optional<PublishedSeries> parts) {
        if (of.isEmpty()) {
            return NOT_TESTABLE;
        }
        int named = of.getFirst();
        boolean somewhere = of.stream().anyMatch(n -> partsFit(parts, n));
        boolean asSum = isSumOfRounded(cell, of, parts);
        boolean elsewhere = !partsFit(parts, named) && somewhere;
        if (can(cell, named, parts, RoundingMode.HALF_UP) && !(elsewhere && asSum)) {
            return CONSISTENT;
        }
        boolean ofAnother = of.stream().skip(1).anyMatch(n ->
                can(cell, n, parts, RoundingMode.HALF_UP) && (partsFit(parts, n) || !somewhere));
        return asSum || ofAnother || HOW.stream().anyMatch(how -> can(cell, named, parts, how))
                ? ONLY_IF : IMPOSSIBLE;
    }

    private static boolean can(String cell, int of, Optional<PublishedSeries> parts,
            RoundingMode how) {
        Set<Integer> counts = counts(cell, of, how);
        counts.retainAll(totals(parts, of));
        return !counts.isEmpty();
    }

    private static boolean partsFit(Optional<PublishedSeries> parts, int of) {
        return parts.isEmpty() || PARTS.stream().allMatch(part -> {
            String cell = parts.get().cell(part + "_pct");
            String count = parts.get().cell(part + "_n");
            return !isPercent(cell) || (count.isEmpty() ? fits(cell, of)
                    : counts(cell, of, RoundingMode.HALF_UP).contains(Integer.parseInt(count)));
        });
    }

    /// Every total that some counts of the parts make; any where they say nothing.
    private static Set<Integer> totals(Optional<PublishedSeries> parts, int of) {
        Set<Integer> all = new TreeSet<>(IntStream.rangeClosed(0, of).boxed().toList());
        if (parts.isEmpty() || !partsFit(parts, of)) {
            return all;
        }
        Set<Integer> totals = new TreeSet<>();
        for (int complete : part(parts.get(), "CR", of)) {
            for (int partial : part(parts.get(), "PR", of)) {
                totals.add(complete + partial);
            }
        }
        all.retainAll(totals);
        return all;
    }

    private static Set<Integer> part(PublishedSeries row, String part, int of) {
        String count = row.cell(part + "_n");
        String cell = row.cell(part + "_pct");
        return !count.isEmpty() ? Set.of(Integer.parseInt(count))
                : isPercent(cell) ? counts(cell, of, RoundingMode.HALF_UP)
                : new TreeSet<>(IntStream.rangeClosed(0, of).boxed().toList());
    }

    private static boolean isSumOfRounded(
            String cell, List<Integer> of, Optional<PublishedSeries> parts) {
        return parts.flatMap(row -> sum(PARTS.stream().map(part -> row.cell(part + "_pct")).toList()))
                .filter(sum -> sum.compareTo(new BigDecimal(cell)) == 0).isPresent()
                && of.stream().anyMatch(n -> partsFit(parts, n) && !totals(parts, n).isEmpty()
                        && !can(cell, n, parts, RoundingMode.HALF_UP));
    }

    /// The same number, but for decimals that one of them does without.
    private static boolean agree(String one, String other) {
        return isPercent(one) && isPercent(other)
                && ((rounded(one, decimals(other)).equals(other)
                        && decimals(one) >= decimals(other))
                        || (rounded(other, decimals(one)).equals(one)
                        && decimals(other) >= decimals(one)));
    }

    /// What a percentage can be of: evaluable, else as the unit says, then whatever else is given.
    private static List<Integer> denominators(PublishedSeries series, boolean isResponse) {
        String evaluable = series.cell("n_evaluable");
        String procedures = series.cell("n_procedures");
        String patients = series.cell("n_patients");
        String named = !isResponse ? patients : !evaluable.isEmpty() ? evaluable
                : switch (series.cell("unit_of_response")) {
                    case "patient" -> patients;
                    case "procedure" -> procedures;
                    case "" -> procedures.isEmpty() || procedures.equals(patients) ? patients : "";
                    default -> "";
                };
        return new ArrayList<>(new LinkedHashSet<>(Stream.of(named, evaluable, procedures, patients)
                .filter(cell -> !cell.isEmpty()).map(Integer::valueOf).toList()));
    }

    private void row(PublishedSeries row) {
        List<PublishedSeries> sources = sources(row);
        Set<Integer> unique = new LinkedHashSet<>();
        if (!row.cell("N").isEmpty()) {
            unique.add(Integer.valueOf(row.cell("N")));
        }
        sources.forEach(source -> unique.addAll(denominators(source, true)));
        List<Integer> of = List.copyOf(unique);
        List<String> columns = row.cells().keySet().stream().filter(column ->
                column.endsWith("_pct") && isPercent(row.cell(column))).toList();
        for (String column : columns) {
            add(row.key(), column, percentage(row.cell(column), of,
                    column.equals("ORR_pct") ? Optional.of(row) : Optional.empty()));
            source(row, column, sources);
        }
        if (columns.stream().anyMatch(column -> !fits(row.cell(column), of.getFirst()))) {
            add(row.key(), "row", of.stream().anyMatch(n -> columns.stream()
                    .allMatch(column -> fits(row.cell(column), n))) ? ONLY_IF : IMPOSSIBLE);
        }
        boolean isUndivided = !isPercent(row.cell("CR_pct")) && isPercent(row.cell("PR_pct"))
                && row.cell("PR_pct").equals(row.cell("ORR_pct"));
        boolean isRestShown = !columns.containsAll(List.of("CR_pct", "PR_pct", "SD_pct"));
        for (PublishedSeries source : sources) {
            evaluable(row, source);
            if (isUndivided && source.cell("CR_pct").isEmpty()) {
                add(row.key(), "undivided", ONLY_IF);
            }
            String progressed = source.cell("PD_pct");
            if (!isRestShown && isPercent(progressed)) {
                add(row.key(), "progression",
                        new BigDecimal(progressed).signum() == 0 ? CONSISTENT : ONLY_IF);
            }
        }
        if (row.cell("series").contains("nowhere")) {
            add(row.key(), "series", NOT_TESTABLE);
        }
    }

    private void evaluable(PublishedSeries row, PublishedSeries source) {
        String n = row.cell("N");
        String evaluable = source.cell("n_evaluable");
        if (!n.isEmpty() && !evaluable.isEmpty() && source.cell("unit_of_response").equals("patient")
                && Integer.parseInt(evaluable) < Integer.parseInt(source.cell("n_patients"))
                && (n.equals(evaluable) || n.equals(source.cell("n_procedures")))) {
            add(row.key(), "evaluable", ONLY_IF);
        }
    }

    private void source(PublishedSeries row, String column, List<PublishedSeries> sources) {
        String cell = row.cell(column);
        List<PublishedSeries> telling = sources.stream().filter(source ->
                !source.cell("source_read").startsWith("secondary")
                        && isPercent(source.cell(column))).toList();
        List<PublishedSeries> same = telling.stream().filter(source ->
                agree(cell, source.cell(column))).toList();
        if (same.isEmpty() && !telling.isEmpty()) {
            add(row.key(), "source", telling.stream().allMatch(source ->
                    source.cell("class").equals("mixed")) ? ONLY_IF : IMPOSSIBLE);
        } else if (!same.isEmpty() && !same.getFirst().cell(column).equals(cell)) {
            add(row.key(), "source", CONSISTENT);
        }
    }

    /// Whether N counts one thing in all rows.
    private void table() {
        Set<String> units = new TreeSet<>();
        for (PublishedSeries row : paper.table()) {
            String n = row.cell("N");
            if (!n.isEmpty()) {
                units.add(sources(row).stream().anyMatch(source -> n.equals(source.cell("n_patients"))
                        || (n.equals(source.cell("n_evaluable"))
                                && source.cell("unit_of_response").equals("patient"))) ? "patients"
                        : sources(row).stream().anyMatch(source -> n.equals(source.cell("n_procedures"))
                                || n.equals(source.cell("n_evaluable"))) ? "procedures" : "neither");
            }
        }
        if (units.size() > 1) {
            add("table", "unit-of-n", IMPOSSIBLE);
        }
    }

    private void claim(Claim claim) {
        switch (claim.kind()) {
            case RANGE -> range(claim);
            case COUNT -> count(claim);
            case VALUE -> value(claim);
            case PERCENT -> {
                int count = Integer.parseInt(claim.cell("count"));
                int of = Integer.parseInt(claim.cell("of"));
                List<Boolean> prints = HOW.stream().map(how ->
                        counts(claim.cell("value"), of, how).contains(count)).toList();
                add(claim.key(), "counts", prints.getFirst() ? CONSISTENT
                        : prints.contains(true) ? ONLY_IF : IMPOSSIBLE);
            }
            case MEASURED -> measured(claim);
        }
    }

    private void range(Claim claim) {
        BigDecimal low = new BigDecimal(claim.cell("low"));
        BigDecimal high = new BigDecimal(claim.cell("high"));
        Map<String, Integer> values = new HashMap<>();
        for (PublishedSeries row : paper.table()) {
            boolean cited = claim.cites().contains(row.key());
            List<PublishedSeries> telling = new ArrayList<>(List.of(row));
            for (PublishedSeries source : cited ? sources(row) : List.<PublishedSeries>of()) {
                if (!source.cell("source_read").startsWith("secondary")) {
                    telling.add(source);
                    paper.series().stream().filter(other -> other.cell("overlap_group")
                            .equals("same as " + source.key())).forEach(telling::add);
                }
            }
            for (PublishedSeries one : telling) {
                String cell = one.cell(claim.measure());
                if (isPercent(cell)) {
                    BigDecimal value = new BigDecimal(cell);
                    boolean lies = value.compareTo(low) >= 0 && value.compareTo(high) <= 0;
                    values.merge(lies ? cited ? "within" : "not cited"
                            : one.cell("class").equals("mixed") ? "mixed" : "outside", 1, Integer::sum);
                }
            }
        }
        add(claim.key(), "range", values.containsKey("outside") ? IMPOSSIBLE
                : values.containsKey("mixed") ? ONLY_IF
                : values.containsKey("within") ? CONSISTENT : NOT_TESTABLE);
        if (!claim.cell("announced").isEmpty()) {
            add(claim.key(), "series-cited", claim.cell("announced").equals("" + claim.cites().size())
                    ? CONSISTENT : IMPOSSIBLE);
        }
    }

    private void count(Claim claim) {
        String count = claim.cell("count");
        addSum(claim, count);
        for (PublishedSeries row : cited(claim)) {
            List<String> given = sources(row).stream().map(source -> source.cell(claim.measure()))
                    .filter(cell -> !cell.isEmpty()).toList();
            if (!given.isEmpty()) {
                add(claim.key(), "source", given.contains(count) ? CONSISTENT : IMPOSSIBLE);
            }
            if (!row.cell("N").isEmpty() && !row.cell("N").equals(count)) {
                add(claim.key(), "table", ONLY_IF);
            }
        }
    }

    private void value(Claim claim) {
        String value = claim.cell("value");
        addSum(claim, value);
        boolean isResponse = !claim.measure().equals("limb_salvage_pct");
        for (PublishedSeries row : cited(claim)) {
            List<PublishedSeries> telling = sources(row).stream().filter(source ->
                    isPercent(source.cell(claim.measure()))).toList();
            List<PublishedSeries> printing = telling.stream().filter(source ->
                    agree(value, source.cell(claim.measure()))).toList();
            printing.forEach(source -> add(claim.key(), "counts", percentage(value,
                    denominators(source, isResponse), claim.measure().equals("ORR_pct")
                            ? Optional.of(source) : Optional.empty())));
            if (printing.isEmpty()) {
                add(claim.key(), "source", telling.isEmpty() ? NOT_TESTABLE : IMPOSSIBLE);
            }
            String theirs = row.cell(claim.measure());
            if (isPercent(theirs) && !theirs.equals(value)) {
                add(claim.key(), "table", agree(value, theirs) ? CONSISTENT : ONLY_IF);
            }
        }
    }

    private void addSum(Claim claim, String stated) {
        if (!claim.cell("parts").isEmpty()) {
            BigDecimal sum = Stream.of(claim.cell("parts").split(" ", -1)).map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            add(claim.key(), "sum", sum.compareTo(new BigDecimal(stated)) == 0
                    ? CONSISTENT : IMPOSSIBLE);
        }
    }

    private void measured(Claim claim) {
        double low = claim.cell("low").isEmpty() ? -1e9 : Double.parseDouble(claim.cell("low"));
        double high = claim.cell("high").isEmpty() ? 1e9 : Double.parseDouble(claim.cell("high"));
        Set<String> where = new TreeSet<>();
        for (Measurement one : paper.measurements()) {
            if (one.measure().equals(claim.measure())) {
                List<Double> ends = Stream.of(one.low(), one.high(), one.value())
                        .flatMap(Optional::stream).toList();
                boolean whole = ends.stream().allMatch(end -> low <= end && end <= high);
                boolean middle = one.value().isEmpty() ? whole
                        : low <= one.value().get() && one.value().get() <= high;
                where.add(whole ? "whole" : middle ? "middle" : "outside");
            }
        }
        add(claim.key(), "measured", where.isEmpty() ? NOT_TESTABLE
                : where.equals(Set.of("whole")) ? CONSISTENT
                : where.equals(Set.of("outside")) ? IMPOSSIBLE : ONLY_IF);
    }

    private List<PublishedSeries> cited(Claim claim) {
        return paper.table().stream().filter(row -> claim.cites().contains(row.key())).toList();
    }

    private List<PublishedSeries> sources(PublishedSeries row) {
        List<String> keys = List.of(row.cell("series").split(" ", -1));
        return keys.stream().flatMap(key -> paper.series().stream().filter(one ->
                one.key().equals(key))).toList();
    }

    private void add(String key, String check, String verdict) {
        found.add("%s %s %s".formatted(key, check, verdict));
    }
}
