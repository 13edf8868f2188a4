package limbline.app.figure;

import java.awt.geom.Path2D;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import limbline.event.CareEvent.FasciotomyDone;
import limbline.event.CareEvent.MedicineGiven;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.LabValue.Bound;
import limbline.measure.When;
import limbline.patient.Analyte;
import limbline.patient.MedicineKind;
import limbline.protocol.Limit;
import limbline.protocol.WardRule.ValueAbove;
import limbline.ward.Curve;
import limbline.ward.Curve.Point;
import limbline.ward.Judgement;
import limbline.ward.Noted;
import limbline.ward.Watch;

/// Creatine kinase since the infusion: the curve with the centre's limits, and under it what was
/// given, opened and graded.
public final class CreatineKinase {

    private static final double LEFT = 70;
    private static final double RIGHT = Sheet.WIDTH - 24;
    private static final double TOP = 84;
    private static final double HEIGHT = 190;
    private static final double ROW = 26;
    private static final double DAY = 86_400;
    private static final int FEWEST_DAYS = 7;

    private final Watch watch;
    private final Curve curve;
    private final Instant zero;
    private final List<Mark> marks = new ArrayList<>();
    private final Axis days;
    private final Axis values;

    private CreatineKinase(Watch watch) {
        this.watch = watch;
        curve = Curve.of(watch.episode(), Analyte.CREATINE_KINASE);
        zero = watch.episode().infusion().placed().span()
                .map(span -> span.used().atStartOfDay(watch.episode().course().zone()).toInstant())
                .orElse(watch.episode().now());
        double last = curve.latest().map(point -> day(point.noted().at())).orElse(0.0);
        days = new Axis(0, Math.max(FEWEST_DAYS, Math.ceil(last + 0.5)), LEFT, RIGHT);
        double most = Math.max(
                curve.highest().map(point -> point.number().doubleValue()).orElse(0.0),
                limits().stream().mapToDouble(CreatineKinase::number).max().orElse(100));
        values = new Axis(0, most * 1.12, TOP + HEIGHT, TOP);
    }

    /// The whole figure.
    public static Figure of(Watch watch) {
        return new CreatineKinase(watch).figure();
    }

