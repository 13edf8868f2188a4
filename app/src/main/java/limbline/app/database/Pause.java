package limbline.app.database;

import java.time.Duration;

/// A short wait between two looks at something that another process changes.
final class Pause {

    private static final Duration BRIEFLY = Duration.ofMillis(25);

    private Pause() {}

    static void briefly() {
        try {
            Thread.sleep(BRIEFLY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CannotStart.because("Interrupted while waiting for the database.");
        }
    }
}
