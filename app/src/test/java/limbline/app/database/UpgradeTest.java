package limbline.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import limbline.app.journal.Appending;
import limbline.app.journal.EventText;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.journal.Seals;
import limbline.app.journal.Written;
import limbline.patient.PatientId;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A database that the first release wrote is opened by this one, with everything in it.
class UpgradeTest {

    /// The schema of the first release.
    private static final String FIRST = "180";

    private static final String PATIENT = "OLD-1";

    @TempDir Path folder;

    @Test
    void whatTheFirstReleaseWroteIsThereIsWholeAndGoesOn() throws SQLException {
        TestServer server = TestServer.embedded();
        String name = "test_" + ProcessHandle.current().pid() + "_upgrade";
        FreshDatabase.execute(server.owner("postgres"), "create database " + name);
        write(server.owner(name), server.server(name).user());
        try (Database database = Database.external(server.owner(name), server.server(name))) {
            Journal journal = new Journal(database);
            PatientKey patient = new PatientKey("old", new PatientId(PATIENT));
            List<Written> events = journal.read(patient);

            assertThat(events).hasSize(3).allMatch(one -> one.author().equals("somebody"));
            assertThat(new Seals(folder).verify(database.dataSource()).holds()).isTrue();
            assertThat(one(database, "select name from identity")).isEqualTo("Old Name");
            assertThat(one(database, "select called from account")).isEqualTo("Some Body");
            assertThat(one(database, "select centre from photograph")).isEqualTo("old");
            EventText next = events.getLast().event();
            assertThat(journal.append(patient, 3, UUID.randomUUID(), "somebody", List.of(
                    new EventText(UUID.randomUUID(), next.type(), next.version(), next.body(),
                            next.times(), next.known(), next.source(), null))))
                    .isInstanceOf(Appending.Appended.class);
            assertThat(new Seals(folder).verify(database.dataSource()).holds()).isTrue();
            try (Database here = database.ofCentre("old");
                    Database elsewhere = database.ofCentre("other")) {
                assertThat(new Journal(here).read(patient)).hasSize(4);
                assertThat(new Journal(elsewhere).read(patient)).isEmpty();
            }
        } finally {
            server.drop(name);
        }
    }

    /// As the first release's program wrote, by the schema it had.
    private static void write(Access owner, String role) throws SQLException {
        try (Connection connection = FreshDatabase.connect(owner)) {
            SingleConnectionDataSource one = new SingleConnectionDataSource(connection, true);
            Flyway.configure().dataSource(one).locations("classpath:db/migration")
                    .placeholders(Map.of("server", role)).target(FIRST).load().migrate();
            JdbcClient sql = JdbcClient.create(one);
            sql.sql("insert into centre values ('old', 'Old centre', false)").update();
            for (int position = 1; position <= 3; position++) {
                sql.sql("""
                        insert into journal (centre, patient, position, event, command, step, type,
                            version, body, times, known, author, source)
                        values ('old', ?, ?, gen_random_uuid(), gen_random_uuid(), 0, 'photographed',
                            1, json_build_object('image', repeat('a', 64)), '{"at": "2026-01-05"}',
                            '2026-01-05', 'somebody', '')
                        """).params(PATIENT, position).update();
            }
            sql.sql("insert into identity (centre, patient, name) values ('old', ?, 'Old Name')")
                    .param(PATIENT).update();
            sql.sql("insert into account (name, called, role, password)"
                    + " values ('somebody', 'Some Body', 'ward', 'x')").update();
            sql.sql("insert into photograph (hash, type, bytes)"
                    + " values (repeat('a', 64), 'image/png', 'x')").update();
        }
    }

    private static String one(Database database, String query) {
        return database.sql().sql(query).query(String.class).single();
    }
}
