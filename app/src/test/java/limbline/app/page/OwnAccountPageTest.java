package limbline.app.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import limbline.app.Site;
import limbline.app.security.Pins;
import limbline.app.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Setting one's own PIN, in a real browser.
class OwnAccountPageTest {

    @RegisterExtension
    static final Site site = new Site();

    @Test
    void aPinIsSetAndTheSessionGoesOn() {
        Page page = site.as(Role.THEATRE);
        page.locator(".who summary").click();
        page.getByText("Your account").click();
        assertThat(page.getByText("You have no PIN yet.")).isVisible();
        site.looksRight(page, "account");

        set(page, Site.PASSWORD, "271828", "271828");

        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Your PIN is set.");
        assertThat(new Pins(site.database().dataSource(), true)
                .check(new Pins.Typed("theatre", "271828"), Role.THEATRE))
                .isInstanceOf(Pins.Checked.Right.class);
        page.navigate("/worklist");
        assertThat(page.locator("h1")).hasText("Worklist");
    }

    @Test
    void whatIsWrongIsToldAndNothingIsChanged() {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/account");
        set(page, Site.PASSWORD, "271828", "271829");
        assertThat(page.getByRole(AriaRole.ALERT))
                .hasText("The two PINs differ. Nothing is changed.");
        set(page, Site.PASSWORD, "1234", "1234");
        assertThat(page.getByRole(AriaRole.ALERT))
                .hasText("Nothing is changed: a PIN has from 6 to 12 digits.");
        set(page, "not the password at all", "271828", "271828");
        assertThat(page.getByRole(AriaRole.ALERT))
                .hasText("The password is not right. Nothing is changed.");

        assertThat(new Pins(site.database().dataSource(), true).has("clinician")).isFalse();
    }

    private static void set(Page page, String password, String pin, String again) {
        page.getByLabel("Your password").fill(password);
        page.locator("#pin").fill(pin);
        page.locator("#again").fill(again);
        page.getByText("Set the PIN").click();
    }
}
