package limbline.app.figure;

import java.awt.geom.Path2D;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limbline.statistics.AtRiskTable;
import limbline.statistics.RiskTable;

/// Curves over time: steps with limits as bands, a legend above, and below the table of how many
/// are at risk, had events and were censored.
final class CurvePlot {

    private static final double HEIGHT = 330;
    private static final double TICK_TYPE = 11;
    private static final double WIDEST_NAME = 190;
    private static final double LINE = 15;
    private static final double SAMPLE = 30;

    private final Caption caption;
    private final String valueName;
    private final List<Trace> traces;
    private final RiskTable counts;
    private final List<String> groups;
    private final Sheet sheet = new Sheet();

    /// @param valueName what runs up
    /// @param counts with as many groups as `groups` names
    CurvePlot(Caption caption, String valueName, List<Trace> traces, RiskTable counts,
            List<String> groups) {
        this.caption = caption;
        this.valueName = valueName;
        this.traces = traces;
        this.counts = counts;
        this.groups = groups;
    }

    Figure drawn(String name, double highest) {
        sheet.heading(caption.title());
        for (int i = 0; i < traces.size(); i++) {
            legend(i);
        }
        double last = traces.stream().mapToDouble(Trace::lastTime).max().orElse(0);
        double widest = Stream.of(
                        Long.toString(counts.rows()), Axis.words(Math.floor(last)) + ".0")
                .mapToDouble(text -> Typeface.REGULAR.width(text, Sheet.TYPE)).max().orElse(0);
        Axis time = new Axis(0, last == 0 ? 1 : last,
                Sheet.MARGIN + nameWidth() + 10 + widest / 2,
                Sheet.WIDTH - Sheet.MARGIN - widest / 2);
        sheet.down(26);
        sheet.add(Mark.bold(Sheet.MARGIN, sheet.y(), valueName, Sheet.TYPE, Ink.TEXT));
        sheet.down(14);
        Axis value = new Axis(0, highest, sheet.y() + HEIGHT, sheet.y());
        List<Axis.Tick> ticks = time.ticks(Math.max(widest + 14, 60));
        axes(time, value, ticks);
        curves(time, value);
        sheet.down(HEIGHT + 36);
        table(ticks);
        sheet.down(12);
        sheet.paragraph(foot());
        return sheet.figure(name, caption.title(), description());
    }

    private void legend(int place) {
        Trace trace = traces.get(place);
        sheet.down(17);
        Pen pen = Pen.of(place);
        double y = sheet.y();
        sheet.add(Mark.box(Sheet.MARGIN, y - 9, SAMPLE, 10, pen.ink()).seenThrough(0.16));
        sheet.add(pen.sample(Sheet.MARGIN, y - 4, SAMPLE));
        double x = Sheet.MARGIN + SAMPLE + 8;
        String name = Typeface.SEMIBOLD.fitted(trace.name(), Sheet.TYPE, 260);
        sheet.add(Mark.bold(x, y, name, Sheet.TYPE, Ink.TEXT));
        double beside = x + Typeface.SEMIBOLD.width(name, Sheet.TYPE) + 8;
        List<String> lines = Typeface.REGULAR.lines(
                trace.detail(), Sheet.TYPE, Sheet.WIDTH - Sheet.MARGIN - beside);
        for (int i = 0; i < lines.size(); i++) {
            sheet.down(i == 0 ? 0 : LINE);
            sheet.add(Mark.text(beside, sheet.y(), lines.get(i), Sheet.TYPE, Ink.TEXT));
        }
    }

    /// The room for names left of the plot.
    private double nameWidth() {
        double names = isGrouped()
                ? groups.stream().mapToDouble(
                        name -> Typeface.SEMIBOLD.width(name, Sheet.TYPE)).max().orElse(0)
                : 0;
        double rows = Stream.of("at risk", "censored", eventsName())
                .mapToDouble(name -> Typeface.REGULAR.width(name, Sheet.TYPE)).max().orElse(0);
        return Math.max(rows, Math.min(WIDEST_NAME, names));
    }

