package limbline.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Printed percentages against whole counts.
class SeriesAuditTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            85   | consistent         | 34/40 = 85 % of the evaluable, prints as 85.
            79%  | impossible         | No count out of the 40 evaluable prints as 79: 31/40 = 77.5 % prints as 78, 32/40 = 80 % prints as 80. It would be right out of 39 (31/39 = 79.49 %), a number that the row does not give.
            82.5 | consistent         | 33/40 = 82.5 % of the evaluable, prints as 82.5.
            82,5 | consistent         | 33/40 = 82.5 % of the evaluable, prints as 82.5.
            83   | consistent         | 33/40 = 82.5 % of the evaluable, prints as 83.
            82   | consistent-only-if | Only with halves rounded to even: 33/40 = 82.5 % of the evaluable.
            104  | impossible         | No count out of the 40 evaluable prints as 104: 40/40 = 100 % prints as 100.
            -5   | impossible         | "-5" is below 0, which no share can be.
            <5   | not-testable       | "<5" is a bound and no percentage.
            71-83 | not-testable      | "71-83" is a range and no percentage.
            85 (1 y); 80 (3 y) | not-testable | "85 (1 y); 80 (3 y)" holds several values, such as estimates over time, and these need not be counts.
            ~80  | not-testable       | "~80" is printed as an approximation.
            n/a  | not-testable       | "n/a" gives no number.
            86*  | not-testable       | "86*" carries a remark; write the bare percentage to have it tested.
            """)
    void aCellIsJudgedByWhatItPrints(String cell, String verdict, String explanation) {
        AuditFinding finding = only(series("n_evaluable", "40", "ORR_pct", cell), "ORR_pct");

        assertThat(finding.verdict().term()).isEqualTo(verdict);
        assertThat(finding.explanation()).isEqualTo(explanation);
    }

    @Test
    void anEmptyCellIsPassedOver() {
        assertThat(audit(series("n_evaluable", "40", "ORR_pct", ""))).isEmpty();
    }

    @Test
    void withoutAnyNumberOfPatientsNothingIsTested() {
        assertThat(only(series("ORR_pct", "85"), "ORR_pct").explanation())
                .isEqualTo("85: no number of patients, procedures or evaluable is given.");
    }

    @Test
    void aNumberOfPatientsThatIsNoneIsNamed() {
        assertThat(only(series("n_patients", "0", "n_evaluable", "ten", "ORR_pct", "0"), "ORR_pct")
                .explanation()).isEqualTo("There is nobody that it could be a part of: n_evaluable"
                        + " reads \"ten\", which is no whole number; n_patients is 0.");
    }

    @Test
    void aResponseOutOfPatientsWhereOthersWereEvaluableIsOnlyIf() {
        AuditFinding finding = only(series("n_patients", "22", "n_evaluable", "19",
                "unit_of_response", "patient", "ORR_pct", "77"), "ORR_pct");

        assertThat(finding.verdict()).isEqualTo(Judgement.CONSISTENT_ONLY_IF);
        assertThat(finding.explanation()).isEqualTo("Only if it is out of the 22 patients: 17/22 ="
                + " 77.27 %, prints as 77; out of the 19 evaluable no count does.");
    }

    @Test
    void theUnitNamesTheDenominatorWhereNobodySaysHowManyWereEvaluable() {
        PublishedSeries procedures = series("n_patients", "113", "n_procedures", "117",
                "unit_of_response", "procedure", "ORR_pct", "72.6");

        assertThat(only(procedures, "ORR_pct").explanation())
                .isEqualTo("85/117 = 72.65 % of the procedures, prints as 72.6.");
        assertThat(only(series("n_patients", "113", "n_procedures", "117",
                "unit_of_response", "mixed", "ORR_pct", "72.6"), "ORR_pct").verdict())
                .isEqualTo(Judgement.CONSISTENT_ONLY_IF);
    }

    @Test
    void limbSalvageIsOfPatientsElseOfLimbsThatANoteGives() {
        assertThat(only(series("n_evaluable", "17", "n_patients", "22", "limb_salvage_n", "12",
                "limb_salvage_pct", "71"), "limb_salvage_pct").explanation())
                .isEqualTo("Only if it is out of the 17 evaluable: 12/17 = 70.59 %, prints as 71;"
                        + " out of the 22 patients no count does (12/22 = 54.55 %).");
        assertThat(only(series("note", "55 limbs in all", "limb_salvage_pct", "82"),
                "limb_salvage_pct").explanation())
                .isEqualTo("45/55 = 81.82 % of the limbs, prints as 82.");
    }

    @Test
    void aTotalThatIsTheSumOfRoundedPartsIsToldWithItsTrap() {
        PublishedSeries vohra = series("n_patients", "22", "n_procedures", "26",
                "n_evaluable", "17", "CR_n", "4", "PR_n", "3", "CR_pct", "24", "PR_pct", "18",
                "ORR_pct", "42");

        AuditFinding finding = only(vohra, "ORR_pct");
        assertThat(finding.verdict()).isEqualTo(Judgement.CONSISTENT_ONLY_IF);
        assertThat(finding.explanation()).isEqualTo("Only as the sum of rounded parts, 24 + 18 = 42:"
                + " the counts make 7/17 = 41.18 %, which prints as 41. 11/26 = 42.31 % of the"
                + " procedures would print as 42 too, but CR + PR are no 11 of 26.");
    }

    @Test
    void aTotalThatItsPartsCannotMakeIsImpossible() {
        AuditFinding finding = only(series("n_evaluable", "21", "CR_pct", "57", "PR_pct", "33",
                "ORR_pct", "86"), "ORR_pct");

        assertThat(finding.verdict()).isEqualTo(Judgement.IMPOSSIBLE);
        assertThat(finding.explanation()).startsWith(
                "18/21 = 85.71 % would print as 86, but CR + PR make 19/21 = 90.48 %.");
    }

    @Test
    void aPartThatIsItselfWrongDoesNotCondemnTheTotal() {
        PublishedSeries wrong = series("n_evaluable", "21", "CR_n", "11", "CR_pct", "57",
                "PR_n", "7", "PR_pct", "33", "ORR_pct", "90");

        assertThat(only(wrong, "CR_pct").explanation()).startsWith(
                "11/21 = 52.38 % of the evaluable, prints as 52, not 57.");
        assertThat(only(wrong, "ORR_pct").verdict()).isEqualTo(Judgement.CONSISTENT);
    }

    @Test
    void aTotalWhosePartsFitAnotherDenominatorOnlyWarnsOfIt() {
        AuditFinding finding = only(series("n_patients", "18", "n_procedures", "30",
                "unit_of_response", "procedure", "CR_n", "18", "CR_pct", "100", "PR_pct", "0",
                "ORR_pct", "100"), "ORR_pct");

        assertThat(finding.verdict()).isEqualTo(Judgement.CONSISTENT);
        assertThat(finding.explanation()).isEqualTo("30/30 = 100 % of the procedures, prints as"
                + " 100. But CR + PR cannot be out of them; out of the 18 patients they can, and"
                + " 18/18 = 100 % prints so too.");
    }

    @Test
    void aKeyThatStandsTwiceIsSaidOnce() {
        PublishedSeries one = series("n_patients", "10", "ORR_pct", "40");

        assertThat(SeriesAudit.of(List.of(one, one), List.of()))
                .filteredOn(finding -> finding.field().equals("key")).singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Judgement.CONSISTENT_ONLY_IF);
                    assertThat(finding.explanation()).isEqualTo("The key stands in 2 rows: only if"
                            + " they tell of the same series; else give each its own.");
                });
    }

    @Test
    void partsThatFitNowhereOrAreTooManyAreSaidSo() {
        assertThat(only(series("n_evaluable", "34", "n_patients", "40", "CR_n", "21", "CR_pct", "44",
                "PR_pct", "40", "ORR_pct", "83"), "ORR_pct").explanation()).isEqualTo("Only if it is"
                + " out of the 40 patients: 33/40 = 82.5 %, prints as 83; out of the 34 evaluable no"
                + " count does.");
        AuditFinding tooMany = only(series("n_evaluable", "17", "CR_pct", "47", "PR_pct", "82",
                "ORR_pct", "58.82"), "ORR_pct");
        assertThat(tooMany.verdict()).isEqualTo(Judgement.IMPOSSIBLE);
        assertThat(tooMany.explanation()).startsWith("10/17 = 58.82 % would print as 58.82, but CR +"
                + " PR make more than the 17 evaluable.");
    }

    @Test
    void aDerivedCountIsNoWitness() {
        AuditFinding agrees = only(series("n_evaluable", "21", "CR_n", "12", "CR_pct", "57",
                "counts_basis", "derived (n=21)"), "CR_pct");
        AuditFinding differs = only(series("n_evaluable", "21", "CR_n", "12", "CR_pct", "62",
                "counts_basis", "derived (n=21)"), "CR_pct");
        AuditFinding printed = only(series("n_evaluable", "21", "CR_n", "12", "CR_pct", "62",
                "counts_basis", "printed"), "CR_pct");

        assertThat(agrees.explanation()).endsWith("The count is derived from the percentage, so"
                + " this shows only that it is possible.");
        assertThat(differs.explanation()).isEqualTo("Only if the count is 13 and not 12, which the"
                + " file derived: 13/21 = 61.9 % of the evaluable, prints as 62.");
        assertThat(printed.verdict()).isEqualTo(Judgement.IMPOSSIBLE);
    }

    /// PR was 33, from which its count 7 was worked out. At 43 it is 9 of 21, and 12 and 9 are all 21.
    @Test
    void aDerivedCountThatNoLongerFitsLeavesTheSumToThePercentages() {
        PublishedSeries altered = series("n_evaluable", "21", "CR_n", "12", "PR_n", "7", "SD_n", "2",
                "PD_n", "0", "CR_pct", "57", "PR_pct", "43", "SD_pct", "10", "PD_pct", "0",
                "ORR_pct", "90", "counts_basis", "derived (n=21)");

        assertThat(only(altered, "ORR_pct").verdict()).isEqualTo(Judgement.IMPOSSIBLE);
        assertThat(only(altered, "ORR_pct").explanation()).startsWith(
                "19/21 = 90.48 % would print as 90, but CR + PR make 21/21 = 100 %.");
        assertThat(only(altered, "n_evaluable").verdict()).isEqualTo(Judgement.IMPOSSIBLE);
        assertThat(only(altered, "n_evaluable").explanation()).isEqualTo("CR 12, PR 9, SD 2, PD 0"
                + " make 23 of the 21 evaluable: more than there are.");
    }

    @Test
    void aCountThatIsNoWholeNumberLeavesItsPercentageUntested() {
        assertThat(only(series("n_evaluable", "21", "CR_n", "twelve", "CR_pct", "57"), "CR_pct")
                .explanation()).isEqualTo("CR_n reads \"twelve\", which is no whole number; correct"
                        + " it to have the percentage tested.");
    }

    @Test
    void aNumberOfPatientsThatCannotBeReadIsNoBlankOne() {
        PublishedSeries series = series("n_patients", "forty", "n_evaluable", "40",
                "unit_of_response", "patient", "ORR_pct", "85", "limb_salvage_pct", "82.5",
                "wieberdink_II", "30");

        assertThat(only(series, "n_patients").verdict()).isEqualTo(Judgement.NOT_TESTABLE);
        assertThat(only(series, "n_patients").explanation()).isEqualTo(
                "n_patients reads \"forty\", which is no whole number; correct or empty it.");
        assertThat(only(series, "limb_salvage_pct").verdict()).isEqualTo(Judgement.NOT_TESTABLE);
        assertThat(only(series, "limb_salvage_pct").explanation()).isEqualTo("n_patients reads"
                + " \"forty\", which is no whole number; correct it to have the percentage tested.");
        assertThat(only(series, "wieberdink_II").verdict()).isEqualTo(Judgement.NOT_TESTABLE);
        assertThat(only(series, "ORR_pct").verdict())
                .as("it is out of the evaluable, who are read").isEqualTo(Judgement.CONSISTENT);
    }

    @ParameterizedTest
    @CsvSource({"40.5", "-3", "40 pts", "1000000000", "NR"})
    void whatIsNoWholeNumberMakesNothingImpossible(String patients) {
        PublishedSeries series = series("n_patients", patients, "n_procedures", "20",
                "ORR_n", "30", "ORR_pct", "85", "CR_n", "1", "PR_n", "1", "SD_n", "1", "PD_n", "1");

        assertThat(audit(series)).allSatisfy(finding ->
                assertThat(finding.verdict()).isEqualTo(Judgement.NOT_TESTABLE));
    }

    @Test
    void theFourResponsesAreEverybody() {
        assertThat(only(responses("49", "1", "23", "17", "7"), "n_evaluable").explanation())
                .isEqualTo("CR 1, PR 23, SD 17, PD 7 make 48 of the 49 evaluable: only if 1 had no"
                        + " response recorded, which the row does not say.");
        assertThat(only(responses("48", "1", "23", "17", "7"), "n_evaluable").verdict())
                .isEqualTo(Judgement.CONSISTENT);
        assertThat(only(responses("47", "1", "23", "17", "7"), "n_evaluable").verdict())
                .isEqualTo(Judgement.IMPOSSIBLE);
    }

    @Test
    void aPartHasNoMoreWithoutResponseThanItsWhole() {
        PublishedSeries whole = new PublishedSeries("whole", cells("n_patients", "77",
                "n_evaluable", "77", "unit_of_response", "patient", "ORR_pct", "58"));
        PublishedSeries part = new PublishedSeries("part", cells("n_patients", "67",
                "n_evaluable", "67", "unit_of_response", "patient", "ORR_pct", "50.7",
                "overlap_group", "subset of whole"));
        List<PublishedSeries> both = List.of(whole, part);

        assertThat(SeriesAudit.of(both, Overlap.among(both)))
                .filteredOn(finding -> finding.field().equals("overlap_group"))
                .singleElement().satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Judgement.IMPOSSIBLE);
                    assertThat(finding.explanation()).contains("34 of 67 responders leave 33"
                            + " without, and the whole (45 of 77) has only 32");
                });
    }

    @Test
    void theSamePatientsInTwoPapersAreCompared() {
        PublishedSeries early = new PublishedSeries("early", cells("first_author", "A",
                "n_patients", "40", "ORR_pct", "85", "overlap_group", "Mansoura"));
        PublishedSeries late = new PublishedSeries("late", cells("first_author", "A",
                "n_patients", "40", "ORR_pct", "80", "overlap_group", "Mansoura"));
        List<PublishedSeries> both = List.of(early, late);

        assertThat(SeriesAudit.of(both, Overlap.among(both)))
                .filteredOn(finding -> finding.field().equals("overlap_group"))
                .singleElement().satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Judgement.CONSISTENT_ONLY_IF);
                    assertThat(finding.explanation()).contains("ORR_pct 80 and 85");
                });
    }

    /// Every verdict over a single percentage, by trying every count of every denominator.
    @Test
    void verdictsAreThoseOfBruteForce() {
        long seed = 20261125;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 20_000; i++) {
            int evaluable = random.nextInt(1, 60);
            int patients = evaluable + random.nextInt(0, 20);
            int decimals = random.nextInt(0, 2);
            long units = random.nextLong(0, decimals == 0 ? 101 : 1001);
            String cell = decimals == 0 ? "" + units : units / 10 + "." + units % 10;

            String verdict = only(series("n_patients", "" + patients, "n_evaluable",
                    "" + evaluable, "ORR_pct", cell), "ORR_pct").verdict().term();

            assertThat(verdict).as("%s of %s or %s, seed %s", cell, evaluable, patients, seed)
                    .isEqualTo(bruteForce(units, decimals, evaluable, patients));
        }
    }

    private static String bruteForce(long units, int decimals, int evaluable, int patients) {
        long whole = decimals == 0 ? 100 : 1000;
        boolean isNamed = false;
        boolean isTie = false;
        boolean isOther = false;
        for (int k = 0; k <= patients; k++) {
            // twice the distance of 100 k / n from the print, in units of 1 / n
            long distance = 2 * (k * whole - units * evaluable);
            isNamed |= k <= evaluable && -evaluable <= distance && distance < evaluable;
            isTie |= k <= evaluable && distance == evaluable;
            long elsewhere = 2 * (k * whole - units * patients);
            isOther |= -patients <= elsewhere && elsewhere < patients;
        }
        return isNamed ? "consistent" : isTie || isOther ? "consistent-only-if" : "impossible";
    }

    private static PublishedSeries responses(String n, String cr, String pr, String sd, String pd) {
        return series("n_evaluable", n, "CR_n", cr, "PR_n", pr, "SD_n", sd, "PD_n", pd);
    }

    private static AuditFinding only(PublishedSeries series, String field) {
        return audit(series).stream().filter(finding -> finding.field().equals(field))
                .findFirst().orElseThrow(() -> new AssertionError("nothing is said of " + field));
    }

    private static List<AuditFinding> audit(PublishedSeries series) {
        return SeriesAudit.of(List.of(series), List.of());
    }

    private static PublishedSeries series(String... cells) {
        return new PublishedSeries("one", cells(cells));
    }

    private static Map<String, String> cells(String... pairs) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            cells.put(pairs[i], pairs[i + 1]);
        }
        return cells;
    }
}
