package limbline.course;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import limbline.event.Entry;

/// From where one looks at a record, on its two time axes.
///
/// @param known only what the team knew on that day at the latest
/// @param recorded only what had been written here at that instant
public record AsOf(Optional<LocalDate> known, Optional<Instant> recorded) {

    /// All there is.
    public static final AsOf NOW = new AsOf(Optional.empty(), Optional.empty());

    public static AsOf known(LocalDate day) {
        return new AsOf(Optional.of(day), Optional.empty());
    }

    public static AsOf recorded(Instant instant) {
        return new AsOf(Optional.empty(), Optional.of(instant));
    }

    /// Whether `entry` can be seen from here. What was known "in 2012" counts from the last day of
    /// that year: before it nobody can say that the team knew.
    public boolean sees(Entry entry) {
        return known.map(day -> !entry.known().latest().isAfter(day)).orElse(true)
                && recorded.map(instant -> !entry.recorded().isAfter(instant)).orElse(true);
    }
}
