package limbline.app.theatre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.app.course.EntryText;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Appending;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.theatre.TheatreDesk.Beginning;
import limbline.app.theatre.TheatreDesk.Mode;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.event.OrderEvent.OrderSigned;
import limbline.event.OrderEvent.OrderWritten;
import limbline.event.ProtocolVersion;
import limbline.event.RecordEvent.Withdrawn;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.Drug;
import limbline.patient.DrugDose;
import limbline.patient.PatientId;
import limbline.protocol.Protocol;
import limbline.theatre.Orders;
import limbline.theatre.Procedure;
import limbline.theatre.SignedOrder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The order that a procedure began on, as it stands in the journal, while others write there too.
class KeptOrderTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private final PatientKey patient =
            new PatientKey(Theatre.CENTRE, new PatientId("P-" + UUID.randomUUID()));
    private final EventId procedure = new EventId(UUID.randomUUID());

    /// The protocol of the tests, and the orders of the journal.
    private static final class FromJournal implements Signed {

        private final TestSigned protocols = new TestSigned();

        @Override
        public Optional<ProtocolVersion> inForce(String centre, String protocol) {
            return protocols.inForce(centre, protocol);
        }

        @Override
        public Optional<Protocol> find(String centre, ProtocolVersion version) {
            return protocols.find(centre, version);
        }

        @Override
        public Optional<SignedOrder> order(
                PatientKey patient, List<Entry> entries, EventId order) {
            return Orders.of(entries).signed(order);
        }
    }

    @BeforeAll
    static void open() {
        new Centres(fresh.database().sql()).add(new Centre(Theatre.CENTRE, "A clinic", false));
    }

    @Test
    void aProcedureGoesOnWhenItsOrderIsWithdrawnBesideIt() {
        EventId signed = signed();
        assertThat(desk().begin(patient, act(procedure.value()), signed))
                .isInstanceOf(Beginning.Begun.class);
        write(new Withdrawn(), Optional.of(new Correction(signed, "written for another patient")));

        TheatreDesk restarted = desk();
        assertThat(restarted.enter(patient, procedure, act(UUID.randomUUID()), "act",
                Amount.parse("400 s"))).isInstanceOf(Answer.Recorded.class);
        restarted.abort(patient, procedure, act(UUID.randomUUID()), "the order was withdrawn");
        assertThat(restarted.end(patient, procedure, act(UUID.randomUUID()), Mode.IF_PERMITTED))
                .isInstanceOf(Answer.Recorded.class);
        Procedure read = desk().read(patient, procedure);
        assertThat(read.order().dose(Drug.MELPHALAN)).contains(Amount.parse("50 mg"));
        assertThat(read.isRunning()).isFalse();
    }

    @Test
    void nothingBeginsOnAnOrderThatWasWithdrawn() {
        EventId signed = signed();
        write(new Withdrawn(), Optional.of(new Correction(signed, "the wrong weight")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk().begin(patient, act(procedure.value()), signed))
                .withMessage("nobody signed the order " + signed);
    }

    private EventId signed() {
        EventId written = write(new OrderWritten(Chart.LEFT_LEG, "demo-ili", TestSigned.VERSION,
                List.of(), Finding.notStated(), Finding.notStated(), Finding.notStated(),
                Finding.notStated(), Finding.notStated(),
                List.of(DrugDose.parse("melphalan: 50 mg")), List.of(), List.of()),
                Optional.empty());
        return write(new OrderSigned(written, "ada", "ben"), Optional.empty());
    }

    private EventId write(Event event, Optional<Correction> correction) {
        EventId id = new EventId(UUID.randomUUID());
        Journal journal = new Journal(fresh.database());
        assertThat(journal.append(patient, journal.read(patient).size(), id.value(), "ada",
                List.of(EntryText.of(new Draft(id, event, new When.At(Chart.START), "",
                        PartialDate.parse("2026-11-25"), "a test", correction)))))
                .isInstanceOf(Appending.Appended.class);
        return id;
    }

    private static TheatreDesk desk() {
        return new TheatreDesk(new Journal(fresh.database()), new FromJournal(), () -> Chart.START,
                ZoneOffset.UTC);
    }

    private static Act act(UUID command) {
        return new Act(command, "ada", Chart.START);
    }
}
