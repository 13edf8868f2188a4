package limbline.app.theatre;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.RefusedProtocol;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.event.ProcedureEvent.LimbCompared;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.event.ProcedureEvent.StepTaken;
import limbline.event.ProtocolVersion;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.Drug;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Side;
import limbline.protocol.Protocol;
import limbline.protocol.Step;
import limbline.theatre.Procedure;
import limbline.theatre.SignedOrder;

/// A procedure written down for a test, with a clock that the test moves.
final class Chart {

    static final PatientId PATIENT = new PatientId("P-1");
    static final Limb LEFT_LEG = Limb.of(Side.LEFT, Extremity.LEG);
    static final EventId ID = new EventId(new UUID(0, 1));
    static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

    private final Protocol protocol;
    private final SignedOrder order;
    private final List<Entry> entries = new ArrayList<>();
    private Instant now = START;

    Chart(Protocol protocol, SignedOrder order, Finding<LocalDate> lastTreated) {
        this.protocol = protocol;
        this.order = order;
        add(new ProcedureBegun(order.limb(), protocol.modality(), protocol.id(),
                new ProtocolVersion("0".repeat(64)), order.id(), lastTreated));
    }

    static Chart ili() {
        return new Chart(protocol("demo-ili"), order("demo-ili", Drug.MELPHALAN, "50 mg",
                Drug.DACTINOMYCIN, "3500 ug"), Finding.missing(Why.NOT_APPLICABLE));
    }

    static Chart hilp() {
        return new Chart(protocol("demo-hilp"), order("demo-hilp", Drug.MELPHALAN, "80 mg",
                Drug.TASONERMIN, "4 mg"), Finding.missing(Why.NOT_APPLICABLE));
    }

    static SignedOrder order(
            String protocol, Drug one, String dose, Drug other, String otherDose) {
        return new SignedOrder(new EventId(new UUID(0, 9)), PATIENT, LEFT_LEG, protocol,
                TestSigned.VERSION, List.of(new SignedOrder.OrderedDrug(one, Amount.parse(dose)),
                        new SignedOrder.OrderedDrug(other, Amount.parse(otherDose))),
                List.of(), List.of("ada", "ben"));
    }

    static Protocol protocol(String name) {
        try {
            return ProtocolFile.read(Path.of("..", "protocols", name + ".yaml"));
        } catch (RefusedProtocol e) {
            throw new IllegalStateException(e);
        }
    }

    /// Time passes.
    Chart after(String time) {
        now = now.plus(Duration.parse("PT" + time));
        return this;
    }

    Instant now() {
        return now;
    }

    Chart add(Event event) {
        return add(event, now, Optional.empty());
    }

    Chart add(Event event, Instant at, Optional<Correction> correction) {
        entries.add(new Entry(id(entries.size() + 1), PATIENT, entries.size() + 1, event,
                new When.At(at), "", PartialDate.parse("2026-11-25"), now, "ada", "seen by ada",
                correction));
        return this;
    }

    static EventId id(int number) {
        return new EventId(new UUID(0, number));
    }

    EventId last() {
        return entries.getLast().id();
    }

    Chart compared() {
        return add(new LimbCompared(ID, PATIENT, LEFT_LEG));
    }

    /// A step, confirmed by a second person.
    Chart step(String step) {
        return add(new StepTaken(ID, step, Finding.known("ben")));
    }

    Chart measured(String measurement, String amount) {
        return add(new MeasurementTaken(ID, measurement, Amount.parse(amount)));
    }

    Chart given(Drug drug, String dose) {
        return add(new DrugGiven(ID, protocol.steps().stream()
                .filter(step -> step.gives().equals(Optional.of(drug))).map(Step::id).findFirst()
                .<Finding<String>>map(Finding::known)
                .orElse(Finding.missing(Why.NOT_APPLICABLE)), drug,
                Finding.known(Amount.parse(dose)), Finding.notStated(), Finding.known("ben")));
    }

    /// The paper's way up to the tourniquet, in order.
    Chart readyForTheCuff() {
        return compared().step("time-out").step("arterial-catheter").step("venous-catheter")
                .step("prime-circuit").after("5M").given(Drug.HEPARIN, "21000 [iU]").after("5M")
                .measured("act", "412 s").measured("limb-temperature", "37.6 Cel");
    }

    Chart underTheCuff() {
        return readyForTheCuff().step("cuff-up").after("1M").given(Drug.PAPAVERINE, "60 mg")
                .after("1M");
    }

    Chart circulating() {
        return underTheCuff().given(Drug.MELPHALAN, "50 mg").after("1M")
                .given(Drug.DACTINOMYCIN, "3500 ug").after("1M").step("circulate");
    }

    Chart complete() {
        return circulating().after("20M").measured("act", "380 s").after("10M").step("washout")
                .measured("washout-volume", "1 L").after("1M").step("cuff-down").after("2M")
                .given(Drug.PROTAMINE, "200 mg").after("5M").measured("act", "150 s")
                .step("catheters-out");
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    Modality modality() {
        return protocol.modality();
    }

    Procedure procedure() {
        return Procedure.of(ID, protocol, order, entries);
    }
}
