package limbline.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import limbline.evidence.ClaimFinding;
import limbline.evidence.Judgement;
import limbline.evidence.PaperEvidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the paper's Table 2 and prose say, held against the series; and altered, which must alter
/// what is found.
class PaperClaimsTest {

    private static final Path EVIDENCE = Path.of("..", "evidence");

    @TempDir
    Path folder = Path.of("");

    @Test
    void turagasRowIsImpossibleAtTwelveAndAtFourteenButForElevenWhichPrintsAs79() throws IOException {
        ClaimFinding row = finding("turaga", "row", "", "");

        assertThat(row.verdict()).isEqualTo(Judgement.IMPOSSIBLE);
        assertThat(row.explanation()).contains(
                "At 12 (printed N) none of its percentages can be.",
                "CR_pct, PR_pct can be, but not ORR_pct 78 (11/14 prints as 79)");
        assertThat(finding("turaga", "row", "Turaga,33,2011,12", "Turaga,33,2011,9").explanation())
                .contains("At 9 (printed N) ORR_pct, limb_salvage_pct can be");
    }

    @Test
    void vohras42IsTheSumOfRoundedPartsAndNotElevenOf26() throws IOException {
        ClaimFinding response = finding("vohra", "ORR_pct", "", "");

        assertThat(response.verdict()).isEqualTo(Judgement.CONSISTENT_ONLY_IF);
        assertThat(response.explanation()).isEqualTo("Only as the sum of rounded parts, 24 + 18 = 42:"
                + " the counts make 7/17 = 41.18 %, which prints as 41. 11/26 = 42.31 % of the"
                + " printed N would print as 42 too, but CR + PR are no 11 of 26.");
        assertThat(finding("vohra", "ORR_pct", ",11,42,24,18,18", ",11,41,24,18,18").explanation())
                .isEqualTo("Only if it is out of the 17 evaluable of vohra2013: 7/17 = 41.18 %,"
                        + " prints as 41; out of the 26 printed N no count does.");
    }

    @Test
    void nCountsPatientsInThreeRowsAndProceduresInOne() throws IOException {
        assertThat(finding("table", "unit-of-n", "", "").explanation()).isEqualTo("N cannot be one"
                + " thing: going by the series themselves it counts patients in 3 (hegazy 40,"
                + " moncrieff 21, turaga 12); procedures in 1 (vohra 26).");
        assertThat(findings("Vohra,38,2013,26", "Vohra,38,2013,22"))
                .noneMatch(found -> found.check().equals("unit-of-n"));
    }

    @Test
    void aRangeThatLeavesOutValuesOfItsOwnTableIsImpossibleAndAWiderOneIsNot() throws IOException {
        ClaimFinding range = finding("response-range", "range", "", "");

        assertThat(range.verdict()).isEqualTo(Judgement.IMPOSSIBLE);
        assertThat(range.explanation()).startsWith("79 to 90 leaves out the table's turaga 78;"
                + " the table's vohra 42, not cited; it holds the table's hegazy 85;");
        assertThat(finding("response-range", "range", ",79,90,", ",42,90,").verdict())
                .isEqualTo(Judgement.CONSISTENT);
    }

    @Test
    void fourSeriesAreAnnouncedAndThreeCited() throws IOException {
        assertThat(finding("limb-range", "series-cited", "", "").explanation()).isEqualTo(
                "4 series are announced and 3 cited (hegazy, turaga, vohra); the table has also the"
                        + " table's moncrieff 76 within the range.");
        assertThat(finding("limb-range", "series-cited", ",4,hegazy turaga vohra",
                ",3,hegazy turaga vohra").verdict()).isEqualTo(Judgement.CONSISTENT);
    }

    @Test
    void hegazys85CannotBeSplit() throws IOException {
        assertThat(finding("hegazy", "undivided", "", "").explanation()).startsWith("85 stands as the"
                + " partial response; hegazy2007 reports one response of 85 and does not divide it,"
                + " so it cannot be split.").contains("35 Gy");
        assertThat(findings(",15,85,-,85,-,83", ",15,85,-,-,-,83"))
                .noneMatch(found -> found.check().equals("undivided"));
    }

