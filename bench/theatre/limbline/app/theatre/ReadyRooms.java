package limbline.app.theatre;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.app.course.EntryText;
import limbline.app.database.Database;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.EventText;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.SignedProtocol;
import limbline.app.protocol.SignedProtocols;
import limbline.app.protocol.SigningDesk;
import limbline.app.security.Pin;
import limbline.app.security.Pins;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.OrderEvent.OrderSigned;
import limbline.event.OrderEvent.OrderWritten;
import limbline.event.ProtocolVersion;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.Milligrams;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.Drug;
import limbline.patient.DrugDose;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.PatientId;
import limbline.patient.Side;
import limbline.protocol.Prover;

/// A database with a signed protocol and as many signed orders as theatres, and the PINs of two
/// accounts that are there already.
///
///     ReadyRooms FOLDER PROTOCOL THEATRES FIRST SECOND PIN
///
/// Prints `patient, order` for each.
public final class ReadyRooms {

    private static final Centre CENTRE = new Centre("bench", "A bench", true);

    private ReadyRooms() {}

    public static void main(String[] args) throws Exception {
        // A step that may be taken again and again, so that there is always one to permit.
        String text = ProtocolFile.text(Path.of(args[1]))
                .replace("  - id: prime-circuit\n", "  - id: prime-circuit\n    repeats: yes\n");
        String first = args[3];
        String second = args[4];
        Pin pin = new Pin(args[5]);
        try (Database database = Database.embedded(Path.of(args[0]))) {
            new Centres(database.sql()).add(CENTRE);
            Pins pins = new Pins(database.dataSource(), true);
            pins.set(first, pin);
            pins.set(second, pin);
            SignedProtocols protocols = new SignedProtocols(database.sql());
            SigningDesk desk = new SigningDesk(protocols, pins);
            desk.sign(desk.examine(CENTRE, text, Prover.BOUND), new Pins.Typed(first, args[5]),
                    new Pins.Typed(second, args[5]));
            SignedProtocol protocol = protocols.inForce(CENTRE.id(), "demo-ili").orElseThrow();
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                PatientKey patient = new PatientKey(CENTRE.id(), new PatientId("BENCH-" + i));
                System.out.println(patient.patient() + "\t" + order(new Journal(database), patient,
                        protocol, first, second));
            }
        }
    }

    private static EventId order(Journal journal, PatientKey patient, SignedProtocol protocol,
            String first, String second) {
        EventId written = new EventId(UUID.randomUUID());
        EventId signed = new EventId(UUID.randomUUID());
        journal.append(patient, 0, signed.value(), first, List.of(
                text(written, new OrderWritten(Limb.of(Side.LEFT, Extremity.LEG), protocol.id(),
                        new ProtocolVersion(protocol.hash()), List.of(), Finding.notStated(),
                        Finding.notStated(), Finding.notStated(), Finding.notStated(),
                        Finding.missing(Why.NOT_APPLICABLE), List.of(
                                new DrugDose(Drug.MELPHALAN, Finding.known(Milligrams.parse("50 mg")))),
                        List.of(), List.of("an invented dose"))),
                text(signed, new OrderSigned(written, first, second))));
        return signed;
    }

    private static EventText text(EventId id, Event event) {
        return EntryText.of(new Draft(id, event, new When.At(Instant.now()), "",
                PartialDate.of(LocalDate.now(ZoneOffset.UTC)), "bench", Optional.empty()));
    }
}
