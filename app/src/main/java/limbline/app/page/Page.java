package limbline.app.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import limbline.app.journal.Centre;
import limbline.app.security.Account;
import org.springframework.security.web.csrf.CsrfToken;

/// What every page needs to know to draw its frame.
///
/// @param zone of the centre's clocks
/// @param title the page's own, as words
/// @param viewer who is signed in, if somebody is
/// @param theme "auto" (as the system has it), "light" or "dark"
/// @param path of the request with its query, where a form that changes only the looks returns to
/// @param csrf what each form must send back
/// @param notice that the page shows the record as it was at another time, or empty
public record Page(
        Words words,
        Assets assets,
        Centre centre,
        ZoneId zone,
        String title,
        Optional<Account> viewer,
        String theme,
        String path,
        Optional<CsrfToken> csrf,
        Optional<String> notice) {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    public String say(String key, Object... values) {
        return words.say(key, values);
    }

    /// A moment as people at the centre read it.
    public String moment(Instant instant) {
        return MOMENT.format(instant.atZone(zone));
    }

    /// The address of a style sheet, script, font or picture.
    public String asset(String name) {
        return assets.address(name);
    }

    /// Where the viewer may go.
    public List<Navigation> navigation() {
        return viewer.map(account -> Navigation.of(account.role())).orElse(List.of());
    }

    /// "page" where the entry is this page, "true" where this page lies below it, or "false".
    public String current(Navigation entry) {
        String bare = path.split("\\?", 2)[0];
        if (bare.equals(entry.path())) {
            return "page";
        }
        return bare.startsWith(entry.path() + "/") ? "true" : "false";
    }

    /// The name of the field that carries [#csrfToken].
    public String csrfName() {
        return csrf.map(CsrfToken::getParameterName).orElse("");
    }

    public String csrfToken() {
        return csrf.map(CsrfToken::getToken).orElse("");
    }
}
