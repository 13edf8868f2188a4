package limbline.evidence;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import limbline.evidence.PercentAudit.Judged;
import limbline.measure.Check;

/// A stated number, against itself, the paper's own table, the series it cites and what others
/// measured.
final class ClaimAudit {

    private final PaperEvidence paper;
    private final Claim claim;
    private final List<ClaimFinding> found = new ArrayList<>();

    ClaimAudit(PaperEvidence paper, Claim claim) {
        this.paper = paper;
        this.claim = claim;
        for (String cited : claim.cites()) {
            Check.that(paper.row(cited).isPresent(), "%s cites \"%s\", which is no row of the table",
                    claim.key(), cited);
        }
    }

    List<ClaimFinding> findings() {
        switch (claim.kind()) {
            case RANGE -> range();
            case COUNT -> count();
            case VALUE -> value();
            case PERCENT -> percent();
            case MEASURED -> measured();
        }
        return found;
    }

    /// Whether the values cited lie within, which of the table's own do not, and how many are cited.
    private void range() {
        double low = number("low");
        double high = number("high");
        Check.that(low <= high, "%s: its low, %s, is above its high, %s", claim.key(),
                plain(low), plain(high));
        List<String> within = new ArrayList<>();
        List<String> outside = new ArrayList<>();
        List<String> outsideOfOthersToo = new ArrayList<>();
        List<String> uncited = new ArrayList<>();
        for (PublishedSeries row : paper.table()) {
            boolean cited = claim.cites().contains(row.key());
            for (Value value : values(row, cited)) {
                boolean lies = low <= value.number() && value.number() <= high;
                String words = value.words() + (cited || lies ? "" : ", not cited");
                (lies ? cited ? within : uncited
                        : value.isMixed() ? outsideOfOthersToo : outside).add(words);
            }
        }
        String range = "%s to %s".formatted(plain(low), plain(high));
        String holds = within.isEmpty() ? "" : "; it holds " + String.join("; ", within);
        if (!outside.isEmpty()) {
            outside.addAll(outsideOfOthersToo);
            add("range", Judgement.IMPOSSIBLE, "%s leaves out %s%s.".formatted(
                    range, String.join("; ", outside), holds));
        } else if (!outsideOfOthersToo.isEmpty()) {
            add("range", Judgement.CONSISTENT_ONLY_IF, ("%s leaves out %s: only if the sarcomas alone"
                    + " are meant%s.").formatted(range, String.join("; ", outsideOfOthersToo),
                    holds));
        } else {
            add("range", within.isEmpty() ? Judgement.NOT_TESTABLE : Judgement.CONSISTENT,
                    within.isEmpty() ? range + ": none of the series cited prints such a number."
                    : range + holds.replaceFirst("; it", "") + ".");
        }
        announced(uncited);
    }

    /// @param isMixed whether it is of other tumours too
    private record Value(String where, double number, boolean isMixed) {
        String words() {
            return "%s %s%s".formatted(where, plain(number), isMixed ? " (other tumours too)" : "");
        }
    }

    private void announced(List<String> uncited) {
        claim.number("announced").ifPresent(announced -> {
            int cited = claim.cites().size();
            boolean same = announced == cited;
            add("series-cited", same ? Judgement.CONSISTENT : Judgement.IMPOSSIBLE,
                    "%s series are announced and %d cited (%s)%s.".formatted(plain(announced), cited,
                            String.join(", ", claim.cites()), same || uncited.isEmpty() ? ""
                            : "; the table has also " + String.join("; ", uncited)
                                    + " within the range"));
        });
    }

    /// The measure in the table's row and, of those cited, in the series' own papers.
    private List<Value> values(PublishedSeries row, boolean cited) {
        List<Value> values = new ArrayList<>();
        percent(row.cell(claim.measure())).ifPresent(value ->
                values.add(new Value("the table's " + row.key(), value, false)));
        if (cited) {
            paper.sources(row).stream().filter(PublishedSeries::wasRead)
                    .flatMap(source -> related(source).stream())
                    .forEach(one -> percent(one.cell(claim.measure())).ifPresent(value ->
                            values.add(new Value(one.key(), value, one.isMixed()))));
        }
        return values;
    }

