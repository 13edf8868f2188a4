package limbline.app.theatre;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import limbline.app.journal.PatientKey;
import limbline.event.Entry;
import limbline.event.ProtocolVersion;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.patient.Drug;
import limbline.patient.Limb;
import limbline.protocol.Protocol;
import limbline.theatre.SignedOrder;

/// The demonstration's protocols, and orders that a test signs.
final class TestSigned implements Signed {

    static final ProtocolVersion VERSION = new ProtocolVersion("0".repeat(64));
    static final ProtocolVersion HILP = new ProtocolVersion("1".repeat(64));
    private static final Map<ProtocolVersion, Protocol> PROTOCOLS = Map.of(
            VERSION, Chart.protocol("demo-ili"), HILP, Chart.protocol("demo-hilp"));

    private final Map<EventId, SignedOrder> orders = new ConcurrentHashMap<>();

    /// 50 mg of melphalan and 3.5 mg of dactinomycin for the left leg.
    EventId sign(PatientKey patient) {
        return sign(patient, Chart.LEFT_LEG);
    }

    EventId sign(PatientKey patient, Limb limb) {
        return sign(patient, limb, "demo-ili", Drug.DACTINOMYCIN, "3500 ug");
    }

    EventId sign(PatientKey patient, Limb limb, String protocol, Drug other, String dose) {
        return sign(patient, limb, protocol, inForce("", protocol).orElse(VERSION), other, dose);
    }

    EventId sign(PatientKey patient, Limb limb, String protocol, ProtocolVersion version,
            Drug other, String dose) {
        EventId id = new EventId(UUID.randomUUID());
        orders.put(id, new SignedOrder(id, patient.patient(), limb, protocol,
                version, List.of(
                new SignedOrder.OrderedDrug(Drug.MELPHALAN, Amount.parse("50 mg")),
                new SignedOrder.OrderedDrug(other, Amount.parse(dose))),
                List.of(), List.of("ada", "ben")));
        return id;
    }

    @Override
    public Optional<ProtocolVersion> inForce(String centre, String protocol) {
        return PROTOCOLS.entrySet().stream()
                .filter(one -> one.getValue().id().equals(protocol))
                .map(Map.Entry::getKey).findFirst();
    }

    @Override
    public Optional<Protocol> find(String centre, ProtocolVersion version) {
        return Optional.ofNullable(PROTOCOLS.get(version));
    }

    @Override
    public Optional<SignedOrder> order(PatientKey patient, List<Entry> entries, EventId order) {
        return Optional.ofNullable(orders.get(order));
    }
}
