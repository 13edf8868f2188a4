package limbline.app.figure;

import java.awt.Shape;
import limbline.measure.Check;

/// How one of several curves is drawn. Each has its own pattern of strokes, so that they are told
/// apart in black and white.
enum Pen {
    WHOLE(Ink.RESECTION),
    DASHED(Ink.TUMOUR),
    DOTTED(Ink.INFUSION),
    DASH_DOT(Ink.SYSTEMIC),
    LONG(Ink.TEXT),
    DASH_DOT_DOT(Ink.RADIATION);

    private static final double WIDTH = 1.7;

    private final Ink ink;

    Pen(Ink ink) {
        this.ink = ink;
    }

    /// Lengths of stroke and gap.
    private double[] dash() {
        return switch (this) {
            case WHOLE -> new double[0];
            case DASHED -> new double[] {8, 3.5};
            case DOTTED -> new double[] {2, 2.5};
            case DASH_DOT -> new double[] {10, 3, 2, 3};
            case LONG -> new double[] {16, 5};
            case DASH_DOT_DOT -> new double[] {10, 2.5, 2, 2.5, 2, 2.5};
        };
    }

    /// The pen of the curve at `place`, from 0.
    static Pen of(int place) {
        Check.that(place < values().length,
                "more than %s curves cannot be told apart in one figure; draw fewer groups",
                values().length);
        return values()[place];
    }

    Ink ink() {
        return ink;
    }

    Mark.Form along(Shape line) {
        return Mark.stroked(line, ink, WIDTH).dashed(dash());
    }

    /// A sample of it for a legend.
    Mark.Form sample(double x, double y, double width) {
        return Mark.line(x, y, x + width, y, ink, WIDTH).dashed(dash());
    }
}
