package limbline.app.security;

import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import com.webauthn4j.verifier.exception.VerificationException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import limbline.app.SignInSettings.PasskeyPlace;
import limbline.app.security.PasskeyRefused.Why;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Adding a passkey and signing in with one (WebAuthn level 3). What is proved cryptographically,
/// Spring Security and WebAuthn4J decide; whose account that is and whether it comes in, we do.
///
/// A passkey counts only where the device asked who holds it, so it is two factors: something one
/// has, and a PIN, finger or face. It names the account, so nobody types one. An answer is good
/// once, for [#GOOD_FOR], in the session that asked for it.
public final class PasskeyDesk {

    static final Duration GOOD_FOR = Duration.ofMinutes(5);

    /// Longer than any answer; in characters.
    static final int LONGEST = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(PasskeyDesk.class);
    private static final String ADDING = PasskeyDesk.class.getName() + ".adding";
    private static final String SIGNING_IN = PasskeyDesk.class.getName() + ".signing-in";
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    private final Passkeys passkeys;
    private final SignIn signIn;
    private final AsAccount asAccount;
    private final InstantSource clock;
    private final Optional<Webauthn4JRelyingPartyOperations> webAuthn;

    /// @param place where passkeys are good; empty where none are taken
    PasskeyDesk(Passkeys passkeys, SignIn signIn, Accounts accounts, Optional<PasskeyPlace> place,
            InstantSource clock) {
        this.passkeys = passkeys;
        this.signIn = signIn;
        this.asAccount = new AsAccount(accounts);
        this.clock = clock;
        this.webAuthn = place.map(one -> operations(passkeys, one));
    }

