package limbline.statistics.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The audit against brute force: every table that counts can give is found consistent, and every
/// one they cannot is found impossible. Against R: the reference cases.
class PrintedTableTest {

    private static final long SEED = 20261123;

    private static final List<Relation> RESPONSE = List.of(
            new Relation.Sum(List.of("CR", "PR"), "ORR"),
            new Relation.Whole(List.of("CR", "PR", "SD", "PD")));

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    void aPlainValueIsConsistentWithItsCounts() {
        Verdict.Solution solution = consistent(PrintedTable.of("85", 40));

        assertThat(solution.possible()).containsEntry("value", new Counts(34, 34));
        assertThat(solution.example()).containsEntry("value", 34);
        assertThat(solution.reading().words()).isEqualTo("as stated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12   | 8  | halves rounded to even
            13.5 | 97 | always rounded up
            78.5 | 14 | decimals cut off
            62   | 8  | halves rounded to even
            """)
    void anOddValueIsConsistentOnlyUnderANamedReading(String printed, int n, String words) {
        assertThat(PrintedTable.of(printed, n).verdict())
                .isInstanceOfSatisfying(Verdict.OnlyUnder.class, verdict ->
                        assertThat(verdict.solutions().getFirst().reading().words())
                                .isEqualTo(words));
    }

    @Test
    void anotherDenominatorIsAReadingThatHasToBeNamed() {
        assertThat(PrintedTable.of("77.2", 91, 92).verdict())
                .isInstanceOfSatisfying(Verdict.OnlyUnder.class, verdict -> {
                    assertThat(verdict.solutions()).hasSize(1);
                    Verdict.Solution solution = verdict.solutions().getFirst();
                    assertThat(solution.reading().words()).isEqualTo("out of 92");
                    assertThat(solution.example()).containsEntry("value", 71);
                });
    }

    @Test
    void whatNoCountGivesIsImpossibleAndTheNeighboursAreShown() {
        assertThat(PrintedTable.of("50", 7).verdict()).isEqualTo(new Verdict.Impossible(
                "value: no whole count out of 7 prints as 50 under any rounding rule; 3/7 is"
                        + " 42.857, 4/7 is 57.143."));
        assertThat(PrintedTable.of("101", 7, 9).verdict()).isEqualTo(new Verdict.Impossible(
                "value: no whole count out of 7 or 9 prints as 101 under any rounding rule; 7/7"
                        + " is 100.000."));
    }

    @Test
    void aTotalThatOnlyTheRoundedPartsGiveIsNamed() {
        // 1/6 and 1/6: 16.7 + 16.7 = 33.4, but 2/6 prints as 33.3.
        PrintedTable table = new PrintedTable(
                percentages("CR", "16.7", "PR", "16.7", "ORR", "33.4"),
                List.of(RESPONSE.getFirst()), List.of(6));

        assertThat(table.verdict()).isInstanceOfSatisfying(Verdict.OnlyUnder.class, verdict -> {
            assertThat(verdict.solutions().getFirst().reading().words())
                    .isEqualTo("totals are sums of rounded parts");
            assertThat(verdict.solutions().getFirst().example())
                    .isEqualTo(Map.of("CR", 1, "PR", 1, "ORR", 2));
        });
    }

    /// Of 41, 15 print as 37 and 4 as 9.8, and 46.8 is no count: 19 are 46.3.
    @Test
    void partsOfDifferentDecimalsAddUpAsPrinted() {
        PrintedTable table = new PrintedTable(
                percentages("CR", "37", "PR", "9.8", "ORR", "46.8"),
                List.of(RESPONSE.getFirst()), List.of(41));

        assertThat(table.verdict()).isInstanceOfSatisfying(Verdict.OnlyUnder.class, verdict ->
                assertThat(verdict.solutions().getFirst().reading().words())
                        .isEqualTo("totals are sums of rounded parts"));
    }

    @Test
    void valuesThatAreEachPossibleCanBeImpossibleTogether() {
        PrintedTable table = new PrintedTable(
                percentages("CR", "25", "PR", "25", "ORR", "75"),
                List.of(RESPONSE.getFirst()), List.of(20, 40));

        assertThat(table.verdict()).isEqualTo(new Verdict.Impossible(
                "Every value is possible alone, but no counts out of 20 or 40 satisfy CR + PR ="
                        + " ORR together."));
    }

    @Test
    void responsesThatAddUpAreConsistentThoughTheirPrintsAddUpTo101() {
        // 33.5, 33.5, 33 of 200: printed 34, 34, 33.
        PrintedTable table = new PrintedTable(
                percentages("CR", "34", "PR", "34", "SD", "33"),
                List.of(new Relation.Whole(List.of("CR", "PR", "SD"))), List.of(200));

        Map<String, Integer> example = consistent(table).example();
        assertThat(example.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
    }

    /// Counts printed by any rule, totals by counts or by rounded parts: never impossible, and
    /// never suspected if they are printed in the plain way.
    @Test
    void noTableThatCountsCanGiveIsCalledImpossible() {
        for (int i = 0; i < 20_000; i++) {
            int n = random.nextInt(1, 130);
            int[] k = partition(n, 4);
            int decimals = random.nextInt(0, 3);
            Rounding rule = anyRule();
            boolean rounded = random.nextInt(3) == 0;
            Map<String, Percentage> values = new LinkedHashMap<>();
            values.put("CR", print(k[0], n, decimals, rule));
            values.put("PR", print(k[1], n, decimals, rule));
            values.put("SD", print(k[2], n, decimals, rule));
            values.put("PD", print(k[3], n, decimals, rule));
            values.put("ORR", rounded
                    ? new Percentage(
                            print(k[0], n, decimals, rule).units()
                                    + print(k[1], n, decimals, rule).units(), decimals)
                    : print(k[0] + k[1], n, decimals, rule));
            List<Integer> candidates = random.nextBoolean() ? List.of(n) : List.of(n + 1, n);
            Verdict verdict = new PrintedTable(values, RESPONSE, candidates).verdict();

            assertThat(verdict).as("%s of %d by %s, seed %d", values, n, rule, SEED)
                    .isNotInstanceOf(Verdict.Impossible.class);
            if (rule == Rounding.HALF_UP && !rounded && candidates.getFirst() == n) {
                assertThat(verdict).as("%s of %d, seed %d", values, n, SEED)
                        .isInstanceOf(Verdict.Consistent.class);
            }
        }
    }

    /// Prints at random: the verdict is what trying all counts says.
    @Test
    void theVerdictIsThatOfTryingAllCounts() {
        int[] seen = new int[3];
        for (int i = 0; i < 2_000; i++) {
            int n = random.nextInt(2, 14);
            Map<String, Percentage> values = new LinkedHashMap<>();
            int[] k = partition(n, 3);
            values.put("a", near(k[0], n));
            values.put("b", near(k[1], n));
            values.put("a or b", near(k[0] + k[1], n));
            values.put("c", near(k[2], n));
            List<Relation> relations = List.of(
                    new Relation.Sum(List.of("a", "b"), "a or b"),
                    new Relation.Whole(List.of("a", "b", "c")));
            Verdict verdict = new PrintedTable(values, relations, List.of(n)).verdict();
            boolean plain = someCountsFit(values, n, Rounding.HALF_UP, false);
            boolean any = false;
            for (Rounding rule : Rounding.values()) {
                any |= someCountsFit(values, n, rule, false)
                        || someCountsFit(values, n, rule, true);
            }

            int kind = switch (verdict) {
                case Verdict.Consistent _ -> 0;
                case Verdict.OnlyUnder _ -> 1;
                case Verdict.Impossible _ -> 2;
            };
            seen[kind]++;
            assertThat(kind).as("%s of %d, seed %d", values, n, SEED)
                    .isEqualTo(plain ? 0 : any ? 1 : 2);
        }
        for (int times : seen) {
            assertThat(times).as("each verdict is met often").isGreaterThan(50);
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsAreThoseThatPrintSo(Rounding rule) {
        for (int i = 0; i < 300; i++) {
            int n = random.nextInt(1, 400);
            int decimals = random.nextInt(0, 3);
            Percentage printed = print(random.nextInt(0, n + 1), n, decimals,
                    anyRule());
            Counts counts = rule.counts(printed, n);
            for (int k = 0; k <= n; k++) {
                assertThat(counts.contains(k))
                        .as("%d of %d as %s by %s, seed %d", k, n, printed, rule, SEED)
                        .isEqualTo(print(k, n, decimals, rule).equals(printed));
            }
        }
    }

    @Test
    void sumsThatCutAcrossEachOtherAreStillSolved() {
        // b is a part of two totals, so neither sum contains the other.
        PrintedTable table = new PrintedTable(
                percentages("a", "20", "b", "30", "c", "25", "a or b", "50", "b or c", "55"),
                List.of(new Relation.Sum(List.of("a", "b"), "a or b"),
                        new Relation.Sum(List.of("b", "c"), "b or c")),
                List.of(1000));

        Map<String, Integer> example = consistent(table).example();
        assertThat(example.get("a or b"))
                .isEqualTo(example.getOrDefault("a", 0) + example.getOrDefault("b", 0));
    }

    @Test
    void aHundredMillionPeopleAreAuditedExactly() {
        assertThat(consistent(PrintedTable.of("33.333333", 100_000_000)).possible())
                .containsEntry("value", new Counts(33_333_333, 33_333_333));
    }

    @Test
    void decimalsThatArePrintedCount() {
        assertThat(PrintedTable.of("90", 21).verdict()).isInstanceOf(Verdict.Consistent.class);
        assertThat(PrintedTable.of("90.0", 21).verdict()).isInstanceOf(Verdict.Impossible.class);
        assertThat(Percentage.parse("7.50 %")).hasToString("7.50");
        assertThat(Percentage.parse("0.05")).hasToString("0.05");
    }

    @Test
    void refusesWhatCannotBeAudited() {
        assertThatIllegalArgumentException().isThrownBy(() -> Percentage.parse("85,3"))
                .withMessage("\"85,3\" is not a printed percentage; write it like 85 or 90.5");
        assertThatIllegalArgumentException().isThrownBy(() -> Percentage.parse("-1"))
                .withMessage("\"-1\" is not a printed percentage; write it like 85 or 90.5");
        assertThatIllegalArgumentException().isThrownBy(() -> Percentage.parse("0.1234567"))
                .withMessage("\"0.1234567\" has too many digits; at most 9, 6 of them decimals");
        assertThatIllegalArgumentException().isThrownBy(() -> PrintedTable.of("85", 0))
                .withMessage("denominator 0 not in [1, 100000000]");
        assertThatIllegalArgumentException().isThrownBy(() -> PrintedTable.of("85"))
                .withMessage("no denominator to audit by");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrintedTable(percentages("CR", "5"), RESPONSE, List.of(9)))
                .withMessage("CR + PR = ORR: no value PR; there are [CR]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrintedTable(percentages("CR", "5"),
                        List.of(new Relation.Whole(List.of("CR", "CR"))), List.of(9)))
                .withMessage("CR + CR = 100 %: a value stands in it twice");
    }

    private static Verdict.Solution consistent(PrintedTable table) {
        Verdict verdict = table.verdict();
        assertThat(verdict).isInstanceOf(Verdict.Consistent.class);
        return ((Verdict.Consistent) verdict).solution();
    }

    private static Map<String, Percentage> percentages(String... pairs) {
        Map<String, Percentage> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], Percentage.parse(pairs[i + 1]));
        }
        return values;
    }

    /// By decimal arithmetic, which the audit does not use.
    private static Percentage print(int k, int n, int decimals, Rounding rule) {
        RoundingMode mode = switch (rule) {
            case HALF_UP -> RoundingMode.HALF_UP;
            case HALF_EVEN -> RoundingMode.HALF_EVEN;
            case HALF_DOWN -> RoundingMode.HALF_DOWN;
            case TRUNCATE -> RoundingMode.DOWN;
            case CEILING -> RoundingMode.UP;
        };
        BigDecimal percent = BigDecimal.valueOf(100L * k)
                .divide(BigDecimal.valueOf(n), decimals, mode);
        return new Percentage(percent.unscaledValue().longValueExact(), decimals);
    }

    /// A print of a count, and now and then one unit beside it.
    private Percentage near(int k, int n) {
        Percentage printed =
                print(k, n, 0, anyRule());
        int beside = random.nextInt(8) == 0 ? 1 : 0;
        return new Percentage(printed.units() + beside, 0);
    }

    private Rounding anyRule() {
        List<Rounding> rules = List.of(Rounding.values());
        return rules.get(random.nextInt(rules.size()));
    }

    private int[] partition(int n, int parts) {
        int[] counts = new int[parts];
        for (int i = 0; i < n; i++) {
            counts[random.nextInt(parts)]++;
        }
        return counts;
    }

    private static boolean someCountsFit(
            Map<String, Percentage> values, int n, Rounding rule, boolean roundedSums) {
        long[] v = values.values().stream().mapToLong(Percentage::units).toArray();
        boolean addsUp = roundedSums && v[0] + v[1] == v[2];
        for (int a = 0; a <= n; a++) {
            for (int b = 0; a + b <= n; b++) {
                if (print(a, n, 0, rule).units() == v[0] && print(b, n, 0, rule).units() == v[1]
                        && (addsUp || print(a + b, n, 0, rule).units() == v[2])
                        && print(n - a - b, n, 0, rule).units() == v[3]) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void relationsOfNothingAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Relation.Sum(List.of(), "ORR"))
                .withMessage("the sum ORR has no parts");
        assertThatIllegalArgumentException().isThrownBy(() -> new Relation.Whole(List.of()))
                .withMessage("a whole has no parts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrintedTable(Map.of(), List.of(), List.of(6)))
                .withMessage("no percentage to audit");
    }

    @Test
    void countsAreSpelledShort() {
        assertThat(new Counts(3, 2)).hasToString("none");
        assertThat(new Counts(3, 3)).hasToString("3");
        assertThat(new Counts(3, 5)).hasToString("3 to 5");
    }

    @Test
    void onlyTheStatedReadingIsPlain() {
        assertThat(new Reading(20, true, Rounding.HALF_UP, false).isPlain()).isTrue();
        assertThat(new Reading(20, false, Rounding.HALF_UP, false).isPlain()).isFalse();
        assertThat(new Reading(20, true, Rounding.HALF_UP, true).isPlain()).isFalse();
    }

    @Test
    void aPercentageHasAtMostNineDigitsAndSixDecimals() {
        assertThat(Percentage.parse("100.000000").decimals()).isEqualTo(6);
        assertThat(Percentage.parse("123456789").units()).isEqualTo(123_456_789);
        for (String tooLong : List.of("1.0000000", "1234567890")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Percentage.parse(tooLong))
                    .withMessageContaining("has too many digits; at most 9, 6 of them decimals");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Percentage(1, 7))
                .withMessage("7 decimals not in [0, 6]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Percentage(1_000_000_000, 0))
                .withMessageContaining("is not in [0, 999999999]");
    }
}
