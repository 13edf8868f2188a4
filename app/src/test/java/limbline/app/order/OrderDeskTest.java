package limbline.app.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import limbline.app.course.CourseDesk;
import limbline.app.database.FreshDatabase;
import limbline.app.journal.Centre;
import limbline.app.journal.Centres;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.SignedProtocols;
import limbline.app.protocol.SigningDesk;
import limbline.app.security.Accounts;
import limbline.app.security.Password;
import limbline.app.security.Pin;
import limbline.app.security.Pins;
import limbline.app.security.Role;
import limbline.measure.Centimetres;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Kilograms;
import limbline.measure.Millilitres;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.PatientId;
import limbline.patient.Sex;
import limbline.patient.Side;
import limbline.patient.WeightCorrection;
import limbline.protocol.Prover;
import limbline.theatre.LimbMeasured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What stands between an order that was written and its signatures.
class OrderDeskTest {

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    private static final Centre CENTRE = new Centre("centre", "Invented Limb Centre", true);
    private static final Pins.Typed FIRST = new Pins.Typed("ada", "271828");
    private static final Pins.Typed SECOND = new Pins.Typed("ben", "314159");

    @Test
    void anOrderByAnOlderVersionOfItsProtocolIsNotSigned() throws Exception {
        new Centres(fresh.database().sql()).add(CENTRE);
        Accounts accounts = new Accounts(fresh.database().dataSource());
        accounts.add("ada", "Ada", Role.CLINICIAN, new Password("only for the tests"), false);
        accounts.add("ben", "Ben", Role.THEATRE, new Password("only for the tests"), false);
        Pins pins = new Pins(fresh.database().dataSource(), true);
        pins.set("ada", new Pin("271828"));
        pins.set("ben", new Pin("314159"));
        SignedProtocols protocols = new SignedProtocols(fresh.database().sql());
        SigningDesk signing = new SigningDesk(protocols, pins);
        String text = ProtocolFile.text(Path.of("..", "protocols", "demo-ili.yaml"));
        signing.sign(signing.examine(CENTRE, text, Prover.BOUND), FIRST, SECOND);
        Journal journal = new Journal(fresh.database());
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-23T09:00:00Z"));
        OrderDesk orders = new OrderDesk(journal, new CourseDesk(journal, clock, ZoneOffset.UTC),
                protocols, pins, clock, ZoneOffset.UTC);
        PatientKey patient = new PatientKey(CENTRE.id(), new PatientId("P-1"));
        OrderDesk.Wish wish = new OrderDesk.Wish(
                protocols.inForce(CENTRE.id(), "demo-ili").orElseThrow(),
                new LimbMeasured(Limb.of(Side.LEFT, Extremity.LEG), List.of(),
                        Finding.known(Millilitres.parse("7500 mL")),
                        Finding.known(Kilograms.parse("70 kg")),
                        Finding.known(Centimetres.parse("170 cm")), Finding.known(Sex.MALE),
                        Finding.known(WeightCorrection.UNCORRECTED)), List.of());
        EventId written = ((OrderDesk.Came.Done) orders.write(patient, UUID.randomUUID(), "ada",
                wish, orders.work(patient, wish).questions())).event();

        signing.sign(signing.examine(CENTRE, text + "\n# looked at again\n", Prover.BOUND),
                FIRST, SECOND);

        assertThat(orders.sign(patient, UUID.randomUUID(), "ada", written, FIRST, SECOND))
                .isEqualTo(new OrderDesk.Came.NotDone(List.of("The protocol demo-ili was signed"
                        + " anew since; withdraw this order and write it again.")));
    }
}
