package limbline.app.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// An empty, migrated database for a test class, on one real PostgreSQL for all classes:
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

    private final Supplier<TestServer> servers;
    private final SequencedMap<String, Database> open = new LinkedHashMap<>();
    private @Nullable Database database;
    private String name = "none yet";

    /// On the embedded PostgreSQL.
    public FreshDatabase() {
        this(TestServer::embedded);
    }

    private FreshDatabase(Supplier<TestServer> servers) {
        this.servers = servers;
    }

    /// On a PostgreSQL that this machine has of its own, as a hospital would. Where there is none,
    /// that is said, and it is the embedded one again.
    public static FreshDatabase onTheMachinesOwn() {
        return new FreshDatabase(TestServer::machinesOwn);
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
        return servers.get().owner(name);
    }

    /// How the server reaches it.
    public Access server() {
        return servers.get().server(name);
    }

    /// Runs one statement as the owner of the tables.
    public void asOwner(String sql) {
        execute(owner(), sql);
    }

    /// One more empty database, for a test that needs its own.
    public Database another() {
        String another = servers.get().create();
        Database fresh = servers.get().open(another);
        open.put(another, fresh);
        return fresh;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        database = another();
        name = open.firstEntry().getKey();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        open.forEach((one, opened) -> {
            opened.close();
            servers.get().drop(one);
        });
    }

    static void execute(Access access, String sql) {
        try (Connection connection = connect(access);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static Connection connect(Access access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }
}
