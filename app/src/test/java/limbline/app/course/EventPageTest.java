package limbline.app.course;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import javax.imageio.ImageIO;
import limbline.app.Site;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.security.Role;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.EventType;
import limbline.event.FollowupEvent.LastSeen;
import limbline.patient.PatientId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Adding, correcting and withdrawing events, in a real browser.
class EventPageTest {

    @RegisterExtension
    static final Site site = new Site();

    @BeforeAll
    static void record() {
        site.recordInventedCourses();
        PatientPageTest.takePaper(site);
    }

    @Test
    void fromSignInToACorrectedEvent() {
        Page page = site.as(Role.CLINICIAN);
        page.locator("a:text-is('INV-03')").first().click();
        Site.leave(page, page.getByText("Add an event")::click);
        site.looksRight(page, "event-kinds");
        page.getByText("Discharge", new Page.GetByTextOptions().setExact(true)).click();
        page.locator("#to").fill("home");
        fillWhenAndWhence(page, "2026-11-22");
        page.getByText("Record it").click();

        assertThat(page.locator(".said")).hasText("It is on the record.");
        Locator row = page.locator("tr:has-text('discharged to home')");
        assertThat(row).containsText("2026-11-22");
        assertThat(row).containsText("clinician");
        row.getByText("Correct").click();
        assertThat(page.locator("#to")).hasValue("home");
        page.locator("#to").fill("the referring hospital");
        page.getByText("Record the correction").click();
        assertThat(page.locator(".wrong")).containsText("write why it is corrected");
        site.looksRight(page, "event-wrong");
        page.locator("#because").fill("misheard");
        page.getByText("Record the correction").click();

        assertThat(page.locator("tr:has-text('discharged to the referring hospital')")).hasCount(1);
        assertThat(page.locator(".struck-row del").last()).hasText("discharged to home");
        assertThat(page.locator(".struck-row")).containsText("\"misheard\" (clinician,");
        site.looksRight(page, "patient-corrected");
    }

    @Test
    void anEventIsEnteredByKeyboardAlone() {
        Page page = site.as(Role.WARD);
        page.navigate("/patients/INV-09/events/new?type=wieberdink-graded");
        page.locator("#limb").focus();
        page.keyboard().type("right leg");
        page.keyboard().press("Tab");
        page.keyboard().type("II");
        page.keyboard().press("Tab"); // why there is none
        page.keyboard().press("Tab"); // who saw it
        page.keyboard().press("Tab"); // why that is not there
        page.keyboard().press("Tab"); // how the date is known
        page.keyboard().press("Tab");
        page.keyboard().type("2026-11-23");
        for (int i = 0; i < 4; i++) {
            page.keyboard().press("Tab"); // how long after, after what, at, why implied
        }
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().type("seen by myself");
        page.keyboard().press("Enter");

        assertThat(page.locator(".said")).hasText("It is on the record.");
        assertThat(page.locator("tr:has-text('seen by myself')"))
                .containsText("Wieberdink of the right leg: II");
    }

    @Test
    void everyKindOfEventHasAFormThatLooksRight() {
        Page page = site.as(Role.CLINICIAN);
        for (EventType type : EventType.all()) {
            if (type.isTold()) {
                page.navigate("/patients/PAPER-1/events/new?type=" + type.name());
                assertThat(page.locator("form.event .asked-for")).hasCount(type.fields().size());
            }
        }
        for (String type : List.of("lesion-found", "limb-checked", "response-assessed",
                "photographed")) {
            page.navigate("/patients/PAPER-1/events/new?type=" + type);
            site.looksRight(page, "event-" + type);
        }
    }

    @Test
    void whatCannotBeTrueIsRefusedInASentenceAndNothingTypedIsLost() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/PAPER-1/events/new?type=last-seen");
        fillWhenAndWhence(page, "2017-01-01");
        page.getByText("Record it").click();

