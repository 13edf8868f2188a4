package limbline.app.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import limbline.measure.Check;

/// A clock that can run fast, so that a ward's night passes in minutes, and from another day.
///
/// @param began when it was started, by the real clock
/// @param shown what it showed then
/// @param speed how many of its seconds pass in a real one, from 1 to 10 000
public record DemonstrationClock(InstantSource real, Instant began, Instant shown, int speed)
        implements InstantSource {

    public DemonstrationClock {
        Check.that(speed >= 1 && speed <= 10_000, "speed %s is outside 1 to 10000", speed);
    }

    /// Starts now and shows `shown`.
    public static DemonstrationClock starting(InstantSource real, Instant shown, int speed) {
        return new DemonstrationClock(real, real.instant(), shown, speed);
    }

    @Override
    public Instant instant() {
        return shown.plus(Duration.between(began, real.instant()).multipliedBy(speed));
    }
}
