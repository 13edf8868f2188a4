package limbline.app.demonstration;

import static limbline.measure.Finding.known;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import limbline.app.course.EntryText;
import limbline.app.journal.EventText;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.SignedProtocol;
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

/// Signed orders of the demonstration, on which a procedure can be begun. Their doses are invented
/// and rest on no limb.
public final class ReadyOrders {

    private static final String SOURCE = "invented for the demonstration";

    private final Journal journal;
    private final ZoneId zone;

    public ReadyOrders(Journal journal, ZoneId zone) {
        this.journal = journal;
        this.zone = zone;
    }

    /// Puts a signed order on the record of a patient; done again, it changes nothing.
    ///
    /// @param first, second who signed
    /// @return the event by which it was signed
    public EventId sign(PatientKey patient, Limb limb, SignedProtocol protocol, Instant at,
            String first, String second) {
        EventId written = id(patient, protocol, "written");
        EventId signed = id(patient, protocol, "signed");
        OrderWritten order = new OrderWritten(limb, protocol.id(),
                new ProtocolVersion(protocol.hash()), List.of(), Finding.notStated(),
                Finding.notStated(), Finding.notStated(), Finding.notStated(),
                Finding.missing(Why.NOT_APPLICABLE), doses(protocol.id(), limb), List.of(),
                List.of("invented doses"));
        journal.append(patient, journal.read(patient).size(), signed.value(), first, List.of(
                text(written, order, at),
                text(signed, new OrderSigned(written, first, second), at)));
        return signed;
    }

    private static List<DrugDose> doses(String protocol, Limb limb) {
        Map<Drug, String> doses = protocol.equals("demo-hilp")
                ? Map.of(Drug.MELPHALAN, "80", Drug.TASONERMIN,
                        limb.extremity() == Extremity.ARM ? "3" : "4")
                : Map.of(Drug.MELPHALAN, "50", Drug.DACTINOMYCIN, "3.5");
        return doses.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> new DrugDose(one.getKey(), known(Milligrams.parse(one.getValue() + " mg"))))
                .toList();
    }

    private EventText text(EventId id, Event event, Instant at) {
        return EntryText.of(new Draft(id, event, new When.At(at), "",
                PartialDate.of(at.atZone(zone).toLocalDate()), SOURCE, Optional.empty()));
    }

    private static EventId id(PatientKey patient, SignedProtocol protocol, String what) {
        return new EventId(UUID.nameUUIDFromBytes("%s %s %s".formatted(patient, protocol.id(), what)
                .getBytes(StandardCharsets.UTF_8)));
    }
}
