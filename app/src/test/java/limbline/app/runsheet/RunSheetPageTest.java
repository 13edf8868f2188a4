package limbline.app.runsheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import limbline.app.Site;
import limbline.app.course.CourseDesk;
import limbline.app.journal.Centre;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.order.OrderDesk;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.SignedProtocols;
import limbline.app.protocol.SigningDesk;
import limbline.app.security.Pin;
import limbline.app.security.Pins;
import limbline.app.security.Role;
import limbline.app.theatre.Act;
import limbline.app.theatre.Answer;
import limbline.app.theatre.SignedAtCentre;
import limbline.app.theatre.TheatreDesk;
import limbline.app.theatre.TheatreDesk.Beginning;
import limbline.app.theatre.TheatreDesk.Mode;
import limbline.course.AsOf;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.measure.Amount;
import limbline.measure.Centimetres;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Kilograms;
import limbline.measure.Millilitres;
import limbline.patient.Drug;
import limbline.patient.Limb;
import limbline.patient.PatientId;
import limbline.patient.Sex;
import limbline.patient.WeightCorrection;
import limbline.protocol.Prover;
import limbline.theatre.LimbMeasured;
import limbline.theatre.Procedure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The record of a procedure as people see it: chart, run sheet, print.
class RunSheetPageTest {

    @RegisterExtension
    static final Site site = new Site();

    private static final PatientKey PATIENT =
            new PatientKey(Site.CENTRE, new PatientId("INV-03"));

    private static EventId id = new EventId(new UUID(0, 0));

    @BeforeAll
    static void runOne() throws Exception {
        site.recordInventedCourses();
        Pins pins = new Pins(site.database().dataSource(), true);
        pins.set("clinician", new Pin("271828"));
        pins.set("theatre", new Pin("314159"));
        Pins.Typed first = new Pins.Typed("clinician", "271828");
        Pins.Typed second = new Pins.Typed("theatre", "314159");
        SignedProtocols protocols = new SignedProtocols(site.database().sql());
        SigningDesk signing = new SigningDesk(protocols, pins);
        signing.sign(signing.examine(new Centre(Site.CENTRE, "Invented Limb Centre", true),
                ProtocolFile.text(Path.of("..", "protocols", "demo-ili.yaml")), Prover.BOUND),
                first, second);
        Journal journal = new Journal(site.database());
        InstantSource clock = InstantSource.fixed(Site.NOW);
        CourseDesk courses = new CourseDesk(journal, clock, Site.ZONE);
        OrderDesk orders =
                new OrderDesk(journal, courses, protocols, pins, clock, Site.ZONE);
        Limb limb = courses.read(PATIENT, AsOf.NOW).course().limbs().getFirst().limb();
        OrderDesk.Wish wish = new OrderDesk.Wish(
                protocols.inForce(Site.CENTRE, "demo-ili").orElseThrow(),
                new LimbMeasured(limb, List.of(), Finding.known(Millilitres.parse("3500 mL")),
                        Finding.known(Kilograms.parse("70 kg")),
                        Finding.known(Centimetres.parse("170 cm")), Finding.known(Sex.MALE),
                        Finding.known(WeightCorrection.UNCORRECTED)), List.of());
        EventId written = done(orders.write(PATIENT, UUID.randomUUID(), "clinician", wish,
                orders.work(PATIENT, wish).questions()));
        EventId order = done(orders.sign(
                PATIENT, UUID.randomUUID(), "clinician", written, first, second));

        TheatreDesk desk =
                new TheatreDesk(journal, new SignedAtCentre(protocols), clock, Site.ZONE);
        Procedure begun = ((Beginning.Begun) desk.begin(PATIENT, act(0), order)).procedure();
        id = begun.id();
        desk.compare(PATIENT, id, act(1), PATIENT.patient(), limb);
        desk.take(PATIENT, id, act(2), Mode.AS_DONE, "time-out", Finding.known("theatre"));
        EventId mistyped = ((Answer.Recorded) desk.enter(
                PATIENT, id, act(4), "act", Amount.parse("42 s"))).event();
        desk.correct(PATIENT, id, act(5), mistyped,
                new MeasurementTaken(id, "act", Amount.parse("420 s")), "a digit was lost");
        desk.give(PATIENT, id, act(7), Mode.AS_DONE, Drug.MELPHALAN,
                Finding.known(Amount.parse("20 mg")), Finding.notStated(), Finding.known("ben"));
    }

    private static EventId done(OrderDesk.Came came) {
        assertThat(came).isInstanceOf(OrderDesk.Came.Done.class);
        return ((OrderDesk.Came.Done) came).event();
    }

    private static Act act(int minutes) {
        return new Act(UUID.randomUUID(), "clinician",
                Site.NOW.minus(Duration.ofMinutes(30 - minutes)));
    }

    @Test
    void chartAndRunSheetStandOnThePageOfTheProcedure() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/INV-03/procedures");
        site.looksRight(page, "procedures",
                Site.Look.DESK_LIGHT, Site.Look.PHONE_DARK);
        page.navigate("/patients/INV-03/procedures/" + id);

        assertThat(page.locator("figure svg title").first().textContent()).contains("ILI of the");
        assertThat(page.locator("tbody").textContent())
                .contains("step time-out", "melphalan given", "without permission",
                        "Step cuff-up comes first.", "Nobody has acknowledged it.", "a digit was lost");
        assertThat(page.locator("tbody del").first().isVisible()).isTrue();
        site.looksRight(page, "run-sheet");
        byte[] pdf = page.request().get(page.url() + "/run.pdf").body();
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(page.request().get(page.url() + "/chart.svg").text()).startsWith("<?xml");
    }
}
