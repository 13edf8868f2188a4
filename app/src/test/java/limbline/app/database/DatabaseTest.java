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
                .withMessage("synchronous_commit is off for %s, so that a crash could lose what was"
                        + " acknowledged: set synchronous_commit = on in that PostgreSQL.",
                        fresh.server());
    }

    @Test
    void refusesASchemaOfANewerProgram() {
        fresh.asOwner("""
                insert into flyway_schema_history (installed_rank, version, description, type,
                    script, checksum, installed_by, execution_time, success)
                values (999, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'somebody', 1, true)
                """);
        try {
            assertThatExceptionOfType(CannotStart.class).isThrownBy(this::prepare)
                    .withMessage("The database has schema 9999, which this program does not know:"
                            + " start the newer program that made it.");
        } finally {
            fresh.asOwner("delete from flyway_schema_history where installed_rank = 999");
        }
    }

    @Test
    void doesNotMigrateWhatOtherProcessesWorkWith() {
        fresh.asOwner("create database pending");
        Access owner = at(fresh.owner(), "pending");
        Access server = at(fresh.server(), "pending");
        try {
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(() -> Database.prepare(owner, server, List.of("limbline-7@ward")))
                    .withMessage("The database cannot be migrated to this program's version while"
                            + " other processes work with it (limbline-7@ward): stop them first.");
        } finally {
            fresh.asOwner("drop database pending");
        }
    }

    @Test
    void saysWhatIsWrongWithAnAddressAUserOrAPassword() {
        Access owner = fresh.owner();
        assertCannot(new Access("jdbc:postgresql://127.0.0.1:1/limbline", "a", "b"),
                "No database answers at jdbc:postgresql://127.0.0.1:1/limbline: start it, or"
                        + " correct the address (database.url).");
        Access wrong = new Access(owner.url(), owner.user(), "wrong");
        assertCannot(wrong, "The database refused " + wrong
                + ": correct the user or the password.");
        Access nowhere = at(owner, "nowhere");
        assertCannot(nowhere, "There is no such database as in " + nowhere.url()
                + ": create it, or correct the address (database.url).");
    }

    private void assertCannot(Access owner, String message) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> Database.external(owner, fresh.server()))
                .withMessage(message);
    }

    private static Access at(Access access, String database) {
        return new Access(access.url().replaceFirst("/test_[0-9_]+", "/" + database),
                access.user(), access.password());
    }

    private void prepare() {
        Database.prepare(fresh.owner(), fresh.server(), List.of());
    }
}
