package limbline.app.evidence;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.regex.Pattern;
import limbline.app.Sheets;
import limbline.app.Site;
import limbline.app.security.Role;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The published series, their changes, pooling and the case report, in a real browser.
class EvidencePageTest {

    @RegisterExtension
    static final Site site = new Site();

    @BeforeAll
    static void record() {
        site.recordInventedCourses();
    }

    @Test
    void everySeriesStandsWithWhatTheAuditFoundAtMost() {
        Page page = site.as(Role.RESEARCHER);
        page.navigate("/evidence");

        assertThat(page.locator("tbody tr:has-text('vohra2013')")).containsText("only if");
        assertThat(page.locator("tbody tr:has-text('turaga2011_sts_infusion')"))
                .containsText("impossible");
        assertThat(page.getByText("Add a series")).hasCount(0);
        site.looksRight(page, "evidence");
    }

    @Test
    void aSeriesShowsItsCellsAndTheArithmetic() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/evidence/series/vohra2013");

        assertThat(page.locator("tbody tr:has-text('ORR_pct')"))
                .containsText("Only as the sum of rounded parts, 24 + 18 = 42");
        assertThat(page.getByText("It stands as it ships with Limbline.")).isVisible();
        site.looksRight(page, "evidence-series");
    }

    @Test
    void aChangeIsKeptWithWhoWhenAndWhyAndChangesTheVerdict() {
        Page page = site.as(Role.DATA_MANAGER);
        page.navigate("/evidence/series/moncrieff2008");
        Site.leave(page, page.getByText("Change a series")::click);
        site.looksRight(page, "evidence-form");
        page.getByLabel("limb_salvage_pct").fill("77");
        page.getByLabel("Why, and where it was read").fill("a test, page 3");
        page.getByText("Keep", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator("tbody tr:has-text('a test, page 3')"))
                .containsText("data-manager");
        page.navigate("/evidence/series/moncrieff2008");
        assertThat(page.locator("tbody tr:has-text('limb_salvage_pct')")).containsText("impossible");
        page.navigate("/evidence/series/moncrieff2008?recorded=2026-01-01");
        assertThat(page.locator("tbody tr:has-text('limb_salvage_pct')"))
                .not().containsText("impossible");
        assertThat(page.getByText("It stands as it ships with Limbline.")).isVisible();
    }

    @Test
    void whoSharesPatientsIsChangedWithWhoAndWhyAndChangesWhatIsPooled() {
        Page page = site.as(Role.DATA_MANAGER);
        page.navigate("/evidence/pool");
        assertThat(page.locator(".left-out")).containsText("vohra2013");
        page.navigate("/evidence/overlaps");
        site.looksRight(page, "evidence-overlaps");
        Site.leave(page, page.getByLabel("Change vohra2013~mullinax2017")::click);
        site.looksRight(page, "evidence-overlap-form");
        page.getByLabel("Why you enter, change or withdraw it").fill("a test: other years");
        page.getByText("Withdraw it", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator("tbody tr")).containsText("data-manager");
        assertThat(page.locator("main")).containsText("It was withdrawn and counts no longer.");
        site.looksRight(page, "evidence-history");
        page.navigate("/evidence/pool?recorded=2026-01-01");
        assertThat(page.locator(".left-out dd:has-text('vohra2013')")).hasCount(1);
        page.navigate("/evidence/pool");
        assertThat(page.locator(".left-out")).not().containsText("vohra2013 is part of");

        page.navigate("/evidence/change/overlap/new");
        page.getByLabel("series").fill("vohra2013");
        page.getByLabel("other").fill("nobody1999");
        page.getByLabel("relation").fill("part of");
        page.getByLabel("What it rests on").fill("page 3");
        page.getByLabel("Why you enter, change or withdraw it").fill("a test");
        page.getByText("Keep", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("there is no series \"nobody1999\"");
    }

    @Test
    void aClaimIsChangedWithWhoAndWhyAndChangesItsVerdict() {
        Page page = site.as(Role.DATA_MANAGER);
        page.navigate("/evidence/claims");
        page.getByLabel("Change vohra-complete").click();
        page.getByLabel("value").fill("25");
        page.getByLabel("kind").fill("guess");
        page.getByLabel("Why, and where it was read").fill("a test");
        page.getByText("Keep", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(
                "\"guess\" is not one of: range, count, value, percent, measured");
        page.getByLabel("kind").fill("percent");
        Site.leave(page,
                page.getByText("Keep", new Page.GetByTextOptions().setExact(true))::click);

        page.navigate("/evidence/claims");
        assertThat(page.locator("tbody tr:has-text('vohra-complete')")).containsText("impossible");
        assertThat(page.locator("tbody tr:has-text('vohra-complete')"))
                .containsText("by data-manager");
    }

    @Test
    void whatCannotBeReadIsRefusedAndNothingTypedIsLost() {
        Page page = site.as(Role.DATA_MANAGER);
        page.navigate("/evidence/change/series/new");
        page.getByLabel("Key").fill("ours 2026");
        page.getByLabel("n_patients").fill("twelve");
        page.getByLabel("Why, and where it was read").fill("a test");
        page.getByText("Keep", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("is not made of letters, digits");
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("n_patients: \"twelve\" is no whole number");
        assertThat(page.getByLabel("n_patients")).hasValue("twelve");
    }

    @Test
    void whatThePaperStatesStandsWithItsVerdicts() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/evidence/claims");

        assertThat(page.locator("tbody tr:has-text('unit-of-n')")).containsText(
                "it counts patients in 3");
        site.looksRight(page, "evidence-claims");
    }

    @Test
    void poolingSaysFirstHowLittleItSays() {
        Page page = site.as(Role.RESEARCHER);
        page.navigate("/evidence/pool");

        // Two that are published, and our own.
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("3 series say little");
        page.getByLabel("Modality").selectOption("HILP");
        page.getByLabel("TNF").selectOption("with");
        page.getByText("Pool", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("svg.figure")).isVisible();
        site.looksRight(page, "evidence-pool");
        page.navigate("/evidence/pool?unit=leg");
        assertThat(page.locator("main")).containsText("\"leg\" is not one of: patient, procedure");
    }

    @Test
    void theCaseReportOfAPatientNamesNobodyAndLeadsToItsEvents() throws IOException {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/worklist");
        Site.leave(page, page.locator("tbody a").first()::click);
        String id = page.locator("h1").textContent().strip();
        page.getByText("Case report").click();

        assertThat(page.locator(".consent")).containsText("Consent to publication");
        assertThat(page.locator("article")).not().containsText(id);
        assertThat(page.locator("article"))
                .not().containsText(Pattern.compile("\\d{4}-\\d{2}-\\d{2}"));
        page.locator(".case-lines a").first().click();
        assertThat(page.locator("tr:target")).isVisible();
        site.looksRight(page, "case-report");
        Assertions.assertThat(page.url()).contains("#");
        Assertions.assertThat(Sheets.of(page, "case-report")).isGreaterThan(1);
    }
}
