package limbline.course;

import limbline.event.Entry;
import limbline.event.RecordEvent.Withdrawn;

/// An entry that does not count any more. It stays readable, struck through.
///
/// @param by what stands in its place; it may be struck itself
public record Struck(Entry entry, Entry by, String reason) {

    /// Whether it never happened, rather than otherwise.
    public boolean isWithdrawn() {
        return by.event() instanceof Withdrawn;
    }
}
