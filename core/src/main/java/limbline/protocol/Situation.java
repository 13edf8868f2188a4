package limbline.protocol;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.patient.Drug;

/// What is known at a moment: all that an interlock may look at.
///
/// @param done steps that are done and not undone
/// @param readings by measurement
/// @param since how long ago each step that is done was done
/// @param ordered drugs with a signed order of which nothing has been given
public record Situation(
        Set<String> done,
        Map<String, Reading> readings,
        Map<String, Duration> since,
        LimbCheck limb,
        Set<Drug> ordered,
        boolean aborted) {

    public Situation {
        done = Set.copyOf(done);
        readings = Map.copyOf(readings);
        since = Map.copyOf(since);
        ordered = Set.copyOf(ordered);
    }

    boolean isDone(String step) {
        return done.contains(step);
    }

    Reading reading(Measurement measurement) {
        Reading known = readings.get(measurement.id());
        return known == null ? new Reading.Missing() : known;
    }

    Optional<Duration> since(String step) {
        return Optional.ofNullable(since.get(step));
    }
}
