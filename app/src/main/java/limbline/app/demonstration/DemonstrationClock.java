package limbline.app.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import limbline.measure.Check;

/// A clock that can run fast, so that a ward's night passes in minutes. It begins at the real time
/// and never runs backwards.
///
/// @param began when it was started, by the real clock
/// @param speed how many of its seconds pass in a real one, from 1 to 10 000
public record DemonstrationClock(InstantSource real, Instant began, int speed)
        implements InstantSource {

    public DemonstrationClock {
        Check.that(speed >= 1 && speed <= 10_000, "speed %s is outside 1 to 10000", speed);
    }

    public static DemonstrationClock starting(InstantSource real, int speed) {
        return new DemonstrationClock(real, real.instant(), speed);
    }

    @Override
    public Instant instant() {
        return began.plus(Duration.between(began, real.instant()).multipliedBy(speed));
    }
}
