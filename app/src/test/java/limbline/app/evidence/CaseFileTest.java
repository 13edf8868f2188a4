package limbline.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import limbline.app.exchange.CourseFile;
import limbline.app.exchange.Filed;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Entry;
import limbline.evidence.CaseReport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The draft of the paper's case report from the course of its patient.
class CaseFileTest {

    private static final Instant MADE = Instant.parse("2026-11-25T12:00:00Z");
    private static final Path PAPER = Path.of("..", "cases", "PAPER-1.yaml");

    @TempDir
    Path folder = Path.of("");

    private final CaseReport report = new CaseFile(course(PAPER), false).report();

    @Test
    void consentIsSaidFirstAndTheRecordHoldsNone() {
        assertThat(text(PAPER, CaseFile.Format.MD).lines().filter(line -> !line.isBlank()).limit(2))
                .containsExactly("# Repeated isolated limb infusion of the left arm for soft tissue"
                        + " sarcoma: a case report",
                        "**13. Consent to publication: the record holds none. Nothing of this may be"
                        + " published before the patient, or whoever may answer for the patient, has"
                        + " consented in writing.**");
    }

    @Test
    void aConsentThatIsRecordedIsSaidFirstUntilItIsWithdrawn() throws IOException {
        String given = Files.readString(PAPER) + """
                  - id: consent
                    type: consented
                    date: 2016-02-01
                    purposes: [publication]
                    document: folder 3
                """;
        Path consented = Files.writeString(folder.resolve("consented.yaml"), given);
        CaseReport told = new CaseFile(course(consented), false).report();
        assertThat(told.hasConsent()).isTrue();
        assertThat(told.consent()).isEqualTo("Consent to publication: recorded. Make sure that it"
                + " covers this text and its pictures.");

        Path withdrawn = Files.writeString(folder.resolve("withdrawn.yaml"), given + """
                  - id: consent-withdrawn
                    type: consent-withdrawn
                    date: 2016-03-01
                    purposes: [publication]
                """);
        CaseReport after = new CaseFile(course(withdrawn), false).report();
        assertThat(after.hasConsent()).isFalse();
        assertThat(after.consent()).startsWith("Consent to publication: withdrawn. Nothing of this");

        Path other = Files.writeString(folder.resolve("other.yaml"),
                given.replace("[publication]", "[photographs]"));
        assertThat(new CaseFile(course(other), false).report().hasConsent()).isFalse();
    }

    @Test
    void theSixteenMonthsAreDerivedFromTwoEventsAndTypedNowhere() throws IOException {
        CaseReport.Line interval = line(report.summary(), "First infusion to amputation");

        assertThat(interval.text()).isEqualTo("First infusion to amputation: 16 (15–17) months.");
        assertThat(interval.events().stream().map(number -> row(number).what())).containsExactly(
                "ILI of the left arm: melphalan: not stated, dactinomycin: not stated",
                "amputation of the left arm, level forequarter");
        Path later = folder.resolve("later.yaml");
        Files.writeString(later, Files.readString(PAPER).replace(
                "type: amputated\n    date: 2014-11", "type: amputated\n    date: 2015-01"));
        // 1 July 2013 to 31 January 2015 are 579 days: 19.02 months, rounded outwards.
        assertThat(line(new CaseFile(course(later), false).report().summary(),
                "First infusion to amputation").text())
                .isEqualTo("First infusion to amputation: 18 (17–20) months.");
    }

    @Test
    void whatThePaperSaysComesOutAndWhatItLeavesOpenIsAGap() {
        List<String> told = report.sections().stream()
                .flatMap(section -> section.lines().stream()).map(CaseReport.Line::text).toList();
        List<String> gaps = report.gaps().stream().map(CaseReport.Line::text).toList();

        assertThat(told).contains("July 2013: presented, male, age 34 years.",
                "2011: resection of forearm: margin R1.",
                "July 2013: resection of clavicle, biceps, axilla: margin R0, nodes positive 2 of"
                        + " 27.",
                "About November 2013, 4 (3–5) months after the first infusion: response of"
                        + " forearm-recurrence: partial (clinical judgement).",
                "Late 2015, 27 (25–30) months after the first infusion: died of disease.");
        assertThat(gaps).contains("Diagnosed: histology not stated.",
                "Infused: dose of melphalan not stated.",
                "Infused: which drugs, and their doses, not stated.",
                "Not on record: how the patient experienced it, in the patient's own words.");
        assertThat(report.open()).extracting(CaseReport.Line::text).contains(
                "Wieberdink graded: the grade is printed as \"I-II\", which is no value.",
                "The date is concluded: the paper counts 16 months from it to an event that it"
                        + " dates.",
                "What kind of lesion \"shoulder\" is, is uncertain.");
    }

