package limbline.app.figure;

import java.util.List;
import limbline.course.LesionCourse.State;
import limbline.course.Span;

/// How the line of a lesion looks in each of its states: thickness and dashes say the same as the
/// colour.
enum LesionLine {
    PRESENT("lesion present", Ink.TUMOUR, 5),
    SMALLER("partial response", Ink.TUMOUR, 2),
    GONE("complete response", Ink.RESPONSE, 2),
    UNCHANGED("stable or no response", Ink.TUMOUR, 5),
    GROWING("progressed", Ink.PROGRESSION, 9),
    REMOVED("", Ink.PAPER, 0);

    private final String meaning;
    private final Ink ink;
    private final double thickness;

    LesionLine(String meaning, Ink ink, double thickness) {
        this.meaning = meaning;
        this.ink = ink;
        this.thickness = thickness;
    }

    static LesionLine of(State state) {
        return switch (state) {
            case PRESENT -> PRESENT;
            case PARTIAL_RESPONSE -> SMALLER;
            case COMPLETE_RESPONSE -> GONE;
            case STABLE, NO_RESPONSE -> UNCHANGED;
            case PROGRESSED -> GROWING;
            case NOT_YET_FOUND, RESECTED, REMOVED_WITH_LIMB -> REMOVED;
        };
    }

    boolean isDrawn() {
        return this != REMOVED;
    }

    String meaning() {
        return meaning;
    }

    Lane.Bar bar(Span from, Span to) {
        return new Lane.Bar(from, to, ink, thickness, dash());
    }

    Mark.Form across(double from, double to, double y) {
        Mark.Form whole = Mark.line(from, y, to, y, ink, thickness);
        return new Mark.Form(whole.shape(), whole.fill(), whole.stroke(), whole.width(), dash());
    }

    /// Lengths of stroke and gap.
    private List<Double> dash() {
        return switch (this) {
            case GONE -> List.of(2.0, 4.0);
            case UNCHANGED -> List.of(9.0, 2.0);
            case PRESENT, SMALLER, GROWING, REMOVED -> List.of();
        };
    }
}
