package limbline.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.event.OrderEvent.OrderSigned;
import limbline.event.OrderEvent.OrderWritten;
import limbline.event.ProtocolVersion;
import limbline.event.RecordEvent.Withdrawn;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.DrugDose;
import limbline.patient.Extremity;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Side;
import org.junit.jupiter.api.Test;

/// Orders as the fold of the entries: written, signed, used once, withdrawn.
class OrdersTest {

    private static final Instant NOW = Instant.parse("2026-03-04T08:00:00Z");
    private static final Limb LEFT_LEG = Limb.of(Side.LEFT, Extremity.LEG);
    private static final ProtocolVersion VERSION = new ProtocolVersion("0".repeat(64));

    private final List<Entry> entries = new ArrayList<>();

    @Test
    void anOrderThatNobodySignedIsNotOpen() {
        record(written(LEFT_LEG, "melphalan: 51 mg"));

        assertThat(orders().all()).hasSize(1);
        assertThat(orders().open()).isEmpty();
        assertThat(orders().all().getFirst().asSigned()).isEmpty();
    }

    @Test
    void aSignedOrderSaysWhatMayBeGivenToWhomIntoWhichLimb() {
        EventId written = record(written(LEFT_LEG, "melphalan: 51 mg", "dactinomycin: 3.5 mg"));
        EventId signed = record(new OrderSigned(written, "anna", "ben"));

        assertThat(orders().open()).hasSize(1);
        assertThat(orders().signed(signed)).hasValueSatisfying(order -> {
            assertThat(order.patient()).isEqualTo(new PatientId("P-1"));
            assertThat(order.limb()).isEqualTo(LEFT_LEG);
            assertThat(order.version()).isEqualTo(VERSION);
            assertThat(order.drugs()).hasToString("[OrderedDrug[drug=MELPHALAN, dose=51 mg],"
                    + " OrderedDrug[drug=DACTINOMYCIN, dose=3.5 mg]]");
            assertThat(order.inField()).containsExactly(new LesionId("calf"));
            assertThat(order.signedBy()).containsExactly("anna", "ben");
        });
    }

    @Test
    void anOrderIsGoodForOneProcedure() {
        EventId written = record(written(LEFT_LEG, "melphalan: 51 mg"));
        EventId signed = record(new OrderSigned(written, "anna", "ben"));
        EventId begun = record(new ProcedureBegun(LEFT_LEG, Modality.ILI, "demo", VERSION, signed,
                Finding.notStated()));

        assertThat(orders().open()).isEmpty();
        assertThat(orders().find(written)).hasValueSatisfying(order ->
                assertThat(order.begun()).contains(begun));
        assertThat(orders().signed(signed)).as("still what was ordered").isPresent();
    }

    @Test
    void whatIsWithdrawnMayNotBeGiven() {
        EventId written = record(written(LEFT_LEG, "melphalan: 51 mg"));
        EventId signed = record(new OrderSigned(written, "anna", "ben"));
        record(new Withdrawn(), Optional.of(new Correction(signed, "the wrong weight")));

        assertThat(orders().open()).isEmpty();
        assertThat(orders().signed(signed)).isEmpty();
        assertThat(orders().find(written)).hasValueSatisfying(order ->
                assertThat(order.signed()).isEmpty());
    }

    @Test
    void anOrderSaysWhichLimbHowMuchAndEachDrugOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> written(Limb.parse("leg, side not stated"), "melphalan: 51 mg"))
                .withMessage("an order says which leg it is for");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> written(LEFT_LEG, "melphalan: not stated"))
                .withMessage("an order says how much melphalan");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> written(LEFT_LEG, "melphalan: 51 mg", "melphalan: 1 mg"))
                .withMessage("the order has a drug twice: [melphalan: 51 mg, melphalan: 1 mg]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderSigned(new EventId(new UUID(0, 1)), "anna", " anna"))
                .withMessage("an order is signed by two different people; anna stands there"
                        + " twice");
    }

    private static OrderWritten written(Limb limb, String... doses) {
        return new OrderWritten(limb, "demo", VERSION, List.of(), Finding.notStated(),
                Finding.notStated(), Finding.notStated(), Finding.notStated(), Finding.notStated(),
                List.of(doses).stream().map(DrugDose::parse).toList(),
                List.of(new LesionId("calf")), List.of());
    }

    private EventId record(Event event) {
        return record(event, Optional.empty());
    }

    private EventId record(Event event, Optional<Correction> correction) {
        int position = entries.size() + 1;
        EventId id = new EventId(new UUID(1, position));
        entries.add(new Draft(id, event, new When.At(NOW), "", PartialDate.parse("2026-03-04"),
                "the sheet", correction).recorded(new PatientId("P-1"), position, NOW, "anna"));
        return id;
    }

    private Orders orders() {
        return Orders.of(entries);
    }
}
