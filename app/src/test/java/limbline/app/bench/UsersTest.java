package limbline.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import limbline.app.bench.Users.Times;
import org.junit.jupiter.api.Test;

class UsersTest {

    @Test
    void withoutAPauseAllRequestsAreSharedOut() throws Exception {
        AtomicInteger asked = new AtomicInteger();

        Times times = new Users(8).withoutPause(100, (_, _) -> asked.incrementAndGet());

        assertThat(asked).hasValue(96); // twelve each
        assertThat(times.sorted()).hasSize(96).isSorted();
        assertThat(times.line(",")).matches("8,96,[0-9]+\\.[0-9],[0-9]+\\.[0-9],[0-9]+\\.[0-9]");
    }

    /// A server that stands still makes everybody wait who would have asked meanwhile.
    @Test
    void onceInAWhileARequestWaitsFromItsOwnMoment() throws Exception {
        AtomicInteger asked = new AtomicInteger();

        Times times = new Users(1).once(Duration.ofMillis(1), 20, (_, _) -> {
            if (asked.incrementAndGet() == 1) {
                Thread.sleep(500); // the fault
            }
        });

        assertThat(times.within(0.5)).as("of twenty that wanted to ask in 20 ms")
                .isGreaterThan(300);
    }
}
