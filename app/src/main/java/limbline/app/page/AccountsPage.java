package limbline.app.page;

import static limbline.app.security.Role.ADMINISTRATOR;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Accounts;
import limbline.app.security.Allowed;
import limbline.app.security.Lockout;
import limbline.app.security.Restrictions;
import limbline.app.security.Sessions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Who may sign in.
@Controller
final class AccountsPage {

    private static final int SHOWN = 50;

    private final Pages pages;
    private final Accounts accounts;
    private final Lockout lockout;
    private final Sessions sessions;
    private final Restrictions restrictions;

    AccountsPage(Pages pages, Accounts accounts, Lockout lockout, Sessions sessions,
            Restrictions restrictions) {
        this.restrictions = restrictions;
        this.pages = pages;
        this.accounts = accounts;
        this.lockout = lockout;
        this.sessions = sessions;
    }

    @GetMapping("/accounts")
    @Allowed(ADMINISTRATOR)
    Shown list(HttpServletRequest request, @RequestParam(defaultValue = "") String told) {
        return pages.page("accounts", pages.words().say("accounts.title"), Map.of(
                "accounts", accounts.list(), "closed", lockout.closed(),
                "sessions", sessions.all(), "own", Sessions.of(request),
                "opened", restrictions.opened(pages.centre().id(), SHOWN),
                "told", SessionsPage.told(pages, told)));
    }
}
