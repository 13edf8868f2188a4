package limbline.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import limbline.app.Site;
import limbline.app.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

/// What stands between a stranger and the pages.
class SignInGuardsTest {

    @RegisterExtension
    static final Site site = new Site();

    private static Accounts accounts() {
        return new Accounts(site.database().dataSource());
    }

    @Test
    void passwordsAreKeptAsArgon2id() {
        assertThat(site.database().sql().sql("select password from account where name = 'ward'")
                .query(String.class).single()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void afterFiveFailuresTheNextAttemptHasToWaitEvenWithTheRightPassword() {
        add("guessed");
        Visitor guesser = new Visitor(site.address());
        for (int i = 0; i < 6; i++) {
            guesser.signIn("guessed", "not the password " + i);
        }
        guesser.signIn("guessed", Site.PASSWORD);

        assertThat(guesser.get("/sign-in").body())
                .containsPattern("Too many attempts failed\\. Wait [12] seconds, then try again\\.");
        assertThat(guesser.get("/worklist").statusCode()).isEqualTo(302);
    }

    @Test
    void anUnknownNameAndAWrongPasswordAreToldAlike() {
        add("known");
        Visitor visitor = new Visitor(site.address());
        visitor.signIn("known", "not the password at all");
        String wrong = visitor.get("/sign-in").body();
        visitor.signIn("unknown", "not the password at all");
        String unknown = visitor.get("/sign-in").body();

        assertThat(told(wrong)).isEqualTo(told(unknown))
                .isEqualTo("The account or the password is not right.");
    }

    @Test
    void aNameThatIsNoneIsOnlyWrong() {
        Visitor visitor = new Visitor(site.address());
        for (String name : new String[] {"' or 1=1 --", "\0", "x".repeat(5_000), "äöü", ""}) {
            assertThat(visitor.signIn(name, "not the password at all").statusCode()).isEqualTo(302);
            assertThat(told(visitor.get("/sign-in").body()))
                    .isEqualTo("The account or the password is not right.");
        }
    }

    @Test
    void demonstrationAccountsGetInOnThisMachineOnly() {
        accounts().add("shown", "Shown to all", Role.WARD, new Password(Site.PASSWORD), true);
        UsernamePasswordAuthenticationToken typed =
                UsernamePasswordAuthenticationToken.unauthenticated("shown", Site.PASSWORD);

        assertThat(signIn(true).authenticate(typed).isAuthenticated()).isTrue();
        assertThatExceptionOfType(SignIn.DemonstrationOnly.class)
                .isThrownBy(() -> signIn(false).authenticate(typed));
    }

    @Test
    void aRemovedAccountIsOutAtOnceAndItsNameIsNotGivenAgain() {
        add("leaver");
        Visitor leaver = signedIn("leaver");
        assertThat(leaver.get("/worklist").statusCode()).isEqualTo(200);

        accounts().remove("leaver");

        assertThat(leaver.get("/worklist").statusCode()).isEqualTo(302);
        assertThatIllegalArgumentException().isThrownBy(() -> add("leaver")).withMessage(
                "there is or was an account \"leaver\"; names are not given twice, choose another");
        assertThatIllegalArgumentException().isThrownBy(() -> accounts().remove("leaver"))
                .withMessage("there is no account \"leaver\"; list them with: user list");
    }

    @Test
    void anotherPasswordEndsTheSessionsOfTheOldOne() {
        add("changer");
        Visitor changer = signedIn("changer");

        accounts().changePassword("changer", new Password("another one for the tests"));

        assertThat(changer.get("/worklist").statusCode()).isEqualTo(302);
        assertThat(accounts().proved("changer", Site.PASSWORD)).isEmpty();
        assertThat(accounts().proved("changer", "another one for the tests")).isPresent();
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        add("victim");
        Visitor victim = signedIn("victim");

        HttpResponse<String> answer =
                victim.postBare("/appearance", Map.of("theme", "dark", "back", "/"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("the form was open for too long");
    }

    @Test
    void aSignInPageThatWasOpenForTooLongIsShownAgain() {
        HttpResponse<String> answer = new Visitor(site.address())
                .postBare("/sign-in", Map.of("name", "ward", "password", Site.PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in?told=again"));
    }

    @Test
    void theSessionOfASignInIsAFreshOne() {
        add("fresh");
        Visitor visitor = new Visitor(site.address());
        String before = visitor.get("/sign-in").headers().firstValue("Set-Cookie").orElseThrow();
        String after = visitor.signIn("fresh", Site.PASSWORD).headers().firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(after).startsWith("LIMBLINE=").isNotEqualTo(before);
    }

    @Test
    void nobodyIsSentToAnotherServer() {
        add("sent");
        Visitor sent = signedIn("sent");
        for (String elsewhere : new String[] {
            "//evil.example/", "https://evil.example/", "/\\evil.example", "\\\\evil.example",
            "javascript:alert(1)", "/\t/evil.example", ""
        }) {
            HttpResponse<String> answer =
                    sent.post("/appearance", Map.of("theme", "auto", "back", elsewhere));
            assertThat(answer.headers().firstValue("Location")).as(elsewhere).hasValue("/");
        }
        assertThat(sent.post("/appearance", Map.of("theme", "auto", "back", "/worklist?page=2"))
                .headers().firstValue("Location")).hasValue("/worklist?page=2");
    }

    @Test
    void aPartOfAPageAskedForAfterTheSessionEndedLeadsToSignIn() {
        HttpResponse<String> answer =
                new Visitor(site.address()).get("/worklist", "HX-Request", "true");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).hasValue("/sign-in?told=again");
    }

    @Test
    void weakPasswordsAreRefusedWithTheReason() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Password("12345678901"))
                .withMessage("a password of 11 characters is not taken: from 12 to 200");
        assertThatIllegalArgumentException().isThrownBy(() -> new Password("aaaaaaaaaaaaaaaa"))
                .withMessage("a password of the same few characters again and again is not taken");
        assertThat(new Password("twelve chars").toString()).doesNotContain("twelve");
    }

    @Test
    void whatIsMadeOfKnownNamesIsRefusedAndWhatOnlyHoldsOneIsNot() {
        List<String> names = List.of("klara.beispiel", "St Marien", "Aachen");
        for (String made : List.of("Klara+Beispiel", "aachenaachen26", "Limbline-Aachen-1",
                "marien-1234567")) {
            assertThatIllegalArgumentException().as(made)
                    .isThrownBy(() -> new Password(made).refuseMadeOf(names))
                    .withMessageContaining("made of names that everybody here knows");
        }
        for (String taken : List.of("marien-12345678", "klara knits socks", "st st st st 12ab")) {
            new Password(taken).refuseMadeOf(names);
        }
    }

    private static void add(String name) {
        accounts().add(name, "Somebody", Role.WARD, new Password(Site.PASSWORD), false);
    }

    private static Visitor signedIn(String name) {
        Visitor visitor = new Visitor(site.address());
        visitor.signIn(name, Site.PASSWORD);
        return visitor;
    }

    private static SignIn signIn(boolean demonstrationsMayEnter) {
        return new SignIn(
                accounts(), new Slowdown(InstantSource.system()),
                new Lockout(site.database().dataSource(), 20), demonstrationsMayEnter);
    }

    private static String told(String page) {
        int begin = page.indexOf("role=\"alert\">") + "role=\"alert\">".length();
        return page.substring(begin, page.indexOf('<', begin));
    }
}
