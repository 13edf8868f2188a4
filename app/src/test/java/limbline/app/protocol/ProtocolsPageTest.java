package limbline.app.protocol;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import limbline.app.Site;
import limbline.app.security.Pin;
import limbline.app.security.Pins;
import limbline.app.security.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// From a file to a protocol in force, in a real browser.
class ProtocolsPageTest {

    @RegisterExtension
    static final Site site = new Site();

    @BeforeAll
    static void setPins() {
        Pins pins = new Pins(site.database().dataSource(), true);
        pins.set("clinician", new Pin("271828"));
        pins.set("theatre", new Pin("314159"));
    }

    @Test
    void aFileIsProvedSignedByTwoAndInForce() throws Exception {
        Page page = site.as(Role.CLINICIAN);
        page.navigate("/protocols");
        assertThat(page.getByText("No protocol is signed yet.")).isVisible();
        Site.leave(page, page.getByText("Sign a protocol")::click);
        site.looksRight(page, "sign-protocol");
        page.getByLabel("Protocol file").setInputFiles(Shipped.file("demo-ili"));
        Site.leave(page, page.getByText("Prove it")::click);
        site.looksRight(page, "sign-protocol-proved");

        sign(page, "000111");
        assertThat(page.getByRole(AriaRole.ALERT))
                .hasText("The account \"theatre\" or its PIN is not right.");
        sign(page, "314159");

        assertThat(page.getByText("in force: version 1")).isVisible();
        assertThat(page.getByText("SHA-256 " + SignedProtocol.hashOf(Shipped.text("demo-ili"))))
                .isVisible();
        site.looksRight(page, "protocol");
        page.navigate("/protocols");
        site.looksRight(page, "protocols");
    }

    @Test
    void whatCannotBeSignedIsToldBeforeAnybodyTypesAPin() throws Exception {
        Page page = site.as(Role.THEATRE);
        page.navigate("/sign-protocol");
        page.getByLabel("Or its text").fill(Shipped.text("hilp-eu"));
        page.getByText("Prove it").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Not set by this centre: act-full");
        assertThat(page.getByLabel("PIN")).hasCount(0);

        page.navigate("/sign-protocol");
        page.getByLabel("Or its text").fill("protocol: nothing else\n");
        page.getByText("Prove it").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("line 1, ");
        assertThat(page.getByLabel("Or its text")).hasValue("protocol: nothing else\n");
    }

    private static void sign(Page page, String secondPin) {
        page.locator("#firstPin").fill("271828");
        page.locator("#second").fill("theatre");
        page.locator("#secondPin").fill(secondPin);
        page.locator("button:text-is('Sign')").click();
    }
}
