package limbline.app.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// An empty, migrated database for a test class, on one real embedded PostgreSQL for all classes:
///
/// ```java
/// @RegisterExtension
/// static final FreshDatabase fresh = new FreshDatabase();
/// ...
/// fresh.database().sql().sql("select count(*) from journal")...
/// ```
///
/// The first use unpacks and starts it (about 3 s, later runs 1 s), each further class copies a
/// template (about 0.1 s). It is stopped when the JVM ends; what a killed run left behind is
/// adopted, or started again, by the next.
public final class FreshDatabase implements BeforeAllCallback, AfterAllCallback {

    private static final Path FOLDER = Path.of("target", "test-database").toAbsolutePath();
    private static final long PID = ProcessHandle.current().pid();
    private static final String TEMPLATE = "template_" + PID;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final SequencedMap<String, Database> open = new LinkedHashMap<>();
    private String name = "none yet";
    private @Nullable Database database;

    /// Held open until the JVM ends.
    private static final class Shared {

        static final EmbeddedPostgres POSTGRES = open();

        private static EmbeddedPostgres open() {
            EmbeddedPostgres postgres = EmbeddedPostgres.open(FOLDER, (_, _) -> { });
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                execute(postgres, "drop database if exists " + TEMPLATE);
                postgres.close();
            }));
            dropWhatKilledRunsLeft(postgres);
            execute(postgres, "create database " + TEMPLATE);
            Database.prepare(postgres.owner(TEMPLATE), postgres.server(TEMPLATE), List.of());
            return postgres;
        }
    }

    /// The database of this class, as the program sees it.
    public Database database() {
        if (database == null) {
            throw new IllegalStateException("register FreshDatabase as a static extension");
        }
        return database;
    }

    /// How the owner of the tables reaches it: for tests that tamper.
    public Access owner() {
        return Shared.POSTGRES.owner(name);
    }

    /// How the server reaches it.
    public Access server() {
        return Shared.POSTGRES.server(name);
    }

    /// Runs one statement as the owner of the tables.
    public void asOwner(String sql) {
        execute(owner(), sql);
    }

    /// One more empty database, for a test that needs its own.
    public Database another() {
        String name = "test_" + PID + "_" + COUNT.incrementAndGet();
        execute(Shared.POSTGRES, "create database " + name + " template " + TEMPLATE);
        Database another = Database.in(EmbeddedPostgres.open(FOLDER, (_, _) -> { }), name);
        open.put(name, another);
        return another;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        database = another();
        name = open.firstEntry().getKey();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        open.forEach((name, database) -> {
            database.close();
            execute(Shared.POSTGRES, "drop database " + name + " with (force)");
        });
    }

    private static void dropWhatKilledRunsLeft(EmbeddedPostgres postgres) {
        Access owner = postgres.owner("postgres");
        List<String> names;
        try (Connection connection = connect(owner)) {
            names = JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("select datname from pg_database where datname ~ '^(test|template)_[0-9]'")
                    .query((row, _) -> row.getString("datname")).list();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        names.stream()
                .filter(one -> ProcessHandle.of(Long.parseLong(one.split("_", -1)[1])).isEmpty())
                .forEach(one -> execute(owner, "drop database " + one + " with (force)"));
    }

    private static void execute(EmbeddedPostgres postgres, String sql) {
        execute(postgres.owner("postgres"), sql);
    }

    private static void execute(Access access, String sql) {
        try (Connection connection = connect(access);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Connection connect(Access access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }
}
