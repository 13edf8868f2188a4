package limbline.protocol;

import java.time.Duration;
import java.util.Map;
import limbline.measure.Term;

/// One move on the way to a breach.
///
/// @param step the step that is done, or that started the clock that runs; empty where there is
///     none
/// @param time how long the clock has run then; zero where no time passes
/// @param readings what is measured at that moment, by measurement, as far as the step's gate looks
///     at it
/// @param limb as found at that moment
/// @param sentence all of it for people
public record Move(
        Kind kind,
        String step,
        Duration time,
        Map<String, Reading> readings,
        LimbCheck limb,
        String sentence) {

    /// What kind of move it is.
    public enum Kind implements Term {
        /// A step that nothing holds.
        PERMITTED,
        /// A step that two people overrode.
        OVERRIDDEN,
        /// A step that was done although it had no permission.
        WITHOUT_PERMISSION,
        TIME,
        ABORT,
        /// No move any more: what is wrong now.
        CONCLUSION
    }

    public Move {
        readings = Map.copyOf(readings);
    }

    static Move conclusion(String sentence) {
        return new Move(Kind.CONCLUSION, "", Duration.ZERO, Map.of(), LimbCheck.AGREES, sentence);
    }
}
