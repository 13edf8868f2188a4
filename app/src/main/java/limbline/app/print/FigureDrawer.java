package limbline.app.print;

import static java.util.stream.Collectors.toMap;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import limbline.app.figure.Figure;
import org.w3c.dom.Element;

/// Draws an `svg` element of the page from the [Figure] that wrote it, as lines and outlines. So a
/// print needs neither a reader of SVG nor the fonts of the machine, and is the figure to the
/// hundredth of a point.
final class FigureDrawer implements SVGDrawer {

    private final Map<String, Figure> figures;

    FigureDrawer(List<Figure> figures) {
        this.figures = figures.stream().collect(toMap(Figure::name, Function.identity()));
    }

    /// @throws IllegalArgumentException if it is none of the figures
    Figure figureOf(Element svg) {
        String name = svg.getAttribute("aria-labelledby").replaceFirst("-title .*", "");
        Figure figure = figures.get(name);
        if (figure == null) {
            throw new IllegalArgumentException("the print has a drawing \"" + name
                    + "\" that is none of its figures " + figures.keySet());
        }
        return figure;
    }

    /// As wide as the style sheet says, else one CSS pixel to the figure's unit.
    @Override
    public SVGImage buildSVGImage(
            Element svg, Box box, CssContext context, double width, double height,
            double dotsPerPixel) {
        Figure figure = figureOf(svg);
        double scale = width > 0 ? width / figure.width() : dotsPerPixel;
        return new Drawn(figure, scale, dotsPerPixel);
    }

    private record Drawn(Figure figure, double scale, double dotsPerPixel) implements SVGImage {

        @Override
        public int getIntrinsicWidth() {
            return (int) Math.round(figure.width() * scale);
        }

        @Override
        public int getIntrinsicHeight() {
            return (int) Math.round(figure.height() * scale);
        }

        @Override
        public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
            double pixels = scale / dotsPerPixel;
            device.drawWithGraphics((float) x, (float) y,
                    (float) (figure.width() * pixels), (float) (figure.height() * pixels),
                    paper -> {
                        paper.scale(pixels, pixels);
                        figure.paint(paper);
                    });
        }
    }

    // The figures bring their own type.

    @Override
    public void importFontFaceRules(List<FontFaceRule> rules, SharedContext context) {}

    @Override
    public void addFontFile(File file, String family, Integer weight, FontStyle style) {}

    @Override
    public void close() {}
}