    private static Webauthn4JRelyingPartyOperations operations(
            Passkeys passkeys, PasskeyPlace place) {
        Webauthn4JRelyingPartyOperations operations = new Webauthn4JRelyingPartyOperations(passkeys,
                passkeys, PublicKeyCredentialRpEntity.builder()
                        .id(place.domain()).name("Limbline").build(),
                Set.of(place.origin()));
        operations.setCustomizeCreationOptions(options -> options.timeout(GOOD_FOR)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED).build()));
        operations.setCustomizeRequestOptions(options -> options.timeout(GOOD_FOR)
                .userVerification(UserVerificationRequirement.REQUIRED));
        return operations;
    }

    /// What a session was asked for.
    ///
    /// @param account who adds one; empty at sign-in
    /// @param name of the new one; empty at sign-in
    private record Asked<T>(T options, String account, String name, Instant at) {}

    /// Whether this server takes passkeys.
    public boolean isOpen() {
        return webAuthn.isPresent();
    }

    /// What a browser needs to make a passkey for an account.
    ///
    /// @param name for the new one
    /// @return JSON
    /// @throws IllegalArgumentException with the reason against the name
    /// @throws PasskeyRefused if the account has as many as it may
    public String optionsToAdd(HttpSession session, Account account, String name) {
        String named = Passkey.named(name);
        if (passkeys.of(account.name()).size() >= Passkeys.MOST) {
            throw new PasskeyRefused(Why.TOO_MANY);
        }
        PublicKeyCredentialCreationOptions options = webAuthn()
                .createPublicKeyCredentialCreationOptions(
                        new ImmutablePublicKeyCredentialCreationOptionsRequest(known(account)));
        session.setAttribute(ADDING, new Asked<>(options, account.name(), named, clock.instant()));
        return JSON.writeValueAsString(options);
    }

    /// Takes the passkey that a browser has made.
    ///
    /// @param answer JSON, as `PublicKeyCredential.toJSON()` gives it
    /// @return its name
    public String add(HttpSession session, Account account, String answer) {
        Asked<PublicKeyCredentialCreationOptions> asked =
                asked(session, ADDING, PublicKeyCredentialCreationOptions.class);
        if (!asked.account.equals(account.name())) {
            throw new PasskeyRefused(Why.NOT_ASKED);
        }
        PublicKeyCredential<AuthenticatorAttestationResponse> made =
                read(answer, new TypeReference<>() { });
        if (passkeys.find(made.getRawId()).isPresent()) {
            throw new PasskeyRefused(Why.KNOWN);
        }
        try {
            webAuthn().registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    asked.options, new RelyingPartyPublicKey(made, asked.name)));
        } catch (VerificationException | DataConversionException | IllegalArgumentException e) {
            throw new PasskeyRefused(why(e), account);
        }
        LOG.info("{} added a passkey", account.name());
        return asked.name;
    }

    /// What a browser needs to ask a device for a passkey of this server.
    ///
    /// @return JSON
    public String optionsToSignIn(HttpSession session) {
        PublicKeyCredentialRequestOptions options = webAuthn().createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(nobody()));
        session.setAttribute(SIGNING_IN, new Asked<>(options, "", "", clock.instant()));
        return JSON.writeValueAsString(options);
    }

    /// Signs somebody in by the answer of his passkey.
    ///
    /// @param answer JSON, as `PublicKeyCredential.toJSON()` gives it
    /// @throws PasskeyRefused if it proves nobody
    /// @throws SignIn.DemonstrationOnly if it is a demonstration's and others reach this server
    public Account signIn(HttpServletRequest request, HttpServletResponse response, String answer) {
        String address = request.getRemoteAddr();
        Account account;
        try {
            account = proved(request.getSession(), answer);
        } catch (PasskeyRefused refused) {
            LOG.atLevel(refused.why() == Why.COPIED
                            ? Level.WARN : Level.INFO)
                    .log("sign-in by passkey refused from {}: {}{}", address, refused.why(),
                            refused.account().map(one -> " (" + one.name() + ")").orElse(""));
            throw refused;
        }
        signIn.mayEnter(account, address);
        asAccount.enter(request, response, account, Sessions.Way.PASSKEY);
        return account;
    }

    private Account proved(HttpSession session, String answer) {
        Asked<PublicKeyCredentialRequestOptions> asked =
                asked(session, SIGNING_IN, PublicKeyCredentialRequestOptions.class);
        PublicKeyCredential<AuthenticatorAssertionResponse> signed =
                read(answer, new TypeReference<>() { });
        Passkeys.Known known = passkeys.find(signed.getRawId())
                .orElseThrow(() -> new PasskeyRefused(Why.UNKNOWN));
        Account account = known.account();
        if (known.copied()) {
            throw new PasskeyRefused(Why.COPIED, account);
        }
        // Nobody typed a name, so the device must say whose passkey it is (7.2 of the standard).
        if (!Objects.equals(known.handle(), signed.getResponse().getUserHandle())) {
            throw new PasskeyRefused(Why.NOT_PROVED, account);
        }
        try {
            webAuthn().authenticate(new RelyingPartyAuthenticationRequest(asked.options, signed));
        } catch (MaliciousCounterValueException | Passkeys.CounterStoodStill e) {
            passkeys.copied(signed.getRawId());
            throw new PasskeyRefused(Why.COPIED, account);
        } catch (VerificationException | DataConversionException | IllegalArgumentException e) {
            throw new PasskeyRefused(why(e), account);
        }
        return account;
    }

    private static Why why(RuntimeException thrown) {
        return switch (thrown) {
            case BadOriginException _, BadRpIdException _, CrossOriginException _ -> Why.ELSEWHERE;
            case BadChallengeException _ -> Why.NOT_ASKED;
            case UserNotVerifiedException _ -> Why.NOT_VERIFIED;
            case VerificationException _ -> Why.NOT_PROVED;
            default -> Why.UNREADABLE;
        };
    }

    /// What was asked for in this session; asking is over with it, whatever comes of it.
    private <T> Asked<T> asked(HttpSession session, String which, Class<T> type) {
        Object kept = session.getAttribute(which);
        session.removeAttribute(which);
        if (!(kept instanceof Asked<?>(Object options, String account, String name, Instant at))) {
            throw new PasskeyRefused(Why.NOT_ASKED);
        }
        if (clock.instant().isAfter(at.plus(GOOD_FOR))) {
            throw new PasskeyRefused(Why.EXPIRED);
        }
        return new Asked<>(type.cast(options), account, name, at);
    }

    /// What a browser sent, with no part missing.
    private static <T extends PublicKeyCredential<?>> T read(String answer, TypeReference<T> type) {
        try {
            @Nullable T read = answer.length() > LONGEST ? null : JSON.readValue(answer, type);
            if (read != null && read.getRawId() != null && read.getResponse() != null) {
                return read;
            }
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.debug("no passkey's answer: {}", e.getClass().getSimpleName());
        }
        throw new PasskeyRefused(Why.UNREADABLE);
    }

    private Webauthn4JRelyingPartyOperations webAuthn() {
        return webAuthn.orElseThrow(
                () -> new IllegalArgumentException("this server takes no passkeys"));
    }

    private static Authentication known(Account account) {
        return UsernamePasswordAuthenticationToken.authenticated(account, null, List.of());
    }

    private static Authentication nobody() {
        return UsernamePasswordAuthenticationToken.unauthenticated("", "");
    }
}
