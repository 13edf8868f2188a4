package limbline.app.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A PostgreSQL for tests, one of each kind in a JVM, stopped when the JVM ends.
abstract class TestServer {

    private static final long PID = ProcessHandle.current().pid();
    private static final String TEMPLATE = "template_" + PID;
    private static final AtomicInteger COUNT = new AtomicInteger();

    static TestServer embedded() {
        return Embedded.ONE;
    }

    static TestServer machinesOwn() {
        return MachinesOwn.ONE;
    }

    abstract Access owner(String database);

    abstract Access server(String database);

    abstract Database open(String database);

    /// Makes an empty database and gives its name.
    String create() {
        String name = "test_" + PID + "_" + COUNT.incrementAndGet();
        onServer("create database " + name + " template " + TEMPLATE);
        return name;
    }

    void drop(String database) {
        onServer("drop database if exists " + database + " with (force)");
    }

    void prepareTemplate() {
        dropWhatKilledRunsLeft();
        onServer("create database " + TEMPLATE);
        Database.prepare(owner(TEMPLATE), server(TEMPLATE), List.of());
    }

    void dropTemplate() {
        drop(TEMPLATE);
    }

    private void onServer(String sql) {
        FreshDatabase.execute(owner("postgres"), sql);
    }

    private void dropWhatKilledRunsLeft() {
        List<String> names;
        try (Connection connection = FreshDatabase.connect(owner("postgres"))) {
            names = JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("select datname from pg_database where datname ~ '^(test|template)_[0-9]'")
                    .query((row, _) -> row.getString("datname")).list();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        names.stream()
                .filter(one -> ProcessHandle.of(Long.parseLong(one.split("_", -1)[1])).isEmpty())
                .forEach(this::drop);
    }

    private static final class Embedded extends TestServer {

        private static final Path FOLDER = Path.of("target", "test-database").toAbsolutePath();

        static final TestServer ONE = start();

        private final EmbeddedPostgres postgres = join();

        private static TestServer start() {
            Embedded server = new Embedded();
            server.prepareTemplate();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.dropTemplate();
                server.postgres.close();
            }));
            return server;
        }

        private static EmbeddedPostgres join() {
            return EmbeddedPostgres.open(FOLDER, (_, _) -> { });
        }

        @Override
        Access owner(String database) {
            return postgres.owner(database);
        }

        @Override
        Access server(String database) {
            return postgres.server(database);
        }

        @Override
        Database open(String database) {
            return Database.in(join(), database);
        }
    }

    /// What Debian and others install below `/usr/lib/postgresql`: started in a folder of its own,
    /// by its own programs, and then only reached by its address, like a hospital's.
    private static final class MachinesOwn extends TestServer {

        private static final Path PLACE = Path.of("/usr/lib/postgresql");

        static final TestServer ONE = start();

        private final Path programs;
        private final Path folder;
        private final ServiceUser user;
        private final int port;

        private MachinesOwn(Path programs, Path folder, int port) throws IOException {
            this.programs = programs;
            this.folder = folder;
            this.user = ServiceUser.of(folder, folder.resolve("cluster"));
            this.port = port;
        }

        private static TestServer start() {
            try {
                Optional<Path> programs = newest();
                if (programs.isEmpty()) {
                    System.out.println("No PostgreSQL of this machine's own was found in " + PLACE
                            + ": the journal is tested on the embedded one only.");
                    return Embedded.ONE;
                }
                Path folder = Files.createDirectories(
                        Path.of("target", "own-postgres-" + PID).toAbsolutePath());
                Disk.makeFolder(folder, "rwxr-xr-x");
                MachinesOwn server = new MachinesOwn(programs.get(), folder, freePort());
                server.initialiseAndStart();
                Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
                server.prepareTemplate();
                return server;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Optional<Path> newest() throws IOException {
            if (!Files.isDirectory(PLACE)) {
                return Optional.empty();
            }
            try (Stream<Path> versions = Files.list(PLACE)) {
                return versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.naturalOrder());
            }
        }

        private void initialiseAndStart() throws IOException {
            Path cluster = folder.resolve("cluster");
            Disk.makeFolder(cluster, "rwx------");
            user.own(cluster);
            Path password = folder.resolve("password");
            Disk.writePrivately(password, "owner");
            user.own(password);
            run("initdb", "-D", cluster.toString(), "-U", "hospital_owner",
                    "--auth=scram-sha-256", "--pwfile=" + password, "-E", "UTF8", "--locale=C");
            run("pg_ctl", "-D", cluster.toString(), "-l", cluster.resolve("log").toString(), "-w",
                    "-o", "-p " + port + " -c listen_addresses=127.0.0.1"
                            + " -c unix_socket_directories=''", "start");
            FreshDatabase.execute(owner("postgres"),
                    "create role hospital_server login password 'server'");
        }

        private void stop() {
            run("pg_ctl", "-D", folder.resolve("cluster").toString(), "-m", "immediate", "stop");
            try {
                Disk.delete(folder);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void run(String program, String... arguments) {
            List<String> command = new ArrayList<>(List.of(arguments));
            command.addFirst(programs.resolve(program).toString());
            Tool done = Tool.run(user, Path.of("/"), command);
            if (done.exitCode() != 0) {
                throw new IllegalStateException(program + ": " + done.output());
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        @Override
        Access owner(String database) {
            return new Access(url(database), "hospital_owner", "owner");
        }

        @Override
        Access server(String database) {
            return new Access(url(database), "hospital_server", "server");
        }

        @Override
        Database open(String database) {
            return Database.external(owner(database), server(database));
        }

        private String url(String database) {
            return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
        }
    }
}
