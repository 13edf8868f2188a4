package limbline.app.figure;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limbline.measure.Check;
import limbline.statistics.Interval;
import limbline.statistics.ProportionInterval;
import limbline.statistics.pooling.BinomialNormal;
import limbline.statistics.pooling.Pooled;
import limbline.statistics.pooling.PooledProportion;
import limbline.statistics.pooling.Prediction;
import limbline.statistics.pooling.Study;

/// Proportions of several studies, each with its exact limits, and what pooling by two models says:
/// the estimate as a diamond, and below it the interval in which one more such study is expected.
public final class ForestPlot {

    private static final int MOST = 150;
    private static final double LINE = 21;
    private static final double GAP = 18;
    private static final double WIDEST_NAME = 230;
    private static final double TICK_TYPE = 11;

    /// A pooled proportion and where one more study is expected; `name` is its model in few words.
    private record Summary(String name, double value, Interval limits, Interval predicted) {}

    /// What sets a plot of published series apart: the binomial-normal model stands first, and some
    /// rows are our own.
    ///
    /// @param own labels of our rows
    /// @param notes for its foot, one sentence each
    public record Published(Set<String> own, List<String> notes) {
        public Published {
            own = Set.copyOf(own);
            notes = List.copyOf(notes);
        }
    }

    private final String title;
    private final PooledProportion pooled;
    private final List<Summary> summaries;
    private final BinomialNormal mixed;
    private final double level;
    private final Optional<Published> published;
    private final Sheet sheet = new Sheet();

    private ForestPlot(String title, PooledProportion pooled, PooledProportion.Estimate estimate,
            PooledProportion.Estimate range, BinomialNormal mixed, Interval mixedRange,
            Optional<Published> published) {
        this.title = title;
        this.published = published;
        this.pooled = pooled;
        this.mixed = mixed;
        this.level = pooled.pooled().level();
        Summary inverse = new Summary(
                "Inverse variance", estimate.value(), estimate.limits(), range.limits());
        Summary binomial = new Summary(
                "Binomial-normal", mixed.proportion(), mixed.limits(), mixedRange);
        this.summaries = published.isPresent()
                ? List.of(binomial, inverse) : List.of(inverse, binomial);
        int studies = pooled.studies().included().size();
        Check.that(studies <= MOST, "%s studies do not fit a figure, which holds %s; draw fewer",
                studies, MOST);
    }

    /// @param estimate of `pooled`, as a proportion
    /// @param range in which one more study is expected by `pooled`
    /// @param mixedRange in which one more study is expected by `mixed`
    public static Figure of(String title, PooledProportion pooled,
            PooledProportion.Estimate estimate, PooledProportion.Estimate range,
            BinomialNormal mixed, Interval mixedRange) {
        return new ForestPlot(title, pooled, estimate, range, mixed, mixedRange, Optional.empty())
                .drawn();
    }

    /// Published series, with our own among them where there are.
    public static Figure of(String title, PooledProportion pooled, BinomialNormal mixed,
            Prediction prediction, Published published) {
        return new ForestPlot(title, pooled, pooled.proportion(), pooled.prediction(prediction),
                mixed, mixed.prediction(prediction), Optional.of(published)).drawn();
    }

    private boolean isOwn(Study study) {
        return published.map(all -> all.own().contains(study.label())).orElse(false);
    }

    /// Where the axis ends: the next full 10 % above everything drawn.
    private double highest() {
        double highest = Stream.concat(
                        pooled.studies().included().stream().map(this::exact),
                        summaries.stream().flatMap(
                                each -> Stream.of(each.limits(), each.predicted())))
                .mapToDouble(Interval::upper).filter(Double::isFinite).max().orElse(1);
        return Math.clamp(Math.ceil(10 * highest) / 10, 0.1, 1);
    }

