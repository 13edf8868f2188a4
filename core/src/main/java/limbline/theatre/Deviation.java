package limbline.theatre;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limbline.measure.EventId;

/// Something done without permission. It stands until a named person has seen it.
///
/// @param entry what was done
/// @param what in a few words: "cuff-up", "melphalan 50 mg"
/// @param against every reason against it, as sentences
public record Deviation(
        EventId entry, Instant at, String what, List<String> against, Optional<Seen> seen) {

    public Deviation {
        against = List.copyOf(against);
    }

    /// Its name when it is acknowledged.
    public String key() {
        return "deviation " + entry;
    }
}
