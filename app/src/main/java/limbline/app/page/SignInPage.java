package limbline.app.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import limbline.app.security.PasskeyRefused;
import limbline.app.security.SignIn;
import limbline.app.security.WithoutSignIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// The page that asks who one is. What was typed there is judged by [SignIn].
@Controller
final class SignInPage {

    private final Pages pages;
    private final Optional<String> provider;
    private final boolean passkeys;

    /// @param provider what the hospital's single sign-on is called; empty where there is none
    /// @param passkeys whether this server takes passkeys
    SignInPage(Pages pages, Optional<String> provider, boolean passkeys) {
        this.pages = pages;
        this.provider = provider;
        this.passkeys = passkeys;
    }

    /// @param told "out" after signing out, "again" after the session ran out, "ended" after somebody
    ///     ended it
    @GetMapping("/sign-in")
    @WithoutSignIn
    View ask(HttpServletRequest request, @RequestParam(defaultValue = "") String told) {
        if (Pages.viewer().isPresent()) {
            return new RedirectView("/");
        }
        Optional<String> refused = refusal(request);
        Optional<String> said = switch (told) {
            case "out" -> Optional.of(say("sign-in.out"));
            case "ended" -> Optional.of(say("sign-in.ended"));
            case "again" -> Optional.of(say("sign-in.again"));
            default -> Optional.empty();
        };
        return pages.page("sign-in", say("sign-in.title"),
                Map.of("provider", provider, "passkeys", passkeys, "refused", refused,
                        "told", refused.isPresent() ? Optional.empty() : said));
    }

    /// Why the last attempt failed, told once.
    private Optional<String> refusal(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        @Nullable Object thrown = session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION);
        session.removeAttribute(WebAttributes.AUTHENTICATION_EXCEPTION);
        return switch (thrown) {
            case null -> Optional.empty();
            case SignIn.TooSoon soon -> Optional.of(say("sign-in.too-soon", soon.seconds()));
            case SignIn.Closed _ -> Optional.of(say("sign-in.closed"));
            case SignIn.DemonstrationOnly _ -> Optional.of(say("sign-in.demonstration"));
            case OAuth2AuthenticationException e when
                    e.getError().getErrorCode().equals("no_account") ->
                    Optional.of(say("sign-in.no-account", provider.orElse("")));
            case OAuth2AuthenticationException e when
                    e.getError().getErrorCode().equals("too_weak") ->
                    Optional.of(say("sign-in.too-weak", provider.orElse("")));
            case PasskeyRefused passkey -> Optional.of(say("passkey.refused." + passkey.why()));
            case BadCredentialsException _ -> Optional.of(say("sign-in.wrong"));
            default -> Optional.of(say("sign-in.failed"));
        };
    }

    private String say(String key, Object... values) {
        return pages.words().say(key, values);
    }
}
