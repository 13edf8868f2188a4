package limbline.app.figure;

import static limbline.app.figure.Mark.bold;
import static limbline.app.figure.Mark.centred;
import static limbline.app.figure.Mark.line;
import static limbline.app.figure.Mark.rounded;
import static limbline.app.figure.Mark.text;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limbline.course.Course;
import limbline.course.LimbCourse.Amputation;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.course.Span;
import limbline.event.EventType;
import limbline.event.FollowupEvent.Died;

/// The whole course of a patient in one picture: a lane for each lesion and each limb, the calendar
/// above and the months since the first infusion below. What is dated to a month or a year is drawn
/// as the stretch it may lie in; what has no date is written underneath.
public final class Timeline {

    static final double WIDTH = 1080;

    private static final double MARGIN = 16;
    private static final double WIDEST_NAME = 230;
    private static final double NOTE = 11.5;

    private final Course course;
    private final String title;
    private final Lanes lanes;
    private final List<Mark> marks = new ArrayList<>();
    private double y;

    private Timeline(Course course, String title) {
        this.course = course;
        this.title = title;
        this.lanes = new Lanes(course);
    }

    public static Figure of(Course course) {
        return new Timeline(course, "Course of " + course.patient()).drawn();
    }

    /// Without the patient's id, and without the notes of its marks, which tell of days.
    public static Figure withoutIdentity(Course course, String title) {
        return new Timeline(course, title).drawn()
                .withoutNotes("The course as a line of time; the table tells the same in words.");
    }

    private Figure drawn() {
        heading();
        Optional<Span> stretch = stretch();
        if (stretch.isPresent()) {
            picture(stretch.get());
            legend();
        } else {
            paragraph("No event of this course has a date that can be drawn.");
        }
        notes();
        y += 6;
        List<Mark> all = new ArrayList<>();
        all.add(Mark.box(0, 0, WIDTH, y, Ink.PAPER));
        all.addAll(marks);
        return new Figure(
                "timeline", title, description(), WIDTH, y, all);
    }

    private void heading() {
        y = 28;
        marks.add(bold(MARGIN, y, Typeface.SEMIBOLD.fitted(
                title, 17, WIDTH - 2 * MARGIN), 17, Ink.TEXT));
        y += 18;
        marks.add(text(MARGIN, y, pointOfView(), 12, Ink.MUTED));
        y += 16;
    }

    private String pointOfView() {
        String known = course.asOf().known().map(day -> "as known on " + day)
                .orElse("as known to this day");
        return known + course.asOf().recorded()
                .map(instant -> ", as recorded on " + instant.atZone(course.zone()).toLocalDate())
                .orElse("");
    }

    /// From the first to the last day that is drawn.
    private Optional<Span> stretch() {
        List<Span> spans = lanes.all().stream()
                .flatMap(lane -> lane.items().stream()).map(Lane.Item::span).toList();
        return spans.stream().map(Span::earliest).min(LocalDate::compareTo).map(first -> {
            LocalDate last = spans.stream().map(Span::latest).max(LocalDate::compareTo)
                    .orElse(first);
            return new Span(first, last, last);
        });
    }

    private void picture(Span stretch) {
        double names = Math.min(WIDEST_NAME, lanes.all().stream()
                .mapToDouble(lane -> Math.max(
                        Typeface.SEMIBOLD.width(lane.name(), Lane.NAME_TYPE),
                        Typeface.REGULAR.width(lane.detail(), Lane.DETAIL_TYPE)))
                .max().orElse(0) + 1);
        Calendar calendar = Calendar.around(
                stretch.earliest(), stretch.latest(), MARGIN + names + 16, WIDTH - MARGIN);
        double top = y + 22;
        double bottom = top + 4 + lanes.all().stream()
                .mapToDouble(lane -> lane.height(calendar)).sum();
        calendarAxis(calendar, top, bottom);
        guides(calendar, top, bottom);
        y = top + 4;
        for (Lane lane : lanes.all()) {
            marks.addAll(lane.drawn(calendar, MARGIN, y, names));
            y += lane.height(calendar);
        }
        y = bottom;
        marks.add(line(calendar.left(), bottom, calendar.right(), bottom, Ink.LINE, 1));
        course.infusions().stream().map(Infusion::placed).findFirst()
                .ifPresent(first -> first.span()
                        .ifPresent(span -> infusionAxis(calendar, first, span)));
        y += 14;
    }

    private void calendarAxis(Calendar calendar, double top, double bottom) {
        marks.add(line(calendar.left(), top, calendar.right(), top, Ink.LINE, 1));
        double free = 0;
        for (Calendar.Tick tick : calendar.ticks()) {
            marks.add(line(tick.x(), top, tick.x(), bottom, Ink.FAINT, 1));
            marks.add(line(tick.x(), top - 4, tick.x(), top, Ink.LINE, 1));
            double half = Typeface.REGULAR.width(tick.text(), Calendar.TYPE) / 2;
            if (tick.x() - half >= free && tick.x() + half <= WIDTH - 2) {
                marks.add(centred(tick.x(), top - 8, tick.text(), Calendar.TYPE, Ink.MUTED));
                free = tick.x() + half + 6;
            }
        }
    }