    /// A series and the later reports of the same cohort.
    private List<PublishedSeries> related(PublishedSeries source) {
        List<PublishedSeries> all = new ArrayList<>(List.of(source));
        for (Overlap overlap : Overlap.among(paper.series())) {
            if (overlap.relation() == Overlap.Relation.SAME_COHORT
                    && overlap.other().equals(source.key())) {
                paper.series().stream().filter(one -> one.key().equals(overlap.series()))
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static Optional<Double> percent(String cell) {
        return PrintedCell.of(cell) instanceof PrintedCell.Percent(var value)
                ? Optional.of(Double.valueOf(value.toString())) : Optional.empty();
    }

    private void count() {
        double count = number("count");
        parts().ifPresent(sum -> add("sum", sum == count
                ? Judgement.CONSISTENT : Judgement.IMPOSSIBLE, "%s make %s, and %s is stated."
                .formatted(String.join(" + ", Claim.words(claim.cell("parts"))), plain(sum),
                        plain(count))));
        for (PublishedSeries row : cited()) {
            List<String> given = new ArrayList<>();
            boolean some = false;
            for (PublishedSeries source : paper.sources(row)) {
                OptionalInt theirs = source.count(claim.measure());
                if (theirs.isPresent()) {
                    some |= theirs.getAsInt() == count;
                    given.add("%s has %d".formatted(source.key(), theirs.getAsInt()));
                }
            }
            if (!given.isEmpty()) {
                add("source", some ? Judgement.CONSISTENT : Judgement.IMPOSSIBLE,
                        "%s %s: %s.".formatted(claim.measure(), plain(count),
                                String.join("; ", given)));
            }
            row.count("N").ifPresent(n -> {
                if (n != count) {
                    add("table", Judgement.CONSISTENT_ONLY_IF, ("The text has %s (%s) and the table"
                            + " N = %d for %s: only if N counts something else.").formatted(
                            plain(count), claim.words(), n, row.key()));
                }
            });
        }
    }

    private void value() {
        parts().ifPresent(sum -> {
            boolean same = Math.abs(sum - number("value")) < 1e-9;
            add("sum", same ? Judgement.CONSISTENT : Judgement.IMPOSSIBLE,
                    "%s, as printed, make %s, and %s is stated.".formatted(
                            String.join(" + ", Claim.words(claim.cell("parts"))), plain(sum),
                            claim.cell("value")));
        });
        for (PublishedSeries row : cited()) {
            againstCounts(row);
            againstTable(row);
        }
    }

    /// Out of the denominators of the series cited that have the same parts.
    private void againstCounts(PublishedSeries row) {
        if (!(PrintedCell.of(claim.cell("value")) instanceof PrintedCell.Percent(var printed))) {
            return;
        }
        List<PublishedSeries> sources = paper.sources(row);
        List<PublishedSeries> printing = sources.stream().filter(source -> TableAudit.agree(
                source.cell(claim.measure()), printed)).toList();
        for (PublishedSeries source : printing) {
            boolean isResponse = !claim.measure().equals("limb_salvage_pct");
            Judged judged = new PercentAudit(printed, source.denominators(isResponse), true,
                    OptionalInt.empty(), false, claim.measure().equals("ORR_pct")
                    ? Parts.of(source, List.of("CR", "PR")) : new Parts(List.of(), false)).judge();
            add("counts", judged.verdict(), source.key() + ": " + judged.explanation());
        }
        if (printing.isEmpty() && !sources.isEmpty()) {
            boolean someTell = sources.stream()
                    .anyMatch(source -> percent(source.cell(claim.measure())).isPresent());
            add("source", someTell ? Judgement.IMPOSSIBLE : Judgement.NOT_TESTABLE,
                    "None of %s prints %s under %s.".formatted(String.join(", ",
                            sources.stream().map(PublishedSeries::key).toList()),
                            someTell ? printed : "a number", claim.measure()));
        }
    }

    private void againstTable(PublishedSeries row) {
        String table = row.cell(claim.measure());
        String stated = claim.cell("value");
        if (PrintedCell.of(table) instanceof PrintedCell.Percent(var theirs)
                && !theirs.toString().equals(stated)) {
            boolean agrees = TableAudit.agree(stated, theirs);
            add("table", agrees ? Judgement.CONSISTENT : Judgement.CONSISTENT_ONLY_IF,
                    "The text has %s and the table %s for %s: %s.".formatted(stated, theirs,
                            row.key(), agrees ? "the same but for rounding"
                            : "only if they count different things (" + claim.words() + ")"));
        }
    }

    private void percent() {
        if (!(PrintedCell.of(claim.cell("value")) instanceof PrintedCell.Percent(var printed))) {
            throw new IllegalArgumentException("%s, value: \"%s\" is no percentage".formatted(
                    claim.key(), claim.cell("value")));
        }
        OptionalInt of = PublishedSeries.whole(claim.cell("of"));
        OptionalInt count = PublishedSeries.whole(claim.cell("count"));
        Check.that(of.isPresent() && of.getAsInt() > 0 && count.isPresent(),
                "%s needs a count and of how many, as whole numbers", claim.key());
        Judged judged = new PercentAudit(printed,
                List.of(new Denominator("of", "counted", of.getAsInt())), true, count, false,
                new Parts(List.of(), false)).judge();
        add("counts", judged.verdict(), judged.explanation());
    }

    /// Against measurements: the middle of each must lie within, and their ends may not.
    private void measured() {
        Check.that(claim.number("low").or(() -> claim.number("high")).isPresent(),
                "%s: nothing stands under \"low\" and \"high\"", claim.key());
        double low = claim.number("low").orElse(Double.NEGATIVE_INFINITY);
        double high = claim.number("high").orElse(Double.POSITIVE_INFINITY);
        List<Measurement> all = paper.measurements().stream()
                .filter(one -> one.measure().equals(claim.measure())).toList();
        if (all.isEmpty()) {
            add("measured", Judgement.NOT_TESTABLE,
                    "Nobody's measurement of \"" + claim.measure() + "\" is on file.");
            return;
        }
        List<String> sentences = new ArrayList<>();
        int within = 0;
        int outside = 0;
        for (Measurement one : all) {
            boolean whole = one.least() >= low && one.most() <= high;
            boolean middle = one.value().map(value -> low <= value && value <= high).orElse(whole);
            within += whole ? 1 : 0;
            outside += middle ? 0 : 1;
            sentences.add(one.words() + (whole ? ", within"
                    : middle ? ", its middle within and its ends not" : ", outside"));
        }
        add("measured", within == all.size() ? Judgement.CONSISTENT
                : outside == all.size() ? Judgement.IMPOSSIBLE : Judgement.CONSISTENT_ONLY_IF,
                "Stated as usual: %s. %s.%s".formatted(bounds(low, high),
                        String.join("; ", sentences), outside == all.size()
                        ? " Nothing on file agrees." : within == all.size() ? ""
                        : " Only if the others are exceptions."));
    }

    private static String bounds(double low, double high) {
        return Double.isInfinite(high) ? "more than " + plain(low)
                : Double.isInfinite(low) ? "less than " + plain(high)
                : low == high ? plain(low) : plain(low) + " to " + plain(high);
    }

    private List<PublishedSeries> cited() {
        return claim.cites().stream().map(paper::row).flatMap(Optional::stream).toList();
    }

    private Optional<Double> parts() {
        List<String> parts = Claim.words(claim.cell("parts"));
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts.stream()
                .mapToDouble(part -> Claim.number(claim.key(), "parts", part).orElseThrow()).sum());
    }

    private double number(String column) {
        return claim.number(column).orElseThrow(() -> new IllegalArgumentException(
                "%s: nothing stands under \"%s\"".formatted(claim.key(), column)));
    }

    /// Without a decimal point where it is whole.
    static String plain(double value) {
        return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros()
                .toPlainString();
    }

    private void add(String check, Judgement verdict, String explanation) {
        found.add(new ClaimFinding(claim.key(), claim.place(), check, verdict, explanation));
    }
}
