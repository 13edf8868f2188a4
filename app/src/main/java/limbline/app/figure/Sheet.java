package limbline.app.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Paper that is filled from the top down.
final class Sheet {

    static final double WIDTH = 760;
    static final double MARGIN = 16;
    static final double TYPE = 12;
    static final double SMALL = 11.5;

    private final List<Mark> marks = new ArrayList<>();
    private double y = 10;

    double y() {
        return y;
    }

    void down(double by) {
        y += by;
    }

    void add(Mark mark) {
        marks.add(mark);
    }

    void addAll(Collection<? extends Mark> some) {
        marks.addAll(some);
    }

    void heading(String title) {
        for (String line : Typeface.SEMIBOLD.lines(title, 17, WIDTH - 2 * MARGIN)) {
            down(20);
            add(Mark.bold(MARGIN, y, line, 17, Ink.TEXT));
        }
        down(4);
    }

    /// Lines of words, each as wide as the paper.
    void paragraph(String words) {
        for (String line : Typeface.REGULAR.lines(words, SMALL, WIDTH - 2 * MARGIN)) {
            down(15);
            add(Mark.text(MARGIN, y, line, SMALL, Ink.MUTED));
        }
        down(4);
    }

    /// Words that end at `x`.
    static Mark.Words endingAt(double x, double y, String text, double size, Ink ink) {
        return Mark.text(x - Typeface.REGULAR.width(text, size), y, text, size, ink);
    }

    Figure figure(String name, String title, String description) {
        double height = y + 10;
        List<Mark> all = new ArrayList<>();
        all.add(Mark.box(0, 0, WIDTH, height, Ink.PAPER));
        all.addAll(marks);
        return new Figure(name, title, description, WIDTH, height, all);
    }
}
