package limbline.app.print;

import static java.util.Objects.requireNonNull;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import limbline.app.figure.Figure;
import limbline.app.journal.Centre;
import limbline.app.page.Pages;
import limbline.app.page.Words;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Prints pages as PDF/A-2a, to be kept, and PDF/UA-1, tagged for readers who do not see; with the
/// bundled typeface, page numbers and, on every page, that Limbline is not a medical device.
/// `bench/print/validate` holds a print against both.
///
/// The same page made at the same moment gives the same bytes.
public final class Press {

    static final String FAMILY = "Source Sans 3";

    static {
        XRLog.setLoggingEnabled(false); // its warnings quote the page, and that is about patients
    }

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Words words;
    private final Centre centre;
    private final ZoneId zone;
    private final String style = text("print.css");

    /// @param pages whose words, centre and clocks the prints share
    public Press(Pages pages, ZoneId zone) {
        this(pages.words(), pages.centre(), zone);
    }

    /// @param centre whose name stands on every leaf
    public Press(Words words, Centre centre, ZoneId zone) {
        this.words = words;
        this.centre = centre;
        this.zone = zone;
    }

    /// The PDF of a template.
    ///
    /// @param template its file name without `.jte`; it takes a [Leaf] named `leaf`, draws its
    ///     frame with `@template.print(leaf = leaf, content = ...)`, and is well-formed XML: each
    ///     `br` is written `br/`
    /// @param values the other parameters of the template
    /// @param figures that the template shows, each as `$unsafe{figure.svg()}`
    /// @param author the account that asked for it
    public byte[] pdf(
            String template,
            String title,
            Map<String, ?> values,
            List<Figure> figures,
            String author,
            Instant made) {
        return pdf(template, title, values, figures, author, made, "");
    }

    /// The same with rules of its own behind the style sheet that all prints share.
    public byte[] pdf(
            String template,
            String title,
            Map<String, ?> values,
            List<Figure> figures,
            String author,
            Instant made,
            String rules) {
        Map<String, Object> parameters = new HashMap<>(values);
        parameters.put("leaf", new Leaf(words, centre, zone, title, author, made));
        StringOutput page = new StringOutput();
        engine.render(template + ".jte", parameters, page);
        FigureDrawer drawer = new FigureDrawer(figures);
        Document document = parsed(page.toString());
        dress(document, drawer, rules);
        try {
            return printed(document, drawer, made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] printed(Document page, FigureDrawer drawer, Instant made)
            throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withW3cDocument(page, null)
                .usePdfUaAccessibility(true)
                .usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_A)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                .withProducer("Limbline")
                .useSVGDrawer(drawer)
                .useExternalResourceAccessControl((_, _) -> false, // a print loads nothing
                        com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority
                                .RUN_BEFORE_RESOLVING_URI)
                .useFont(() -> font("SourceSans3-Regular.ttf"), FAMILY, 400, FontStyle.NORMAL, true)
                .useFont(() -> font("SourceSans3-Semibold.ttf"), FAMILY, 600, FontStyle.NORMAL,
                        true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
                PDDocument pdf = renderer.createPDFKeepOpen()) {
            Calendar moment = GregorianCalendar.from(made.atZone(ZoneId.of("UTC")));
            PDDocumentInformation information = pdf.getDocumentInformation();
            information.setCreationDate(moment);
            information.setModificationDate(moment);
            pdf.setDocumentId(made.toEpochMilli()); // else the moment of writing
            date(pdf, made);
            pdf.save(out);
        }
        return out.toByteArray();
    }

    /// The writer dates the metadata at the moment of writing.
    private static void date(PDDocument pdf, Instant made) throws IOException {
        PDDocumentCatalog catalog = pdf.getDocumentCatalog();
        String dated = new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8)
                .replaceFirst("(<xmp:CreateDate>)[^<]*",
                        "$1" + made.truncatedTo(ChronoUnit.SECONDS));
        catalog.setMetadata(new PDMetadata(pdf,
                new ByteArrayInputStream(dated.getBytes(StandardCharsets.UTF_8))));
    }

    /// Puts in the style sheet, and says of each figure what it shows to those who do not see it.
    private void dress(Document page, FigureDrawer drawer, String rules) {
        Element sheet = page.createElement("style");
        sheet.setTextContent(style + rules);
        page.getElementsByTagName("head").item(0).appendChild(sheet);
        NodeList drawings = page.getElementsByTagName("svg");
        for (int i = 0; i < drawings.getLength(); i++) {
            Element svg = (Element) drawings.item(i);
            Figure figure = drawer.figureOf(svg);
            svg.setAttribute("alt", figure.title() + ". " + figure.description());
        }
    }

    private static Document parsed(String page) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
        } catch (SAXException e) {
            throw new IllegalArgumentException("the print is not well-formed: " + e.getMessage(), e);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A typeface without its ligatures: the writer gives the glyph of "ft" no text, so that "left"
    /// would be read aloud, and found, as "le". The table of substitutions is passed over by its name.
    private static InputStream font(String file) {
        try (InputStream in = requireNonNull(Figure.class.getResourceAsStream(file), file)) {
            byte[] font = in.readAllBytes();
            int tables = ByteBuffer.wrap(font).getShort(4);
            for (int at = 12; at < 12 + 16 * tables; at += 16) {
                if (new String(font, at, 4, StandardCharsets.US_ASCII).equals("GSUB")) {
                    font[at + 3] = 'X';
                }
            }
            return new ByteArrayInputStream(font);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file) {
        try (InputStream in = requireNonNull(Press.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