    @Test
    void everySentenceWithANumberRestsOnEventsOfTheTimeline() {
        List<CaseReport.Line> sentences = new ArrayList<>(report.summary());
        report.sections().forEach(section -> sentences.addAll(section.lines()));

        assertThat(sentences).isNotEmpty().allSatisfy(sentence -> {
            assertThat(sentence.events()).as(sentence.text()).isNotEmpty();
            assertThat(sentence.events()).allSatisfy(number ->
                    assertThat(row(number).number()).isEqualTo(number));
        });
    }

    @Test
    void nobodyIsNamedInAnyForm() throws IOException {
        Path named = folder.resolve("named.yaml");
        Files.writeString(named, Files.readString(PAPER)
                .replace("patient: PAPER-1", "patient: Q-77")
                .replace("type: infused\n    date: 2013-07", "type: infused\n    date: 2013-07-17")
                .replace("type: died\n    date: late 2015", "type: died\n    date: 2015-12-03"));

        for (CaseFile.Format format : CaseFile.Format.values()) {
            assertThat(text(named, format)).as(format.term())
                    .doesNotContain("Q-77", "Hendrick", "hendrick", "2015-12-03", "2013-07-17")
                    .contains("December 2015");
        }
    }

    @Test
    void eachFormSaysThatItIsNoMedicalDeviceAndLinksToItsEvents() {
        assertThat(text(PAPER, CaseFile.Format.HTML)).contains("Not a medical device",
                "<a href=\"#event-35\">[35]</a>", "<tr id=\"event-35\">", "<svg ");
        assertThat(text(PAPER, CaseFile.Format.MD)).contains("not a medical device",
                "[35](#event-35)", "<a id=\"event-35\"></a>");
        assertThat(text(PAPER, CaseFile.Format.PDF)).contains("Not a medical device",
                "First infusion to amputation: 16 (15–17) months.");
    }

    @Test
    void whatWasTypedBecomesNoMarkup() throws IOException {
        Path hostile = folder.resolve("hostile.yaml");
        Files.writeString(hostile, Files.readString(PAPER).replace(
                "caption: Recurrent left forearm lesion",
                "caption: \"<script>x</script> [a](b) | `c`\""));

        assertThat(text(hostile, CaseFile.Format.HTML)).doesNotContain("<script>");
        assertThat(text(hostile, CaseFile.Format.MD)).doesNotContain("<script>")
                .contains("\\[a\\](b) \\| \\`c\\`");
    }

    private CaseReport.Row row(int number) {
        return report.timeline().get(number - 1);
    }

    private static CaseReport.Line line(List<CaseReport.Line> lines, String start) {
        return lines.stream().filter(line -> line.text().startsWith(start)).findFirst()
                .orElseThrow(() -> new AssertionError("no line starts with " + start));
    }

    private static String text(Path file, CaseFile.Format format) {
        byte[] written = new CaseFile(course(file), false).write(format, MADE);
        if (format != CaseFile.Format.PDF) {
            return new String(written, StandardCharsets.UTF_8);
        }
        try (PDDocument pdf = Loader.loadPDF(written)) {
            return new PDFTextStripper().getText(pdf);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Course course(Path file) {
        CourseFile read = CourseFile.read(file, Optional.empty(), ZoneOffset.UTC);
        List<Entry> entries = new ArrayList<>();
        for (Filed filed : read.course().events()) {
            entries.add(filed.draft().recorded(read.course().patient().patient(),
                    entries.size() + 1, MADE, "a test"));
        }
        return Course.of(read.course().patient().patient(), entries, AsOf.NOW, ZoneOffset.UTC);
    }
}
