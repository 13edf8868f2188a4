package limbline.app.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import limbline.app.database.CannotStart;
import limbline.app.database.Database;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The demonstration beside what else is in the database.
class DemonstrationTest {

    private static final Centre OTHER = new Centre("hospital", "A hospital", false);

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @Test
    void itDoesNotGoBesideSomebodysRecord() {
        Database taken = fresh.another();
        new Centres(taken.sql()).add(OTHER);

        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> load(taken))
                .withMessageContaining("the record of A hospital; the demonstration does not go");
    }

    @Test
    void whatIsImportedBesideItDoesNotKeepItFromStartingAgain() {
        Database database = fresh.database();
        assertThat(load(database)).hasSize(4);
        new Centres(database.sql()).add(OTHER);

        assertThat(load(database)).as("loaded a second time").isEmpty();
        assertThat(database.sql().sql("""
                select author || ' ' || patient from journal where type = 'alert-acknowledged'
                """).query(String.class).list()).containsExactly("ward INV-13");
    }

    private static List<String> load(Database database) {
        List<String> progress = new ArrayList<>();
        new Demonstration(database, InstantSource.system(), Path.of(".."), ZoneOffset.UTC)
                .load(progress::add);
        return progress;
    }
}
