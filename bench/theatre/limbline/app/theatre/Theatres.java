package limbline.app.theatre;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import limbline.app.database.Database;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.ProtocolFile;
import limbline.app.theatre.TheatreDesk.Mode;
import limbline.event.Entry;
import limbline.event.ProtocolVersion;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.patient.Drug;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.PatientId;
import limbline.patient.Side;
import limbline.protocol.Protocol;
import limbline.theatre.SignedOrder;

/// Theatres that all write something down every second, on a real PostgreSQL: how long it takes from
/// the entry to the acknowledgement, which stands on the disk.
///
///     Theatres FOLDER PROTOCOL THEATRES SECONDS
///
/// Prints `what, count, p50, p99, longest` in milliseconds.
public final class Theatres {

    private static final String CENTRE = "bench";
    private static final Limb LIMB = Limb.of(Side.LEFT, Extremity.LEG);
    private static final ProtocolVersion VERSION = new ProtocolVersion("0".repeat(64));
    private static final int WARM_SECONDS = 10;

    private enum What { FACT, PERMITTED, REFUSED, QUESTION }

    /// One theatre, on its way, with what it took.
    private record Room(PatientKey patient, EventId procedure, Map<What, List<Double>> times) {}

    private final TheatreDesk desk;

    private Theatres(TheatreDesk desk) {
        this.desk = desk;
    }

    public static void main(String[] args) throws Exception {
        // A step that may be taken again and again, so that there is always one to permit.
        Protocol protocol = ProtocolFile.parse(ProtocolFile.text(Path.of(args[1]))
                .replace("  - id: prime-circuit\n", "  - id: prime-circuit\n    repeats: yes\n"));
        int theatres = Integer.parseInt(args[2]);
        int seconds = Integer.parseInt(args[3]);
        Files.createDirectories(Path.of(args[0]));
        try (Database database = Database.embedded(Path.of(args[0]))) {
            new Centres(database.sql()).add(new Centre(CENTRE, "A bench", true));
            Theatres bench = new Theatres(new TheatreDesk(new Journal(database), signed(protocol),
                    InstantSource.system(), ZoneOffset.UTC));
            List<Room> rooms = new ArrayList<>();
            for (int i = 0; i < theatres; i++) {
                rooms.add(bench.open());
            }
            bench.run(rooms, WARM_SECONDS);
            rooms.forEach(room -> room.times().values().forEach(List::clear));
            bench.run(rooms, seconds);
            print(rooms);
        }
    }

    private Room open() {
        PatientKey patient = new PatientKey(CENTRE, new PatientId("B-" + UUID.randomUUID()));
        EventId procedure = new EventId(UUID.randomUUID());
        desk.begin(patient, act(procedure.value()), new EventId(UUID.randomUUID()));
        desk.compare(patient, procedure, act(UUID.randomUUID()), patient.patient(), LIMB);
        desk.take(patient, procedure, act(UUID.randomUUID()), Mode.IF_PERMITTED, "time-out",
                Finding.known("ben"));
        Map<What, List<Double>> times = new EnumMap<>(What.class);
        Arrays.stream(What.values()).forEach(what -> times.put(what, new ArrayList<>()));
        return new Room(patient, procedure, times);
    }

    private static Act act(UUID command) {
        return new Act(command, "ada", Instant.now());
    }

    private void run(List<Room> rooms, int seconds) throws Exception {
        Instant begin = Instant.now();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService screens = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < rooms.size(); i++) {
                Room room = rooms.get(i);
                Duration first = Duration.ofMillis(1_000L * i / rooms.size());
                all.add(screens.submit(() -> {
                    for (int second = 0; second < seconds; second++) {
                        Thread.sleep(Math.max(0, Duration.between(Instant.now(),
                                begin.plus(first).plusSeconds(second)).toMillis()));
                        enter(room, second);
                    }
                    return null;
                }));
            }
        }
        for (Future<?> one : all) {
            one.get(); // what went wrong in a theatre goes wrong here
        }
    }

    private void enter(Room room, int second) {
        Act act = act(UUID.randomUUID());
        timed(room, What.QUESTION, () -> desk.may(room.patient(), room.procedure(), "cuff-up"));
        switch (second % 4) {
            case 0 -> timed(room, What.FACT, () -> desk.enter(room.patient(), room.procedure(),
                    act, "limb-temperature", Amount.parse("37.6 Cel")));
            case 1 -> timed(room, What.FACT, () -> desk.enter(room.patient(), room.procedure(),
                    act, "act", Amount.parse("400 s")));
            case 2 -> timed(room, What.REFUSED, () -> desk.take(room.patient(), room.procedure(),
                    act, Mode.IF_PERMITTED, "cuff-up", Finding.notStated()));
            default -> timed(room, What.PERMITTED, () -> must(desk.take(room.patient(),
                    room.procedure(), act, Mode.IF_PERMITTED, "prime-circuit",
                    Finding.notStated())));
        }
    }

    private static void must(Answer answer) {
        if (!(answer instanceof Answer.Recorded)) {
            throw new IllegalStateException("not permitted: " + answer);
        }
    }

    private static void timed(Room room, What what, Runnable action) {
        long begin = System.nanoTime();
        action.run();
        room.times().get(what).add((System.nanoTime() - begin) / 1e6);
    }

    private static void print(List<Room> rooms) {
        for (What what : What.values()) {
            double[] times = rooms.stream().flatMap(room -> room.times().get(what).stream())
                    .mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf("%s\t%d\t%.1f\t%.1f\t%.1f%n", what.name().toLowerCase(), times.length,
                    times[times.length / 2], times[(int) (times.length * 0.99)],
                    times[times.length - 1]);
        }
    }

    private static Signed signed(Protocol protocol) {
        return new Signed() {
            @Override
            public Optional<ProtocolVersion> inForce(String centre, String id) {
                return Optional.of(VERSION);
            }

            @Override
            public Optional<Protocol> find(String centre, ProtocolVersion version) {
                return Optional.of(protocol);
            }

            @Override
            public Optional<SignedOrder> order(
                    PatientKey patient, List<Entry> entries, EventId order) {
                return Optional.of(new SignedOrder(order, patient.patient(), LIMB, protocol.id(),
                        VERSION, List.of(new SignedOrder.OrderedDrug(
                                Drug.MELPHALAN, Amount.parse("50 mg"))),
                        List.of(), List.of("ada", "ben")));
            }
        };
    }
}
