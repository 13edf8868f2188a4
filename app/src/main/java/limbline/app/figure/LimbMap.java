package limbline.app.figure;

import static limbline.app.figure.Mark.bold;
import static limbline.app.figure.Mark.disc;
import static limbline.app.figure.Mark.filled;
import static limbline.app.figure.Mark.stroked;
import static limbline.app.figure.Mark.text;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limbline.board.Placement;
import limbline.board.TourniquetLine;
import limbline.course.Course;
import limbline.course.LesionCourse;
import limbline.course.LesionCourse.State;
import limbline.course.LimbCourse;
import limbline.course.LimbCourse.Amputation;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.measure.Term;
import limbline.patient.AmputationLevel;
import limbline.patient.Extremity;
import limbline.patient.LesionId;
import limbline.patient.Limb;

/// The body from the front on one day: every lesion found by then at its site and in its state, the
/// field of the last infusion of each limb, and what has been taken off.
public final class LimbMap {

    private static final double WIDTH = 700;
    private static final double SCALE = 2.9;
    private static final double LEFT = 20;
    private static final double TOP = 64;
    private static final double KEY = 2 * Body.HALF_WIDTH * SCALE + LEFT + 36;
    private static final double TYPE = 12.5;
    private static final double SMALL = 11.5;
    private static final double APART = 18;

    private final Course course;
    private final LocalDate day;
    private final Optional<Limb> lined;
    private final Map<LesionId, Placement> placed;
    private final List<LesionCourse> lesions;
    private final List<Mark> marks = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private final List<Point2D> taken = new ArrayList<>();
    private double y = TOP + 12;

    private LimbMap(Course course, LocalDate day, Optional<Limb> lined,
            Map<LesionId, Placement> placed) {
        this.course = course;
        this.day = day;
        this.lined = lined;
        this.placed = placed;
        this.lesions = course.lesions().stream()
                .filter(lesion -> lesion.stateAt(day) != State.NOT_YET_FOUND).toList();
    }

    /// @param day by whose end it is drawn
    public static Figure of(Course course, LocalDate day) {
        return new LimbMap(course, day, Optional.empty(), Map.of()).drawn();
    }

    /// The same with the line where the tourniquet would sit on the limb in question, and with each
    /// lesion of that limb said to lie below it or not.
    public static Figure withLine(Course course, LocalDate day) {
        return new LimbMap(course, day, TourniquetLine.limb(course, day),
                TourniquetLine.of(course, day).stream()
                        .filter(one -> one.position() != Placement.Position.ELSEWHERE)
                        .collect(Collectors.toMap(one -> one.lesion().id(), one -> one)))
                .drawn();
    }

    private Figure drawn() {
        String title = "Limbs and lesions on " + day;
        marks.add(bold(LEFT - 4, 28, title, 17, Ink.TEXT));
        marks.add(text(LEFT - 4, 46, Typeface.REGULAR.fitted("%s, %s".formatted(
                course.patient(), course.asOf().known().map(known -> "as known on " + known)
                        .orElse("as known to this day")), 12, WIDTH - 2 * LEFT), 12, Ink.MUTED));
        body();
        key();
        double height = Math.max(y + 14, TOP + Body.HEIGHT * SCALE + 40);
        marks.add(text(LEFT - 4, height - 12, "Seen from the front. Not a medical device.", SMALL,
                Ink.MUTED));
        List<Mark> all = new ArrayList<>();
        all.add(Mark.box(0, 0, WIDTH, height, Ink.PAPER));
        all.addAll(marks);
        return new Figure("limb-map", title,
                sentences.isEmpty()
                        ? "Nothing had been found by then." : String.join(". ", sentences) + ".",
                WIDTH, height, all);
    }

