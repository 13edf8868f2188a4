package limbline.app.series;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import limbline.app.Site;
import limbline.app.security.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Our own series in a real browser.
class SeriesPageTest {

    @RegisterExtension
    static final Site site = new Site();

    @BeforeAll
    static void record() {
        site.recordInventedCourses();
    }

    @Test
    void aNumberLeadsToItsPatientsInOneClick() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/series/everybody");

        assertThat(page.locator("svg.figure").first()).isVisible();
        site.looksRight(page, "series");
        page.locator(".endpoint table a").first().click();
        assertThat(page.locator("main li a").first()).isVisible();
        site.looksRight(page, "series-behind");
    }

    @Test
    void aSeriesIsDefinedOnThePageAndRun() {
        Page page = site.as(Role.DATA_MANAGER);
        page.navigate("/series");
        site.looksRight(page, "series-list");
        page.getByLabel("Name").fill("arms");
        page.getByLabel("Conditions").fill("extremity=arm");
        page.getByRole(AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName("Define").setExact(true)).click();

        assertThat(page.locator("h1")).hasText("arms");
        assertThat(page.locator(".lead")).containsText("extremity=arm");
    }

    @Test
    void aResearcherSeesNoPatientAndNoSmallCount() {
        Page page = site.as(Role.RESEARCHER);
        page.navigate("/series/everybody");

        assertThat(page.locator("main")).containsText("No number here stands for fewer than 5");
        assertThat(page.locator("main a[href*='behind']")).hasCount(0);
        assertThat(page.locator("main")).not().containsText("INV-");
        page.navigate("/series/everybody/limb-salvage/behind");
        assertThat(page.locator("main")).not().containsText("INV-");
    }
}
