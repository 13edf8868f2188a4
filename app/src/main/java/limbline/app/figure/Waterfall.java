package limbline.app.figure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A waterfall plot: the best change of the measured lesions, a bar for each, the largest growth first.
/// Where the bar ends says what it means, so no colour does.
public final class Waterfall {

    private static final double HEIGHT = 260;
    private static final double SCALE = 46;
    private static final double WIDEST = 66;

    /// RECIST 1.1, Eisenhauer 2009, doi 10.1016/j.ejca.2008.10.026: from a fall of 30 % on it is
    /// partial; a rise is held against the smallest sum, so 20 % above the baseline is drawn only to
    /// be read by.
    private static final int PARTIAL = -30;

    private static final int RISE = 20;

    private Waterfall() {}

    /// @param changes in per cent of the baseline, -100 or more; at least one
    public static Figure of(String name, String title, int[] changes, String foot) {
        int[] sorted = Arrays.stream(changes).map(change -> -change).sorted()
                .map(change -> -change).toArray();
        Sheet sheet = new Sheet();
        sheet.heading(title);
        sheet.down(14);
        int most = Math.max(RISE + 10, sorted[0]);
        Axis scale = new Axis(-100, most, sheet.y() + HEIGHT, sheet.y());
        double left = Sheet.MARGIN + SCALE;
        double right = Sheet.WIDTH - Sheet.MARGIN;
        for (Axis.Tick tick : scale.ticks(24)) {
            sheet.add(Mark.line(left, tick.at(), right, tick.at(), Ink.FAINT, 1));
            sheet.add(Sheet.endingAt(
                    left - 8, tick.at() + 4, tick.text() + " %", Sheet.SMALL, Ink.TEXT));
        }
        double step = Math.min(WIDEST, (right - left) / sorted.length);
        for (int i = 0; i < sorted.length; i++) {
            double end = scale.place(sorted[i]);
            double zero = scale.place(0);
            sheet.add(new Mark.Group("%d of %d: %s".formatted(i + 1, sorted.length,
                    words(sorted[i])), List.of(Mark.box(left + i * step + step * 0.1,
                            Math.min(zero, end), step * 0.8, Math.max(1.5, Math.abs(end - zero)),
                            Ink.RESPONSE))));
        }
        sheet.add(Mark.line(left, scale.place(0), right, scale.place(0), Ink.TEXT, 1.2));
        for (int at : new int[] {PARTIAL, RISE}) {
            sheet.add(Mark.line(left, scale.place(at), right, scale.place(at), Ink.PROGRESSION, 1.2));
        }
        sheet.down(HEIGHT + 12);
        sheet.paragraph(("A bar for each infusion, %d in all: the smallest sum of the measured lesions"
                + " after it, against the sum before. Lines: a fall of 30 %% and a rise of 20 %%. %s")
                .formatted(sorted.length, foot).strip());
        return sheet.figure(name, title, String.format(Locale.ROOT,
                "%d infusions, from %s to %s; %d with a fall of 30 %% or more.", sorted.length,
                words(sorted[0]), words(sorted[sorted.length - 1]),
                Arrays.stream(sorted).filter(change -> change <= PARTIAL).count()));
    }

    private static String words(int change) {
        return (change > 0 ? "+" : "") + change + " %";
    }
}
