package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import limbline.app.database.Database;
import limbline.app.demonstration.Demonstration;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The report of the demonstration, read back by PDFBox. The record here is the paper's patient and a
/// cohort: all invented patients would take longer to load and show nothing else.
class DemonstrationReportTest {

    private static final Path FOLDER = Path.of("target", "test-report",
            String.valueOf(ProcessHandle.current().pid())).toAbsolutePath();

    /// What stands on every page, and no more, has fewer letters.
    private static final int FEWEST_LETTERS = 250;

    private static List<String> pages = List.of();
    private static byte[] bytes = {};

    @BeforeAll
    static void print() throws IOException {
        Files.createDirectories(FOLDER);
        assertThat(load("../cases/PAPER-1.yaml")).isZero();
        assertThat(load("../cohorts/tcia_soft_tissue_sarcoma_51.csv", "--map",
                "../maps/tcia-sts.yaml")).isZero();
        DataFolder data = CommandLine.populateCommand(
                new DataFolder(), "--data", FOLDER.toString());
        try (Database database = Database.embedded(FOLDER)) {
            bytes = DemonstrationReport.pdf(database,
                    data.settings().ofCentre(Demonstration.CENTRE),
                    Instant.parse("2026-11-23T09:00:00Z"));
        }
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            List<String> read = new ArrayList<>();
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                PDFTextStripper reader = new PDFTextStripper();
                reader.setStartPage(page);
                reader.setEndPage(page);
                read.add(reader.getText(pdf));
            }
            pages = read;
        }
    }

    private static int load(String... files) {
        List<String> arguments = new ArrayList<>(List.of("import"));
        arguments.addAll(List.of(files));
        arguments.addAll(List.of("--centre", Demonstration.CENTRE, "--data", FOLDER.toString()));
        return Main.commandLine().setOut(new PrintWriter(new StringWriter()))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void itsThreePartsFollowOneAnotherEachOnAPageOfItsOwn() {
        assertThat(pages.getFirst()).contains("Part 1: our own series");
        List<Integer> parts = new ArrayList<>();
        for (String part : List.of("Part 1: our own series", "Part 2: the evidence",
                "Part 3: the case")) {
            parts.add(pages.indexOf(pages.stream().filter(page -> page.contains(part))
                    .findFirst().orElseThrow(() -> new AssertionError("no " + part))));
        }
        assertThat(parts).isSorted().doesNotHaveDuplicates();
        assertThat(pages.get(parts.getLast())).contains("Consent to publication");
    }

    @Test
    void noPageIsEmptyAndEachIsNumberedAndSaysWhatItIsNot() {
        for (int page = 0; page < pages.size(); page++) {
            assertThat(pages.get(page)).as("page %d", page + 1)
                    .hasSizeGreaterThan(FEWEST_LETTERS)
                    .contains((page + 1) + " / " + pages.size(), "Not a medical device.");
        }
    }

    @Test
    void everyFontIsInIt() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
        }
    }
}
