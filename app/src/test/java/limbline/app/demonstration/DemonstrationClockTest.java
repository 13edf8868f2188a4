package limbline.app.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DemonstrationClockTest {

    private static final Instant BEGAN = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void aMinuteOfTheRealClockIsAnHourAtSpeedSixty() {
        AtomicReference<Instant> real = new AtomicReference<>(BEGAN);
        DemonstrationClock clock = DemonstrationClock.starting(real::get, BEGAN, 60);

        real.set(BEGAN.plus(Duration.ofMinutes(1)));

        assertThat(clock.instant()).isEqualTo(BEGAN.plus(Duration.ofHours(1)));
    }

    @Test
    void aClockThatStandsStillIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemonstrationClock.starting(() -> BEGAN, BEGAN, 0))
                .withMessage("speed 0 is outside 1 to 10000");
    }
}