    /// What changes everything is drawn through all lanes: infusions, amputations, death.
    private void guides(Calendar calendar, double top, double bottom) {
        for (Infusion infusion : course.infusions()) {
            infusion.placed().span().ifPresent(span -> marks.add(line(
                    calendar.x(span.used()), top, calendar.x(span.used()), bottom,
                    Ink.INFUSION, 1).dashed(2, 3)));
        }
        course.limbs().stream().flatMap(limb -> limb.amputation().stream()).map(Amputation::placed)
                .flatMap(placed -> placed.span().stream())
                .forEach(span -> marks.add(line(calendar.x(span.used()), top,
                        calendar.x(span.used()), bottom, Ink.END, 1).dashed(6, 3)));
        course.timeline().stream().filter(placed -> placed.event() instanceof Died)
                .flatMap(placed -> placed.span().stream())
                .forEach(span -> marks.add(line(calendar.x(span.used()), top,
                        calendar.x(span.used()), bottom, Ink.END, 1)));
    }

    private void infusionAxis(Calendar calendar, Placed first, Span zero) {
        double free = 0;
        for (Calendar.Tick tick : calendar.ticksFrom(zero.used())) {
            marks.add(line(tick.x(), y, tick.x(), y + 4, Ink.LINE, 1));
            double half = Typeface.REGULAR.width(tick.text(), Calendar.TYPE) / 2;
            if (tick.x() - half >= Math.max(free, calendar.left() - 12)
                    && tick.x() + half <= WIDTH - 2) {
                marks.add(centred(tick.x(), y + 16, tick.text(), Calendar.TYPE, Ink.MUTED));
                free = tick.x() + half + 6;
            }
        }
        String caption = "%s since the first infusion (%s%s)".formatted(
                calendar.inMonths() ? "months" : "days", first.when(),
                first.entry().implied().isEmpty() ? "" : ", implied");
        double width = Typeface.REGULAR.width(caption, Calendar.TYPE);
        y += 31;
        marks.add(text(calendar.right() - width, y, caption, Calendar.TYPE, Ink.MUTED));
    }

    /// Only the signs that are in the picture.
    private void legend() {
        y += 12;
        double x = MARGIN;
        EnumSet<Symbol> used = lanes.all().stream().flatMap(lane -> lane.items().stream())
                .map(Lane.Item::symbol)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Symbol.class)));
        for (Symbol symbol : used) {
            x = key(x, symbol.meaning(), 16, at -> symbol.at(at + 8, y));
        }
        if (lanes.all().stream().flatMap(lane -> lane.items().stream())
                .anyMatch(item -> !item.span().isExact())) {
            x = key(x, "may lie anywhere in", 26,
                    at -> List.of(rounded(at, y - 7.5, 26, 15, 5, Ink.SPAN)));
        }
        for (LesionLine drawn : LesionLine.values()) {
            if (drawn.isDrawn() && lanes.shows(drawn)) {
                x = key(x, drawn.meaning(), 26, at -> List.of(drawn.across(at, at + 26, y)));
            }
        }
        if (lanes.showsImplied()) {
            x = key(x, "date implied, not printed", 10, at -> List.of(
                    text(at + 1, y + 6, Lanes.IMPLIED.strip(), 14, Ink.TEXT)));
        }
        y += 18;
    }

    /// One entry of the legend, on the next line if there is no room. Where the next may begin.
    private double key(
            double x, String meaning, double wide,
            java.util.function.DoubleFunction<List<? extends Mark>> sign) {
        double width = wide + 6 + Typeface.REGULAR.width(meaning, NOTE);
        double start = x;
        if (x > MARGIN && x + width > WIDTH - MARGIN) {
            y += 22;
            start = MARGIN;
        }
        marks.addAll(sign.apply(start));
        marks.add(text(start + wide + 6, y + 4, meaning, NOTE, Ink.TEXT));
        return start + width + 20;
    }

    private void notes() {
        List<Placed> undated = course.timeline().stream()
                .filter(placed -> placed.span().isEmpty()).toList();
        if (!undated.isEmpty()) {
            paragraph("Date not stated: " + undated.stream()
                    .map(placed -> Sayings.of(placed.event()))
                    .collect(Collectors.joining("; ")) + ".");
        }
        Map<String, Integer> left = new TreeMap<>();
        lanes.leftOut().forEach(placed -> left.merge(
                EventType.of(placed.event()).name().replace('-', ' '), 1, Integer::sum));
        if (!left.isEmpty()) {
            paragraph("On record and not drawn: " + left.entrySet().stream()
                    .map(each -> each.getKey()
                            + (each.getValue() > 1 ? " × " + each.getValue() : ""))
                    .collect(Collectors.joining(", ")) + ".");
        }
        paragraph("Not a medical device. Signs stand at the day used in calculations.");
    }

    private void paragraph(String words) {
        y += 6;
        for (String line : Typeface.REGULAR.lines(words, NOTE, WIDTH - 2 * MARGIN)) {
            y += 15;
            marks.add(text(MARGIN, y, line, NOTE, Ink.MUTED));
        }
    }

    private String description() {
        String said = described(course.timeline());
        return "A calendar with %d lanes, %s. %s".formatted(lanes.all().size(), pointOfView(),
                said.isEmpty() ? "There is no event." : said + ".");
    }

    private static String described(Collection<Placed> timeline) {
        return timeline.stream()
                .filter(placed -> Lanes.isDrawn(placed.event()))
                .map(placed -> placed.when() + ": " + Sayings.of(placed.event()))
                .collect(Collectors.joining("; "));
    }
}
