package limbline.app.series;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.geom.AffineTransform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import limbline.app.figure.Figure;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// A figure alone on a PDF page of its size, as lines and outlines; the same figure gives the same
/// bytes.
final class Vector {

    /// Points to the CSS pixel.
    private static final double POINTS = 0.75;

    private Vector() {}

    static byte[] pdf(Figure figure) {
        float width = (float) (figure.width() * POINTS);
        float height = (float) (figure.height() * POINTS);
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PdfBoxGraphics2D paper = new PdfBoxGraphics2D(document, width, height);
            paper.transform(AffineTransform.getScaleInstance(POINTS, POINTS));
            figure.paint(paper);
            paper.dispose();
            try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
                stream.drawForm(paper.getXFormObject());
            }
            document.setDocumentId(0L); // else the moment of writing
            document.getDocumentInformation().setTitle(figure.title());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
