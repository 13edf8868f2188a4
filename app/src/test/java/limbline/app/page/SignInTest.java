package limbline.app.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import limbline.app.Site;
import limbline.app.Site.Look;
import limbline.app.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Signing in and out, in a real browser.
class SignInTest {

    @RegisterExtension
    static final Site site = new Site();

    @Test
    void thePageLooksRight() {
        Page page = site.window(Look.DESK_LIGHT);
        page.navigate("/sign-in");

        site.looksRight(page, "sign-in");
    }

    @Test
    void aWrongPasswordIsToldInASentenceAndLetsNobodyIn() {
        Page page = site.window(Look.DESK_LIGHT);
        page.navigate("/sign-in");
        site.signIn(page, "clinician", "something else altogether");

        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                .hasText("The account or the password is not right.");
        site.looksRight(page, "sign-in-wrong");
        page.navigate("/");
        assertThat(page.getByLabel("Password")).isVisible();
    }

    @Test
    void whoAskedForAPageGetsItAfterSigningIn() {
        Page page = site.window(Look.DESK_LIGHT);
        page.navigate("/accounts?from=bookmark");
        site.signIn(page, Role.ADMINISTRATOR.toString(), Site.PASSWORD);

        page.waitForURL("**/accounts?from=bookmark**");
        assertThat(page.locator("h1")).hasText("Accounts");
        site.looksRight(page, "accounts");
    }

    @Test
    void whoSignsOutIsOut() {
        Page page = site.as(Role.ADMINISTRATOR);
        page.locator(".who summary").click();
        site.looksRight(page, "menu");
        page.evaluate("caches.open('limbline-console')"); // where the console keeps its page
        page.evaluate("localStorage.setItem('not delivered', 'yet')");
        page.getByText("Sign out").click();

        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.STATUS))
                .hasText("You are signed out.");
        page.waitForFunction("caches.has('limbline-console').then(has => !has)");
        assertThat(page.evaluate("localStorage.getItem('not delivered')")).isEqualTo("yet");
        page.navigate("/accounts");
        assertThat(page.getByLabel("Password")).isVisible();
    }

    @Test
    void theColoursChosenStayOnTheNextPage() {
        Page page = site.as(Role.ADMINISTRATOR);
        page.locator(".who summary").click();
        page.getByText("Dark").click();

        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(14, 22, 25)"); // --paper of the dark scheme in limbline.css
        page.navigate("/nowhere");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat(page.locator("main")).containsText("There is no page at this address.");
    }
}
