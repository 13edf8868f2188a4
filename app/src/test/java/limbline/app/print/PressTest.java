package limbline.app.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import limbline.app.demonstration.InventedCentre;
import limbline.app.figure.Figure;
import limbline.app.figure.LimbMap;
import limbline.app.figure.Timeline;
import limbline.app.journal.Centre;
import limbline.app.page.Assets;
import limbline.app.page.Pages;
import limbline.app.page.Words;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Entry;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/// A print, read back by PDFBox.
class PressTest {

    private static final Instant MADE = Instant.parse("2026-11-23T09:00:00Z");

    private static final Press PRESS = new Press(
            new Pages(Words.english(), new Assets(),
                    new Centre("centre", "Invented \"Limb\" <Centre>", true), ZoneOffset.UTC),
            ZoneOffset.UTC);

    @Test
    void everyPageSaysThatItIsNotAMedicalDeviceAndWhichPageItIs() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(print())) {
            int pages = pdf.getNumberOfPages();
            assertThat(pages).isGreaterThanOrEqualTo(2);
            for (int page = 1; page <= pages; page++) {
                PDFTextStripper reader = new PDFTextStripper();
                reader.setStartPage(page);
                reader.setEndPage(page);
                assertThat(reader.getText(pdf)).contains("Not a medical device.",
                        "Printed 2026-11-23 09:00 by clinician.", page + " / " + pages,
                        "Limbline · Invented \"Limb\" <Centre> · The course of INV-01");
            }
        }
    }

    @Test
    void itIsTaggedHasATitleAndBringsItsType() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(print())) {
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("The course of INV-01");
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentCatalog().getStructureTreeRoot().getKids()).isNotEmpty();
            assertThat(tree(pdf)).contains("/H1", "/Figure", "/Table", timeline().title());
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    assertThat(font.getName()).contains("SourceSans3");
                }
            }
        }
    }

    /// "left", and not "le": a ligature would have no text. What PDF/A asks beside it, and PDF/UA, only
    /// bench/print/validate knows.
    @Test
    void everyLetterIsTextAndItSaysThatItIsToBeKept() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(print())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("left");
            assertThat(new String(pdf.getDocumentCatalog().getMetadata().toByteArray(),
                    StandardCharsets.UTF_8)).contains("<pdfaid:part>2</pdfaid:part>",
                            "<pdfaid:conformance>A</pdfaid:conformance>", "pdfuaid:part",
                            "<xmp:CreateDate>2026-11-23T09:00:00Z</xmp:CreateDate>");
            assertThat(pdf.getDocumentCatalog().getOutputIntents()).hasSize(1);
        }
    }

    @Test
    void thePageOfAMomentHasTheSameBytesAgain() throws IOException {
        byte[] pdf = print();
        Files.createDirectories(Path.of("target", "pictures"));
        Files.write(Path.of("target", "pictures", "course.pdf"), pdf);

        assertThat(print()).isEqualTo(pdf);
    }

    @Test
    void aDrawingThatIsNoneOfItsFiguresIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> print(List.of()))
                .withMessage("the print has a drawing \"timeline\" that is none of its figures []");
    }

    private static byte[] print() {
        return print(List.of(timeline(), map()));
    }

    private static byte[] print(List<Figure> figures) {
        return PRESS.pdf("course-print", "The course of INV-01",
                Map.of("course", course(), "timeline", timeline(), "map", map(), "rows",
                        List.of()),
                figures, "clinician", MADE);
    }

    /// The course of the first invented patient.
    private static Course course() {
        InventedCentre.InventedCourse invented =
                InventedCentre.courses(MADE, ZoneOffset.UTC).getFirst();
        List<Entry> entries = new ArrayList<>();
        invented.drafts().forEach(draft -> entries.add(draft.recorded(
                invented.patient(), entries.size() + 1, MADE, "tester")));
        return Course.of(invented.patient(), entries, AsOf.NOW, ZoneOffset.UTC);
    }

    /// The structure that a screen reader is told, as text.
    private static String tree(PDDocument pdf) {
        StringBuilder found = new StringBuilder();
        tell(pdf.getDocumentCatalog().getStructureTreeRoot().getKids(), found);
        return found.toString();
    }

    private static void tell(List<Object> kids, StringBuilder found) {
        for (Object kid : kids) {
            if (kid instanceof PDStructureElement element) {
                found.append('/').append(element.getStructureType()).append(' ')
                        .append(element.getAlternateDescription()).append('\n');
                tell(element.getKids(), found);
            }
        }
    }

    private static Figure timeline() {
        return Timeline.of(course());
    }

    private static Figure map() {
        return LimbMap.of(course(), MADE.atZone(ZoneOffset.UTC).toLocalDate());
    }
}
