package limbline.app.figure;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes a figure as SVG 1.1. The same figure gives the same bytes.
///
/// Colours and type are presentation attributes: a content security policy that forbids inline
/// style lets them pass, and a saved file needs no style sheet. Each text carries the length it was
/// measured at, so that where the typeface is missing the reader's own is fitted to it and nothing
/// runs into anything.
final class Svg {

    private static final double FEW = 1e6;
    private static final double CLEARLY = 0.499999;

    private final StringBuilder out = new StringBuilder();

    private Svg() {}

    static String write(Figure figure) {
        Svg svg = new Svg();
        svg.document(figure);
        return svg.out.toString();
    }

    private void document(Figure figure) {
        out.append("""
                <svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" \
                aria-labelledby="%1$s-title %1$s-desc" viewBox="0 0 %2$s %3$s" width="%2$s" \
                height="%3$s" font-family="%4$s">
                <title id="%1$s-title">%5$s</title>
                <desc id="%1$s-desc">%6$s</desc>
                """.formatted(figure.name(), number(figure.width()), number(figure.height()),
                Typeface.FAMILY, escaped(figure.title()), escaped(figure.description())));
        figure.marks().forEach(this::mark);
        out.append("</svg>\n");
    }

    private void mark(Mark mark) {
        switch (mark) {
            case Mark.Form form -> form(form);
            case Mark.Words words -> words(words);
            case Mark.Group group -> {
                out.append("<g>\n<title>").append(escaped(group.title())).append("</title>\n");
                group.marks().forEach(this::mark);
                out.append("</g>\n");
            }
        }
    }

    private void form(Mark.Form form) {
        String classes = form.fill().map(ink -> "fill-" + ink.style()).orElse("")
                + form.stroke().map(ink -> " stroke-" + ink.style()).orElse("");
        out.append("<path class=\"").append(classes.strip())
                .append("\" fill=\"").append(form.fill().map(Ink::hex).orElse("none")).append('"');
        if (form.opacity() < 1) {
            out.append(" fill-opacity=\"").append(number(form.opacity())).append('"');
        }
        Optional<Ink> stroke = form.stroke();
        if (stroke.isPresent()) {
            out.append(" stroke=\"").append(stroke.get().hex())
                    .append("\" stroke-width=\"").append(number(form.width()))
                    .append("\" stroke-linejoin=\"round\"");
            if (!form.dash().isEmpty()) {
                out.append(" stroke-dasharray=\"").append(form.dash().stream()
                        .map(Svg::number).collect(Collectors.joining(" "))).append('"');
            }
        }
        out.append(" d=\"").append(path(form.shape())).append("\"/>\n");
    }

    private void words(Mark.Words words) {
        out.append("<text class=\"fill-").append(words.ink().style())
                .append(words.haloed() ? " stroke-paper\" paint-order=\"stroke\" stroke=\""
                        + Ink.PAPER.hex() + "\" stroke-width=\"3\" stroke-linejoin=\"round" : "")
                .append("\" x=\"").append(number(words.x()))
                .append("\" y=\"").append(number(words.y()))
                .append("\" font-size=\"").append(number(words.size()))
                .append(words.face() == Typeface.SEMIBOLD ? "\" font-weight=\"600" : "")
                .append("\" textLength=\"").append(number(words.width()))
                .append("\" lengthAdjust=\"spacingAndGlyphs\" fill=\"").append(words.ink().hex())
                .append("\">").append(escaped(words.text())).append("</text>\n");
    }

    private static String path(Shape shape) {
        StringBuilder path = new StringBuilder();
        double[] at = new double[6];
        for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(at);
            int pairs = switch (kind) {
                case PathIterator.SEG_MOVETO, PathIterator.SEG_LINETO -> 1;
                case PathIterator.SEG_QUADTO -> 2;
                case PathIterator.SEG_CUBICTO -> 3;
                default -> 0;
            };
            path.append("MLQCZ".charAt(kind));
            for (int n = 0; n < pairs; n++) {
                path.append(n == 0 ? "" : " ")
                        .append(number(at[2 * n])).append(' ').append(number(at[2 * n + 1]));
            }
        }
        return path.toString();
    }

    /// At most two decimals: finer than any screen, and the same on every machine.
    static String number(double value) {
        double hundredths = value * 100;
        double nearest = Math.rint(hundredths);
        boolean isPlain = Math.abs(value) < FEW
                && Math.abs(hundredths - nearest) < CLEARLY; // half a hundredth is for decimals
        return isPlain ? hundredths((long) nearest) : exactly(value);
    }

    private static String hundredths(long value) {
        long rest = Math.abs(value % 100);
        String whole = (value < 0 && value > -100 ? "-" : "") + value / 100;
        return rest == 0 ? whole
                : whole + (rest < 10 ? ".0" : ".") + (rest % 10 == 0 ? rest / 10 : rest);
    }

    private static String exactly(double value) {
        BigDecimal plain = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toPlainString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
