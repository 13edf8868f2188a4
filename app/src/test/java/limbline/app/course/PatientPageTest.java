package limbline.app.course;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import javax.imageio.ImageIO;
import limbline.app.Sheets;
import limbline.app.Site;
import limbline.app.exchange.CourseFile;
import limbline.app.exchange.ImportDesk;
import limbline.app.journal.Identities;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.security.Role;
import limbline.patient.PatientId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The page of a patient, in a real browser, with the case of the paper.
class PatientPageTest {

    @RegisterExtension
    static final Site site = new Site();

    @BeforeAll
    static void record() {
        site.recordInventedCourses();
        takePaper(site);
    }

    static void takePaper(Site site) {
        CourseDesk desk = new CourseDesk(
                new Journal(site.database()), InstantSource.system(), Site.ZONE);
        CourseFile paper = CourseFile.read(
                Path.of("..", "cases", "PAPER-1.yaml"), Optional.of(Site.CENTRE), Site.ZONE);
        new ImportDesk(desk).take(paper.course(), "data-manager", Optional.empty());
    }

    @Test
    void thePageLooksRight() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/PAPER-1");

        assertThat(page.locator("h1")).hasText("PAPER-1");
        assertThat(page.locator("svg.figure")).hasCount(2);
        site.looksRight(page, "patient");
    }

    @Test
    void everyInventedPatientHasAPage() {
        Page page = site.as(Role.WARD);
        for (int number = 1; number <= 30; number++) {
            page.navigate("/patients/INV-%02d".formatted(number));
            assertThat(page.locator("h1")).containsText("INV-%02d".formatted(number));
        }
        page.navigate("/patients/INV-13");
        site.looksRight(page, "patient-ward");
    }

    @Test
    void whatWasKnownInJuly2013IsAllThatIsShown() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/PAPER-1?known=2013-07-31");

        assertThat(page.locator(".notice")).containsText("2013-07-31");
        assertThat(page.locator("#events ~ .scroll")).not()
                .containsText("amputation of the left arm");
        assertThat(page.locator("main")).not().containsText("lung, multiple");
        site.looksRight(page, "patient-known");
    }

    @Test
    void theSliderDrawsTheDayItStandsOnByKeyboard() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/PAPER-1");
        assertThat(page.locator("#map")).containsText("forequarter");
        page.getByLabel("Slide through the course").focus();
        page.keyboard().press("Home");

        assertThat(page.locator("#map svg title").first()).containsText(
                page.getByLabel("On the day").inputValue());
        assertThat(page.locator("#map")).not().containsText("forequarter");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#map svg title").first()).containsText(
                page.getByLabel("On the day").inputValue());
    }

    @Test
    void withoutAScriptTheDayIsChosenByTheForm() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/PAPER-1?day=2013-12-01");

        assertThat(page.locator("#map")).containsText("Limbs and lesions on 2013-12-01");
        assertThat(page.locator("#map")).containsText("partial response");
    }

    @Test
    void figuresAreDownloadedAsFiles() throws IOException {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/PAPER-1");
        Download svg = page.waitForDownload(() -> page.getByText("SVG").first().click());
        Download png = page.waitForDownload(() -> page.getByText("PNG").first().click());

        assertThat(svg.suggestedFilename())
                .isEqualTo("PAPER-1-timeline.svg");
        assertThat(Files.readString(svg.path()))
                .startsWith("<?xml").contains("Course of PAPER-1");
        BufferedImage image = ImageIO.read(png.path().toFile());
        assertThat(image.getWidth()).isEqualTo(2160);
    }

    @Test
    void aPatientNobodyKnowsIsToldInASentence() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/NOBODY");
        assertThat(page.locator("main")).containsText("There is no patient NOBODY at this centre.");
        page.navigate("/patients/PAPER-1?known=yesterday");
        assertThat(page.locator("main")).containsText("known: \"yesterday\" is not a day");
    }

    @Test
    void bothPagesOfAPersonWithTwoIdsNameTheOther() {
        Identities identities = new Identities(site.database().sql());
        PatientKey second = new PatientKey(Site.CENTRE, new PatientId("INV-02"));
        identities.merge(second, new PatientKey(Site.CENTRE, new PatientId("INV-01")));
        Page page = site.as(Role.CLINICIAN);

        page.navigate("/patients/INV-02");
        assertThat(page.locator(".asked").first()).containsText("goes on under another id");
        page.locator(".asked a").first().click();
        assertThat(page.locator("h1")).containsText("INV-01");
        assertThat(page.locator(".asked").first()).containsText("INV-02");

        identities.separate(second);
        page.reload();
        assertThat(page.locator(".asked a")).hasCount(0);
    }

    @Test
    void whoMayNotSeePatientsSeesNone() {
        Page page = site.as(Role.RESEARCHER);
        for (String path : new String[] {"", "/timeline.svg", "/events/new"}) {
            page.navigate("/patients/PAPER-1" + path);
            assertThat(page.locator("h1")).hasText("Not for this account");
        }
    }

    @Test
    void thePrintFitsThePaper() throws IOException {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/patients/PAPER-1");
        assertThat(Sheets.of(page, "patient")).isBetween(2, 9);
    }

    @Test
    void whoLookedIsOnTheAudit() {
        Page page = site.as(Role.WARD);
        page.navigate("/patients/INV-07");
        Page audit = site.as(Role.DATA_MANAGER);
        audit.navigate("/audit?patient=INV-07&account=ward&from=2000-01-01&to=2100-01-01");

        assertThat(audit.locator("tbody tr").first()).containsText("patient page");
        site.looksRight(audit, "audit");
        Download csv = audit.waitForDownload(() -> audit.getByText("Export as CSV").click());
        assertThat(text(csv)).startsWith("at,account,kind,patient,what\r\n")
                .contains(",ward,read,INV-07,patient page");
    }

    private static String text(Download download) {
        try {
            return Files.readString(download.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
