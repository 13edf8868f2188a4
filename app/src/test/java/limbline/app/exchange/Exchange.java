package limbline.app.exchange;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import limbline.app.course.CourseDesk;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;

/// What the tests of this package share.
final class Exchange {

    /// The project's folder, seen from the module's.
    static final Path PROJECT = Path.of("..");

    private Exchange() {}

    static CourseDesk desk(FreshDatabase fresh, String... centres) {
        for (String centre : centres) {
            new Centres(fresh.database().sql()).add(new Centre(centre, centre, false));
        }
        return new CourseDesk(
                new Journal(fresh.database()), InstantSource.system(), ZoneOffset.UTC);
    }

    static CourseFile courseFile(String name, String text) {
        return courseFile(name, text, ZoneOffset.UTC);
    }

    static CourseFile courseFile(String name, String text, ZoneId zone) {
        return CourseFile.read(name, MarkedYaml.read(
                TextFile.decode(name, text.getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8)), Optional.empty(), zone);
    }
}
