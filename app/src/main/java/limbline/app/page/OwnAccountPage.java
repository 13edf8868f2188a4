package limbline.app.page;

import static limbline.app.security.Role.ADMINISTRATOR;
import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import limbline.app.journal.AccessLog;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.security.OwnPassword;
import limbline.app.security.PasskeyDesk;
import limbline.app.security.Passkeys;
import limbline.app.security.Password;
import limbline.app.security.Pin;
import limbline.app.security.Pins;
import limbline.app.security.Sessions;
import limbline.app.security.SignIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// What somebody sets for himself: the password, the passkeys, the PIN with which he confirms beside a
/// colleague; and where he is signed in.
@Controller
final class OwnAccountPage {

    private final Pages pages;
    private final Pins pins;
    private final SignIn signIn;
    private final OwnPassword ownPassword;
    private final Passkeys passkeys;
    private final PasskeyDesk passkeyDesk;
    private final Sessions sessions;
    private final AccessLog log;

    OwnAccountPage(Pages pages, Pins pins, SignIn signIn, OwnPassword ownPassword,
            Passkeys passkeys, PasskeyDesk passkeyDesk, Sessions sessions, AccessLog log) {
        this.pages = pages;
        this.pins = pins;
        this.signIn = signIn;
        this.ownPassword = ownPassword;
        this.passkeys = passkeys;
        this.passkeyDesk = passkeyDesk;
        this.sessions = sessions;
        this.log = log;
    }

    @GetMapping("/account")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    Shown show(
            @AuthenticationPrincipal Account viewer,
            @RequestParam(defaultValue = "") String told,
            HttpServletRequest request) {
        return page(viewer, request, Optional.empty(), told);
    }

    @PostMapping("/account/pin")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    View setPin(
            @AuthenticationPrincipal Account viewer,
            @RequestParam String password,
            @RequestParam String pin,
            @RequestParam String again,
            HttpServletRequest request) {
        if (!pin.equals(again)) {
            return wrong(viewer, request, say("account.pin.differ"));
        }
        Pin wanted;
        try {
            wanted = new Pin(pin.strip());
        } catch (IllegalArgumentException e) {
            return wrong(viewer, request, say("account.refused", String.valueOf(e.getMessage())));
        }
        Optional<String> against = notProved(viewer, password, request);
        if (against.isPresent()) {
            return wrong(viewer, request, against.get());
        }
        pins.set(viewer.name(), wanted);
        return new RedirectView("/account?told=set");
    }

    @PostMapping("/account/password")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    View changePassword(
            @AuthenticationPrincipal Account viewer,
            @RequestParam String old,
            @RequestParam String wanted,
            @RequestParam String again,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!wanted.equals(again)) {
            return wrong(viewer, request, say("account.password.differ"));
        }
        Optional<String> against = ownPassword.against(viewer, pages.centre().name(), wanted)
                .or(() -> wanted.equals(old) ? Optional.of(say("account.password.same"))
                        : Optional.empty())
                .map(reason -> say("account.refused", reason))
                .or(() -> notProved(viewer, old, request));
        if (against.isPresent()) {
            return wrong(viewer, request, against.get());
        }
        ownPassword.change(request, response, viewer, new Password(wanted));
        log.lookedAtMany(viewer.name(), pages.centre().id(), "changed the own password");
        return new RedirectView("/account?told=password");
    }

    /// The password is asked for again, so that a screen left open does not give an account away.
    ///
    /// @return why it does not prove who asks, as a sentence; or nothing
    Optional<String> notProved(Account viewer, String password, HttpServletRequest request) {
        try {
            UsernamePasswordAuthenticationToken typed =
                    UsernamePasswordAuthenticationToken.unauthenticated(viewer.name(), password);
            typed.setDetails(new WebAuthenticationDetails(request));
            signIn.authenticate(typed);
            return Optional.empty();
        } catch (SignIn.TooSoon soon) {
            return Optional.of(say("sign-in.too-soon", soon.seconds()));
        } catch (SignIn.Closed e) {
            return Optional.of(say("sign-in.closed"));
        } catch (AuthenticationException e) {
            return Optional.of(say("account.password-wrong"));
        }
    }

    Shown wrong(Account viewer, HttpServletRequest request, String sentence) {
        return page(viewer, request, Optional.of(sentence), "")
                .as(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Shown page(Account viewer, HttpServletRequest request, Optional<String> wrong,
            String told) {
        Optional<String> said = switch (told) {
            case "set" -> Optional.of(say("account.pin.set"));
            case "password" -> Optional.of(say("account.password.changed"));
            case "passkey" -> Optional.of(say("passkey.added"));
            case "passkey-gone" -> Optional.of(say("passkey.removed"));
            default -> SessionsPage.told(pages, told);
        };
        return pages.page("account", say("account.title"), Map.of(
                "hasPin", pins.has(viewer.name()), "wrong", wrong, "told", said,
                "passkeysTaken", passkeyDesk.isOpen(), "passkeys", passkeys.of(viewer.name()),
                "sessions", sessions.of(viewer.name()), "own", Sessions.of(request)));
    }

    private String say(String key, Object... values) {
        return pages.words().say(key, values);
    }
}
