package limbline.app.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import limbline.measure.Check;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// The database Limbline works with, open, migrated and fit to keep what is acknowledged.
///
/// Two roles: the owner's changes the schema, backs up and restores; the server's, which
/// everything else works as, may on the journal only read and append.
public final class Database implements AutoCloseable {

    /// What a connection names that works on the record as a whole, see `V231__row_security.sql`.
    private static final String ALL_CENTRES = "*";

    private static final int MOST_CONNECTIONS = 16;
    private static final int SECONDS_TO_CONNECT = 10;

    /// How this process is called in the database, so that another one sees that it is there.
    private static final String PROCESS =
            "limbline-" + ProcessHandle.current().pid() + "@" + host();

    private final Supplier<Access> owner;
    private final Supplier<Access> server;
    private final @Nullable EmbeddedPostgres embedded;
    private final boolean isBorrowed;
    private final HikariDataSource pool;

    private Database(Supplier<Access> owner, Supplier<Access> server,
            @Nullable EmbeddedPostgres embedded, boolean isBorrowed, String centre) {
        this.owner = owner;
        this.server = server;
        this.embedded = embedded;
        this.isBorrowed = isBorrowed;
        this.pool = pool(server, centre);
    }

    /// The database in a data folder, started if no other process has done so.
    ///
    /// @throws CannotStart if it cannot be had, with what to do
    public static Database embedded(Path folder) {
        EmbeddedPostgres postgres = EmbeddedPostgres.open(folder, (started, alone) ->
                prepare(started.owner("limbline"), started.server("limbline"),
                        alone ? List.of() : List.of("another one with the data folder " + folder)));
        return in(postgres, "limbline");
    }

    /// A database of an embedded PostgreSQL that has been prepared.
    static Database in(EmbeddedPostgres postgres, String database) {
        return new Database(() -> postgres.owner(database), () -> postgres.server(database),
                postgres, false, ALL_CENTRES);
    }

    /// A PostgreSQL of the hospital, 15 or newer, in which somebody has made one database and two
    /// roles, of which the first owns the database.
    ///
    /// @throws CannotStart if it cannot be had, with what to do
    public static Database external(Access owner, Access server) {
        prepare(owner, server, others(owner));
        return new Database(() -> owner, () -> server, null, false, ALL_CENTRES);
    }

    /// The same database as one centre's pages see it: the row security of PostgreSQL hides and
    /// refuses the rows of all others. To be closed before this one.
    public Database ofCentre(String centre) {
        Check.that(!centre.isBlank() && !centre.equals(ALL_CENTRES),
                "\"%s\" is not the id of one centre", centre);
        return new Database(owner, server, embedded, true, centre);
    }

    /// Connections of the server's role, pooled.
    public DataSource dataSource() {
        return pool;
    }

    /// SQL as the server's role.
    public JdbcClient sql() {
        return JdbcClient.create(pool);
    }

    /// A new connection of the owner's role, for what the server's may not do. To be closed.
    public Connection asOwner() throws SQLException {
        return connect(owner.get());
    }

    /// The name of the server's role, for rights that are granted to it.
    public String serverRole() {
        return server.get().user();
    }

    /// Drops every table and makes them anew, empty, as they were in an earlier version of the
    /// schema: for a backup from then.
    ///
    /// @param asOwner a connection of the owner's, in whose transaction all of it happens
    /// @throws IllegalArgumentException if there was no such version
    public void remake(Connection asOwner, String version) {
        Schema.remake(asOwner, version, serverRole());
    }

    /// Brings the tables forward to this program's version, with what is in them.
    ///
    /// @param asOwner a connection of the owner's, in whose transaction all of it happens
    public void migrate(Connection asOwner) {
        Schema.migrate(asOwner, serverRole());
    }

    /// Runs something that no other process may see half done.
    ///
    /// @param done what it is, as a participle for the refusal: `restored`
    /// @throws CannotStart if another process works with the database
    public void alone(String done, Runnable work) {
        if (embedded != null) {
            embedded.alone(done, work);
            return;
        }
        Schema.refuseBeside(others(owner.get()), done);
        work.run();
    }

    /// Leaves the database; an embedded one is stopped if nobody else works with it.
    @Override
    public void close() {
        pool.close();
        if (embedded != null && !isBorrowed) {
            embedded.close();
        }
    }

    static void prepare(Access owner, Access server, List<String> others) {
        try (Connection connection = connect(owner)) {
            Fitness.check(connection, owner);
            Schema.migrate(new SingleConnectionDataSource(connection, true), server.user(), others);
        } catch (SQLException e) {
            throw cannot(owner, e);
        }
        try (Connection connection = connect(server)) {
            Fitness.check(connection, server);
            Fitness.checkBelowRowSecurity(connection, server);
        } catch (SQLException e) {
            throw cannot(server, e);
        }
    }

    /// The other Limbline processes that work with the database. Their pools never are empty.
    private static List<String> others(Access owner) {
        try (Connection connection = connect(owner)) {
            return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("""
                            select distinct application_name
                            from pg_stat_activity
                            where datname = current_database()
                            and application_name like 'limbline-%' and application_name <> ?
                            """)
                    .param(PROCESS)
                    .query((row, _) -> row.getString("application_name"))
                    .list();
        } catch (SQLException e) {
            throw cannot(owner, e);
        }
    }

    private static Connection connect(Access access) throws SQLException {
        return connect(access, ALL_CENTRES);
    }

    /// A connection that says whose rows it works on, for as long as it lives. One that was never
    /// told sees none.
    private static Connection connect(Access access, String centre) throws SQLException {
        Connection connection =
                DriverManager.getConnection(access.url(), access.user(), access.password());
        try (PreparedStatement statement = connection.prepareStatement(
                "select set_config('limbline.centre', ?, false)")) {
            statement.setString(1, centre);
            statement.execute();
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// A database that was killed is back in a moment. Waiting for it here is shorter than failing,
    /// after which the pool pauses longer each time.
    private static Connection connectPatiently(Supplier<Access> access, String centre)
            throws SQLException {
        long end = System.nanoTime() + SECONDS_TO_CONNECT * 1_000_000_000L;
        while (true) {
            try {
                return connect(access.get(), centre);
            } catch (SQLException e) {
                boolean starting = "08001".equals(e.getSQLState())
                        || "57P03".equals(e.getSQLState());
                if (!starting || System.nanoTime() > end) {
                    throw e;
                }
                Pause.briefly();
            }
        }
    }

    private static CannotStart cannot(Access access, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "08001", "08006" -> CannotStart.because("No database answers at %s: start it, or"
                    + " correct the address (database.url).", access.url());
            case "28P01", "28000" -> CannotStart.because("The database refused %s: correct the user"
                    + " or the password.", access);
            case "3D000" -> CannotStart.because("There is no such database as in %s: create it, or"
                    + " correct the address (database.url).", access.url());
            case "53100" -> CannotStart.because("The disk of the database at %s is full: free some"
                    + " space there and start again.", access.url());
            default -> CannotStart.because("The database, asked by %s, said: %s",
                    access, e.getMessage());
        };
    }

    private static HikariDataSource pool(Supplier<Access> server, String centre) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("limbline");
        config.setMinimumIdle(2);
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setConnectionTimeout(SECONDS_TO_CONNECT * 1_000L);
        config.setDataSource(new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = connectPatiently(server, centre);
                connection.setClientInfo("ApplicationName", PROCESS);
                return connection;
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        });
        return new HikariDataSource(config);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