    private void body() {
        marks.add(filled(placed(Body.outline()), Ink.SKIN).outlined(Ink.LINE, 1.2));
        if (distantInLung()) {
            marks.add(filled(placed(Body.lungs()), Ink.PAPER).outlined(Ink.PROGRESSION, 1.5));
        }
        for (LimbCourse limb : course.limbs()) {
            Optional<Amputation> amputation = limb.amputation()
                    .filter(off -> off.placed().hadHappenedBy(day));
            if (amputation.isPresent()) {
                Body.lost(limb.limb(), level(limb, amputation.get())).ifPresent(lost -> {
                    marks.add(filled(placed(lost), Ink.PAPER).outlined(Ink.PAPER, 2.5));
                    marks.add(stroked(placed(lost), Ink.LINE, 1.2).dashed(4, 4));
                });
            } else if (limb.infusions().stream()
                    .anyMatch(infusion -> infusion.placed().hadHappenedBy(day))) {
                Body.field(limb.limb()).ifPresent(field -> marks.add(
                        filled(placed(field), Ink.FIELD).outlined(Ink.INFUSION, 1.2)));
                Body.tourniquet(limb.limb()).ifPresent(cuff -> marks.add(
                        filled(placed(cuff), Ink.INFUSION)));
            }
        }
        lined.flatMap(Body::tourniquet).ifPresent(cuff -> marks.add(
                stroked(placed(cuff), Ink.TEXT, 1.6).dashed(4, 3)));
        marks.add(text(LEFT + 8, TOP + 16, "R", TYPE, Ink.MUTED));
        marks.add(text(LEFT + 2 * Body.HALF_WIDTH * SCALE - 16, TOP + 16, "L", TYPE, Ink.MUTED));
    }

    /// Where nothing says how high, the picture shows the least that is certain.
    private static AmputationLevel level(LimbCourse limb, Amputation amputation) {
        return amputation.event().level().found().orElse(
                limb.limb().extremity() == Extremity.ARM
                        ? AmputationLevel.HAND_OR_FINGERS : AmputationLevel.FOOT_OR_TOES);
    }

    private void key() {
        course.limbs().forEach(this::limb);
        if (!course.limbs().isEmpty()) {
            y += 8;
        }
        int number = 1;
        for (LesionCourse lesion : lesions) {
            lesion(lesion, number);
            number++;
        }
        if (lesions.isEmpty()) {
            line(text(KEY, y, "No lesion had been found by then.", TYPE, Ink.TEXT), 20);
        }
        distant().ifPresent(placed -> {
            y += 6;
            marks.addAll(Symbol.PROGRESSION.at(KEY + 8, y - 4));
            String words = "%s: %s".formatted(placed.when(), Sayings.of(placed.event()));
            sentences.add(words);
            paragraph(words, KEY + 26);
        });
    }

