package limbline.app.figure;

import static limbline.app.figure.Mark.bold;
import static limbline.app.figure.Mark.line;
import static limbline.app.figure.Mark.rounded;
import static limbline.app.figure.Mark.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import limbline.course.Span;

/// One lane of a timeline: a line of its own for a lesion, a limb or a kind of event, with signs
/// above it. Signs that would run into each other are put one above the other.
///
/// @param name in front of the lane
/// @param detail below the name, smaller, or empty
record Lane(String name, String detail, List<Bar> bars, List<Item> items) {

    static final double NAME_TYPE = 12.5;
    static final double DETAIL_TYPE = 11;
    static final double TYPE = 11.5;

    private static final double LEVEL = 20;
    private static final double GAP = 6;

    /// A stretch of the lane's own line.
    ///
    /// @param dash lengths of stroke and gap, empty for a whole line
    record Bar(Span from, Span to, Ink ink, double thickness, List<Double> dash) {}

    /// One event on the lane.
    ///
    /// @param label beside the sign, or empty
    /// @param title the event in words
    record Item(Symbol symbol, Span span, String label, String title) {

        private double from(Calendar calendar) {
            return Math.min(calendar.x(span.earliest()), calendar.x(span.used()) - Symbol.RADIUS);
        }

        private double to(Calendar calendar) {
            double sign = calendar.x(span.used()) + Symbol.RADIUS;
            double words = label.isEmpty() ? sign : sign + 3 + Typeface.REGULAR.width(label, TYPE);
            return Math.max(calendar.x(span.latest()), words);
        }

        /// The label goes to the left of the sign where the right has no room for it.
        private boolean turned(Calendar calendar) {
            return calendar.x(span.used()) + Symbol.RADIUS + 3
                    + Typeface.REGULAR.width(label, TYPE) > calendar.right();
        }

        private double left(Calendar calendar) {
            return turned(calendar)
                    ? Math.min(from(calendar), calendar.x(span.used()) - Symbol.RADIUS - 3
                            - Typeface.REGULAR.width(label, TYPE))
                    : from(calendar);
        }

        private double right(Calendar calendar) {
            return turned(calendar)
                    ? Math.max(calendar.x(span.latest()), calendar.x(span.used()) + Symbol.RADIUS)
                    : to(calendar);
        }

        private Mark drawn(Calendar calendar, double y) {
            List<Mark> marks = new ArrayList<>();
            if (!span.isExact()) {
                double from = calendar.x(span.earliest());
                double width = Math.max(4, calendar.x(span.latest()) - from);
                marks.add(rounded(from, y - 7.5, width, 15, 5, Ink.SPAN));
            }
            double x = calendar.x(span.used());
            marks.addAll(symbol.at(x, y));
            if (!label.isEmpty()) {
                double start = turned(calendar)
                        ? x - Symbol.RADIUS - 3 - Typeface.REGULAR.width(label, TYPE)
                        : x + Symbol.RADIUS + 3;
                marks.add(text(start, y + Typeface.CAP * TYPE / 2, label, TYPE, Ink.TEXT)
                        .withHalo());
            }
            return new Mark.Group(title, marks);
        }
    }

    Lane {
        bars = List.copyOf(bars);
        items = items.stream().sorted(Comparator.comparing(item -> item.span().used())).toList();
    }

    /// How high the lane is.
    double height(Calendar calendar) {
        return 18 + LEVEL * Math.max(1, 1 + levels(calendar).stream()
                .mapToInt(Integer::intValue).max().orElse(0));
    }

    /// The lane with its upper edge at `top`, its name beginning at `x`.
    List<Mark> drawn(Calendar calendar, double x, double top, double nameWidth) {
        double base = top + height(calendar) - 9;
        List<Mark> marks = new ArrayList<>();
        marks.add(line(calendar.left(), base, calendar.right(), base, Ink.FAINT, 1));
        double middle = base - (detail.isEmpty() ? 6 : 12);
        marks.add(bold(x, middle, Typeface.SEMIBOLD.fitted(name, NAME_TYPE, nameWidth),
                NAME_TYPE, Ink.TEXT));
        if (!detail.isEmpty()) {
            marks.add(text(x, middle + 13.5,
                    Typeface.REGULAR.fitted(detail, DETAIL_TYPE, nameWidth),
                    DETAIL_TYPE, Ink.MUTED));
        }
        for (Bar bar : bars) {
            double from = calendar.x(bar.from().used());
            double to = Math.max(from + 2, calendar.x(bar.to().used()));
            Mark.Form stroke = line(from, base, to, base, bar.ink(), bar.thickness());
            marks.add(bar.dash().isEmpty() ? stroke : new Mark.Form(
                    stroke.shape(), stroke.fill(), stroke.stroke(), stroke.width(), bar.dash()));
        }
        List<Integer> levels = levels(calendar);
        for (int i = 0; i < items.size(); i++) {
            marks.add(items.get(i).drawn(calendar, base - 13 - LEVEL * levels.get(i)));
        }
        return marks;
    }

    /// For each item how many levels above the line it stands: the lowest that is free.
    private List<Integer> levels(Calendar calendar) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            int level = 0;
            while (isTaken(level, i, chosen, calendar)) {
                level++;
            }
            chosen.add(level);
        }
        return chosen;
    }

    private boolean isTaken(int level, int item, List<Integer> chosen, Calendar calendar) {
        for (int other = 0; other < item; other++) {
            if (chosen.get(other) == level
                    && items.get(other).right(calendar) + GAP > items.get(item).left(calendar)
                    && items.get(item).right(calendar) + GAP > items.get(other).left(calendar)) {
                return true;
            }
        }
        return false;
    }
}