    private Figure drawn() {
        List<Study> studies = pooled.studies().included();
        double names = Math.min(WIDEST_NAME, Math.max(
                widest(Stream.concat(studies.stream().map(Study::label), Stream.of("Study"))),
                widest(summaries.stream().map(Summary::name))) + 2);
        double counts = widest(
                Stream.concat(studies.stream().map(ForestPlot::count), Stream.of(total(), "n/N")));
        String heading = "% (" + Axis.words(100 * level) + " % limits)";
        double numbers = widest(Stream.of("100.0 (100.0–100.0)", heading));
        double countsEnd = Sheet.MARGIN + names + GAP + counts;
        double numbersEnd = Sheet.WIDTH - Sheet.MARGIN;
        Axis share = new Axis(0, highest(), countsEnd + GAP, numbersEnd - numbers - GAP);

        sheet.heading(title);
        sheet.down(22);
        sheet.add(Mark.bold(Sheet.MARGIN, sheet.y(), "Study", Sheet.TYPE, Ink.TEXT));
        ending(countsEnd, "n/N", true);
        ending(numbersEnd, heading, true);
        sheet.down(7);
        sheet.add(Mark.line(Sheet.MARGIN, sheet.y(), numbersEnd, sheet.y(), Ink.LINE, 1));
        double top = sheet.y();
        List<Mark> rows = rows(studies, share, names, countsEnd, numbersEnd);
        double bottom = sheet.y() + 10;
        grid(share, top, bottom);
        sheet.addAll(rows);
        sheet.down(46);
        notes();
        return sheet.figure("forest", title, description());
    }

    private static double widest(Stream<String> texts) {
        return texts.mapToDouble(text -> Typeface.SEMIBOLD.width(text, Sheet.TYPE))
                .max().orElse(0);
    }

    /// The signs of all rows; their words are on the sheet already, the signs go over the grid.
    private List<Mark> rows(
            List<Study> studies, Axis share, double names, double countsEnd, double numbersEnd) {
        List<Mark> signs = new ArrayList<>();
        int most = studies.stream().mapToInt(Study::trials).max().orElse(1);
        for (Study study : studies) {
            Interval exact = exact(study);
            double p = (double) study.events() / study.trials();
            sheet.down(LINE);
            sheet.add(isOwn(study)
                    ? Mark.bold(Sheet.MARGIN, sheet.y(), Typeface.SEMIBOLD.fitted(
                            study.label(), Sheet.TYPE, names), Sheet.TYPE, Ink.INFUSION)
                    : Mark.text(Sheet.MARGIN, sheet.y(), Typeface.REGULAR.fitted(
                            study.label(), Sheet.TYPE, names), Sheet.TYPE, Ink.TEXT));
            ending(countsEnd, count(study), false);
            ending(numbersEnd, words(p, exact), false);
            double y = sheet.y() - 4;
            double half = Math.max(2, 6.5 * Math.sqrt((double) study.trials() / most));
            signs.add(new Mark.Group(
                    "%s: %s, %s".formatted(study.label(), count(study), words(p, exact)),
                    List.of(span(share, exact, y, 1.3), sign(study, share.place(p), y, half))));
        }
        sheet.down(10);
        sheet.add(Mark.line(Sheet.MARGIN, sheet.y(), numbersEnd, sheet.y(), Ink.LINE, 1));
        for (Summary summary : summaries) {
            signs.addAll(summary(summary, share, countsEnd, numbersEnd));
        }
        return signs;
    }

    /// Ours is round, so that it is told apart without its colour.
    private Mark sign(Study study, double x, double y, double half) {
        return isOwn(study)
                ? Mark.filled(new Ellipse2D.Double(x - half, y - half, 2 * half, 2 * half),
                        Ink.INFUSION)
                : Mark.filled(new Rectangle2D.Double(x - half, y - half, 2 * half, 2 * half),
                        Ink.RESECTION);
    }

    private List<Mark> summary(Summary summary, Axis share, double countsEnd, double numbersEnd) {
        List<Mark> signs = new ArrayList<>();
        sheet.down(LINE);
        sheet.add(Mark.bold(Sheet.MARGIN, sheet.y(), summary.name(), Sheet.TYPE, Ink.TEXT));
        ending(countsEnd, total(), true);
        ending(numbersEnd, words(summary.value(), summary.limits()), true);
        double y = sheet.y() - 4;
        if (isKnown(summary.limits())) {
            signs.add(Mark.filled(Mark.polygon(
                    within(share, summary.limits().lower()), y, share.place(summary.value()), y - 6.5,
                    within(share, summary.limits().upper()), y, share.place(summary.value()), y + 6.5),
                    Ink.TUMOUR));
        }
        sheet.down(LINE - 4);
        sheet.add(Mark.text(Sheet.MARGIN + 10, sheet.y(), "one more study", Sheet.TYPE, Ink.TEXT));
        boolean predicted = isKnown(summary.predicted());
        ending(numbersEnd, predicted ? range(summary.predicted()) : "too few studies", false);
        if (predicted) {
            signs.add(span(share, summary.predicted(), sheet.y() - 4, 3).outlined(Ink.TUMOUR, 3));
        }
        return signs;
    }

