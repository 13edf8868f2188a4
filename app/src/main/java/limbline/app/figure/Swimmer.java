package limbline.app.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import limbline.measure.Term;

/// A swimmer plot: a lane for each patient from the first infusion to death or the last day seen, with
/// what happened on the way. Each kind has a shape and a colour of its own.
public final class Swimmer {

    private static final double LANE = 20;
    private static final double MONTH = 30.4375;
    private static final double NAMES = 150;

    private Swimmer() {}

    /// What can happen on the way.
    public enum Happening implements Term {
        REPEAT_INFUSION(Symbol.INFUSION, "infused again"),
        PROGRESSION(Symbol.PROGRESSION, "in-field or distant progression"),
        RESECTION(Symbol.RESECTION, "resected"),
        AMPUTATION(Symbol.AMPUTATION, "amputated"),
        DEATH(Symbol.DEATH, "died");

        private final Symbol symbol;
        private final String words;

        Happening(Symbol symbol, String words) {
            this.symbol = symbol;
            this.words = words;
        }
    }

    /// On a day after the first infusion.
    public record Step(Happening happening, int day) {}

    /// One patient.
    ///
    /// @param days to death or to the last day seen
    public record Lane(String name, int days, List<Step> marks) {
        public Lane {
            marks = List.copyOf(marks);
        }
    }

    /// @param lanes in the order drawn
    /// @param foot who is left out, and why
    public static Figure of(String title, List<Lane> lanes, String foot) {
        Sheet sheet = new Sheet();
        sheet.heading(title);
        legend(sheet);
        sheet.down(14);
        double longest = lanes.stream().mapToDouble(lane -> lane.days() / MONTH).max().orElse(1);
        Axis time = new Axis(0, Math.max(1, longest), Sheet.MARGIN + NAMES,
                Sheet.WIDTH - Sheet.MARGIN - 14);
        double top = sheet.y();
        double bottom = top + lanes.size() * LANE + 8;
        for (Axis.Tick tick : time.ticks(60)) {
            sheet.add(Mark.line(
                    tick.at(), top, tick.at(), bottom, Ink.FAINT, 1));
            sheet.add(Mark.centred(
                    tick.at(), bottom + 14, tick.text(), Sheet.SMALL, Ink.TEXT));
        }
        for (Lane lane : lanes) {
            sheet.down(LANE);
            lane(sheet, time, lane);
        }
        sheet.down(bottom - sheet.y() + 32);
        sheet.add(Mark.bold(Sheet.MARGIN + NAMES, sheet.y(),
                "Months from the first infusion", Sheet.TYPE, Ink.TEXT));
        sheet.down(8);
        sheet.paragraph("No sign at the end of a lane: alive when last seen. " + foot);
        return sheet.figure("swimmer", title, lanes.stream().map(Swimmer::words)
                .collect(Collectors.joining("; ")) + ".");
    }

    private static void legend(Sheet sheet) {
        double x = Sheet.MARGIN + 8;
        sheet.down(20);
        for (Happening one : Happening.values()) {
            double width = Typeface.REGULAR.width(one.words, Sheet.TYPE) + 34;
            if (x + width > Sheet.WIDTH - Sheet.MARGIN) {
                x = Sheet.MARGIN + 8;
                sheet.down(20);
            }
            sheet.addAll(one.symbol.at(x, sheet.y() - 4));
            sheet.add(Mark.text(
                    x + 13, sheet.y(), one.words, Sheet.TYPE, Ink.TEXT));
            x += width;
        }
    }

    private static void lane(Sheet sheet, Axis time, Lane lane) {
        double y = sheet.y() - 6;
        List<Mark> marks = new ArrayList<>();
        double end = time.place(lane.days() / MONTH);
        marks.add(Mark.box(
                time.start(), y - 4, Math.max(1, end - time.start()), 8, Ink.SPAN));
        lane.marks().forEach(mark -> marks.addAll(mark.happening().symbol.at(
                time.place(mark.day() / MONTH), y)));
        sheet.add(Mark.text(Sheet.MARGIN, y + 4,
                Typeface.REGULAR.fitted(lane.name(), Sheet.SMALL, NAMES - 16), Sheet.SMALL,
                Ink.TEXT));
        sheet.add(new Mark.Group(words(lane), marks));
    }

    private static String words(Lane lane) {
        String marks = lane.marks().stream().map(mark -> String.format(Locale.ROOT, "%s at %.1f",
                        mark.happening().words, mark.day() / MONTH))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%s: %.1f months%s", lane.name(), lane.days() / MONTH,
                marks.isEmpty() ? "" : ", " + marks);
    }
}
