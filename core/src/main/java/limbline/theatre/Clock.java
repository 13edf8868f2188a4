package limbline.theatre;

import java.time.Instant;
import java.util.Optional;
import limbline.measure.Term;

/// A clock on the wall of the theatre. It is an instant of the record, so it survives everything.
///
/// @param id "ischaemia", "circulation", or the id of a measurement: the time since its last value
/// @param says its name for people
/// @param stopped when it stopped; else it runs
public record Clock(
        String id, String says, Instant since, Optional<Instant> stopped, Optional<Mark> mark) {

    /// A moment the clock runs towards.
    public record Mark(Kind kind, Instant at) {}

    /// What the moment means.
    public enum Kind implements Term {
        /// The next step may be done from then on.
        NOT_BEFORE,
        /// The next step should be done by then.
        NOT_AFTER,
        /// The measurement is due then.
        DUE,
        /// The value counts until then.
        FRESH_UNTIL
    }
}
