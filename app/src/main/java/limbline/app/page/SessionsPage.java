package limbline.app.page;

import static limbline.app.security.Role.ADMINISTRATOR;
import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.security.Lockout;
import limbline.app.security.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// Ends sessions, one's own and as the administrator anybody's, and opens accounts that failed
/// sign-ins have closed.
@Controller
final class SessionsPage {

    private static final Logger LOG = LoggerFactory.getLogger(SessionsPage.class);

    private final Lockout lockout;
    private final Sessions sessions;

    SessionsPage(Lockout lockout, Sessions sessions) {
        this.lockout = lockout;
        this.sessions = sessions;
    }

    @PostMapping("/account/sessions/end")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    View endOwn(@AuthenticationPrincipal Account viewer, @RequestParam String id) {
        boolean ended = sessions.end(id(id), viewer.name(), viewer.name());
        return new RedirectView("/account?told=" + (ended ? "ended" : "none"));
    }

    @PostMapping("/account/sessions/end-others")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    View endOthers(@AuthenticationPrincipal Account viewer, HttpServletRequest request) {
        int ended = sessions.endAll(viewer.name(), Sessions.of(request), viewer.name());
        return new RedirectView("/account?told=" + (ended > 0 ? "ended" : "none"));
    }

    @PostMapping("/accounts/sessions/end")
    @Allowed(ADMINISTRATOR)
    View end(@AuthenticationPrincipal Account viewer, @RequestParam String id) {
        boolean ended = sessions.end(id(id), "", viewer.name());
        LOG.info("{} ended the session {}", viewer.name(), id(id));
        return new RedirectView("/accounts?told=" + (ended ? "ended" : "none"));
    }

    @PostMapping("/accounts/open")
    @Allowed(ADMINISTRATOR)
    View open(@AuthenticationPrincipal Account viewer, @RequestParam String account) {
        try {
            lockout.open(account);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(String.valueOf(e.getMessage()));
        }
        LOG.info("{} opened the account {} again", viewer.name(), account);
        return new RedirectView("/accounts?told=open");
    }

    /// What came of it, in words.
    static Optional<String> told(Pages pages, String told) {
        return switch (told) {
            case "ended" -> Optional.of(pages.words().say("sessions.told.ended"));
            case "none" -> Optional.of(pages.words().say("sessions.told.none"));
            case "open" -> Optional.of(pages.words().say("accounts.told.open"));
            default -> Optional.empty();
        };
    }

    private static UUID id(String text) {
        return BadRequest.parsed("id", text, UUID::fromString);
    }
}
