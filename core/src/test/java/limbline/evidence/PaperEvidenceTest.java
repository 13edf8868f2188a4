package limbline.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A paper's table and its claims, made up at random, against [EveryCount]: each verdict is the one
/// that trying every count of every denominator gives, and nothing else is found.
class PaperEvidenceTest {

    private static final long SEED = 20261126;
    private static final int PAPERS = 1_500;

    /// Two of them in each paper.
    private static final List<String> ROWS = List.of("r0", "r1");

    private static final List<String> KEYS = List.of("s0", "s1", "s2");
    private static final List<String> PERCENTAGES =
            List.of("ORR_pct", "CR_pct", "PR_pct", "SD_pct", "limb_salvage_pct");

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    void verdictsAreThoseOfBruteForce() {
        Map<String, Integer> verdicts = new LinkedHashMap<>();
        for (int i = 0; i < PAPERS; i++) {
            PaperEvidence paper = paper();

            List<String> found = paper.findings().stream().map(one -> "%s %s %s".formatted(
                    one.claim(), one.check(), one.verdict().term())).sorted().toList();

            assertThat(found).as(() -> "seed %s: %s".formatted(SEED, words(paper)))
                    .isEqualTo(new EveryCount(paper).findings());
            found.forEach(one -> verdicts.merge(
                    one.substring(one.indexOf(' ') + 1), 1, Integer::sum));
        }
        // every check has come out in every way that it can
        assertThat(verdicts).hasSizeGreaterThan(30);
        assertThat(verdicts.values()).allMatch(times -> times >= 10);
    }

    @Test
    void aUsualAmountWithoutEitherBoundIsRefused() {
        PaperEvidence paper = new PaperEvidence(List.of(), List.of(Claim.of(Map.of("key", "stay",
                "kind", "measured", "measure", "stay"))), List.of(), List.of(measurement()));

        assertThatIllegalArgumentException().isThrownBy(paper::findings)
                .withMessage("stay: nothing stands under \"low\" and \"high\"");
    }

