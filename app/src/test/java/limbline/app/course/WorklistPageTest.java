package limbline.app.course;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import limbline.app.Site;
import limbline.app.security.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The worklist and the centre in numbers, in a real browser, with the thirty invented courses.
class WorklistPageTest {

    @RegisterExtension
    static final Site site = new Site();

    @BeforeAll
    static void record() {
        site.recordInventedCourses();
    }

    @Test
    void thePageLooksRightAndSaysWhoIsWhere() {
        Page page = site.as(Role.CLINICIAN);

        assertThat(page.getByRole(AriaRole.STATUS)).hasText("30 patients");
        assertThat(page.getByRole(AriaRole.NAVIGATION).getByText("In theatre")).isVisible();
        site.looksRight(page, "worklist");
    }

    @Test
    void oneStationIsShownWhenItIsChosen() {
        Page page = site.as(Role.WARD);
        String figure = page.locator(".way a:has-text('Ward') .figure").textContent();
        page.locator(".way a:has-text('Ward')").click();

        assertThat(page.getByRole(AriaRole.STATUS)).hasText(figure + " patients");
        assertThat(page.locator("tbody .tag:text-is('Ward')")).hasCount(Integer.parseInt(figure));
    }

    @Test
    void theListFollowsWhatIsTyped() {
        Page page = site.as(Role.CLINICIAN);
        page.getByLabel("Search").pressSequentially("-08");

        assertThat(page.getByRole(AriaRole.STATUS)).hasText("1 patient");
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.reload();
        assertThat(page.getByLabel("Search")).hasValue("-08");
    }

    @Test
    void onlyWhatIsOverdueIsShownOnRequest() {
        Page page = site.as(Role.CLINICIAN);
        page.getByLabel("Only what is overdue").check();

        assertThat(page.locator("tbody tr").first()).containsText("overdue");
    }

    @Test
    void aResearcherSeesNumbersAndNoPatient() {
        Page page = site.as(Role.RESEARCHER);

        assertThat(page.locator("h1")).hasText("Centre in numbers");
        assertThat(page.getByText("Withheld: a count in this table").first()).isVisible();
        site.looksRight(page, "centre");
        page.navigate("/worklist");
        assertThat(page.locator("h1")).hasText("Not for this account");
        site.looksRight(page, "refusal-403");
    }
}
