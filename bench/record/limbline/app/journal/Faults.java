package limbline.app.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import limbline.app.database.Database;
import limbline.app.database.Trouble;
import limbline.patient.PatientId;
import org.springframework.dao.DataAccessException;

/// Eight writers without a pause, while the disk fills up, cannot be written to, the database is
/// stopped, and its connections are taken. Says for each what the writers were told, how long
/// nothing was acknowledged after the fault was over, and in the end whether all that was
/// acknowledged is there once and the chains hold.
///
///     Faults FOLDER [DISK]
///
/// DISK is the file system the folder is on, small, and ours to fill and to mount anew.
public final class Faults {

    private static final int WRITERS = 8;
    private static final String CENTRE = "faults";
    private static final int SECONDS_TO_RECOVER = 120;

    private final Path folder;
    private final Database database;
    private final Journal journal;
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicLong count = new AtomicLong();
    private final Set<String> said = new ConcurrentSkipListSet<>();
    private volatile boolean stopped;

    private Faults(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
        this.journal = new Journal(database);
    }

    private interface Fault {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        try (Database database = Database.embedded(folder)) {
            new Centres(database.sql()).add(new Centre(CENTRE, "Faults", true));
            Faults faults = new Faults(folder, database);
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                PatientKey patient = new PatientKey(CENTRE, new PatientId("P-" + i));
                writers.add(Thread.ofPlatform().daemon().start(() -> faults.write(patient)));
            }
            faults.moreThan(100);
            if (args.length > 1) {
                Path disk = Path.of(args[1]);
                faults.suffer("full disk", () -> faults.fill(disk.resolve("ballast")),
                        () -> Files.delete(disk.resolve("ballast")));
                if (mount(disk, "ro")) {
                    faults.suffer("read-only disk", () -> { }, () -> mount(disk, "rw"));
                } else {
                    System.out.println("read-only disk: not tried, since a file system with files"
                            + " open for writing is not remounted");
                }
            }
            faults.suffer("database stopped", faults::stop, () -> { });
            List<Connection> taken = new ArrayList<>();
            faults.suffer("connections exhausted", () -> faults.takeAll(taken), () -> {
                for (Connection one : taken) {
                    one.close();
                }
            });
            faults.stopped = true;
            for (Thread writer : writers) {
                writer.join();
            }
            faults.check();
        }
    }

    private void write(PatientKey patient) {
        int position = 0;
        while (!stopped) {
            UUID command = UUID.randomUUID();
            EventText event = new EventText(UUID.randomUUID(), "limb-checked", 1,
                    "{\"grade\":\"II\"}", "{\"on\":\"2026-11-25\"}", LocalDate.EPOCH, "", null);
            boolean answered = false;
            while (!answered) {
                try {
                    position = switch (journal.append(
                            patient, position, command, "faults", List.of(event))) {
                        case Appending.Appended(_, int last) -> last;
                        case Appending.AlreadyWritten(var written) -> written.getLast().position();
                        case Appending.Conflict(var between) ->
                            throw new IllegalStateException("somebody else wrote " + between);
                    };
                    acknowledged.add(event.event());
                    count.incrementAndGet();
                    answered = true;
                } catch (DataAccessException e) {
                    Optional<Trouble> trouble = Trouble.of(e);
                    said.add(trouble.map(Trouble::term).orElseGet(() -> "other: " + root(e)));
                    LockSupport.parkNanos(20_000_000); // a person would wait longer
                }
            }
        }
    }

    private static String root(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private void suffer(String name, Fault begin, Fault end) throws Exception {
        said.clear();
        long before = count.get();
        begin.run();
        Thread.sleep(3_000); // the length of the fault
        end.run();
        long over = System.nanoTime();
        moreThan(20);
        System.out.printf("%s: writers were told %s; %d acknowledged meanwhile, the next 20 within"
                + " %.1f s of its end%n", name, said.isEmpty() ? "nothing" : new TreeSet<>(said),
                count.get() - before - 20, (System.nanoTime() - over) / 1e9);
    }

    private void moreThan(int more) throws InterruptedException {
        long wanted = count.get() + more;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_RECOVER);
        while (count.get() < wanted) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("nothing was acknowledged for %s s; the writers were"
                        .formatted(SECONDS_TO_RECOVER) + " told " + said);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void fill(Path ballast) throws IOException {
        byte[] some = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(some);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    private static boolean mount(Path disk, String how) throws IOException, InterruptedException {
        return new ProcessBuilder("mount", "-o", "remount," + how, disk.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start().waitFor() == 0;
    }

    private void stop() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("cluster/postmaster.pid"));
        new ProcessBuilder("kill", "-INT", lines.getFirst().strip()).start(); // "fast"
    }

    private void takeAll(List<Connection> taken) {
        try {
            while (taken.size() < 200) {
                taken.add(database.asOwner());
            }
        } catch (SQLException e) {
            System.out.printf("%d connections taken; the next was refused: %s%n", taken.size(),
                    e.getMessage());
        }
    }

    private void check() {
        Set<UUID> lost = new HashSet<>(acknowledged);
        Set<UUID> there = new HashSet<>();
        long[] rows = {0};
        journal.readEach(CENTRE, patient -> patient.forEach(one -> {
            there.add(one.event().event());
            rows[0]++;
        }));
        List<String> findings = new Seals(folder).verify(database.dataSource()).findings();
        lost.removeAll(there);
        System.out.printf("%d acknowledged; lost %d, twice %d, findings %s%n",
                acknowledged.size(), lost.size(), rows[0] - there.size(), findings);
    }
}
