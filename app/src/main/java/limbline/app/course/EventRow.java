package limbline.app.course;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import limbline.app.figure.Sayings;
import limbline.app.page.Words;
import limbline.course.Course;
import limbline.course.Placed;
import limbline.course.Struck;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.EventField;
import limbline.event.EventField.Shape;
import limbline.event.EventType;
import limbline.event.ReferralEvent.Photographed;
import limbline.event.WardEvent.LimbChecked;
import limbline.measure.Finding;
import limbline.measure.Finding.Known;
import limbline.measure.Term;
import limbline.measure.When;
import limbline.patient.ImageHash;

/// One line of the table of events.
///
/// @param when it happened, as far as it is known
/// @param told how the source gives the date, where that says more than `when`
/// @param struck why it does not count any more, if it does not
public record EventRow(
        Entry entry,
        String name,
        String saying,
        String when,
        String told,
        List<Line> lines,
        Optional<ImageHash> picture,
        Optional<Strike> struck) {

    /// A field with its value.
    ///
    /// @param known whether there is a value
    public record Line(String label, String value, boolean known) {}

    /// Why an event is struck through.
    ///
    /// @param by the account that corrected it
    public record Strike(boolean withdrawn, String reason, Entry by) {}

    /// What counts, in time, each followed by what it replaced; at the end what was withdrawn.
    static List<EventRow> of(Course course, Words words) {
        List<EventRow> rows = new ArrayList<>();
        List<Struck> left = new ArrayList<>(course.struck());
        for (Placed placed : course.timeline()) {
            rows.add(row(course, placed.entry(), placed.when(), Optional.empty(), words));
            addReplaced(course, placed.entry(), left, rows, words);
        }
        left.forEach(struck -> rows.add(struckRow(course, struck, words)));
        return List.copyOf(rows);
    }

    private static void addReplaced(
            Course course, Entry by, List<Struck> left, List<EventRow> rows, Words words) {
        for (Struck struck : List.copyOf(left)) {
            if (struck.by().id().equals(by.id()) && left.remove(struck)) {
                rows.add(struckRow(course, struck, words));
                addReplaced(course, struck.entry(), left, rows, words);
            }
        }
    }

    private static EventRow struckRow(Course course, Struck struck, Words words) {
        return row(course, struck.entry(), told(course, struck.entry()),
                Optional.of(new Strike(struck.isWithdrawn(), struck.reason(), struck.by())), words);
    }

    private static EventRow row(
            Course course, Entry entry, String when, Optional<Strike> struck, Words words) {
        EventType type = EventType.of(entry.event());
        List<Line> lines = type.fields().stream()
                .map(field -> line(type, field, entry, words)).toList();
        String told = told(course, entry);
        return new EventRow(entry, words.say("event." + type.name()), Sayings.of(entry.event()),
                when, told.equals(when) ? "" : told, lines, picture(entry.event()), struck);
    }

    /// The picture that an event names.
    static Optional<ImageHash> picture(Event event) {
        if (event instanceof Photographed photographed) {
            return photographed.image().found();
        }
        return event instanceof LimbChecked checked ? checked.image().found() : Optional.empty();
    }

    private static Line line(EventType type, EventField field, Entry entry, Words words) {
        Object value = field.of(entry.event());
        String label = Control.label(type, field, words);
        if (field.shape() == Shape.FINDING) {
            Finding<?> finding = (Finding<?>) value;
            return new Line(label, Sayings.words(finding), finding instanceof Known);
        }
        if (value instanceof Collection<?> several) {
            return new Line(label, several.isEmpty()
                    ? words.say("patient.nothing")
                    : String.join("; ", several.stream().map(Term::text).toList()),
                    !several.isEmpty());
        }
        return new Line(label, Term.text(value), true);
    }

    /// The date in the source's own way: "4 months after ILI of the left arm".
    private static String told(Course course, Entry entry) {
        return switch (entry.happened()) {
            case When.After(var anchor, var offset) -> offset + " after " + course.current(anchor)
                    .map(from -> Sayings.of(from.event())).orElse("an event that is withdrawn");
            case When.On on -> on.toString();
            case When.At(var instant) -> instant.atZone(course.zone()).toLocalDateTime().toString()
                    .replace('T', ' ');
            case When.Undated undated -> undated.toString();
        };
    }
}
