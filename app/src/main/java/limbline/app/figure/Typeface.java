package limbline.app.figure;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// The type of the figures: Source Sans 3 (Adobe, SIL Open Font License 1.1), shipped for measuring
/// and drawing here and as a web font for the browser. It is read by FontBox and not by
/// `java.awt.Font`, which needs the system's fontconfig and fails on a server without it.
final class Typeface {

    static final Typeface REGULAR = new Typeface("SourceSans3-Regular.ttf");
    static final Typeface SEMIBOLD = new Typeface("SourceSans3-Semibold.ttf");

    /// What the browser calls it, and what to take where it is not at hand.
    static final String FAMILY = "'Source Sans 3', 'Source Sans Pro', Helvetica, Arial, sans-serif";

    /// Height of a capital, in parts of the type size.
    static final double CAP = 0.66;

    /// From the baseline down to the lowest stroke, in parts of the type size.
    static final double DESCENT = 0.24;

    /// From the baseline up to the highest stroke, in parts of the type size.
    static final double ASCENT = 0.78;

    private static final int OFTEN = 0x250; // all of Latin

    private final TrueTypeFont font;
    private final CmapLookup glyphs;
    private final double unitsPerEm;
    private final int[] advances; // of the characters that nearly all texts are made of

    private Typeface(String file) {
        try (InputStream in = Typeface.class.getResourceAsStream("/limbline/app/figure/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the typeface " + file + " is not in the program");
            }
            font = new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
            glyphs = font.getUnicodeCmapLookup();
            unitsPerEm = font.getUnitsPerEm();
            advances = IntStream.range(0, OFTEN).map(this::advance).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The width of `text` set in `size`, in the unit of `size`.
    double width(String text, double size) {
        double units = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            units += character < advances.length ? advances[character] : advance(character);
            i += Character.charCount(character);
        }
        return units * size / unitsPerEm;
    }

    private synchronized int advance(int character) {
        try {
            return font.getAdvanceWidth(glyphs.getGlyphId(character));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The outline of `text`, its baseline beginning at `x`, `y`.
    synchronized Path2D outline(String text, double x, double y, double size) {
        try {
            Path2D outline = new Path2D.Double();
            double scale = size / unitsPerEm;
            double pen = x;
            for (int character : text.codePoints().toArray()) {
                int glyph = glyphs.getGlyphId(character);
                var form = font.getGlyph().getGlyph(glyph);
                if (form != null) {
                    outline.append(form.getPath().getPathIterator(
                            new AffineTransform(scale, 0, 0, -scale, pen, y)), false);
                }
                pen += font.getAdvanceWidth(glyph) * scale;
            }
            return outline;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `text` if it fits into `width`, else as much of it as fits with an ellipsis.
    String fitted(String text, double size, double width) {
        if (width(text, size) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end).strip() + "…", size) > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).strip() + "…";
    }

    /// `text` in lines no wider than `width`, broken at blanks; a word that is wider is cut.
    List<String> lines(String text, double size, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer, size) <= width) {
                line = longer;
            } else {
                if (!line.isEmpty()) {
                    lines.add(line);
                }
                line = fitted(word, size, width);
            }
        }
        lines.add(line);
        return lines;
    }
}
