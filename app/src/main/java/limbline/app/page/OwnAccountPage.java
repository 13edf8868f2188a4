package limbline.app.page;

import static limbline.app.security.Role.ADMINISTRATOR;
import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
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

/// What somebody sets for himself, the PIN with which he confirms beside a colleague, and where he is
/// signed in.
@Controller
final class OwnAccountPage {

    private final Pages pages;
    private final Pins pins;
    private final SignIn signIn;
    private final Sessions sessions;

    OwnAccountPage(Pages pages, Pins pins, SignIn signIn, Sessions sessions) {
        this.pages = pages;
        this.pins = pins;
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @GetMapping("/account")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    Shown show(
            @AuthenticationPrincipal Account viewer,
            @RequestParam(defaultValue = "") String told,
            HttpServletRequest request) {
        return page(viewer, request, Optional.empty(), told);
    }

    /// The password is asked for again, so that a screen left open does not give a PIN away.
    @PostMapping("/account/pin")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    View setPin(
            @AuthenticationPrincipal Account viewer,
            @RequestParam String password,
            @RequestParam String pin,
            @RequestParam String again,
            HttpServletRequest request) {
        if (!pin.equals(again)) {
            return wrong(viewer, request, pages.words().say("account.pin.differ"));
        }
        Pin wanted;
        try {
            wanted = new Pin(pin.strip());
        } catch (IllegalArgumentException e) {
            return wrong(viewer, request, pages.words().say("account.pin.refused",
                    String.valueOf(e.getMessage())));
        }
        try {
            UsernamePasswordAuthenticationToken typed =
                    UsernamePasswordAuthenticationToken.unauthenticated(viewer.name(), password);
            typed.setDetails(new WebAuthenticationDetails(request));
            signIn.authenticate(typed);
        } catch (SignIn.TooSoon soon) {
            return wrong(viewer, request, pages.words().say("sign-in.too-soon", soon.seconds()));
        } catch (SignIn.Closed e) {
            return wrong(viewer, request, pages.words().say("sign-in.closed"));
        } catch (AuthenticationException e) {
            return wrong(viewer, request, pages.words().say("account.pin.password-wrong"));
        }
        pins.set(viewer.name(), wanted);
        return new RedirectView("/account?told=set");
    }

    private Shown wrong(Account viewer, HttpServletRequest request, String sentence) {
        return page(viewer, request, Optional.of(sentence), "")
                .as(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Shown page(Account viewer, HttpServletRequest request, Optional<String> wrong,
            String told) {
        Optional<String> said = told.equals("set")
                ? Optional.of(pages.words().say("account.pin.set"))
                : SessionsPage.told(pages, told);
        return pages.page("account", pages.words().say("account.title"), Map.of(
                "hasPin", pins.has(viewer.name()), "wrong", wrong, "told", said,
                "sessions", sessions.of(viewer.name()), "own", Sessions.of(request)));
    }
}
