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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import limbline.app.database.Database;
import limbline.app.database.Trouble;
import limbline.patient.PatientId;
import org.springframework.dao.DataAccessException;

/// Eight writers without a pause, while the disk fills up or cannot be written to, the clock is set
/// forth and back, the database is stopped, and its connections are taken. Says for each what the
/// writers were told, how long nothing was acknowledged after the fault was over, and in the end
/// whether all that was acknowledged is there once and the chains hold.
///
///     Faults FOLDER [DISK]                       DISK is the small file system it is on, to be filled
///     Faults clock FOLDER FILE                   FILE says to libfaketime what the time is
///     Faults read-only FOLDER TRIGGER EVENTS     a byte in TRIGGER makes the file system read-only;
///                                                ends as a power cut would, EVENTS lists what to find
///     Faults mended FOLDER EVENTS                after the file system was checked and mounted again
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
        switch (args[0]) {
            case "clock" -> with(Path.of(args[1]), faults -> faults.setClock(Path.of(args[2])));
            case "read-only" -> with(Path.of(args[1]),
                    faults -> faults.makeReadOnly(Path.of(args[2]), Path.of(args[3])));
            case "mended" -> with(Path.of(args[1]), faults -> {
                for (String line : Files.readAllLines(Path.of(args[2]))) {
                    faults.acknowledged.add(UUID.fromString(line));
                }
                System.out.print("checked, mounted again and started: ");
            });
            default -> with(Path.of(args[0]), faults -> {
                if (args.length > 1) {
                    Path ballast = Path.of(args[1], "ballast");
                    faults.suffer("full disk", () -> faults.fill(ballast),
                            () -> Files.delete(ballast));
                }
                faults.suffer("database stopped", faults::stop, () -> { });
                List<Connection> taken = new ArrayList<>();
                faults.suffer("connections exhausted", () -> faults.takeAll(taken), () -> {
                    for (Connection one : taken) {
                        one.close();
                    }
                });
            });
        }
    }

    private interface Campaign {
        void run(Faults faults) throws Exception;
    }

    private static void with(Path folder, Campaign campaign) throws Exception {
        try (Database database = Database.embedded(folder)) {
            Centres centres = new Centres(database.sql());
            if (!centres.knows(CENTRE)) {
                centres.add(new Centre(CENTRE, "Faults", true));
            }
            Faults faults = new Faults(folder, database);
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                PatientKey patient = new PatientKey(CENTRE, new PatientId("P-" + i));
                writers.add(Thread.ofPlatform().daemon().start(() -> faults.write(patient)));
            }
            faults.moreThan(100);
            campaign.run(faults);
            faults.stopped = true;
            for (Thread writer : writers) {
                writer.join();
            }
            faults.check();
        }
    }

    private void setClock(Path file) throws Exception {
        for (String time : List.of("+400d", "-3d", "+1h", "-20y", "+0")) {
            suffer("clock set to now" + time,
                    () -> Files.writeString(file, time + "\n"),
                    () -> { });
        }
    }

    /// A file system that is read-only by an error does not come back without a check.
    private void makeReadOnly(Path trigger, Path events) throws Exception {
        said.clear();
        long before = count.get();
        Files.writeString(trigger, "1");
        Thread.sleep(6_000); // the length of the fault
        System.out.printf("read-only disk: writers were told %s; %d acknowledged meanwhile%n",
                said.isEmpty() ? "nothing" : new TreeSet<>(said), count.get() - before);
        Files.write(events, acknowledged.stream().map(UUID::toString).toList());
        List<String> lines = Files.readAllLines(folder.resolve("cluster/postmaster.pid"));
        new ProcessBuilder("kill", "-QUIT", lines.getFirst().strip()).start().waitFor();
        Runtime.getRuntime().halt(0);
    }

    private void write(PatientKey patient) {
        int position = journal.read(patient).size();
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
        int pauses = SECONDS_TO_RECOVER * 200; // counted, so that being stopped costs no patience
        while (count.get() < wanted) {
            if (pauses-- == 0) {
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