    private void axes(Axis time, Axis value, List<Axis.Tick> ticks) {
        double left = time.start();
        double right = time.end();
        double bottom = value.start();
        for (Axis.Tick tick : value.ticks(40)) {
            sheet.add(Mark.line(left, tick.at(), right, tick.at(), Ink.FAINT, 1));
            sheet.add(Mark.line(left - 4, tick.at(), left, tick.at(), Ink.LINE, 1));
            sheet.add(Sheet.endingAt(left - 8, tick.at() + Typeface.CAP * TICK_TYPE / 2,
                    tick.text(), TICK_TYPE, Ink.TEXT));
        }
        for (Axis.Tick tick : ticks) {
            sheet.add(Mark.line(tick.at(), bottom, tick.at(), bottom + 4, Ink.LINE, 1));
            sheet.add(Mark.centred(tick.at(), bottom + 16, tick.text(), TICK_TYPE, Ink.TEXT));
        }
        sheet.add(Mark.line(left, bottom, right, bottom, Ink.LINE, 1));
        sheet.add(Mark.line(left, value.end(), left, bottom, Ink.LINE, 1));
        String name = Typeface.SEMIBOLD.fitted(caption.time(), Sheet.TYPE, right - left);
        sheet.add(Mark.bold(
                (left + right - Typeface.SEMIBOLD.width(name, Sheet.TYPE)) / 2, bottom + 34, name,
                Sheet.TYPE, Ink.TEXT));
    }

    /// Bands first, so that no band lies over a line.
    private void curves(Axis time, Axis value) {
        for (int i = 0; i < traces.size(); i++) {
            Pen pen = Pen.of(i);
            traces.get(i).band(time, value).forEach(
                    piece -> sheet.add(Mark.filled(piece, pen.ink()).seenThrough(0.16)));
        }
        for (int i = 0; i < traces.size(); i++) {
            Trace trace = traces.get(i);
            Pen pen = Pen.of(i);
            sheet.add(new Mark.Group(trace.name() + ": " + trace.detail(),
                    List.of(pen.along(trace.line(time, value)))));
            if (trace.marksCensored()) {
                Path2D marks = new Path2D.Double();
                for (double at : trace.censored()) {
                    double y = value.place(trace.at(at));
                    marks.moveTo(time.place(at), y - 4);
                    marks.lineTo(time.place(at), y + 4);
                }
                sheet.add(Mark.stroked(marks, pen.ink(), 1));
            }
        }
    }

    private void table(List<Axis.Tick> ticks) {
        AtRiskTable table = AtRiskTable.of(
                counts, ticks.stream().mapToDouble(Axis.Tick::value).toArray());
        sheet.down(18);
        for (int g = 0; g < groups.size(); g++) {
            List<AtRiskTable.Counts> row = table.groups().get(g);
            if (isGrouped()) {
                groupHeading(g, ticks);
            }
            row("at risk", ticks, row.stream().map(AtRiskTable.Counts::atRisk).toList(), Ink.TEXT);
            row(eventsName(), ticks,
                    row.stream().map(AtRiskTable.Counts::events).toList(), Ink.MUTED);
            row("censored", ticks,
                    row.stream().map(AtRiskTable.Counts::censored).toList(), Ink.MUTED);
            sheet.down(6);
        }
    }

    private void groupHeading(int group, List<Axis.Tick> ticks) {
        sheet.down(LINE);
        sheet.add(Mark.bold(Sheet.MARGIN, sheet.y(),
                Typeface.SEMIBOLD.fitted(groups.get(group), Sheet.TYPE, WIDEST_NAME), Sheet.TYPE,
                Ink.TEXT));
        if (traces.size() == groups.size()) {
            sheet.add(Pen.of(group).sample(ticks.getFirst().at(), sheet.y() - 4, SAMPLE));
        }
    }

    private void row(String name, List<Axis.Tick> ticks, List<Double> values, Ink ink) {
        sheet.down(LINE);
        sheet.add(Mark.text(Sheet.MARGIN, sheet.y(), name, Sheet.TYPE, ink));
        for (int i = 0; i < values.size(); i++) {
            sheet.add(Mark.centred(ticks.get(i).at(), sheet.y(), Axis.words(values.get(i)),
                    Sheet.TYPE, ink));
        }
    }

    private boolean isGrouped() {
        return groups.size() > 1;
    }

    private String eventsName() {
        return counts.causes() > 1 ? "any event" : "events";
    }

    private String foot() {
        String marks = traces.stream().allMatch(Trace::marksCensored)
                && traces.stream().anyMatch(trace -> trace.censored().length > 0)
                        ? " Small strokes: censored." : "";
        return "%s. Bands: limits at each time.%s At risk: just before the time; events and"
                .formatted(caption.method(), marks) + " censored: up to and including it.";
    }

    private String description() {
        return "%s against %s. %s. %s.".formatted(valueName, caption.time(), caption.method(),
                traces.stream().map(trace -> trace.name() + ": " + trace.detail())
                        .collect(Collectors.joining("; ")));
    }
}
