package limbline.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;

/// How people prove who they are, and how long that holds.
///
/// @param tries failed sign-ins in a row that close an account until an administrator opens it. At
///     most 100, as NIST SP 800-63B has it; at least 3, since people mistype
/// @param longest how long a session lasts at all
/// @param provider where people sign in with one account for the whole hospital; empty for nowhere
/// @param glass how long a restricted record stays open to somebody who broke the glass
/// @param knownWords that everybody at the hospital knows, such as its town: no password is made of them
/// @param passkeys where passkeys are good; empty where none are taken
public record SignInSettings(int tries, Duration longest, Duration glass,
        Optional<Provider> provider, Optional<PasskeyPlace> passkeys, List<String> knownWords) {

    /// Where passkeys are good. A browser gives a passkey's answer at its own domain only, which is
    /// what keeps it from a page that only looks like ours.
    ///
    /// @param origin at which people reach the server: scheme, host and a port that is not usual
    /// @param domain that the passkeys belong to: the origin's host, or a domain it lies in
    public record PasskeyPlace(String origin, String domain) {

        private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*");

        public PasskeyPlace {
            URI address = URI.create(origin);
            @Nullable String host = address.getHost();
            if (host == null || !origin.equals(bare(address))) {
                throw new IllegalArgumentException(("passkey.origin is \"%s\"; it must be as"
                        + " https://limbline.hospital.example, with a port if it is not the usual"
                        + " one and nothing behind").formatted(Text.shortened(origin)));
            }
            Check.that("https".equals(address.getScheme())
                    || ("http".equals(address.getScheme()) && "localhost".equals(host)),
                    "passkey.origin is \"%s\"; it must begin with https:// (or be"
                            + " http://localhost for a trial)", origin);
            Check.that(!ADDRESS.matcher(host).matches(),
                    "passkey.origin is \"%s\"; browsers keep passkeys for names only, not for"
                            + " addresses in numbers", origin);
            Check.that(host.equals(domain) || (host.endsWith("." + domain) && domain.contains(".")),
                    "passkey.domain is \"%s\"; it must be the host of passkey.origin, %s, or a"
                            + " domain that this lies in", domain, host);
        }

        /// @param domain empty for the origin's host
        static PasskeyPlace parse(String origin, String domain) {
            try {
                @Nullable String host = new URI(origin).getHost();
                return new PasskeyPlace(origin, domain.isEmpty() && host != null ? host : domain);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(
                        "passkey.origin is \"%s\", which is no address".formatted(
                                Text.shortened(origin)), e);
            }
        }

        private static String bare(URI address) {
            return "%s://%s%s".formatted(address.getScheme(), address.getHost(),
                    address.getPort() < 0 ? "" : ":" + address.getPort());
        }
    }

    /// The hospital's provider (OpenID Connect).
    ///
    /// @param issuer its address, from which all else is asked
    /// @param client what this server is called there
    /// @param secret with which this server proves itself there; it prints not at all
    /// @param claim of the id token that names a person, as `sub` or `preferred_username`
    /// @param called what the sign-in page calls it
    /// @param strengths of a sign-in (`acr`) of which the provider must have used one; empty for any
    public record Provider(String issuer, String client, String secret, String claim, String called,
            List<String> strengths) {

        public Provider {
            strengths = List.copyOf(strengths);
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
        knownWords = List.copyOf(knownWords);
        Check.that(tries >= 3 && tries <= 100, "sign-in.tries is %s; from 3 to 100", tries);
        Check.that(longest.toHours() >= 1 && longest.toHours() <= 24,
                "session.longest-hours is %s; from 1 to 24", longest.toHours());
        Check.that(glass.toMinutes() >= 5 && glass.toMinutes() <= 720,
                "glass.minutes is %s; from 5 to 720", glass.toMinutes());
    }
}
