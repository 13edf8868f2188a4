package limbline.app.figure;

import java.awt.geom.Path2D;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import limbline.course.Course;
import limbline.course.Placed;
import limbline.course.Span;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.TheatreEvent.Infused;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.LesionSize.Appearance;
import limbline.patient.LesionSize.Sight;

/// The longest diameter of each lesion over time, with the infusions. A full dot is a measurement; a
/// hollow one says that the lesion is gone (0) or too small to measure (5 mm, as RECIST counts it).
public final class LesionSizes {

    private static final double LEFT = 62;
    private static final double NAMES = 116;
    private static final double RIGHT = Sheet.WIDTH - NAMES;
    private static final double TOP = 72;
    private static final double HEIGHT = 210;
    private static final double LINE = 14;
    private static final double TOO_SMALL = 5;

    private static final List<Ink> INKS = List.of(
            Ink.TUMOUR, Ink.RESECTION, Ink.RADIATION, Ink.RESPONSE, Ink.PROGRESSION);
    private static final List<List<Double>> DASHES = List.of(
            List.of(), List.of(7.0, 3.0), List.of(2.0, 3.0));

    /// A size on a day.
    ///
    /// @param measured or said in words
    private record Point(LocalDate day, double millimetres, boolean measured, String words) {}

    private final Map<LesionId, List<Point>> lines = new LinkedHashMap<>();
    private final List<Placed> infusions = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    private LesionSizes(Course course) {
        for (Placed placed : course.timeline()) {
            Optional<LocalDate> day = placed.span().map(Span::used);
            if (day.isEmpty()) {
                continue;
            }
            if (placed.event() instanceof LesionFound found) {
                found.size().found().ifPresent(size -> add(found.lesion(), new Point(day.get(),
                        size.value().doubleValue(), true, size + " when it was found")));
            } else if (placed.event() instanceof LesionsMeasured measured) {
                measured.sizes().forEach(size -> add(size, day.get()));
            } else if (placed.event() instanceof Infused) {
                infusions.add(placed);
            }
        }
    }

    /// Empty where no lesion has a size.
    public static Optional<Figure> of(Course course) {
        LesionSizes sizes = new LesionSizes(course);
        return sizes.lines.isEmpty() ? Optional.empty() : Optional.of(sizes.figure());
    }

    private void add(LesionSize size, LocalDate day) {
        String words = size.toString().substring(size.lesion().value().length() + 2);
        switch (size.sight()) {
            case Sight.Measured(var longest, _, _) -> add(size.lesion(),
                    new Point(day, longest.value().doubleValue(), true, words));
            case Sight.Judged(var appearance) when appearance == Appearance.ABSENT ->
                    add(size.lesion(), new Point(day, 0, false, words));
            case Sight.Judged(var appearance) when appearance == Appearance.TOO_SMALL ->
                    add(size.lesion(), new Point(day, TOO_SMALL, false, words));
            case Sight.Judged _, Sight.GrownInto _ -> { } // no size
        }
    }

    private void add(LesionId lesion, Point point) {
        List<Point> line = lines.computeIfAbsent(lesion, _ -> new ArrayList<>());
        line.removeIf(other -> other.day.equals(point.day)); // of one day the later entry counts
        line.add(point);
    }

    private Figure figure() {
        TreeSet<LocalDate> days = new TreeSet<>();
        lines.values().forEach(line -> line.forEach(point -> days.add(point.day)));
        infusions.forEach(infused -> infused.span().map(Span::used).ifPresent(days::add));
        Calendar calendar = Calendar.around(days.first(), days.last(), LEFT, RIGHT);
        double most = lines.values().stream().flatMap(List::stream)
                .mapToDouble(Point::millimetres).max().orElse(10);
        Axis values = new Axis(0, Math.max(10, most) * 1.1, TOP + HEIGHT, TOP);
        String title = "Lesion sizes over time";
        marks.add(Mark.bold(Sheet.MARGIN, 28, title, 17, Ink.TEXT));
        marks.add(Mark.text(Sheet.MARGIN, 46, "Longest diameter. Hollow: gone (0), or too small to"
                + " measure (counted as 5 mm).", Sheet.SMALL, Ink.MUTED));
        axes(calendar, values);
        infusions.forEach(infused -> infusion(calendar, infused));
        lines(calendar, values);
        double height = TOP + HEIGHT + 40;
        List<Mark> all = new ArrayList<>();
        all.add(Mark.box(0, 0, Sheet.WIDTH, height, Ink.PAPER));
        all.addAll(marks);
        return new Figure("lesion-sizes", title, described(), Sheet.WIDTH, height, all);
    }

