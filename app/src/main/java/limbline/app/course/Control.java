package limbline.app.course;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import limbline.app.page.Words;
import limbline.course.Course;
import limbline.course.LesionCourse;
import limbline.event.EventField;
import limbline.event.EventField.Shape;
import limbline.event.EventType;
import limbline.measure.Finding.Why;
import limbline.measure.Quantity;
import limbline.measure.Term;
import limbline.patient.ImageHash;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.OperationId;

/// One field of an event as a form asks for it, found from the field's type alone, so that a new
/// event has its form without anybody drawing one.
///
/// @param name of the field, also in the form that is sent
/// @param label in words
/// @param help below the label, or empty
/// @param choices to pick from, or to be offered while typing
/// @param finding whether a reason why there is no value, or printed words, may stand instead
/// @param required whether nothing may not stand there
public record Control(
        String name,
        String label,
        String help,
        Kind kind,
        List<Choice> choices,
        boolean finding,
        boolean required) {

    /// How it is asked for.
    public enum Kind {
        /// One of a list.
        CHOICE,
        /// Any of a list.
        CHECKBOXES,
        /// One line each.
        LINES,
        DAY,
        TEXT,
        PICTURE
    }

    /// One thing to pick.
    public record Choice(String value, String label) {
        static Choice of(Object value) {
            String text = Term.text(value);
            return new Choice(text, spoken(text));
        }
    }

    public Control {
        choices = List.copyOf(choices);
    }

    /// Why there may be no value, the usual reason first.
    public static List<Choice> reasons() {
        return Stream.concat(Stream.of(Why.NOT_STATED),
                        Stream.of(Why.values()).filter(why -> why != Why.NOT_STATED))
                .map(Choice::of).toList();
    }

    static List<Control> of(EventType type, Course course, Words words) {
        return type.fields().stream().map(field -> of(type, field, course, words)).toList();
    }

    private static Control of(EventType type, EventField field, Course course, Words words) {
        boolean several = field.shape() == Shape.LIST || field.shape() == Shape.SET;
        List<Choice> choices = choices(type, field, course);
        return new Control(
                field.name(), label(type, field, words), help(type, field, words),
                kind(type, field, several, choices), choices,
                field.shape() == Shape.FINDING, field.shape() == Shape.VALUE);
    }

    private static Kind kind(
            EventType type, EventField field, boolean several, List<Choice> choices) {
        if (field.leaf() == ImageHash.class) {
            return Kind.PICTURE;
        }
        if (field.leaf() == LocalDate.class) {
            return Kind.DAY;
        }
        if (several) {
            return field.leaf() == LesionId.class || field.leaf().isEnum()
                    ? Kind.CHECKBOXES : Kind.LINES;
        }
        boolean free = field.leaf() == OperationId.class || namesNewLesion(type, field);
        return choices.isEmpty() || free ? Kind.TEXT : Kind.CHOICE;
    }

    private static List<Choice> choices(EventType type, EventField field, Course course) {
        Class<?> leaf = field.leaf();
        if (leaf.isEnum()) {
            return Stream.of(leaf.getEnumConstants()).map(Choice::of).toList();
        }
        if (leaf == Limb.class) {
            return Stream.of("left arm", "right arm", "left leg", "right leg",
                    "arm, side not stated", "leg, side not stated").map(Choice::of).toList();
        }
        if (leaf == LesionId.class && !namesNewLesion(type, field)) {
            return course.lesions().stream().map(Control::lesion).toList();
        }
        return List.of();
    }

    private static boolean namesNewLesion(EventType type, EventField field) {
        return field.leaf() == LesionId.class && type.name().equals("lesion-found");
    }

    private static Choice lesion(LesionCourse lesion) {
        return new Choice(lesion.id().toString(), "%s (%s%s, %s)".formatted(
                lesion.id(),
                lesion.found().side().found().map(side -> side.term() + " ").orElse(""),
                spoken(lesion.found().site().term()), spoken(lesion.found().kind().term())));
    }

    static String label(EventType type, EventField field, Words words) {
        String own = "field.%s.%s".formatted(type.name(), field.name());
        return words.say(words.keys().contains(own) ? own : "field." + field.name());
    }

    /// The field's own help, or how its kind of value is written.
    private static String help(EventType type, EventField field, Words words) {
        String own = "field.%s.%s.help".formatted(type.name(), field.name());
        String general = "field." + field.name() + ".help";
        String kind = "write." + field.leaf().getSimpleName();
        return Stream.of(own, general, kind).filter(words.keys()::contains).findFirst()
                .map(words::say)
                .orElse(Quantity.class.isAssignableFrom(field.leaf())
                        ? words.say("write.quantity") : "");
    }

    /// A word of the record as people read it: "not stated".
    static String spoken(String term) {
        return term.replace('-', ' ');
    }
}
