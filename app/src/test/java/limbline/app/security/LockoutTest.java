package limbline.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import limbline.app.Server;
import limbline.app.Settings;
import limbline.app.Site;
import limbline.app.Visitor;
import limbline.app.database.FreshDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

/// Failed sign-ins close an account.
class LockoutTest {

    private static final int TRIES = 4;

    @RegisterExtension
    static final FreshDatabase fresh = new FreshDatabase();

    /// Far enough on for each attempt that [Slowdown] never has anybody wait.
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");

    private final InstantSource clock = () -> now = now.plusSeconds(3_600);
    private final Lockout lockout = new Lockout(fresh.database().dataSource(), TRIES);
    private final SignIn signIn = new SignIn(accounts(), new Slowdown(clock), lockout, true);

    @Test
    void belowTheLimitTheRightPasswordGetsInAndTheCountBeginsAgain() {
        add("below");
        for (int round = 0; round < 2; round++) {
            fail("below", TRIES - 1);
            assertThat(attempt("below", Site.PASSWORD)).isTrue();
        }
        assertThat(lockout.closed()).doesNotContain("below");
    }

    @Test
    void atTheLimitTheAccountIsClosedAlsoForTheRightPassword() {
        add("at");
        fail("at", TRIES);

        assertThatExceptionOfType(SignIn.Closed.class)
                .isThrownBy(() -> attempt("at", Site.PASSWORD));
        assertThat(lockout.closed()).contains("at");
    }

    @Test
    void aboveTheLimitItStaysClosedHoweverLongOneWaits() {
        add("above");
        fail("above", TRIES);
        now = now.plusSeconds(100L * 86_400);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(SignIn.Closed.class)
                    .isThrownBy(() -> attempt("above", "not the password"));
        }
        assertThatExceptionOfType(SignIn.Closed.class)
                .isThrownBy(() -> attempt("above", Site.PASSWORD));
    }

    @Test
    void anAdministratorOpensItAgainAndOnlyWhatIsClosed() {
        add("opened");
        fail("opened", TRIES);
        lockout.open("opened");

        assertThat(attempt("opened", Site.PASSWORD)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> lockout.open("opened"))
                .withMessage("\"opened\" is no account that failed sign-ins have closed");
    }

    @Test
    void aNameWithoutAnAccountIsClosedAlikeSoThatNobodyLearnsWhoIsHere() {
        fail("nobody", TRIES);

        assertThatExceptionOfType(SignIn.Closed.class)
                .isThrownBy(() -> attempt("nobody", "not the password"));
        assertThat(lockout.closed()).doesNotContain("nobody");
    }

    @Test
    void guessesAtOnceGainNothing() throws Exception {
        int granted = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> tries = java.util.stream.IntStream.range(0, 40)
                    .mapToObj(_ -> threads.submit(() -> lockout.mayTry("crowd"))).toList();
            for (Future<Boolean> one : tries) {
                granted += one.get() ? 1 : 0;
            }
        }
        assertThat(granted).isEqualTo(TRIES);
    }

    @Test
    void theCountOutlastsARestartAndWhoIsSignedInGoesOn() {
        add("working");
        Settings settings = Settings.read(Path.of("."), Optional.empty(),
                Map.of("LIMBLINE_BIND_PORT", "0", "LIMBLINE_SIGN_IN_TRIES", "3"));
        Visitor working;
        URI address;
        try (Server server = Server.start(settings, fresh.database(), InstantSource.system())) {
            address = server.address();
            working = new Visitor(address);
            working.signIn("working", Site.PASSWORD);
            Visitor guesser = new Visitor(address);
            for (int i = 0; i < 3; i++) {
                guesser.signIn("working", "not the password " + i);
            }
            assertThat(working.get("/worklist").statusCode()).isEqualTo(200);
        }
        try (Server server = Server.start(settings, fresh.database(), InstantSource.system())) {
            Visitor guesser = new Visitor(server.address());
            guesser.signIn("working", Site.PASSWORD);
            assertThat(guesser.get("/sign-in").body()).contains("This account takes no password"
                    + " now, because too many sign-ins in a row failed. An administrator can open it"
                    + " again; waiting does not.");
        }
    }

    private boolean attempt(String name, String password) {
        return signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(
                name, password)).isAuthenticated();
    }

    private void fail(String name, int times) {
        for (int i = 0; i < times; i++) {
            String wrong = "not the password " + i;
            assertThatExceptionOfType(BadCredentialsException.class)
                    .isThrownBy(() -> attempt(name, wrong));
        }
    }

    private static Accounts accounts() {
        return new Accounts(fresh.database().dataSource());
    }

    private static void add(String name) {
        accounts().add(name, "Somebody", Role.WARD, new Password(Site.PASSWORD), false);
    }
}
