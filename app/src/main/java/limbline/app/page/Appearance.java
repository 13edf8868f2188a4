package limbline.app.page;

import static limbline.app.security.Role.ADMINISTRATOR;
import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.RESEARCHER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.security.Tickets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where one begins, and how the pages look.
@Controller
final class Appearance {

    /// To the first page of the viewer's role.
    @GetMapping("/")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    ResponseEntity<Void> begin(@AuthenticationPrincipal Account viewer) {
        return seeOther(Navigation.first(viewer.role())).build();
    }

    @PostMapping("/appearance")
    @Allowed({CLINICIAN, THEATRE, WARD, RESEARCHER, DATA_MANAGER, ADMINISTRATOR})
    ResponseEntity<Void> choose(@RequestParam String theme, @RequestParam String back,
            HttpServletRequest request) {
        if (!Pages.THEMES.contains(theme)) {
            throw new BadRequest("theme: \"" + theme + "\" is not one of auto, dark and light");
        }
        ResponseCookie cookie = ResponseCookie
                .from(Tickets.hostsOwn(Pages.THEME_COOKIE, request), theme)
                .secure(request.isSecure())
                .path("/")
                .maxAge(Duration.ofDays(400)) // the longest that browsers keep one
                .httpOnly(true)
                .sameSite("Lax")
                .build();
        return seeOther(isLocal(back) ? back : "/")
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .build();
    }

    private static ResponseEntity.BodyBuilder seeOther(String path) {
        return ResponseEntity.status(303).location(URI.create(path));
    }

    /// Whether an address is a page of this server; "//host" and "/\host" are not.
    static boolean isLocal(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getScheme() == null && uri.getRawAuthority() == null
                    && address.startsWith("/") && !address.startsWith("//");
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