        assertThat(page.locator(".wrong")).containsText("Nothing was written.");
        assertThat(page.locator(".wrong li")).not().hasCount(0);
        assertThat(page.locator("[id='when.on']")).hasValue("2017-01-01");
        site.looksRight(page, "event-refused");
    }

    @Test
    void whoIsSecondIsToldWhatCameInBetweenAndGoesOn() {
        Page one = site.as(Role.CLINICIAN);
        Page other = site.as(Role.WARD);
        for (Page page : List.of(one, other)) {
            page.navigate("/patients/INV-05/events/new?type=last-seen");
            fillWhenAndWhence(page, "2026-11-21");
        }
        one.getByText("Record it").click();
        assertThat(one.locator(".said")).hasText("It is on the record.");
        other.getByText("Record it").click();

        assertThat(other.locator(".asked")).containsText("Somebody else recorded something");
        assertThat(other.locator(".asked")).containsText("seen alive: not stated (clinician)");
        site.looksRight(other, "event-overtaken");
        other.getByText("Record it").click();
        assertThat(other.locator(".said")).hasText("It is on the record.");
        assertThat(seen("INV-05")).isEqualTo(2);
    }

    @Test
    void whatIsSentTwiceIsWrittenOnce() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/INV-06/events/new?type=last-seen");
        fillWhenAndWhence(page, "2026-11-21");
        String body = (String) page.evaluate("""
                new URLSearchParams(new FormData(document.querySelector('form.event'))).toString()
                """);
        for (int i = 0; i < 2; i++) {
            page.evaluate("""
                    body => fetch(location.href, {method: 'POST', body,
                        headers: {'Content-Type': 'application/x-www-form-urlencoded'}})""", body);
        }

        assertThat(seen("INV-06")).isEqualTo(1);
    }

    @Test
    void whatIsSentAgainWithOtherWordsIsRefusedInASentenceAndWrittenOnce() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/INV-07/events/new?type=last-seen");
        fillWhenAndWhence(page, "2026-11-21");
        page.getByText("Record it").click();
        assertThat(page.locator(".said")).hasText("It is on the record.");
        String wrote = page.locator("tr:has-text('seen alive')").last().getAttribute("id")
                .replace("event-", "");
        page.navigate("/patients/INV-07/events/new?type=last-seen");
        fillWhenAndWhence(page, "2026-11-20");
        page.evaluate("id => document.querySelector('[name=command]').value = id", wrote);
        page.getByText("Record it").click();

        assertThat(page.locator(".wrong")).containsText("This form was sent before");
        assertThat(page.locator("[id='when.on']")).hasValue("2026-11-20");
        assertThat(seen("INV-07")).isEqualTo(1);
    }

    @Test
    void whatNeverHappenedIsWithdrawnAndStaysReadable() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/INV-04");
        Site.leave(page,
                page.locator("tr:has-text('CT of chest')").getByText("Withdraw")::click);
        site.looksRight(page, "event-withdraw");
        page.locator("#source").fill("the radiologist");
        page.locator("#because").fill("another patient's");
        page.locator("button.danger").click();

        assertThat(page.locator(".said")).hasText("It is on the record.");
        assertThat(page.locator(".struck-row")).containsText("Withdrawn. \"another patient's\"");
    }

    @Test
    void aPhotographIsKeptWithoutItsMetadataAndShownToThoseWhoMaySeeIt() throws IOException {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/INV-10/events/new?type=photographed");
        page.locator("#caption").fill("the limb on day 2");
        page.locator("#image").setInputFiles(
                new FilePayload("note.txt", "text/plain", new byte[9]));
        fillWhenAndWhence(page, "2026-11-22");
        page.getByText("Record it").click();
        assertThat(page.locator("#image-wrong"))
                .hasText("the file is neither a JPEG nor a PNG picture");
        page.locator("#image").setInputFiles(new FilePayload("limb.png", "image/png", picture()));
        page.getByText("Record it").click();

        Locator shown = page.locator(".photograph img");
        assertThat(shown).isVisible();
        page.waitForCondition(() -> (Boolean) shown.evaluate("image => image.naturalWidth === 30"));
        String address = shown.getAttribute("src");
        Page researcher = site.as(Role.RESEARCHER);
        assertThat(researcher.navigate(address).status()).isEqualTo(403);
        assertThat(page.navigate(address.replace("INV-10", "INV-11")).status()).isEqualTo(404);
    }

    @Test
    void aPhotographThatExistsAndIsNotHeldIsShownAsSuch() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/PAPER-1");
        Locator row = page.locator("tr:has-text('photograph:')").first();
        row.locator("summary").click();

        assertThat(row.locator(".fields")).containsText("not held");
        assertThat(row.locator("img")).hasCount(0);
    }

    @Test
    void aNewPatientBeginsWithAFirstEvent() {
        Page page = site.as(Role.CLINICIAN);
        Site.leave(page, page.locator("a:text-is('New patient')")::click);
        site.looksRight(page, "new-patient");
        page.locator("#id").fill("NEW-1");
        page.keyboard().press("Enter");
        page.locator("a:text-is('Referred')").click();
        fillWhenAndWhence(page, "2026-11-22");
        page.getByText("Record it").click();

        assertThat(page.locator("h1")).hasText("NEW-1");
        assertThat(page.locator(".events tbody tr")).hasCount(1);
        page.navigate("/new-patient?id=%20%3Cscript%3E");
        assertThat(page.locator("main")).containsText("is not a patient's id");
    }

    private static void fillWhenAndWhence(Page page, String day) {
        page.locator("[id='when.on']").fill(day);
        page.locator("#known").fill(day);
        page.locator("#source").fill("seen by myself");
    }

    private static long seen(String patient) {
        Course course = new CourseDesk(
                new Journal(site.database()), InstantSource.system(), Site.ZONE).read(
                new PatientKey(Site.CENTRE, new PatientId(patient)), AsOf.NOW).course();
        return course.timeline().stream()
                .filter(placed -> placed.event() instanceof LastSeen).count();
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
