package limbline.app.page;

import static limbline.app.security.Role.ADMINISTRATOR;
import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import limbline.app.journal.AccessLog;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.security.PasskeyDesk;
import limbline.app.security.PasskeyRefused;
import limbline.app.security.Passkeys;
import limbline.app.security.WithoutSignIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// Adds and removes passkeys, and takes one at sign-in. Each is two steps, with the browser's own
/// question to the device between them: what to ask it for, and its answer (`passkey.js`).
@Controller
final class PasskeyPage {

    private final Pages pages;
    private final OwnAccountPage own;
    private final Passkeys passkeys;
    private final PasskeyDesk desk;
    private final AccessLog log;

    PasskeyPage(Pages pages, OwnAccountPage own, Passkeys passkeys, PasskeyDesk desk,
            AccessLog log) {
        this.pages = pages;
        this.own = own;
        this.passkeys = passkeys;
        this.desk = desk;
        this.log = log;
    }

    /// JSON for the browser, or a sentence for the person.
    @PostMapping("/account/passkeys/options")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    ResponseEntity<String> askForNew(
            @AuthenticationPrincipal Account viewer,
            @RequestParam String called,
            @RequestParam String password,
            HttpServletRequest request) {
        if (!desk.isOpen()) {
            return sentence(say("passkey.not-taken"));
        }
        Optional<String> against = own.notProved(viewer, password, request);
        if (against.isPresent()) {
            return sentence(against.get());
        }
        try {
            return json(desk.optionsToAdd(request.getSession(), viewer, called));
        } catch (PasskeyRefused refused) {
            return sentence(say("passkey.refused." + refused.why()));
        } catch (IllegalArgumentException e) {
            return sentence(say("account.refused", String.valueOf(e.getMessage())));
        }
    }

    @PostMapping("/account/passkeys")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    View add(@AuthenticationPrincipal Account viewer, @RequestParam String credential,
            HttpServletRequest request) {
        String name;
        try {
            name = desk.add(request.getSession(), viewer, credential);
        } catch (PasskeyRefused refused) {
            return own.wrong(viewer, request, say("passkey.refused." + refused.why()));
        }
        said(viewer, "added the passkey " + name);
        return new RedirectView("/account?told=passkey");
    }

    @PostMapping("/account/passkeys/remove")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    View remove(@AuthenticationPrincipal Account viewer, @RequestParam String passkey,
            @RequestParam String password, HttpServletRequest request) {
        Optional<String> against = own.notProved(viewer, password, request);
        if (against.isPresent()) {
            return own.wrong(viewer, request, against.get());
        }
        try {
            said(viewer, "removed the passkey " + passkeys.remove(viewer.name(), passkey));
        } catch (IllegalArgumentException e) {
            return own.wrong(viewer, request,
                    say("account.refused", String.valueOf(e.getMessage())));
        }
        return new RedirectView("/account?told=passkey-gone");
    }

    @PostMapping("/sign-in/passkey/options")
    @WithoutSignIn
    ResponseEntity<String> askForKnown(HttpServletRequest request) {
        return desk.isOpen() ? json(desk.optionsToSignIn(request.getSession()))
                : sentence(say("passkey.not-taken"));
    }

    @PostMapping("/sign-in/passkey")
    @WithoutSignIn
    View signIn(@RequestParam String credential, HttpServletRequest request,
            HttpServletResponse response) {
        try {
            desk.signIn(request, response, credential);
        } catch (AuthenticationException refused) {
            if (refused instanceof PasskeyRefused passkey) {
                passkey.account().ifPresent(
                        account -> said(account, "passkey refused: " + passkey.why()));
            }
            request.getSession().setAttribute(WebAttributes.AUTHENTICATION_EXCEPTION, refused);
            return new RedirectView("/sign-in");
        }
        @Nullable SavedRequest asked =
                new HttpSessionRequestCache().getRequest(request, response);
        return new RedirectView(asked == null ? "/" : asked.getRedirectUrl());
    }

    private void said(Account account, String what) {
        log.lookedAtMany(account.name(), pages.centre().id(), what);
    }

    private String say(String key, Object... values) {
        return pages.words().say(key, values);
    }

    private static ResponseEntity<String> json(String body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }

    private static ResponseEntity<String> sentence(String text) {
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                .contentType(new MediaType(MediaType.TEXT_PLAIN,
                        java.nio.charset.StandardCharsets.UTF_8)).body(text);
    }
}