    private void limb(LimbCourse limb) {
        String name = limb.limb().toString();
        line(bold(KEY, y, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), TYPE,
                Ink.TEXT), 16);
        List<Infusion> infusions = limb.infusions().stream()
                .filter(infusion -> infusion.placed().hadHappenedBy(day)).toList();
        String status = limb.amputation().filter(off -> off.placed().hadHappenedBy(day))
                .map(off -> "amputated, %s, %s".formatted(
                        Sayings.words(off.event().level()), off.placed().when()))
                .orElse("in place");
        String line = lined.filter(limb.limb()::equals)
                .map(_ -> "; the dashed line is the tourniquet's").orElse("");
        String words = status + line + infusions.stream()
                .map(infusion -> "; %s %d, %s".formatted(infusion.event().modality().term(),
                        infusion.ordinal(), infusion.placed().when()))
                .collect(Collectors.joining());
        sentences.add(name + ": " + words);
        paragraph(words, KEY);
        y += 4;
    }

    private void lesion(LesionCourse lesion, int number) {
        State state = lesion.stateAt(day);
        Optional<Point2D> place = Body.place(
                lesion.found().site(), lesion.found().side().found()).map(this::free);
        place.ifPresent(at -> marks.add(new Mark.Group(said(lesion), marker(
                at.getX(), at.getY(), number, state, Body.isBehind(lesion.found().site())))));
        marks.addAll(marker(KEY + 9, y - 4, number, state, false));
        double start = KEY + 26;
        line(bold(start, y, Typeface.SEMIBOLD.fitted(
                lesion.id().toString(), TYPE, WIDTH - LEFT - start), TYPE, Ink.TEXT), 15);
        String words = said(lesion)
                + Optional.ofNullable(placed.get(lesion.id()))
                        .map(one -> "; " + one.position().words()).orElse("")
                + (Body.isBehind(lesion.found().site()) ? " (behind)" : "")
                + (place.isEmpty() ? " (no place in the drawing)" : "");
        sentences.add("%d, %s: %s".formatted(number, lesion.id(), words));
        paragraph(words, start);
        y += 5;
    }

    private String said(LesionCourse lesion) {
        String side = lesion.found().side().found().map(Term::term)
                .orElseGet(() -> lesion.found().site().extremity().isPresent()
                        ? "side " + Sayings.words(lesion.found().side()) + ":" : "");
        return "%s, %s: %s".formatted(
                (side + " " + spaced(lesion.found().site())).strip(),
                spaced(lesion.found().kind()), spaced(lesion.stateAt(day)));
    }

    private static List<Mark> marker(
            double x, double y, int number, State state, boolean behind) {
        Shape square = new Rectangle2D.Double(x - 7.5, y - 7.5, 15, 15);
        Mark.Form sign = switch (state) {
            case PRESENT, NOT_YET_FOUND -> filled(disc(x, y, 8), Ink.TUMOUR);
            case STABLE, NO_RESPONSE -> filled(square, Ink.TUMOUR);
            case PROGRESSED -> filled(disc(x, y, 8.5), Ink.PROGRESSION).outlined(Ink.TEXT, 2);
            case PARTIAL_RESPONSE -> filled(disc(x, y, 7.5), Ink.PAPER).outlined(Ink.TUMOUR, 2.5);
            case COMPLETE_RESPONSE ->
                filled(disc(x, y, 7.5), Ink.PAPER).outlined(Ink.RESPONSE, 2).dashed(2.5, 2.5);
            case RESECTED -> filled(square, Ink.PAPER).outlined(Ink.RESECTION, 2);
            case REMOVED_WITH_LIMB ->
                filled(square, Ink.PAPER).outlined(Ink.LINE, 1.5).dashed(3, 2);
        };
        boolean solid = switch (state) {
            case PRESENT, NOT_YET_FOUND, STABLE, NO_RESPONSE, PROGRESSED -> true;
            case PARTIAL_RESPONSE, COMPLETE_RESPONSE, RESECTED, REMOVED_WITH_LIMB -> false;
        };
        List<Mark> marks = new ArrayList<>();
        if (behind) {
            marks.add(stroked(disc(x, y, 11.5), Ink.MUTED, 1.2).dashed(2, 3));
        }
        marks.add(sign);
        String digits = String.valueOf(number);
        double size = number < 10 ? 11.5 : 9.5;
        marks.add(bold(x - Typeface.SEMIBOLD.width(digits, size) / 2,
                y + Typeface.CAP * size / 2, digits, size, solid ? Ink.PAPER : Ink.TEXT));
        return marks;
    }

    /// The place nearest to `wanted` where no other lesion is drawn yet.
    private Point2D free(Point2D wanted) {
        double x = LEFT + (Body.HALF_WIDTH + wanted.getX()) * SCALE;
        double top = TOP + wanted.getY() * SCALE;
        List<Point2D> around = new ArrayList<>();
        for (int column = -6; column <= 6; column++) {
            for (int row = -6; row <= 6; row++) {
                around.add(new Point2D.Double(x + column * APART, top + row * APART));
            }
        }
        Point2D middle = new Point2D.Double(x, top);
        Point2D chosen = around.stream()
                .filter(at -> taken.stream().allMatch(other -> other.distance(at) >= APART - 0.01))
                .min(Comparator.comparingDouble(at -> at.distance(middle)))
                .orElse(middle);
        taken.add(chosen);
        return chosen;
    }

    private Optional<Placed> distant() {
        return course.distantDisease().filter(placed -> placed.hadHappenedBy(day));
    }

    private boolean distantInLung() {
        return distant().map(placed -> Sayings.of(placed.event()).toLowerCase(Locale.ROOT))
                .filter(words -> words.contains("lung") || words.contains("pulmonary"))
                .isPresent();
    }

    private void paragraph(String words, double start) {
        for (String line : Typeface.REGULAR.lines(words, SMALL, WIDTH - LEFT - start)) {
            line(text(start, y, line, SMALL, Ink.MUTED), 15);
        }
    }

    private void line(Mark mark, double height) {
        marks.add(mark);
        y += height;
    }

    private static String spaced(Term term) {
        return term.term().replace('-', ' ');
    }

    private static Shape placed(Shape shape) {
        AffineTransform to = AffineTransform.getTranslateInstance(
                LEFT + Body.HALF_WIDTH * SCALE, TOP);
        to.scale(SCALE, SCALE);
        return to.createTransformedShape(shape);
    }
}
