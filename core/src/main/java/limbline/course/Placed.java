package limbline.course;

import java.time.LocalDate;
import java.util.Optional;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.measure.EventId;

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

    /// For people: its span in words, or "date not stated".
    public String when() {
        return span.map(Span::words).orElse("date not stated");
    }
}
