package limbline.app.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.journal.AccessLog;
import limbline.app.security.Accounts;
import limbline.app.security.Password;
import limbline.app.security.Pins;
import limbline.app.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Setting one's own PIN and password, in a real browser.
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

    @Test
    void anotherPasswordEndsEveryOtherSessionAndThisOneGoesOn() {
        new Accounts(site.database().dataSource()).add("changer", "Klara Beispiel", Role.WARD,
                new Password(Site.PASSWORD), false);
        Visitor elsewhere = new Visitor(site.address());
        elsewhere.signIn("changer", Site.PASSWORD);
        assertThat(elsewhere.get("/worklist").statusCode()).isEqualTo(200);
        Page page = site.window(Site.Look.DESK_LIGHT);
        page.navigate("/sign-in");
        Site.leave(page, () -> site.signIn(page, "changer", Site.PASSWORD));
        page.navigate("/account");
        String before = cookie(page);

        change(page, Site.PASSWORD, "four words that rhyme", "four words that rhyme");

        assertThat(page.getByRole(AriaRole.STATUS)).hasText(
                "You have another password. Every other session of yours is ended.");
        assertThat(cookie(page)).isNotEqualTo(before);
        assertThat(page.locator("main table tbody tr")).hasCount(1);
        assertThat(elsewhere.get("/worklist").statusCode()).isEqualTo(302);
        Accounts accounts = new Accounts(site.database().dataSource());
        assertThat(accounts.proved("changer", Site.PASSWORD)).isEmpty();
        assertThat(accounts.proved("changer", "four words that rhyme")).isPresent();
        assertThat(new AccessLog(site.database().sql()).latest(Site.CENTRE, 1).getFirst().what())
                .isEqualTo("changed the own password");
        page.navigate("/worklist");
        assertThat(page.locator("h1")).hasText("Worklist");
    }

    @Test
    void aPasswordThatIsGuessedFirstIsRefusedWithTheReasonAndNothingIsChanged() {
        new Accounts(site.database().dataSource()).add("weak", "Klara Beispiel", Role.WARD,
                new Password(Site.PASSWORD), false);
        Visitor visitor = new Visitor(site.address());
        visitor.signIn("weak", Site.PASSWORD);

        assertThat(told(visitor, Site.PASSWORD, "four words that rhyme", "four words that rime"))
                .isEqualTo("The two new passwords differ. Nothing is changed.");
        assertThat(told(visitor, Site.PASSWORD, "short", "short")).isEqualTo("Nothing is changed: a"
                + " password of 5 characters is not taken: from 12 to 200.");
        assertThat(told(visitor, Site.PASSWORD, "1qaz2WSX3edc", "1qaz2WSX3edc")).isEqualTo("Nothing"
                + " is changed: this password is among the 10,000 most common ones, which are"
                + " guessed first; choose another.");
        for (String names : new String[] {"Klara-Beispiel-2026", "weak.limbline.26",
            "InventedLimbCentre!", "beispielbeispiel1"}) {
            assertThat(told(visitor, Site.PASSWORD, names, names)).as(names).isEqualTo("Nothing is"
                    + " changed: a password made of names that everybody here knows, as the"
                    + " account's or the centre's, is not taken; choose another.");
        }
        assertThat(told(visitor, Site.PASSWORD, Site.PASSWORD, Site.PASSWORD))
                .isEqualTo("Nothing is changed: the new password is the old one.");
        assertThat(told(visitor, "not the old one", "four words that rhyme", "four words that rhyme"))
                .isEqualTo("The password is not right. Nothing is changed.");
        assertThat(new Accounts(site.database().dataSource()).proved("weak", Site.PASSWORD))
                .isPresent();
    }

    private static String told(Visitor visitor, String old, String wanted, String again) {
        String page = visitor.post("/account/password",
                Map.of("old", old, "wanted", wanted, "again", again)).body();
        Matcher found = Pattern.compile("role=\"alert\">([^<]*)<").matcher(page);
        return found.find() ? found.group(1).replace("&#39;", "'") : page;
    }

    private static void change(Page page, String old, String wanted, String again) {
        page.getByLabel("Old password").fill(old);
        page.locator("#wanted").fill(wanted);
        page.locator("#wanted-again").fill(again);
        page.getByText("Change the password").click();
    }

    private static String cookie(Page page) {
        return page.context().cookies().stream()
                .filter(one -> one.name.equals("LIMBLINE")).findFirst().orElseThrow().value;
    }

    private static void set(Page page, String password, String pin, String again) {
        page.getByLabel("Your password").fill(password);
        page.locator("#pin").fill(pin);
        page.locator("#again").fill(again);
        page.getByText("Set the PIN").click();
    }
}
