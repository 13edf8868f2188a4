package limbline.app.figure;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limbline.measure.Check;
import limbline.statistics.regression.Coefficients;

/// Hazard ratios of a regression with their limits, on a logarithmic axis around 1.
public final class HazardRatioFigure {

    private static final int MOST = 100;
    private static final double LINE = 21;
    private static final double GAP = 18;
    private static final double WIDEST_NAME = 250;
    private static final double TICK_TYPE = 11;

    /// Limits further from 1 than this are cut off, and an arrow says so; the words tell them.
    private static final double FURTHEST = 100;

    private final Caption caption;
    private final List<Coefficients.Effect> effects;
    private final double confidence;
    private final List<String> notes;
    private final Sheet sheet = new Sheet();

    private HazardRatioFigure(Caption caption, List<Coefficients.Effect> effects,
            double confidence, List<String> notes) {
        Check.that(!effects.isEmpty() && effects.size() <= MOST,
                "%s hazard ratios do not fit a figure, which holds 1 to %s", effects.size(), MOST);
        this.caption = caption;
        this.effects = effects;
        this.confidence = confidence;
        this.notes = notes;
    }

    /// @param effects of one regression, in the order to draw them
    /// @param confidence of their limits
    /// @param notes sentences below, such as that there are too few events
    public static Figure of(Caption caption, List<Coefficients.Effect> effects, double confidence,
            List<String> notes) {
        return new HazardRatioFigure(caption, effects, confidence, notes).drawn();
    }

    private Figure drawn() {
        String heading = "Hazard ratio (" + Axis.words(100 * confidence) + " % limits)";
        double names = Math.min(WIDEST_NAME, 2 + effects.stream()
                .mapToDouble(each -> Typeface.REGULAR.width(each.name(), Sheet.TYPE))
                .max().orElse(0));
        double numbers = Stream.concat(Stream.of(heading), effects.stream().map(this::words))
                .mapToDouble(text -> Typeface.SEMIBOLD.width(text, Sheet.TYPE)).max().orElse(0);
        double end = Sheet.WIDTH - Sheet.MARGIN;
        double from = Math.log(lowest());
        double to = Math.log(highest());
        Axis axis = new Axis(from, to, Sheet.MARGIN + names + GAP, end - numbers - GAP);

        sheet.heading(caption.title());
        sheet.down(22);
        sheet.add(Mark.bold(Sheet.MARGIN, sheet.y(), "Covariate", Sheet.TYPE, Ink.TEXT));
        sheet.add(Mark.bold(end - Typeface.SEMIBOLD.width(heading, Sheet.TYPE), sheet.y(), heading,
                Sheet.TYPE, Ink.TEXT));
        sheet.down(7);
        sheet.add(Mark.line(Sheet.MARGIN, sheet.y(), end, sheet.y(), Ink.LINE, 1));
        double top = sheet.y();
        List<Mark> signs = new ArrayList<>();
        for (Coefficients.Effect effect : effects) {
            sheet.down(LINE);
            sheet.add(Mark.text(Sheet.MARGIN, sheet.y(),
                    Typeface.REGULAR.fitted(effect.name(), Sheet.TYPE, names), Sheet.TYPE,
                    Ink.TEXT));
            sheet.add(Sheet.endingAt(end, sheet.y(), words(effect), Sheet.TYPE, Ink.TEXT));
            signs.add(sign(effect, axis, sheet.y() - 4));
        }
        double bottom = sheet.y() + 10;
        grid(axis, top, bottom);
        sheet.addAll(signs);
        sheet.down(46);
        sheet.paragraph("Squares: hazard ratio for one more of the covariate. Lines: limits. To the "
                + "right of 1 the event comes sooner, to the left later.");
        sheet.paragraph(caption.method());
        notes.forEach(sheet::paragraph);
        return sheet.figure("hazard-ratios", caption.title(), description());
    }

    private Mark sign(Coefficients.Effect effect, Axis axis, double y) {
        double lower = cut(effect.limits().lower());
        double upper = cut(effect.limits().upper());
        double at = axis.place(Math.log(cut(effect.ratio())));
        List<Mark> parts = new ArrayList<>();
        parts.add(Mark.line(axis.place(Math.log(lower)), y, axis.place(Math.log(upper)), y,
                Ink.TEXT, 1.3));
        if (lower > effect.limits().lower()) {
            parts.add(arrow(axis.start(), y, 6));
        }
        if (upper < effect.limits().upper()) {
            parts.add(arrow(axis.end(), y, -6));
        }
        parts.add(Mark.filled(new Rectangle2D.Double(at - 4, y - 4, 8, 8), Ink.RESECTION));
        return new Mark.Group("%s: %s".formatted(effect.name(), words(effect)), parts);
    }

    private static Mark arrow(double tip, double y, double back) {
        return Mark.filled(Mark.polygon(tip, y, tip + back, y - 4, tip + back, y + 4), Ink.TEXT);
    }

    private static double cut(double ratio) {
        return Math.clamp(ratio, 1 / FURTHEST, FURTHEST);
    }

    /// The axis reaches all limits, and at least from a half to twice.
    private double lowest() {
        return effects.stream().mapToDouble(each -> cut(each.limits().lower())).min().stream()
                .map(least -> Math.min(0.5, least)).findFirst().orElse(0.5);
    }

    private double highest() {
        return effects.stream().mapToDouble(each -> cut(each.limits().upper())).max().stream()
                .map(most -> Math.max(2, most)).findFirst().orElse(2);
    }

    private void grid(Axis axis, double top, double bottom) {
        double last = Double.NEGATIVE_INFINITY;
        for (double value : new double[] {
            0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100
        }) {
            double log = Math.log(value);
            if (log < axis.from() - 1e-9 || log > axis.to() + 1e-9) {
                continue;
            }
            double x = axis.place(log);
            sheet.add(Mark.line(x, top, x, bottom, value == 1 ? Ink.LINE : Ink.FAINT, 1));
            sheet.add(Mark.line(x, bottom, x, bottom + 4, Ink.LINE, 1));
            if (x - last >= 26 || value == 1) {
                sheet.add(Mark.centred(x, bottom + 16, Axis.words(value), TICK_TYPE, Ink.TEXT));
                last = x;
            }
        }
        sheet.add(Mark.line(axis.start(), bottom, axis.end(), bottom, Ink.LINE, 1));
        sheet.add(Mark.centred((axis.start() + axis.end()) / 2, bottom + 32,
                "hazard ratio, logarithmic", TICK_TYPE, Ink.TEXT));
    }

    private String words(Coefficients.Effect effect) {
        return "%s (%s–%s)".formatted(rounded(effect.ratio()), rounded(effect.limits().lower()),
                rounded(effect.limits().upper()));
    }

    /// Two decimals, or three digits where that says nothing.
    private static String rounded(double ratio) {
        return ratio >= 0.1 && ratio < 1000 ? String.format(java.util.Locale.ROOT, "%.2f", ratio)
                : String.format(java.util.Locale.ROOT, "%.3g", ratio);
    }

    private String description() {
        return "Hazard ratios of %s covariates with %s %% limits. %s. %s".formatted(effects.size(),
                Axis.words(100 * confidence), effects.stream()
                        .map(each -> "%s %s".formatted(each.name(), words(each)))
                        .collect(Collectors.joining("; ")), caption.method());
    }
}