    private String described() {
        return lines.entrySet().stream().map(line -> line.getKey() + ": "
                        + line.getValue().stream().sorted(Comparator.comparing(Point::day))
                                .map(point -> point.day + " " + point.words)
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; ")) + ".";
    }

    private void axes(Calendar calendar, Axis values) {
        for (Axis.Tick tick : values.ticks(34)) {
            marks.add(Mark.line(LEFT, tick.at(), RIGHT, tick.at(), Ink.FAINT, 1));
            marks.add(Sheet.endingAt(LEFT - 8, tick.at() + 4, tick.text(), Sheet.SMALL, Ink.MUTED));
        }
        marks.add(Sheet.endingAt(LEFT - 8, TOP - 10, "mm", Sheet.SMALL, Ink.MUTED));
        for (Calendar.Tick tick : calendar.ticks()) {
            marks.add(Mark.line(tick.x(), TOP + HEIGHT, tick.x(), TOP + HEIGHT + 5, Ink.LINE, 1));
            marks.add(Mark.centred(
                    tick.x(), TOP + HEIGHT + 20, tick.text(), Sheet.SMALL, Ink.MUTED));
        }
        marks.add(Mark.line(LEFT, TOP + HEIGHT, RIGHT, TOP + HEIGHT, Ink.LINE, 1));
    }

    private void infusion(Calendar calendar, Placed placed) {
        LocalDate day = placed.span().map(Span::used).orElseThrow();
        double x = calendar.x(day);
        Infused infused = (Infused) placed.event();
        String words = infused.modality().term();
        marks.add(new Mark.Group("%s of the %s, %s".formatted(words, infused.limb(), placed.when()),
                List.of(Mark.line(x, TOP - 4, x, TOP + HEIGHT, Ink.INFUSION, 1.6),
                        Mark.centred(x, TOP - 9, words, Sheet.SMALL, Ink.INFUSION).withHalo())));
    }

    private void lines(Calendar calendar, Axis values) {
        List<Mark.Words> names = new ArrayList<>();
        int number = 0;
        for (Map.Entry<LesionId, List<Point>> line : lines.entrySet()) {
            Ink ink = INKS.get(number % INKS.size());
            List<Double> dash = DASHES.get(number / INKS.size() % DASHES.size());
            List<Point> points = line.getValue().stream()
                    .sorted(Comparator.comparing(Point::day)).toList();
            Path2D path = new Path2D.Double();
            List<Mark> dots = new ArrayList<>();
            for (Point point : points) {
                double x = calendar.x(point.day);
                double y = values.place(point.millimetres);
                if (path.getCurrentPoint() == null) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
                Mark.Form dot = point.measured ? Mark.filled(Mark.disc(x, y, 3.6), ink)
                        : Mark.filled(Mark.disc(x, y, 3.6), Ink.PAPER).outlined(ink, 1.8);
                dots.add(new Mark.Group("%s, %s: %s".formatted(
                        line.getKey(), point.day, point.words), List.of(dot)));
            }
            Mark.Form stroke = Mark.stroked(path, ink, 2);
            marks.add(new Mark.Form(stroke.shape(), stroke.fill(), stroke.stroke(), 2, dash));
            marks.addAll(dots);
            names.add(Mark.text(RIGHT + 8, values.place(points.getLast().millimetres) + 4,
                    Typeface.REGULAR.fitted(line.getKey().value(), Sheet.TYPE, NAMES - 12),
                    Sheet.TYPE, ink));
            number++;
        }
        marks.addAll(apart(names));
    }

    /// Names one under another, each near the end of its line.
    private static List<Mark.Words> apart(List<Mark.Words> names) {
        List<Mark.Words> sorted = new ArrayList<>(names);
        sorted.sort(Comparator.comparingDouble(Mark.Words::y));
        List<Mark.Words> placed = new ArrayList<>();
        double lowest = TOP + HEIGHT + 8 - LINE * (sorted.size() - 1);
        double next = TOP;
        for (Mark.Words name : sorted) {
            double y = Math.max(next, Math.min(name.y(), Math.max(lowest, next)));
            placed.add(new Mark.Words(
                    name.x(), y, name.text(), name.size(), name.face(), name.ink(), false));
            next = y + LINE;
            lowest += LINE;
        }
        return placed;
    }
}
