package limbline.course;

import java.time.LocalDate;
import java.util.Optional;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.EventType;
import limbline.measure.EventId;
import limbline.measure.When;

/// An entry that counts, with its place on the calendar.
///
/// @param span empty where nothing says when it happened
public record Placed(Entry entry, Optional<Span> span) {

    public EventId id() {
        return entry.id();
    }

    public Event event() {
        return entry.event();
    }

    /// Whether it had happened by the end of `day`, by the day used; what has no date had.
    public boolean hadHappenedBy(LocalDate day) {
        return span.map(when -> !when.used().isAfter(day)).orElse(true);
    }

    /// For people: the source's own words for a calendar date ("July 2013", "late 2015"), else the
    /// days it can be; "date not stated" or "3 days after an event that has no date" where none.
    public String when() {
        return span.map(days -> entry.happened() instanceof When.On(var date)
                        && Span.of(date).equals(days)
                        ? date.words()
                        : days.words())
                .orElseGet(() -> entry.happened() instanceof When.After(_, var offset)
                        ? offset + " after an event that has no date"
                        : "date not stated");
    }

    /// For messages: "Event 7 (infused, July 2013)".
    String name() {
        return "Event %s (%s%s)".formatted(entry.position(), EventType.of(event()).name(),
                span.isPresent() ? ", " + when() : "");
    }
}
