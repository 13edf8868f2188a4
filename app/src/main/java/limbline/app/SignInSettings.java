package limbline.app;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import limbline.measure.Check;

/// How people prove who they are, and how long that holds.
///
/// @param tries failed sign-ins in a row that close an account until an administrator opens it. At
///     most 100, as NIST SP 800-63B has it; at least 3, since people mistype
/// @param longest how long a session lasts at all
/// @param provider where people sign in with one account for the whole hospital; empty for nowhere
/// @param glass how long a restricted record stays open to somebody who broke the glass
public record SignInSettings(int tries, Duration longest, Duration glass, Optional<Provider> provider) {

    /// The hospital's provider (OpenID Connect).
    ///
    /// @param issuer its address, from which all else is asked
    /// @param client what this server is called there
    /// @param secret with which this server proves itself there; it prints not at all
    /// @param claim of the id token that names a person, as `sub` or `preferred_username`
    /// @param called what the sign-in page calls it
    public record Provider(
            String issuer, String client, String secret, String claim, String called) {

        public Provider {
            URI address = URI.create(issuer);
            Check.that("https".equals(address.getScheme()) || ("http".equals(address.getScheme())
                    && Set.of("127.0.0.1", "localhost").contains(address.getHost())),
                    "oidc.issuer is \"%s\"; it must begin with https://", issuer);
            Check.that(!client.isBlank(), "oidc.issuer is set, so oidc.client is needed too");
            Check.that(!secret.isBlank(), "oidc.issuer is set, so oidc.secret-file is needed too");
        }

        @Override
        public String toString() {
            return client + " at " + issuer;
        }
    }

    public SignInSettings {
        Check.that(tries >= 3 && tries <= 100, "sign-in.tries is %s; from 3 to 100", tries);
        Check.that(longest.toHours() >= 1 && longest.toHours() <= 24,
                "session.longest-hours is %s; from 1 to 24", longest.toHours());
        Check.that(glass.toMinutes() >= 5 && glass.toMinutes() <= 720,
                "glass.minutes is %s; from 5 to 720", glass.toMinutes());
    }
}