    /// The curve alone, as small as a word; its title says what it shows.
    public static Figure small(Watch watch, String name) {
        Curve curve = Curve.of(watch.episode(), Analyte.CREATINE_KINASE);
        double width = 110;
        double height = 30;
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.line(1, height - 3, width - 1, height - 3, Ink.FAINT, 1));
        if (!curve.points().isEmpty()) {
            CreatineKinase whole = new CreatineKinase(watch);
            Axis across = new Axis(whole.days.from(), whole.days.to(), 3, width - 4);
            Axis up = new Axis(0, whole.values.to(), height - 3, 2);
            for (Limit limit : whole.limits()) {
                double y = up.place(number(limit));
                marks.add(Mark.line(1, y, width - 1, y, Ink.PROGRESSION, 0.8).dashed(3, 2));
            }
            marks.add(Mark.stroked(whole.line(across, up), Ink.RESECTION, 1.6));
            Point last = curve.points().getLast();
            marks.add(Mark.filled(Mark.disc(across.place(whole.day(last.noted().at())),
                    up.place(last.number().doubleValue()), 2.6), Ink.RESECTION));
        }
        String words = curve.words(watch.episode());
        return new Figure(name, words, words, width, height, marks);
    }

    private Figure figure() {
        String words = curve.words(watch.episode());
        String title = "Creatine kinase since the infusion";
        marks.add(Mark.bold(Sheet.MARGIN, 28, title, 17, Ink.TEXT));
        marks.add(Mark.text(Sheet.MARGIN, 46, words, Sheet.SMALL, Ink.MUTED));
        axes();
        limits().forEach(this::limit);
        points();
        double bottom = rows(TOP + HEIGHT + 44);
        List<Mark> all = new ArrayList<>();
        all.add(Mark.box(0, 0, Sheet.WIDTH, bottom + 10, Ink.PAPER));
        all.addAll(marks);
        return new Figure("creatine-kinase", title, words + " " + described(), Sheet.WIDTH,
                bottom + 10, all);
    }

    private String described() {
        List<String> told = new ArrayList<>();
        curve.points().forEach(point -> told.add("%s: %s".formatted(
                point.noted().dayWords(), point.value())));
        watch.episode().grades().forEach(graded -> told.add("%s: Wieberdink %s".formatted(
                graded.dayWords(), graded.event().grade().words())));
        return String.join("; ", told) + ".";
    }

    private void axes() {
        for (Axis.Tick tick : values.ticks(34)) {
            marks.add(Mark.line(LEFT, tick.at(), RIGHT, tick.at(), Ink.FAINT, 1));
            marks.add(Sheet.endingAt(LEFT - 8, tick.at() + 4, tick.text(), Sheet.SMALL, Ink.MUTED));
        }
        marks.add(Sheet.endingAt(LEFT - 8, TOP - 12, "U/L", Sheet.SMALL, Ink.MUTED));
        for (int day = 0; day <= days.to(); day += days.to() > 21 ? 7 : 1) {
            double x = days.place(day);
            marks.add(Mark.line(x, TOP + HEIGHT, x, TOP + HEIGHT + 5, Ink.LINE, 1));
            marks.add(Mark.centred(x, TOP + HEIGHT + 19, String.valueOf(day), Sheet.SMALL,
                    Ink.MUTED));
        }
        marks.add(Mark.line(LEFT, TOP + HEIGHT, RIGHT, TOP + HEIGHT, Ink.LINE, 1));
        marks.add(Sheet.endingAt(
                RIGHT, TOP + HEIGHT + 34, "days after the infusion", Sheet.SMALL, Ink.MUTED));
    }

    /// The limits over which a rule of this centre finds creatine kinase, on any day.
    private List<Limit> limits() {
        return watch.judgements().stream().map(Judgement::rule)
                .filter(ValueAbove.class::isInstance).map(ValueAbove.class::cast)
                .filter(rule -> rule.analyte() == Analyte.CREATINE_KINASE)
                .map(ValueAbove::above)
                .filter(limit -> limit.amount().isPresent())
                .filter(limit -> limit.unit().toString().equals("U/L"))
                .collect(java.util.stream.Collectors.toMap(CreatineKinase::number,
                        limit -> limit, (one, _) -> one, java.util.TreeMap::new))
                .values().stream().toList();
    }

    private static double number(Limit limit) {
        return limit.amount().map(amount -> amount.value().doubleValue()).orElse(0.0);
    }

    private void limit(Limit limit) {
        double y = values.place(number(limit));
        marks.add(Mark.line(LEFT, y, RIGHT, y, Ink.PROGRESSION, 1.2).dashed(7, 4));
        String words = "limit " + limit.words();
        marks.add(Sheet.endingAt(RIGHT - 4, y - 5, words, Sheet.SMALL, Ink.PROGRESSION)
                .withHalo());
    }

    private void points() {
        if (curve.points().isEmpty()) {
            marks.add(Mark.centred((LEFT + RIGHT) / 2, TOP + HEIGHT / 2,
                    "no value on record", Sheet.TYPE, Ink.MUTED));
            return;
        }
        marks.add(Mark.stroked(line(days, values), Ink.RESECTION, 2));
        for (Point point : curve.points()) {
            double x = days.place(day(point.noted().at()));
            double y = values.place(point.number().doubleValue());
            boolean exact = point.value().bound() == Bound.EXACT;
            Mark.Form dot = exact ? Mark.filled(Mark.disc(x, y, 3.6), Ink.RESECTION)
                    : Mark.filled(Mark.disc(x, y, 3.6), Ink.PAPER).outlined(Ink.RESECTION, 1.8);
            marks.add(new Mark.Group("%s: %s".formatted(
                    point.noted().dayWords(), point.value()), List.of(dot)));
        }
        Point peak = curve.highest().orElseThrow();
        double x = Math.clamp(days.place(day(peak.noted().at())), LEFT + 30, RIGHT - 60);
        marks.add(Mark.centred(x, values.place(peak.number().doubleValue()) - 9,
                peak.value().toString(), Sheet.SMALL, Ink.TEXT).withHalo());
    }

    private Path2D line(Axis across, Axis up) {
        Path2D path = new Path2D.Double();
        boolean first = true;
        for (Point point : curve.points()) {
            double x = across.place(day(point.noted().at()));
            double y = up.place(point.number().doubleValue());
            if (first) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
            first = false;
        }
        return path;
    }

    /// What was done and seen, each kind on a line of its own.
    private double rows(double from) {
        double y = from;
        y = row(y, "Infusion", List.of(new Item(
                watch.episode().infusion().placed().entry().happened() instanceof When.At
                        ? day(watch.episode().began()) : 0, "", "infusion")));
        y = row(y, "Steroid", watch.episode().all(MedicineGiven.class).stream()
                .filter(given -> given.event().kind().is(MedicineKind.CORTICOSTEROID))
                .map(given -> new Item(day(given.at()), "", given.event().medicine() + ", "
                        + given.dayWords())).toList());
        y = row(y, "Fasciotomy", watch.episode().all(FasciotomyDone.class).stream()
                .map(done -> new Item(day(done.at()), "", "fasciotomy, " + done.dayWords()))
                .toList());
        return row(y, "Wieberdink", changes(watch.episode().grades()).stream()
                .map(graded -> new Item(day(graded.at()), graded.event().grade().found()
                        .map(grade -> grade.term()).orElse("?"), "Wieberdink "
                                + graded.event().grade().words() + ", " + graded.dayWords()))
                .toList());
    }

    /// One mark of a row.
    private record Item(double day, String text, String title) {}

    private double row(double y, String name, List<Item> items) {
        if (items.isEmpty()) {
            return y;
        }
        marks.add(Sheet.endingAt(LEFT - 8, y + 4, name, Sheet.SMALL, Ink.MUTED));
        marks.add(Mark.line(LEFT, y, RIGHT, y, Ink.FAINT, 1));
        for (Item item : items) {
            if (item.day < days.from() || item.day > days.to()) {
                continue;
            }
            double x = days.place(item.day);
            Mark mark = item.text.isEmpty()
                    ? Mark.filled(Mark.polygon(x, y - 6, x + 6, y + 5, x - 6, y + 5), Ink.INFUSION)
                    : Mark.centred(x, y + 4, item.text, Sheet.TYPE, Ink.TEXT).withHalo();
            marks.add(new Mark.Group(item.title, List.of(mark)));
        }
        return y + ROW;
    }

    /// The first grade, and each that differs from the one before.
    private static List<Noted<WieberdinkGraded>> changes(List<Noted<WieberdinkGraded>> grades) {
        List<Noted<WieberdinkGraded>> changes = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (Noted<WieberdinkGraded> one : grades) {
            String grade = one.event().grade().words().toLowerCase(Locale.ROOT);
            if (!before.equals(Optional.of(grade))) {
                changes.add(one);
            }
            before = Optional.of(grade);
        }
        return changes;
    }

    private double day(Instant at) {
        return Duration.between(zero, at).toSeconds() / DAY;
    }
}
