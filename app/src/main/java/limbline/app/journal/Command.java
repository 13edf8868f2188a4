package limbline.app.journal;

import java.util.List;
import java.util.UUID;
import limbline.measure.Check;

/// What one person did at once, on the way to the record.
record Command(PatientKey patient, int position, UUID id, String author, List<EventText> events) {

    /// A course file is one command; above this it is no course.
    private static final int MOST_EVENTS = 10_000;

    Command {
        Check.that(position >= 0, "position %s of %s is negative", position, patient);
        Check.that(!author.isBlank(), "command %s has no author", id);
        Check.that(!events.isEmpty() && events.size() <= MOST_EVENTS,
                "command %s has %s events, 1 to %s are allowed", id, events.size(), MOST_EVENTS);
        events = List.copyOf(events);
    }

    /// Whether these are the events this command would have written.
    boolean wrote(List<Written> found) {
        return found.stream().allMatch(one -> one.patient().equals(patient))
                && found.stream().map(Written::event).toList().equals(events);
    }
}
