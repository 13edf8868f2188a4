package limbline.app.figure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import limbline.course.Course;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.course.Span;
import limbline.event.FollowupEvent.LateToxicityGraded;
import limbline.patient.LateEffect;
import limbline.patient.LateGrade;

/// Late toxicity over time: a line for each effect, on it the grade at each visit. The darker, the
/// worse; the number says it too.
public final class LateToxicity {

    private static final double NAMES = 120;
    private static final double LEFT = Sheet.MARGIN + NAMES;
    private static final double RIGHT = Sheet.WIDTH - 34;
    private static final double TOP = 66;
    private static final double ROW = 30;

    private LateToxicity() {}

    /// Empty where nothing was graded.
    public static Optional<Figure> of(Course course) {
        List<Placed> graded = course.timeline().stream()
                .filter(placed -> placed.event() instanceof LateToxicityGraded
                        && placed.span().isPresent()).toList();
        return graded.isEmpty() ? Optional.empty() : Optional.of(figure(course, graded));
    }

    private static Figure figure(Course course, List<Placed> graded) {
        TreeSet<LocalDate> days = new TreeSet<>();
        graded.forEach(placed -> days.add(day(placed)));
        List<Placed> infusions = course.infusions().stream().map(Infusion::placed)
                .filter(placed -> placed.span().isPresent()).toList();
        infusions.forEach(placed -> days.add(day(placed)));
        Calendar calendar = Calendar.around(days.first(), days.last(), LEFT, RIGHT);
        List<LateEffect> effects = List.of(LateEffect.values());
        double bottom = TOP + effects.size() * ROW;
        String title = "Late toxicity over time";
        List<Mark> marks = new ArrayList<>();
        marks.add(Mark.box(0, 0, Sheet.WIDTH, bottom + 34, Ink.PAPER));
        marks.add(Mark.bold(Sheet.MARGIN, 28, title, 17, Ink.TEXT));
        infusions.forEach(placed -> {
            double x = calendar.x(day(placed));
            marks.add(Mark.line(x, TOP - 4, x, bottom, Ink.INFUSION, 1.6));
            marks.add(Mark.centred(x, TOP - 9, "infusion", Sheet.SMALL, Ink.INFUSION).withHalo());
        });
        for (int i = 0; i < effects.size(); i++) {
            double y = TOP + (i + 0.5) * ROW;
            marks.add(Mark.line(LEFT, y, RIGHT, y, Ink.FAINT, 1));
            marks.add(Mark.text(
                    Sheet.MARGIN, y + 4, effects.get(i).words(), Sheet.TYPE, Ink.TEXT));
            for (Placed placed : graded) {
                LateToxicityGraded one = (LateToxicityGraded) placed.event();
                if (one.effect() == effects.get(i)) {
                    marks.add(dot(one, placed, calendar.x(day(placed)), y));
                }
            }
        }
        for (Calendar.Tick tick : calendar.ticks()) {
            marks.add(Mark.line(tick.x(), bottom, tick.x(), bottom + 5, Ink.LINE, 1));
            marks.add(Mark.centred(tick.x(), bottom + 20, tick.text(), Sheet.SMALL, Ink.MUTED));
        }
        marks.add(Mark.line(LEFT, bottom, RIGHT, bottom, Ink.LINE, 1));
        return new Figure("late-toxicity", title, graded.stream().map(LateToxicity::words)
                .collect(Collectors.joining("; ")) + ".", Sheet.WIDTH, bottom + 34, marks);
    }

    private static Mark dot(LateToxicityGraded one, Placed placed, double x, double y) {
        Optional<LateGrade> grade = one.grade().found();
        Mark.Form disc = Mark.filled(Mark.disc(x, y, 10), Ink.PAPER);
        int step = grade.map(Enum::ordinal).orElse(0);
        boolean dark = step >= 2;
        Mark.Form filled = dark ? Mark.filled(Mark.disc(x, y, 10), Ink.PROGRESSION)
                : disc.outlined(step == 0 ? Ink.LINE : Ink.PROGRESSION, 1.6);
        return new Mark.Group(words(placed), List.of(filled, Mark.centred(x, y + 4,
                grade.map(LateGrade::term).orElse("?"), Sheet.TYPE,
                dark ? Ink.PAPER : Ink.TEXT)));
    }

    private static String words(Placed placed) {
        return placed.when() + " " + Sayings.of(placed.event());
    }

    private static LocalDate day(Placed placed) {
        return placed.span().map(Span::used).orElseThrow();
    }
}
