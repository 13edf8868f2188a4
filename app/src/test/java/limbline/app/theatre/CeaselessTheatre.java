package limbline.app.theatre;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.app.database.Database;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.theatre.TheatreDesk.Mode;
import limbline.event.Entry;
import limbline.event.ProtocolVersion;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.patient.Drug;
import limbline.patient.PatientId;
import limbline.protocol.Protocol;
import limbline.theatre.SignedOrder;
import org.springframework.dao.DataAccessException;

/// A process with four theatres in which something is written down without a pause, from two screens
/// each. It says of each command that was acknowledged `ack COMMAND`, and sends a command again
/// until it is answered.
final class CeaselessTheatre {

    static final int THEATRES = 4;

    private CeaselessTheatre() {}

    /// Any order is signed and the same, so that it is there again after a restart.
    static final class Always implements Signed {

        private final Protocol protocol = Chart.protocol("demo-ili");

        @Override
        public Optional<ProtocolVersion> inForce(String centre, String id) {
            return Optional.of(TestSigned.VERSION);
        }

        @Override
        public Optional<Protocol> find(String centre, ProtocolVersion version) {
            return Optional.of(protocol);
        }

        @Override
        public Optional<SignedOrder> order(
                PatientKey patient, List<Entry> entries, EventId order) {
            return Optional.of(new SignedOrder(order, patient.patient(), Chart.LEFT_LEG,
                    "demo-ili", TestSigned.VERSION, List.of(new SignedOrder.OrderedDrug(
                            Drug.MELPHALAN, Amount.parse("50 mg"))), List.of(),
                    List.of("ada", "ben")));
        }
    }

    static PatientKey patient(int theatre) {
        return new PatientKey(Theatre.CENTRE, new PatientId("P-" + theatre));
    }

    static EventId procedure(int theatre) {
        return new EventId(UUID.nameUUIDFromBytes(
                ("theatre " + theatre).getBytes(StandardCharsets.UTF_8)));
    }

    static TheatreDesk desk(Database database) {
        return new TheatreDesk(new Journal(database), new Always(), InstantSource.system(),
                ZoneOffset.UTC);
    }

    public static void main(String[] arguments) throws Exception {
        try (Database database = Database.embedded(Path.of(arguments[0]))) {
            new Centres(database.sql()).add(new Centre(Theatre.CENTRE, "A clinic", false));
            TheatreDesk desk = desk(database);
            for (int theatre = 0; theatre < THEATRES; theatre++) {
                int own = theatre;
                desk.begin(patient(own), new Act(procedure(own).value(), "ada", Instant.now()),
                        new EventId(new UUID(0, 9)));
                for (int screen = 0; screen < 2; screen++) {
                    Thread.ofPlatform().daemon().start(() -> write(desk, own));
                }
            }
            System.in.read();
        }
    }

    private static void write(TheatreDesk desk, int theatre) {
        for (int i = 0; true; i++) {
            Act act = new Act(UUID.randomUUID(), "ada", Instant.now());
            boolean answered = false;
            while (!answered) {
                try {
                    enter(desk, theatre, act, i);
                    System.out.print("ack " + act.command() + "\n");
                    System.out.flush();
                    answered = true;
                } catch (DataAccessException e) {
                    Thread.onSpinWait(); // the database is gone; it comes back
                }
            }
        }
    }

    private static Answer enter(TheatreDesk desk, int theatre, Act act, int i) {
        return switch (i % 3) {
            case 0 -> desk.enter(patient(theatre), procedure(theatre), act, "act",
                    Amount.parse("400 s"));
            case 1 -> desk.take(patient(theatre), procedure(theatre), act, Mode.IF_PERMITTED,
                    "cuff-up", Finding.notStated());
            default -> desk.give(patient(theatre), procedure(theatre), act, Mode.AS_DONE,
                    Drug.PAPAVERINE, Finding.known(Amount.parse("60 mg")), Finding.notStated(),
                    Finding.known("ben"));
        };
    }
}
