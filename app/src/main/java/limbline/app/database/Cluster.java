package limbline.app.database;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of one embedded PostgreSQL and the programs that work on them. Every method that
/// changes something is called with the gate of [FolderLocks] held.
final class Cluster {

    static final String OWNER = "limbline_owner";

    /// No Unix socket: its path may not be longer than 107 bytes, and loopback serves as well.
    /// Statements and row values stay out of the log, because they are about patients.
    private static final String SETTINGS = " -c listen_addresses=127.0.0.1"
            + " -c unix_socket_directories=''"
            + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
            + " -c shared_buffers=256MB -c max_wal_size=4GB -c checkpoint_timeout=15min -c max_connections=60 -c timezone=UTC"
            + " -c log_min_messages=log -c log_min_error_statement=panic"
            + " -c log_error_verbosity=terse -c log_checkpoints=off";

    private static final int SECONDS_TO_ANSWER = 60;

    private final Path folder;
    private final Path data;
    private final Path log;
    private final Path binaries;
    private final ServiceUser user;

    private Cluster(Path folder, Path binaries, ServiceUser user) {
        this.folder = folder;
        this.data = folder.resolve("cluster");
        this.log = folder.resolve("log");
        this.binaries = binaries;
        this.user = user;
    }

    /// A process of PostgreSQL that looks after this cluster.
    record Postmaster(ProcessHandle process, int port) {}

    /// The cluster below the folder, unpacked and initialised where that has not been done. What
    /// a killed run left half done is thrown away and done again: only what is whole is moved to
    /// its place.
    static Cluster in(Path folder) throws IOException {
        ServiceUser user = ServiceUser.of(folder, folder.resolve("cluster"));
        Cluster cluster = new Cluster(folder, PostgresBinaries.below(folder), user);
        Disk.makeFolder(cluster.log, "rwx------");
        user.own(cluster.log);
        if (Files.exists(cluster.data)) {
            cluster.checkWhole();
        } else {
            cluster.initialise();
        }
        return cluster;
    }

    private void checkWhole() throws IOException {
        Path version = data.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            throw CannotStart.because("%s is not a database: move it away, or choose another data"
                    + " folder with --data.", data);
        }
        String found = Files.readString(version).strip();
        String ours = PostgresBinaries.VERSION.split("\\.", 2)[0];
        if (!found.equals(ours)) {
            throw CannotStart.because("%s was written by PostgreSQL %s and this program brings %s:"
                    + " write a backup with the program that made it and restore that into a new"
                    + " data folder.", data, found, ours);
        }
        if (Secrets.read(folder).isEmpty()) {
            throw CannotStart.because("The passwords of the database (database.properties) are"
                    + " missing in %s: put the file back from a copy of the data folder, or restore"
                    + " a backup into a new one.", folder);
        }
    }

    private void initialise() throws IOException {
        Path fresh = folder.resolve("cluster.new");
        Path password = folder.resolve("initdb.password");
        Disk.delete(fresh);
        Secrets secrets = Secrets.fresh();
        secrets.write(folder);
        Disk.writePrivately(password, secrets.ownerPassword());
        user.own(password);
        Disk.makeFolder(fresh, "rwx------");
        user.own(fresh);
        Tool done = tool("initdb", "-D", fresh.toString(), "-U", OWNER, "--auth=scram-sha-256",
                "--pwfile=" + password, "-E", "UTF8", "--locale-provider=builtin",
                "--locale=C.UTF-8", "--data-checksums");
        Files.delete(password);
        if (done.exitCode() != 0) {
            throw failed("be initialised", done.output());
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /// The living process that looks after the cluster, if there is one.
    Optional<Postmaster> running() throws IOException {
        Path file = data.resolve("postmaster.pid");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        if (lines.size() < 4) { // being written, or stale
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(Cluster::isPostgres)
                .map(process -> new Postmaster(process, Integer.parseInt(lines.get(3).strip())));
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive() && process.info().command().or(() -> name(process))
                .filter(name -> name.equals("postgres") || name.endsWith("/postgres")).isPresent();
    }

    /// Of a service whose users have a namespace of their own, the system tells the name alone and not
    /// which file that is.
    private static Optional<String> name(ProcessHandle process) {
        try {
            return Optional.of(
                    Files.readString(Path.of("/proc/" + process.pid() + "/comm")).strip());
        } catch (IOException _) { // another system, or it has ended
            return Optional.empty();
        }
    }

    /// Starts it and waits until it answers; at the same port as before if that is free, so that
    /// whoever was connected finds it again.
    ///
    /// The file `postmaster.pid` of a killed one stays where it is: by it PostgreSQL sees whether
    /// children of that one still write, and waits for them with us.
    void start() throws IOException {
        Secrets secrets = Secrets.read(folder).orElseThrow();
        long end = System.nanoTime() + SECONDS_TO_ANSWER * 1_000_000_000L;
        int port = freePort(secrets.port());
        while (true) {
            secrets.withPort(port).write(folder);
            if (startAt(port).exitCode() == 0) {
                return;
            }
            String said = lastWords();
            boolean taken = said.contains("Address already in use"); // since we looked
            boolean dying = said.contains("\"postmaster.pid\" already exists");
            boolean leaving = dying || said.contains("pre-existing shared memory");
            if (dying && System.nanoTime() > end) {
                throw CannotStart.because("%s names a process that is no PostgreSQL: make sure that"
                        + " none runs on this folder, delete that file and start again.",
                        data.resolve("postmaster.pid"));
            }
            if ((!taken && !leaving) || System.nanoTime() > end) {
                throw failed("be started", said);
            }
            port = taken ? freePort(0) : port;
            Pause.briefly();
        }
    }

    private Tool startAt(int port) throws IOException {
        Path file = log.resolve("postgresql.log");
        if (Files.exists(file)) {
            Files.move(file, log.resolve("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return tool("pg_ctl", "-D", data.toString(), "-l", file.toString(), "-w",
                "-t", Integer.toString(SECONDS_TO_ANSWER), "-o", "-p " + port + SETTINGS, "start");
    }

    /// Stops it in order, ending every session, if it runs.
    void stop() throws IOException {
        if (running().isPresent()) {
            Tool done = tool("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "stop");
            if (done.exitCode() != 0 && running().isPresent()) { // it may have died meanwhile
                throw failed("be stopped", done.output());
            }
        }
    }

    private Tool tool(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(binaries.resolve("bin").resolve(program).toString());
        return Tool.run(user, Path.of("/"), command);
    }

    private String lastWords() throws IOException {
        Path file = log.resolve("postgresql.log");
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    private CannotStart failed(String what, String said) {
        if (Disk.isFull(said)) {
            return Disk.full(folder);
        }
        return CannotStart.because("The database in %s could not %s; see %s. PostgreSQL said: %s",
                folder, what, log, said.isEmpty() ? "nothing" : lastLine(said));
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    private static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (BindException e) {
            return freePort(0);
        }
    }
}
