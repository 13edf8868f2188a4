package limbline.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// How long a guesser waits.
class SlowdownTest {

    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private final Slowdown slowdown = new Slowdown(() -> now);

    @Test
    void fiveFailuresCostNothingAndEachFurtherOneTwiceTheLast() {
        fail(5, "ward", "10.0.0.1");
        assertThat(slowdown.wait("ward", "10.0.0.1")).isZero();

        fail(1, "ward", "10.0.0.1");
        assertThat(slowdown.wait("ward", "10.0.0.1")).hasSeconds(2);
        fail(1, "ward", "10.0.0.1");
        assertThat(slowdown.wait("ward", "10.0.0.1")).hasSeconds(4);
        pass(Duration.ofSeconds(4));
        assertThat(slowdown.wait("ward", "10.0.0.1")).isZero();
        fail(30, "ward", "10.0.0.1");
        assertThat(slowdown.wait("ward", "10.0.0.1")).hasMinutes(15);
    }

    @Test
    void aGuesserElsewhereHardlyKeepsTheOwnerOut() {
        fail(40, "ward", "10.0.0.1");
        assertThat(slowdown.wait("ward", "10.0.0.2")).isZero();

        fail(1_000, "ward", "10.0.0.3");
        assertThat(slowdown.wait("ward", "10.0.0.2")).hasMinutes(1);
    }

    @Test
    void manyNamesFromOneAddressDoNotHelp() {
        for (int i = 0; i < 51; i++) {
            fail(1, "name" + i, "10.0.0.1");
        }
        assertThat(slowdown.wait("another", "10.0.0.1")).hasSeconds(2);
    }

    @Test
    void whoGetsInIsForgivenAndSoIsWhoRestsAnHour() {
        fail(8, "ward", "10.0.0.1");
        slowdown.succeeded("ward", "10.0.0.1");
        assertThat(slowdown.wait("ward", "10.0.0.1")).isZero();

        fail(6, "ward", "10.0.0.1");
        pass(Duration.ofHours(1));
        fail(1, "ward", "10.0.0.1");
        assertThat(slowdown.wait("ward", "10.0.0.1")).isZero();
    }

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            slowdown.failed(name, address);
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
