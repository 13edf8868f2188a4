package limbline.app.order;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.course.EntryText;
import limbline.app.journal.Centre;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.protocol.ProtocolFile;
import limbline.app.protocol.SignedProtocols;
import limbline.app.protocol.SigningDesk;
import limbline.app.security.Pin;
import limbline.app.security.Pins;
import limbline.app.security.Role;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Entry;
import limbline.patient.PatientId;
import limbline.protocol.Prover;
import limbline.theatre.Orders;
import limbline.theatre.SignedOrder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// From the tape to a signed order, in a real browser.
class OrderPageTest {

    @RegisterExtension
    static final Site site = new Site();

    private static final String GIRTHS =
            "52 48.5 45 43 42 40.5 38 36.5 37 38 37.5 35 31 27 24 22.5 22";
    private static final String PATIENT = "INV-03";

    @BeforeAll
    static void signTheProtocol() throws Exception {
        site.recordInventedCourses();
        Pins pins = new Pins(site.database().dataSource(), true);
        pins.set("clinician", new Pin("271828"));
        pins.set("theatre", new Pin("314159"));
        SigningDesk desk = new SigningDesk(new SignedProtocols(site.database().sql()), pins);
        assertThat(desk.sign(desk.examine(new Centre(Site.CENTRE, "Invented Limb Centre", true),
                        ProtocolFile.text(Path.of("..", "protocols", "demo-ili.yaml")),
                        Prover.BOUND),
                new Pins.Typed("clinician", "271828"), new Pins.Typed("theatre", "314159")))
                .isInstanceOf(SigningDesk.Signing.Signed.class);
    }

    @Test
    void anOrderIsWorkedOutWrittenSignedByTwoAndWithdrawn() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/" + PATIENT + "/orders");
        page.getByText("Write an order by demo-ili").click();
        page.getByLabel("Limb", new Page.GetByLabelOptions().setExact(true))
                .selectOption(limb());
        page.getByLabel("Weight in kg").fill("71");
        page.getByLabel("Height in cm").fill("165");
        page.getByLabel("Sex").selectOption("female");
        page.locator("#girths").fill(GIRTHS.replace("52", "52 in"));
        page.getByText("Work it out").click();
        assertThat(page.getByRole(AriaRole.ALERT).first())
                .hasText("the girths: \"52 in\" is not in cm; write for example 51.5 cm");

        page.locator("#girths").fill(GIRTHS);
        page.getByText("Work it out").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("sources disagree");
        page.getByLabel("corrected to the ideal weight").check();
        Site.leave(page, page.getByText("Work it out")::click);
        page.locator("input[name=confirmed]").all().forEach(box -> box.check());
        site.looksRight(page, "order-form", Site.Look.DESK_LIGHT, Site.Look.PHONE_DARK);
        Site.leave(page, page.getByText("Write the order")::click);

        site.looksRight(page, "order", Site.Look.DESK_DARK, Site.Look.PHONE_LIGHT);
        page.locator("#firstPin").fill("271828");
        page.locator("#second").fill("clinician");
        page.locator("#secondPin").fill("271828");
        page.locator("button:text-is('Sign')").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText(
                "Two different people confirm this; \"clinician\" stands there twice.");
        page.locator("#firstPin").fill("271828");
        page.locator("#second").fill("theatre");
        page.locator("#secondPin").fill("314159");
        page.locator("button:text-is('Sign')").click();
        assertThat(page.getByText("signed, may be given once")).isVisible();

        SignedOrder order = orders().open().getFirst().asSigned().orElseThrow();
        assertThat(order.limb()).hasToString(limb());
        assertThat(order.signedBy()).isEqualTo(List.of("clinician", "theatre"));
        byte[] pdf = page.request().get(page.url() + "/sheet.pdf").body();
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        page.navigate("/patients/" + PATIENT + "/orders");
        site.looksRight(page, "orders", Site.Look.DESK_LIGHT, Site.Look.PHONE_DARK);

        // The signature goes first, and the order after it.
        for (int left = 1; left >= 0; left--) {
            page.navigate("/patients/" + PATIENT + "/orders");
            page.locator("li.card h2 a").first().click();
            page.getByText("Withdraw it").click();
            page.locator("#source").fill("the surgeon");
            page.locator("#because").fill("measured on the other limb");
            page.locator("button.danger").click();
            assertThat(page.locator(".said")).hasText("It is on the record.");
            assertThat(orders().open()).isEmpty();
            assertThat(orders().all()).hasSize(left);
        }
    }

    @Test
    void aWardReadsOrdersAndWritesNone() {
        Visitor ward = Visitor.as(site.address(), Role.WARD);

        assertThat(ward.get("/patients/" + PATIENT + "/orders").statusCode()).isEqualTo(200);
        assertThat(ward.get("/patients/" + PATIENT + "/orders/new?protocol=demo-ili").statusCode())
                .isEqualTo(403);
    }

    private static String limb() {
        return course().limbs().getFirst().limb().toString();
    }

    private static Course course() {
        return Course.of(new PatientId(PATIENT), entries(), AsOf.NOW, Site.ZONE);
    }

    private static Orders orders() {
        return Orders.of(entries());
    }

    private static List<Entry> entries() {
        return new Journal(site.database()).read(
                        new PatientKey(Site.CENTRE, new PatientId(PATIENT))).stream()
                .map(EntryText::entry).toList();
    }
}
