package limbline.app.database;

import java.time.Duration;

/// A short wait between two looks at something that another process changes.
final class Pause {

    private static final Duration BRIEFLY = Duration.ofMillis(25);
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private Pause() {}

    static void briefly() {
        sleep(BRIEFLY);
    }

    /// Between two attempts at what failed.
    static void aWhile() {
        sleep(A_WHILE);
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CannotStart.because("Interrupted while waiting for the database.");
        }
    }
}