    private PaperEvidence paper() {
        List<PublishedSeries> series = KEYS.stream().map(this::series).toList();
        List<PublishedSeries> table = ROWS.stream().map(key -> row(key, series)).toList();
        List<Claim> claims = new ArrayList<>();
        for (Claim.Kind kind : Claim.Kind.values()) {
            claims.add(claim(kind, series, table));
        }
        List<Measurement> measurements = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            measurements.add(measurement());
        }
        return new PaperEvidence(table, claims, series, measurements);
    }

    private PublishedSeries series(String key) {
        Map<String, String> cells = new LinkedHashMap<>();
        int patients = random.nextInt(2, 40);
        cells.put("n_patients", "" + patients);
        if (random.nextBoolean()) {
            cells.put("n_evaluable", "" + random.nextInt(1, patients + 1));
        }
        if (random.nextBoolean()) {
            cells.put("n_procedures", "" + (patients + random.nextInt(0, 8)));
        }
        cells.put("unit_of_response", oneOf("patient", "procedure", "mixed", ""));
        cells.put("class", oneOf("series", "mixed"));
        cells.put("source_read", oneOf("full text", "abstract", "secondary: a review"));
        cells.put("drugs", "melphalan");
        if (!key.equals(KEYS.getFirst()) && random.nextInt(3) == 0) {
            cells.put("overlap_group", "same as " + KEYS.getFirst());
        }
        int of = random.nextBoolean() && cells.containsKey("n_evaluable")
                ? Integer.parseInt(cells.getOrDefault("n_evaluable", "")) : patients;
        int complete = random.nextInt(0, of + 1);
        int partial = random.nextInt(0, of - complete + 1);
        if (random.nextBoolean()) {
            cells.put("CR_pct", printed(complete, of));
            cells.put("PR_pct", printed(partial, of));
            if (random.nextInt(3) == 0) {
                cells.put("CR_n", "" + complete);
                cells.put("PR_n", "" + (partial + (random.nextInt(8) == 0 ? 1 : 0)));
            }
        }
        cells.put("ORR_pct", random.nextInt(4) == 0 ? "" : printed(complete + partial, of));
        cells.put("PD_pct", random.nextBoolean() ? "" : printed(random.nextInt(0, 3), of));
        cells.put("limb_salvage_pct", random.nextInt(3) == 0 ? "-"
                : printed(random.nextInt(0, patients + 1), patients));
        return new PublishedSeries(key, cells);
    }

    /// A row of the table: mostly what the series says, brought to fewer decimals or a little off.
    private PublishedSeries row(String key, List<PublishedSeries> series) {
        PublishedSeries source = series.get(random.nextInt(series.size()));
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("place", "Table 9");
        int n = source.count(oneOf("n_patients", "n_patients", "n_evaluable", "n_procedures"))
                .orElse(random.nextInt(2, 40));
        if (random.nextInt(10) > 0) {
            cells.put("N", "" + n);
        }
        int complete = random.nextInt(0, n + 1);
        int partial = random.nextInt(0, n - complete + 1);
        Map<String, Integer> made = Map.of("ORR_pct", complete + partial, "CR_pct", complete,
                "PR_pct", partial, "SD_pct", random.nextInt(0, n - complete - partial + 1),
                "limb_salvage_pct", random.nextInt(0, n + 1));
        boolean isOwn = random.nextBoolean();
        for (String column : PERCENTAGES) {
            String cell = isOwn ? printed(made.getOrDefault(column, 0), n) : source.cell(column);
            cells.put(column, random.nextInt(8) == 0 ? "-" : altered(cell));
        }
        if (isOwn && random.nextBoolean()) { // as the sum of rounded parts
            cells.put("ORR_pct", EveryCount.sum(List.of(cells.getOrDefault("CR_pct", ""),
                    cells.getOrDefault("PR_pct", ""))).map(sum -> sum.toPlainString()).orElse("-"));
        }
        if (random.nextInt(6) == 0) { // undivided
            cells.put("CR_pct", "-");
            cells.put("PR_pct", cells.getOrDefault("ORR_pct", ""));
        }
        List<String> named = new ArrayList<>(List.of(source.key()));
        KEYS.stream().filter(other -> !other.equals(source.key()) && random.nextInt(4) == 0)
                .forEach(named::add);
        if (random.nextInt(10) == 0) {
            named.add("nowhere2000");
        }
        cells.put("series", String.join(" ", named));
        return new PublishedSeries(key, cells);
    }

    private Claim claim(Claim.Kind kind, List<PublishedSeries> series, List<PublishedSeries> table) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("key", "c-" + kind.term());
        cells.put("place", "Results");
        cells.put("kind", kind.term());
        List<String> cited = ROWS.stream().filter(_ -> random.nextInt(3) > 0).toList();
        cells.put("cites", String.join(" ", cited));
        String measure = PERCENTAGES.get(random.nextInt(PERCENTAGES.size()));
        PublishedSeries some = random.nextBoolean() ? series.get(random.nextInt(series.size()))
                : table.get(random.nextInt(table.size()));
        switch (kind) {
            case RANGE -> {
                int low = random.nextInt(0, 60);
                cells.put("measure", measure);
                cells.put("low", "" + low);
                cells.put("high", "" + (low + random.nextInt(0, 101 - low)));
                cells.put("announced", random.nextBoolean() ? "" : "" + random.nextInt(0, 3));
            }
            case COUNT -> {
                String column = oneOf("n_patients", "n_evaluable", "n_procedures");
                cells.put("measure", column);
                cells.put("count", some.cell(column).isEmpty() ? "" + random.nextInt(2, 40)
                        : some.cell(column));
                int part = random.nextInt(0, 20);
                cells.put("parts", random.nextBoolean() ? "" : part + " " + (random.nextBoolean()
                        ? Integer.parseInt(cells.getOrDefault("count", "")) - part : 20));
            }
            case VALUE -> {
                cells.put("measure", measure);
                String value = some.cell(measure);
                cells.put("value", EveryCount.isPercent(value) ? altered(value)
                        : printed(random.nextInt(0, 8), 7));
                cells.put("parts", random.nextBoolean() ? "" : some.cell("CR_pct").isEmpty()
                        || !EveryCount.isPercent(some.cell("CR_pct"))
                        || !EveryCount.isPercent(some.cell("PR_pct")) ? "10 20.5"
                        : some.cell("CR_pct") + " " + some.cell("PR_pct"));
            }
            case PERCENT -> {
                int of = random.nextInt(1, 60);
                int count = random.nextInt(0, of + 1);
                cells.put("value", altered(printed(count, of)));
                cells.put("count", "" + count);
                cells.put("of", "" + (random.nextInt(6) == 0 ? random.nextInt(1, 60) : of));
            }
            case MEASURED -> {
                cells.put("measure", oneOf("stay", "stay", "peak"));
                int low = random.nextInt(0, 8);
                int open = random.nextInt(6);
                cells.put("low", open == 0 ? "" : "" + low);
                cells.put("high", open == 1 ? "" : "" + (low + random.nextInt(0, 8)));
            }
        }
        return Claim.of(cells);
    }

    private Measurement measurement() {
        double low = random.nextInt(0, 10);
        double high = low + random.nextInt(0, 6);
        double value = low + random.nextInt(0, (int) (high - low) + 1);
        boolean isRange = random.nextBoolean();
        return new Measurement("s0", "stay",
                isRange && random.nextBoolean() ? Optional.empty() : Optional.of(value),
                isRange ? Optional.of(low) : Optional.empty(),
                isRange ? Optional.of(high) : Optional.empty(), "days", "all", "");
    }

    private String printed(int count, int of) {
        return EveryCount.prints(count, of, random.nextInt(3) == 0 ? 1 : 0,
                EveryCount.HOW.get(random.nextInt(8) < 6 ? 0 : random.nextInt(3)));
    }

    /// Now and then another number, or the same with fewer decimals.
    private String altered(String cell) {
        if (!EveryCount.isPercent(cell)) {
            return cell;
        }
        return switch (random.nextInt(6)) {
            case 0 -> "" + Math.min(100, (int) Double.parseDouble(cell) + 1);
            case 1 -> EveryCount.rounded(cell, 0);
            case 2 -> "" + random.nextInt(0, 101);
            default -> cell;
        };
    }

    private String oneOf(String... words) {
        return words[random.nextInt(words.length)];
    }

    private static String words(PaperEvidence paper) {
        return "%s%n%s%n%s%n%s".formatted(
                paper.table().stream().map(Record::toString).collect(Collectors.joining("\n")),
                paper.series().stream().map(Record::toString).collect(Collectors.joining("\n")),
                paper.claims(), paper.measurements());
    }
}
