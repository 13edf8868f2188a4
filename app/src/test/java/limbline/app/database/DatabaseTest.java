package limbline.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a database must be before Limbline works with it.
class DatabaseTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    @AfterEach
    void everySettingAsItWas() {
        fresh.asOwner("alter role limbline_server reset synchronous_commit");
    }

    @Test
    void theServerWorksAsARoleOfItsOwnAndEveryCommitReachesTheDisk() {
        assertThat(fresh.database().sql().sql("""
                select current_user || ' ' || current_setting('fsync') || ' '
                    || current_setting('synchronous_commit') || ' '
                    || current_setting('full_page_writes') || ' '
                    || current_setting('data_checksums')
                """).query(String.class).single()).isEqualTo("limbline_server on on on on");
    }

    @Test
    void refusesADatabaseThatAcknowledgesBeforeItHasWritten() {
        fresh.asOwner("alter role limbline_server set synchronous_commit = off");

        assertThatExceptionOfType(CannotStart.class).isThrownBy(this::prepare)
                .withMessageMatching("synchronous_commit is off for limbline_server at \\S+, so that"
                        + " a crash could lose what was acknowledged: set synchronous_commit = on in"
                        + " that PostgreSQL\\.");
    }

    private void prepare() {
        Database.prepare(fresh.owner(), fresh.server(), List.of());
    }
}
