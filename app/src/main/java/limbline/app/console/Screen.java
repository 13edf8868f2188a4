package limbline.app.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the screen of the theatre shows at one moment, ready to be drawn: for a procedure that runs,
/// and for one that the proof plays.
///
/// @param heading what is done
/// @param limb to which limb
/// @param phase where the limb is, in words
/// @param isolated whether the limb is cut off from the body, which the screen shows by its frame
/// @param now the step that is next; empty when only the end is left
/// @param next the two behind it
/// @param alarms what stands until a named person has seen it, deviations too
/// @param ending what speaks against ending, where no step is left; empty: it may be ended
public record Screen(
        String heading,
        String limb,
        String phase,
        boolean isolated,
        boolean aborted,
        boolean ended,
        Optional<Now> now,
        List<Ahead> next,
        List<Face> clocks,
        List<Tile> tiles,
        List<Alert> alarms,
        List<Drug> drugs,
        List<String> ending) {

    public Screen {
        next = List.copyOf(next);
        clocks = List.copyOf(clocks);
        tiles = List.copyOf(tiles);
        alarms = List.copyOf(alarms);
        drugs = List.copyOf(drugs);
        ending = List.copyOf(ending);
    }

    /// The step that is next, and whether it may be taken.
    ///
    /// @param gives the drug it gives, if it gives one
    /// @param confirms whether patient and limb are compared with the order before it
    /// @param people how many have to confirm it
    /// @param tone "good": it may; "warn": two people can permit it; "bad": it may not
    public record Now(
            String step,
            String says,
            List<String> who,
            int people,
            Optional<String> gives,
            boolean confirms,
            String tone,
            String verdict,
            List<Said> reasons) {

        public Now {
            who = List.copyOf(who);
            reasons = List.copyOf(reasons);
        }
    }

    /// A sentence for or against a step.
    ///
    /// @param tone "bad": it holds; "warn": it asks; "note": it tells
    public record Said(String tone, String sentence) {}

    /// A step behind the next one.
    public record Ahead(String step, String says) {}

    /// A clock on the wall.
    ///
    /// @param shown minutes and seconds since `since`, or until it stopped
    /// @param mark what it runs towards, in words
    /// @param markAt when
    /// @param late the tone once that moment has passed
    public record Face(
            String id,
            String says,
            Instant since,
            String shown,
            boolean running,
            String mark,
            Optional<Instant> markAt,
            String tone,
            String late) {}

    /// The last value of something measured.
    ///
    /// @param key that opens its entry
    /// @param unit it is typed in
    /// @param more what was measured with it
    public record Tile(
            String measurement,
            String says,
            String key,
            String value,
            String unit,
            Optional<Instant> at,
            String tone,
            String remark,
            List<String> more) {

        public Tile {
            more = List.copyOf(more);
        }

        public Tile(String measurement, String says, String key, String value, String unit,
                Optional<Instant> at, String tone, String remark) {
            this(measurement, says, key, value, unit, at, tone, remark, List.of());
        }
    }

    /// Something a named person must have seen.
    ///
    /// @param key its name on the record
    public record Alert(String key, String kind, String sentence, List<String> more, Instant at) {

        public Alert {
            more = List.copyOf(more);
        }
    }

    /// A drug of the order, and what of it was given.
    public record Drug(String name, String ordered, String given) {}

    /// A stretch of time as a clock shows it: "7:05", "128:40".
    public static String shown(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
