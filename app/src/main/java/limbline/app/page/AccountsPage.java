package limbline.app.page;

import static limbline.app.security.Role.ADMINISTRATOR;

import java.util.Map;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Accounts;
import limbline.app.security.Allowed;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Who may sign in.
@Controller
final class AccountsPage {

    private final Pages pages;
    private final Accounts accounts;

    AccountsPage(Pages pages, Accounts accounts) {
        this.pages = pages;
        this.accounts = accounts;
    }

    @GetMapping("/accounts")
    @Allowed(ADMINISTRATOR)
    Shown list() {
        return pages.page("accounts", pages.words().say("accounts.title"),
                Map.of("accounts", accounts.list()));
    }
}