    private static boolean isKnown(Interval interval) {
        return Double.isFinite(interval.lower()) && Double.isFinite(interval.upper());
    }

    private static Mark.Form span(Axis share, Interval interval, double y, double thick) {
        return Mark.line(within(share, interval.lower()), y, within(share, interval.upper()), y,
                Ink.TEXT, thick);
    }

    /// Limits beyond 0 and 1, which some scales give, are cut off; in words they are told.
    private static double within(Axis share, double value) {
        return share.place(Math.clamp(value, share.from(), share.to()));
    }

    private void grid(Axis share, double top, double bottom) {
        for (Axis.Tick tick : share.ticks(34)) {
            sheet.add(Mark.line(tick.at(), top, tick.at(), bottom, Ink.FAINT, 1));
            sheet.add(Mark.line(tick.at(), bottom, tick.at(), bottom + 4, Ink.LINE, 1));
            sheet.add(Mark.centred(tick.at(), bottom + 16,
                    Long.toString(Math.round(100 * tick.value())), TICK_TYPE, Ink.TEXT));
        }
        double pooledAt = share.place(summaries.getFirst().value());
        sheet.add(Mark.line(pooledAt, top, pooledAt, bottom, Ink.TUMOUR, 1).dashed(3, 3));
        sheet.add(Mark.line(share.start(), bottom, share.end(), bottom, Ink.LINE, 1));
        sheet.add(Mark.centred((share.start() + share.end()) / 2, bottom + 32, "per cent",
                TICK_TYPE, Ink.TEXT));
    }

    private void ending(double x, String text, boolean isBold) {
        sheet.add(isBold
                ? Mark.bold(x - Typeface.SEMIBOLD.width(text, Sheet.TYPE), sheet.y(), text,
                        Sheet.TYPE, Ink.TEXT)
                : Sheet.endingAt(x, sheet.y(), text, Sheet.TYPE, Ink.TEXT));
    }

    private void notes() {
        published.ifPresent(all -> all.notes().forEach(sheet::paragraph));
        if (pooled.studies().included().stream().anyMatch(this::isOwn)) {
            sheet.paragraph("The round sign and the green name: our own.");
        }
        sheet.paragraph("Squares: proportion of each study, the larger the more were treated, with exact"
                + " (Clopper-Pearson) limits. Diamonds: pooled, with limits. Bars: where the true"
                + " proportion of one more such study is expected.");
        sheet.paragraph("Inverse variance: " + pooled.model() + "; tau² "
                + Axis.words(pooled.pooled().tau2()) + ".");
        sheet.paragraph("Binomial-normal: " + mixed.model() + "; tau² "
                + Axis.words(mixed.tau() * mixed.tau()) + ".");
        sheet.paragraph(heterogeneity());
        pooled.notes().forEach(sheet::paragraph);
    }

    private String heterogeneity() {
        Pooled found = pooled.pooled();
        return found.studies() == 1
                ? "One study: nothing is known of heterogeneity."
                : "Heterogeneity: Q %s on %s degrees of freedom, p %s; I² %s %%.".formatted(
                        Axis.words(found.q()), found.studies() - 1,
                        found.qP() < 1e-4 ? "< 0.0001" : "= " + Axis.words(found.qP()),
                        Axis.percent(found.i2()));
    }

    private Interval exact(Study study) {
        return ProportionInterval.CLOPPER_PEARSON.of(study.events(), study.trials(), level);
    }

    private static String count(Study study) {
        return study.events() + "/" + study.trials();
    }

    private String total() {
        List<Study> studies = pooled.studies().included();
        return studies.stream().mapToLong(Study::events).sum() + "/"
                + studies.stream().mapToLong(Study::trials).sum();
    }

    private static String words(double value, Interval limits) {
        return "%s (%s)".formatted(Axis.percent(value), range(limits));
    }

    private static String range(Interval limits) {
        return Axis.percent(limits.lower()) + "–" + Axis.percent(limits.upper());
    }

    private String description() {
        String each = pooled.studies().included().stream()
                .map(study -> "%s %s, %s %%".formatted(study.label(), count(study),
                        words((double) study.events() / study.trials(), exact(study))))
                .collect(Collectors.joining("; "));
        String all = summaries.stream()
                .map(summary -> "%s: %s %%, one more study %s %%".formatted(summary.name(),
                        words(summary.value(), summary.limits()), range(summary.predicted())))
                .collect(Collectors.joining("; "));
        return "Forest plot of %s studies. %s. Pooled, %s. %s".formatted(
                pooled.studies().included().size(), each, all, heterogeneity());
    }
}