    @Test
    void whatTheTableDoesNotTellIsTold() throws IOException {
        assertThat(finding("turaga", "evaluable", "", "").explanation()).isEqualTo("The response is"
                + " of 12 evaluable; turaga2011_sts_patient treated 14 patients, and the table does"
                + " not tell of the other 2.");
        assertThat(finding("vohra", "progression", "", "").explanation()).isEqualTo("CR, PR and SD"
                + " leave 40 %; the table has no column for progression, and vohra2013 has 41 %"
                + " there.");
        assertThat(finding("turaga", "limb_salvage_pct", "", "").explanation()).endsWith(
                "The same number stands under ORR; it may have been copied from there.");
    }

    @Test
    void theTextAndTheTableAreHeldAgainstOneAnother() throws IOException {
        assertThat(finding("hegazy-limb", "table", "", "").explanation()).isEqualTo("The text has"
                + " 82.5 and the table 83 for hegazy: the same but for rounding.");
        assertThat(finding("turaga-patient", "table", "", "").verdict())
                .isEqualTo(Judgement.CONSISTENT_ONLY_IF);
        assertThat(finding("vohra-complete", "counts", ",24,,,4,17,", ",23,,,4,17,").verdict())
                .isEqualTo(Judgement.IMPOSSIBLE);
    }

    @Test
    void aLaterReportOfTheSameCohortSpeaksAgainstTheRangeOfRecurrence() throws IOException {
        assertThat(finding("recurrence-range", "range", "", "").explanation())
                .isEqualTo("42 to 48 leaves out hegazy2011 35.");
        assertThat(finding("recurrence-range", "range", ",42,48,", ",35,48,").verdict())
                .isEqualTo(Judgement.CONSISTENT);
    }

    @Test
    void whatIsStatedAsUsualIsHeldAgainstWhatOthersMeasured() throws IOException {
        assertThat(finding("creatine-kinase", "measured", "", "").verdict())
                .isEqualTo(Judgement.IMPOSSIBLE);
        assertThat(finding("stay", "measured", "", "").explanation()).isEqualTo("Stated as usual: 4"
                + " to 6. turaga2011_all (median and quartiles): 5.5 (4 to 8) days, its middle"
                + " within and its ends not; PAPER-1 (the paper's own patient): 3 days, outside."
                + " Only if the others are exceptions.");
        assertThat(finding("stay", "measured", ",4,6,", ",3,8,").verdict())
                .isEqualTo(Judgement.CONSISTENT);
    }

    @Test
    void aClaimThatCannotBeReadIsRefusedWithItsLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> findings("response-range,Results of ILI,range",
                        "response-range,Results of ILI,rage"))
                .withMessageContaining("paper-claims.csv, line 2: \"rage\" is not one of: range");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> findings("hegazy turaga moncrieff", "hegazy turagga moncrieff"))
                .withMessage("response-range cites \"turagga\", which is no row of the table");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> findings(",79,90,", ",79-90,90,"))
                .withMessage("response-range, low: \"79-90\" is no number");
    }

    private ClaimFinding finding(String claim, String check, String old, String altered)
            throws IOException {
        return findings(old, altered).stream()
                .filter(found -> found.claim().equals(claim) && found.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing on " + claim + ", " + check));
    }

    private List<ClaimFinding> findings(String old, String altered) throws IOException {
        int alterations = 0;
        for (String file : List.of("paper-table2.csv", "paper-claims.csv")) {
            String text = Files.readString(EVIDENCE.resolve(file));
            alterations += text.contains(old) ? 1 : 0;
            Files.writeString(folder.resolve(file), text.replace(old, altered));
        }
        assertThat(alterations).as("\"%s\" stands in a file", old).isPositive();
        return new PaperEvidence(SeriesFile.read(folder.resolve("paper-table2.csv")).series(),
                SeriesFile.claims(EvidenceFolder.CLAIMS.or(folder.resolve("paper-claims.csv"))),
                SeriesFile.read(EVIDENCE.resolve("series.csv")).series(),
                SeriesFile.measurements(
                        EvidenceFolder.read(EVIDENCE.resolve("measurements.csv")))).findings();
    }
}
