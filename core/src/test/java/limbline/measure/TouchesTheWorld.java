package limbline.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Planted violations of purity: each of these classes does one thing that a pure module must not.
public final class TouchesTheWorld {

    public static final List<Class<?>> PLANTED = List.of(
            ReadsAFile.class, ReadsTheClock.class, CountsNanoseconds.class, Throws.class,
            MakesAnId.class, AsksTheEnvironment.class, Prints.class);

    private TouchesTheWorld() {}

    static final class ReadsAFile {
        private ReadsAFile() {}

        static String read() throws IOException {
            return Files.readString(Path.of("x"));
        }
    }

    static final class ReadsTheClock {
        private ReadsTheClock() {}

        static Instant now() {
            return Instant.now();
        }
    }

    static final class CountsNanoseconds {
        private CountsNanoseconds() {}

        static long now() {
            return System.nanoTime();
        }
    }

    /// Throws dice.
    static final class Throws {
        private Throws() {}

        static int dice() {
            return new Random().nextInt(6);
        }
    }

    static final class MakesAnId {
        private MakesAnId() {}

        static UUID id() {
            return UUID.randomUUID();
        }
    }

    static final class AsksTheEnvironment {
        private AsksTheEnvironment() {}

        static String home() {
            return System.getProperty("user.home");
        }
    }

    static final class Prints {
        private Prints() {}

        static void print() {
            System.out.println("x");
        }
    }
}
