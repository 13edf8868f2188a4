package limbline.theatre;

import java.time.Instant;
import java.util.Optional;
import limbline.measure.Term;

/// Something the team must look at. It stands until a named person has seen it, also when its cause
/// is gone.
///
/// @param key its name when it is acknowledged
public record Alarm(
        String key, Kind kind, Instant raised, String sentence, Optional<Seen> seen) {

    /// What raised it.
    public enum Kind implements Term {
        /// A leak beyond its limit, or heparin that no longer holds while the limb is isolated.
        LIMIT_CROSSED,
        /// A measurement is due.
        MEASUREMENT_DUE,
        /// A step should have been done by now.
        STEP_OVERDUE
    }
}
