package limbline.theatre;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limbline.measure.EventId;

/// Something done without permission. It stands until a named person has seen it.
///
/// @param key its name when it is acknowledged. It has what stood against it: whoever has seen a step
///     on a cold limb has not seen that the blood clotted too, which came to light later
/// @param entry what was done
/// @param what in a few words: "cuff-up", "melphalan 50 mg"
/// @param against every reason against it, as sentences
public record Deviation(
        String key, EventId entry, Instant at, String what, List<String> against, Optional<Seen> seen) {

    public Deviation {
        against = List.copyOf(against);
    }}
