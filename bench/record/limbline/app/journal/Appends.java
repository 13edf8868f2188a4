package limbline.app.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import limbline.app.database.Database;
import limbline.patient.PatientId;

/// Durable appends a second, chain and command ids on, in turn with the limit: as many connections
/// that insert one integer into a bare table and commit.
///
///     Appends FOLDER ROUNDS SECONDS [WRITERS...]      (1, 16 and 48 unless told otherwise)
///
/// Prints `writers, ours, bare` in events a second, one line a round, and behind them what an event
/// took of the processors in µs: ours in this program and in PostgreSQL, bare in both.
public final class Appends {

    private static final List<Integer> WRITERS = List.of(1, 16, 48);
    private static final double WARM_SECONDS = 5;
    private static final String BODY = "{\"analyte\":\"creatine-kinase\",\"value\":\"563 U/L\"}";

    private final Path folder;
    private final Database database;
    private final Journal journal;

    private Appends(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
        this.journal = new Journal(database);
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[1]);
        double seconds = Double.parseDouble(args[2]);
        List<Integer> asked = args.length == 3 ? WRITERS
                : Arrays.stream(args).skip(3).map(Integer::valueOf).toList();
        try (Database database = Database.embedded(Path.of(args[0]))) {
            try (Connection owner = database.asOwner(); var statement = owner.createStatement()) {
                statement.execute("drop table if exists bare");
                statement.execute("create table bare (i integer)");
            }
            Appends appends = new Appends(Path.of(args[0]), database);
            // Warm: compiled code here, and there each page of the indexes once in the log.
            appends.ours(WRITERS.getLast(), WARM_SECONDS);
            for (int writers : asked) {
                appends.ours(writers, 1);
                appends.bare(writers, 1);
                for (int round = 0; round < rounds; round++) {
                    Speed ours = appends.ours(writers, seconds);
                    Speed bare = appends.bare(writers, seconds);
                    System.out.printf("%d\t%.0f\t%.0f\t%.1f\t%.1f\t%.1f\t%.1f%n", writers,
                            ours.aSecond, bare.aSecond, ours.program, ours.postgres, bare.program,
                            bare.postgres);
                }
            }
            try (Connection owner = database.asOwner(); var statement = owner.createStatement()) {
                statement.execute("drop table bare");
            }
        }
    }

    /// @param aSecond events
    /// @param program µs of processor time for each event, in this process
    /// @param postgres the same in PostgreSQL's
    private record Speed(double aSecond, double program, double postgres) {}

    private interface Writing {
        void once() throws Exception;
    }

    private Speed ours(int writers, double seconds) throws Exception {
        List<Writing> all = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            PatientKey patient = new PatientKey(Load.CENTRE,
                    new PatientId("A-" + UUID.randomUUID()));
            int[] position = {0};
            all.add(() -> {
                UUID command = CommandId.fresh(); // and a command's only event has its id
                EventText text = new EventText(command, "laboratory-reported", 1, BODY,
                        "{\"on\":\"2026-11-25\"}", LocalDate.EPOCH, "bench", null);
                Appending appended = journal.append(
                        patient, position[0], command, "bench", List.of(text));
                if (!(appended instanceof Appending.Appended)) {
                    throw new IllegalStateException(appended.toString());
                }
                position[0]++;
            });
        }
        return speed(all, seconds);
    }

    private Speed bare(int writers, double seconds) throws Exception {
        List<Connection> connections = new ArrayList<>();
        List<Writing> all = new ArrayList<>();
        try {
            for (int i = 0; i < writers; i++) {
                Connection connection = database.asOwner();
                connections.add(connection);
                PreparedStatement insert =
                        connection.prepareStatement("insert into bare values (1)");
                all.add(insert::executeUpdate);
            }
            return speed(all, seconds);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private Speed speed(List<Writing> writers, double length) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        List<Exception> failed = new ArrayList<>();
        Thread[] threads = writers.stream().map(one -> Thread.ofPlatform().unstarted(() -> {
            long count = 0;
            try {
                while (!stop.get()) {
                    one.once();
                    count++;
                }
            } catch (Exception e) {
                synchronized (failed) {
                    failed.add(e);
                }
            }
            written.addAndGet(count);
        })).toArray(Thread[]::new);
        double program = program();
        double postgres = postgres();
        long begin = System.nanoTime();
        Arrays.stream(threads).forEach(Thread::start);
        Thread.sleep((long) (length * 1_000)); // the length of a round
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Speed(written.get() / seconds, (program() - program) / written.get(),
                (postgres() - postgres) / written.get());
    }

    private static double program() {
        return cpu(ProcessHandle.current());
    }

    private double postgres() throws IOException {
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(Files.readAllLines(
                folder.resolve("cluster/postmaster.pid")).getFirst().strip())).orElseThrow();
        return cpu(postmaster) + postmaster.children().mapToDouble(Appends::cpu).sum();
    }

    private static double cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e3;
    }
}
