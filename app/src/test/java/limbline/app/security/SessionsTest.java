package limbline.app.security;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import limbline.app.Site;
import limbline.app.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Where somebody is signed in, and how that is ended from elsewhere.
class SessionsTest {

    @RegisterExtension
    static final Site site = new Site();

    private static Sessions sessions() {
        return site.part(Sessions.class);
    }

    @BeforeAll
    static void addAccounts() {
        Accounts accounts = new Accounts(site.database().dataSource());
        for (String name : List.of("own", "other", "forced", "old", "long", "tickets", "shown")) {
            accounts.add(name, "Somebody " + name, Role.WARD, new Password(Site.PASSWORD), false);
        }
    }

    @Test
    void onesOwnAreListedAndAllOthersEndedAtOnce() {
        Visitor here = signedIn("own");
        Visitor elsewhere = signedIn("own");
        assertThat(here.get("/account").body()).contains("this one", "from 127.0.0.1, by password");
        assertThat(sessions().of("own")).hasSize(2);

        assertThat(here.post("/account/sessions/end-others", Map.of()).headers()
                .firstValue("Location").orElse("")).endsWith("/account?told=ended");

        assertThat(here.get("/worklist").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/worklist").headers().firstValue("Location")
                .orElse("")).endsWith("/sign-in?told=ended");
        assertThat(elsewhere.get("/worklist", "HX-Request", "true").statusCode()).isEqualTo(401);
    }

    @Test
    void nobodyEndsTheSessionOfAnotherButTheAdministrator() {
        Visitor victim = signedIn("forced");
        Visitor stranger = signedIn("other");
        UUID id = sessions().of("forced").getFirst().id();

        assertThat(stranger.post("/account/sessions/end", Map.of("id", id.toString())).headers()
                .firstValue("Location").orElse("")).endsWith("/account?told=none");
        assertThat(stranger.post("/accounts/sessions/end", Map.of("id", id.toString()))
                .statusCode()).isEqualTo(403);
        assertThat(victim.get("/worklist").statusCode()).isEqualTo(200);

        Visitor administrator = Visitor.as(site.address(), Role.ADMINISTRATOR);
        assertThat(administrator.get("/accounts").body()).contains(id.toString());
        administrator.post("/accounts/sessions/end", Map.of("id", id.toString()));

        assertThat(victim.get("/worklist").headers().firstValue("Location")
                .orElse("")).endsWith("/sign-in?told=ended");
        assertThat(victim.get("/sign-in?told=ended").body())
                .contains("You were signed out: this session was ended");
        assertThat(site.database().sql()
                .sql("select ended_by from sign_in_session where id = ?").param(id)
                .query(String.class).single()).isEqualTo("administrator");
    }

    @Test
    void aSessionEndsAfterItsLongestTimeAndNotBefore() {
        Visitor visitor = signedIn("long");
        began("long", "11 hours 59 minutes");
        assertThat(visitor.get("/worklist").statusCode()).isEqualTo(200);
        began("long", "12 hours");
        assertThat(visitor.get("/worklist").statusCode()).isEqualTo(302);
        assertThat(sessions().of("long")).isEmpty();
    }

    @Test
    void whatRanOutIsNotListedAnyMore() {
        signedIn("old");
        assertThat(sessions().of("old")).hasSize(1);
        site.fresh().asOwner("update sign_in_session set seen = now() - interval '30 minutes'"
                + " where account = 'old'");

        assertThat(sessions().of("old")).isEmpty();
    }

    @Test
    void aSessionThatRanOutEndsNoTicketAndOneThatIsEndedDoes() {
        signedIn("tickets");
        UUID id = sessions().of("tickets").getFirst().id();
        site.fresh().asOwner("""
                insert into theatre_ticket (hash, account, version, path, session)
                values (sha256('ticket'), 'tickets', 1, '/theatre/X/Y', '%s')
                """.formatted(id));
        site.fresh().asOwner("update sign_in_session set seen = now() - interval '1 day'"
                + " where account = 'tickets'");

        assertThat(sessions().of("tickets")).singleElement()
                .satisfies(one -> assertThat(one.theatreOnly()).isTrue());
        assertThat(ticketEnded()).isFalse();
        assertThat(sessions().end(id, "tickets", "tickets")).isTrue();
        assertThat(ticketEnded()).isTrue();
    }

    @Test
    void aBrowserIsCalledAsPeopleCallIt() {
        assertThat(Sessions.browser("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
                + " (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"))
                .isEqualTo("Edge, Windows");
        assertThat(Sessions.browser("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"))
                .isEqualTo("Firefox, Linux");
        assertThat(Sessions.browser("curl/8.1\u0000\n" + "x".repeat(500)))
                .startsWith("curl/8.1  xxx").hasSizeLessThan(200);
    }

    @Test
    void theListsLookRight() {
        signedIn("shown");
        site.fresh().asOwner(
                "insert into sign_in_try (name, failed) values ('shown', 20)");
        Page own = site.as(Role.CLINICIAN);
        own.navigate("/account");
        site.looksRight(own, "account-sessions");

        Page all = site.as(Role.ADMINISTRATOR);
        all.navigate("/accounts");
        site.looksRight(all, "accounts-sessions");
        all.getByText("Open shown again").click();
        assertThat(all.getByRole(AriaRole.STATUS)).hasText("The account is open again.");
        all.getByLabel("End the session of shown").first().click();
        assertThat(all.getByRole(AriaRole.STATUS)).hasText("The session is ended.");
    }

    private static void began(String account, String ago) {
        site.fresh().asOwner("update sign_in_session set began = now() - interval '%s'"
                .formatted(ago) + " where account = '%s'".formatted(account));
    }

    private static boolean ticketEnded() {
        return site.database().sql().sql(
                "select ended is not null from theatre_ticket where account = 'tickets'")
                .query(Boolean.class).single();
    }

    /// With a first page, at which the session begins.
    private static Visitor signedIn(String name) {
        Visitor visitor = new Visitor(site.address());
        visitor.signIn(name, Site.PASSWORD);
        assertThat(visitor.get("/worklist").statusCode()).isEqualTo(200);
        return visitor;
    }
}
