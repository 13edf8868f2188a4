package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// A page of the program as a browser puts it on paper.
public final class Sheets {

    private static final String FOOT = "Not a medical device";

    /// From the base of the line above to that of the foot there is more than the foot's own height,
    /// in points: what stands lower is hidden by it in part.
    private static final float HEIGHT = 10;

    private Sheets() {}

    /// A line of text: its sheet from 1, and its height on it, from above, in points.
    private record Line(int sheet, float y, String text) {}

    /// Prints a page on A4 and keeps it as target/pictures/NAME.pdf; each sheet must say that this
    /// is not a medical device, and nothing may stand beneath that or behind it.
    ///
    /// @return how many sheets
    public static int of(Page page, String name) throws IOException {
        byte[] pdf = page.pdf(new Page.PdfOptions().setFormat("A4").setPreferCSSPageSize(true)
                .setPrintBackground(true));
        Path file = Path.of("target", "pictures", name + ".pdf");
        Files.createDirectories(file.getParent());
        Files.write(file, pdf);
        List<Line> lines = new ArrayList<>();
        PDFTextStripper reader = new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> places) {
                lines.add(new Line(getCurrentPageNo(), places.getFirst().getYDirAdj(), text));
            }
        };
        try (PDDocument document = Loader.loadPDF(pdf)) {
            reader.getText(document);
            for (int sheet = 1; sheet <= document.getNumberOfPages(); sheet++) {
                int number = sheet;
                List<Line> there = lines.stream().filter(one -> one.sheet == number).toList();
                float foot = (float) there.stream().filter(one -> one.text.startsWith(FOOT))
                        .mapToDouble(Line::y).max().orElse(Double.NaN); // figures say it too
                assertThat(foot).as("the foot of sheet %s of %s", sheet, name).isNotNaN();
                assertThat(there).filteredOn(one -> one.y > foot - HEIGHT && one.y != foot)
                        .as("behind the foot of sheet %s of %s", sheet, name).isEmpty();
            }
            return document.getNumberOfPages();
        }
    }
}
