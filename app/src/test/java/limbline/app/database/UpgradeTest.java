package limbline.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import limbline.app.journal.Appending;
import limbline.app.journal.Backup;
import limbline.app.journal.EventText;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.journal.Restore;
import limbline.app.journal.Seals;
import limbline.app.journal.Written;
import limbline.patient.PatientId;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A database that the first release wrote is opened by this one, and a backup of it restored, with
/// everything in it.
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

    /// Builds between two releases knew a script 242, and 220 and 231 otherwise; what they made is the
    /// same.
    @Test
    void aDatabaseOfABuildBetweenReleasesIsUpgradedAndAChangedScriptIsStillRefused()
            throws SQLException {
        TestServer server = TestServer.embedded();
        String name = "test_" + ProcessHandle.current().pid() + "_between";
        FreshDatabase.execute(server.owner("postgres"), "create database " + name);
        try {
            write(server.owner(name), server.server(name).user());
            try (Connection connection = FreshDatabase.connect(server.owner(name))) {
                Flyway.configure().dataSource(new SingleConnectionDataSource(connection, true))
                        .locations("classpath:db/migration").target("241")
                        .placeholders(Map.of("server", server.server(name).user()))
                        .load().migrate();
            }
            String other = "update flyway_schema_history set checksum = checksum + 1";
            FreshDatabase.execute(server.owner(name), other + " where version in ('220', '231')");
            FreshDatabase.execute(server.owner(name), """
                    insert into flyway_schema_history (installed_rank, version, description, type,
                        script, checksum, installed_by, execution_time, success)
                    select max(installed_rank) + 1, '242', 'append asks', 'SQL',
                        'V242__append_asks.sql', 1, 'somebody', 1, true from flyway_schema_history
                    """);
            try (Database database = Database.external(server.owner(name), server.server(name))) {
                assertThat(new Seals(folder).verify(database.dataSource()).holds()).isTrue();
                assertThat(new Journal(database).read(
                        new PatientKey("old", new PatientId(PATIENT)))).hasSize(3);
            }
            FreshDatabase.execute(server.owner(name), other + " where version = '231'");
            assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> Database.external(
                    server.owner(name), server.server(name))).withMessageContaining("checksum");
        } finally {
            server.drop(name);
        }
    }

    @Test
    void aBackupOfTheFirstReleaseComesBackAsAnUpgradeWouldHaveLeftIt() throws SQLException {
        TestServer server = TestServer.embedded();
        String name = "test_" + ProcessHandle.current().pid();
        Access old = server.owner(name + "_old");
        Access owner = plainOwner(server, name + "_new");
        Path file = folder.resolve("old.zip");
        FreshDatabase.execute(server.owner("postgres"), "create database " + name + "_old");
        write(old, server.server(name + "_old").user());
        try {
            try (Database first = server.open(name + "_old")) {
                assertThat(rows(first)).as("a row in every table")
                        .hasSize(14).noneSatisfy((_, all) -> assertThat(all).isEmpty());
                assertThat(new Backup(first, folder.resolve("old")).write(file))
                        .isInstanceOf(Backup.Outcome.Written.class);
            }
            try (Database upgraded = Database.external(old, server.server(name + "_old"));
                    Database restored = Database.external(owner, server.server(name + "_new"))) {
                Path there = folder.resolve("new");
                assertThat(new Restore(restored, there).from(file).events()).isEqualTo(3);
                assertThat(rows(restored)).isEqualTo(rows(upgraded))
                        .containsKey("evidence_version");
                assertThat(rights(restored)).isEqualTo(rights(upgraded));
                assertThat(one(restored, "select centre from photograph")).isEqualTo("old");
                assertThat(new Seals(there).verify(restored.dataSource()).holds()).isTrue();
                Path again = folder.resolve("again.zip");
                assertThat(new Backup(restored, there).write(again))
                        .isInstanceOf(Backup.Outcome.Written.class);
            }
            FreshDatabase.execute(server.owner("postgres"),
                    "drop database " + name + "_new with (force)");
            FreshDatabase.execute(server.owner("postgres"),
                    "create database " + name + "_new owner upgrade_owner");
            try (Database restored = Database.external(owner, server.server(name + "_new"))) {
                Path again = folder.resolve("again.zip");
                assertThat(new Restore(restored, folder.resolve("twice")).from(again).events())
                        .as("row security does not keep a plain owner from restoring")
                        .isEqualTo(3);
            }
        } finally {
            server.drop(name + "_old");
            server.drop(name + "_new");
        }
    }

    /// An owner as the installation guide makes one: no superuser, and so below row security.
    private static Access plainOwner(TestServer server, String database) {
        Access superuser = server.owner("postgres");
        FreshDatabase.execute(superuser, """
                do $$ begin
                    create role upgrade_owner login password 'owner' nosuperuser nobypassrls;
                exception when duplicate_object then null;
                end $$
                """);
        FreshDatabase.execute(superuser,
                "create database " + database + " owner upgrade_owner");
        return new Access(server.owner(database).url(), "upgrade_owner", "owner");
    }

    /// Every table that is not derived, row by row as text, without the numbers of transactions.
    private static Map<String, List<String>> rows(Database database) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        try (Connection owner = database.asOwner()) {
            JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(owner, true));
            List<String> tables = sql.sql("""
                    select relname from pg_class
                    where relnamespace = 'public'::regnamespace and relkind = 'r'
                    and relname <> 'flyway_schema_history'
                    and coalesce(obj_description(oid, 'pg_class'), '') not like 'derived%'
                    """).query((row, _) -> row.getString(1)).list();
            tables.forEach(table -> rows.put(table, sql.sql("select (to_jsonb(t) - 'xid')::text"
                    + " from " + table + " t order by 1")
                    .query((row, _) -> row.getString(1)).list()));
        }
        return rows;
    }

    /// What the server's role may do, and what holds for every row.
    private static List<String> rights(Database database) {
        return database.sql().sql("""
                select concat(relname, relrowsecurity, relforcerowsecurity,
                    has_table_privilege(oid, 'select'), has_table_privilege(oid, 'insert'),
                    has_table_privilege(oid, 'update'), has_table_privilege(oid, 'delete'))
                from pg_class
                where relnamespace = 'public'::regnamespace and relkind = 'r'
                union all
                select concat(relname, tgname, tgenabled) from pg_trigger
                join pg_class c on c.oid = tgrelid where not tgisinternal
                order by 1
                """).query((row, _) -> row.getString(1)).list();
    }

    /// As the first release's program wrote, by the schema it had: a row in every table.
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
            sql.sql("""
                    insert into access_log (account, centre, patient, what)
                    values ('somebody', 'old', 'OLD-1', 'a "page", and
                    more');
                    insert into signed_protocol (centre, protocol, version, hash, text, statement,
                        first, second)
                    values ('old', 'ili', 1, encode(sha256('text'), 'hex'), 'text', 'signed',
                        'somebody', 'another');
                    insert into theatre_ticket (hash, account, version, path)
                    values (sha256('ticket'), 'somebody', 1, '/theatre/1');
                    insert into feed_message (id, centre, hash, peer, sender, control, type, bytes,
                        state, reason)
                    values (1, 'old', sha256('MSH'), 'peer', 'laboratory', 'c1', 'ORU', 'MSH',
                        'done', '');
                    insert into feed_result (message, place, centre, key, status, issued, outcome)
                    values (1, 1, 'old', 'order-1', 'F', '2026-01-05T08:00Z', 'recorded');
                    insert into feed_meaning (centre, kind, word, means, by)
                    values ('old', 'code', 'CK', '', 'somebody');
                    insert into hospital_number (centre, number, patient, by)
                    values ('old', '0815', 'OLD-1', 'somebody');
                    insert into series_version (centre, key, version, cells, reason, author)
                    values ('old', 'neuwirth-2012', 1, '{"n": "14"}', 'misread', 'somebody');
                    insert into series_definition (name, version, conditions, divided_by, author)
                    values ('all', 1, '', '', 'somebody');
                    """).update();
        }
    }

    private static String one(Database database, String query) {
        return database.sql().sql(query).query(String.class).single();
    }
}
