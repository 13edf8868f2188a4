package limbline.app.database;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL of a data folder, shared by every process that opens the folder: whoever comes
/// first starts it, or adopts one that a killed process left running; whoever leaves last stops it.
/// While it is open it is watched, and started again should it die.
///
/// It listens on the loopback address only and asks everybody for a password.
public final class EmbeddedPostgres implements AutoCloseable {

    /// The role the server works as; it may read, and write where the tables let it.
    public static final String SERVER = "limbline_server";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int SECONDS_TO_ANSWER = 60;

    /// It may be killed right behind a start; not so often.
    private static final int MOST_STARTS = 10;

    /// One for each folder that this process has open, because its locks can be opened only once.
    private static final Map<Path, EmbeddedPostgres> OPEN = new HashMap<>();

    private final Path folder;
    private final FolderLocks locks;
    private final Cluster cluster;
    private int users = 1;

    private EmbeddedPostgres(Path folder, Preparation preparation) throws IOException {
        this.folder = folder;
        locks = new FolderLocks(folder);
        try (FileLock _ = locks.enter()) {
            cluster = Cluster.in(folder);
            boolean alone = locks.alone();
            locks.use();
            startOrAdopt();
            makeRoleAndDatabase();
            preparation.prepare(this, alone);
        } catch (IOException | RuntimeException e) {
            locks.close();
            throw e;
        }
    }

    /// What is done to a database before anybody else may come in.
    interface Preparation {

        /// Called with nobody else able to come in.
        ///
        /// @param alone whether no other process works with the database
        void prepare(EmbeddedPostgres postgres, boolean alone);
    }

    /// Opens the database of a data folder, which is made if it is not there. To be closed.
    ///
    /// @throws CannotStart with one sentence that says what is in the way and what to do
    static EmbeddedPostgres open(Path folder, Preparation preparation) {
        return Disk.doing(folder, () -> {
            // Passable, so that the service user reaches his part; what is private lies deeper.
            Files.createDirectories(folder);
            Path real = folder.toRealPath();
            synchronized (OPEN) {
                EmbeddedPostgres open = OPEN.get(real);
                if (open != null) {
                    open.users++;
                    return open;
                }
                Disk.makeFolder(real, "rwx--x--x");
                EmbeddedPostgres fresh = new EmbeddedPostgres(real, preparation);
                OPEN.put(real, fresh);
                return fresh;
            }
        });
    }

    /// How to reach a database of it as the role that owns the tables.
    public Access owner(String database) {
        Secrets secrets = secrets();
        return new Access(url(secrets, database), Cluster.OWNER, secrets.ownerPassword());
    }

    /// How to reach a database of it as the role the server works as.
    public Access server(String database) {
        Secrets secrets = secrets();
        return new Access(url(secrets, database), SERVER, secrets.serverPassword());
    }

    /// Runs something that no other process may see half done (migrate, restore, rebuild): nobody
    /// can come in meanwhile.
    ///
    /// @throws CannotStart if another process works with the database
    public void alone(String what, Runnable work) {
        Disk.doing(folder, () -> {
            try (FileLock _ = locks.enter()) {
                if (!locks.alone()) {
                    throw CannotStart.because("Another process works with the database in %s, so it"
                            + " cannot be %s now: stop the server and other commands first.",
                            folder, what);
                }
                work.run();
            }
            return folder;
        });
    }

    /// Leaves the database, and stops it if nobody else works with it.
    @Override
    public void close() {
        synchronized (OPEN) {
            users--;
            if (users > 0) {
                return;
            }
            OPEN.remove(folder);
        }
        Disk.doing(folder, () -> {
            leave();
            return folder;
        });
    }

    private synchronized void leave() throws IOException {
        try (locks; FileLock _ = locks.enter()) {
            if (locks.leave()) {
                cluster.stop();
            }
        }
    }

    private void startOrAdopt() throws IOException {
        long end = System.nanoTime() + SECONDS_TO_ANSWER * 1_000_000_000L;
        int starts = 0;
        while (true) {
            Optional<Cluster.Postmaster> running = cluster.running();
            if (running.isEmpty() && starts == MOST_STARTS) {
                throw CannotStart.because("The database in %s says that it started and is not there:"
                        + " see %s. If a power cut damaged its programs, delete the folder %s and"
                        + " start again.", folder, folder.resolve("log"),
                        PostgresBinaries.below(folder).getFileName());
            } else if (running.isEmpty()) {
                cluster.start();
                starts++;
            } else if (answersAt(running.get().port())) {
                watch(running.get().process());
                return;
            } else if (System.nanoTime() > end) {
                throw CannotStart.because("The database in %s was left running (process %d) and"
                        + " does not answer: end that process and start again.",
                        folder, running.get().process().pid());
            } else {
                Pause.briefly(); // it is starting, recovering or stopping
            }
        }
    }

    private boolean answersAt(int port) throws IOException {
        Secrets secrets = Secrets.read(folder).orElseThrow();
        if (secrets.port() != port) {
            secrets.withPort(port).write(folder);
        }
        try (Connection _ = connect("postgres")) {
            return true;
        } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState())) { // wrong password
                throw CannotStart.because("The database in %s does not accept the passwords in"
                        + " database.properties there: put that file back from a copy of the data"
                        + " folder.", folder);
            }
            return false;
        }
    }

    private void makeRoleAndDatabase() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            if (isEmpty(statement, "select 1 from pg_roles where rolname = '" + SERVER + "'")) {
                statement.execute("create role " + SERVER + " login password '"
                        + secrets().serverPassword() + "'");
            }
            if (isEmpty(statement, "select 1 from pg_database where datname = 'limbline'")) {
                statement.execute("create database limbline");
            }
        } catch (SQLException e) {
            throw Disk.isFull(e.getMessage()) ? Disk.full(folder) : CannotStart.because(
                    "The database in %s could not be prepared: %s", folder, e.getMessage());
        }
    }

    private static boolean isEmpty(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // revive tells its own troubles
    private void watch(ProcessHandle process) {
        process.onExit().thenRunAsync(this::revive, Thread.ofPlatform().daemon()::start);
    }

    /// Called when the process that looked after the database is gone. What hinders its start may
    /// be over in a while: a full disk, or somebody who kills it again.
    private void revive() {
        while (!isBack()) {
            Pause.aWhile();
        }
    }

    /// True also if it was us who ended it, or we are no longer interested.
    private synchronized boolean isBack() {
        synchronized (OPEN) {
            if (OPEN.get(folder) != this) {
                return true;
            }
        }
        LOG.warn("the embedded PostgreSQL in {} has died and is started again", folder);
        try (FileLock _ = locks.enter()) {
            startOrAdopt();
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.error("the embedded PostgreSQL in {} cannot be started again; this is tried once"
                    + " more in a few seconds: {}", folder, e.getMessage());
            return false;
        }
    }

    private Connection connect(String database) throws SQLException {
        Access access = owner(database);
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }

    /// Read from the file each time: another process may have started it again at another port.
    private Secrets secrets() {
        return Disk.doing(folder, () -> Secrets.read(folder).orElseThrow());
    }

    private static String url(Secrets secrets, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?connectTimeout=5".formatted(
                secrets.port(), database);
    }
}
