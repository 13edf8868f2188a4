package limbline.app.figure;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One mark of a figure. Coordinates are CSS pixels, y downwards.
sealed interface Mark {

    /// A filled and outlined shape.
    ///
    /// @param dash lengths of stroke and gap, empty for a whole line
    /// @param opacity of the fill, from 0 (nothing to be seen) to 1
    record Form(Shape shape, Optional<Ink> fill, Optional<Ink> stroke, double width,
            List<Double> dash, double opacity) implements Mark {

        public Form {
            dash = List.copyOf(dash);
        }

        Form(Shape shape, Optional<Ink> fill, Optional<Ink> stroke, double width,
                List<Double> dash) {
            this(shape, fill, stroke, width, dash, 1);
        }

        Form dashed(double... lengths) {
            return new Form(shape, fill, stroke, width,
                    Arrays.stream(lengths).boxed().toList(), opacity);
        }

        Form outlined(Ink ink, double thick) {
            return new Form(shape, fill, Optional.of(ink), thick, dash, opacity);
        }

        Form seenThrough(double share) {
            return new Form(shape, fill, stroke, width, dash, share);
        }
    }

    /// A line of text, its baseline beginning at `x`, `y`.
    ///
    /// @param haloed whether a rim of paper keeps it legible over lines
    record Words(
            double x, double y, String text, double size, Typeface face, Ink ink, boolean haloed)
            implements Mark {

        Words withHalo() {
            return new Words(x, y, text, size, face, ink, true);
        }

        Words saying(String other) {
            return new Words(x, y, other, size, face, ink, haloed);
        }

        double width() {
            return face.width(text, size);
        }

        Rectangle2D box() {
            return new Rectangle2D.Double(x, y - Typeface.ASCENT * size, width(),
                    (Typeface.ASCENT + Typeface.DESCENT) * size);
        }
    }

    /// Marks that belong together.
    ///
    /// @param title what a pointer resting on it, or a screen reader, is told
    record Group(String title, List<Mark> marks) implements Mark {
        public Group {
            marks = List.copyOf(marks);
        }
    }

    static Form filled(Shape shape, Ink fill) {
        return new Form(shape, Optional.of(fill), Optional.empty(), 0, List.of());
    }

    static Form stroked(Shape shape, Ink stroke, double width) {
        return new Form(shape, Optional.empty(), Optional.of(stroke), width, List.of());
    }

    static Form line(double x1, double y1, double x2, double y2, Ink ink, double width) {
        return stroked(new Line2D.Double(x1, y1, x2, y2), ink, width);
    }

    static Form box(double x, double y, double width, double height, Ink fill) {
        return filled(new Rectangle2D.Double(x, y, width, height), fill);
    }

    static Form rounded(double x, double y, double width, double height, double arc, Ink fill) {
        return filled(new RoundRectangle2D.Double(x, y, width, height, arc, arc), fill);
    }

    static Shape disc(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    static Path2D polygon(double... coordinates) {
        Path2D path = new Path2D.Double();
        path.moveTo(coordinates[0], coordinates[1]);
        for (int i = 2; i < coordinates.length; i += 2) {
            path.lineTo(coordinates[i], coordinates[i + 1]);
        }
        path.closePath();
        return path;
    }

    static Words text(double x, double y, String text, double size, Ink ink) {
        return new Words(x, y, text, size, Typeface.REGULAR, ink, false);
    }

    static Words bold(double x, double y, String text, double size, Ink ink) {
        return new Words(x, y, text, size, Typeface.SEMIBOLD, ink, false);
    }

    static Words centred(double x, double y, String text, double size, Ink ink) {
        return text(x - Typeface.REGULAR.width(text, size) / 2, y, text, size, ink);
    }
}
