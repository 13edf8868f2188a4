package limbline.ward;

import java.time.Instant;
import java.util.Optional;
import limbline.course.Placed;
import limbline.event.Event;
import limbline.measure.Elapsed;
import limbline.measure.EventId;
import limbline.measure.When;

/// An event of the episode with its place in it.
///
/// @param at when it happened; where only a day is known, noon of the day used
/// @param day days after the infusion, day 0 being the day of it
/// @param root the id under which it was first recorded, however often it was corrected since
public record Noted<E extends Event>(
        Placed placed, E event, Instant at, Elapsed day, EventId root) {

    public boolean isExact() {
        return placed.entry().happened() instanceof When.At;
    }

    /// "day 4", "day 2 to 5".
    public String dayWords() {
        return day.isExact() ? "day " + day.used()
                : "day " + day.earliest() + " to " + day.latest();
    }

    /// The same, of a narrower kind.
    <F extends Event> Optional<Noted<F>> as(Class<F> kind) {
        return kind.isInstance(event)
                ? Optional.of(new Noted<>(placed, kind.cast(event), at, day, root))
                : Optional.empty();
    }
}
