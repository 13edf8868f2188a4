package limbline.app.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.app.journal.Centre;
import limbline.app.security.Account;
import limbline.app.security.Restrictions;
import limbline.app.security.Tickets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.View;

/// Draws pages from the templates in `src/main/jte`.
public final class Pages {

    static final String THEME_COOKIE = "limbline-theme";
    static final Set<String> THEMES = Set.of("auto", "light", "dark");

    private static final String GLASS = "limbline.glass";
    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Words words;
    private final Assets assets;
    private final Centre centre;
    private final ZoneId zone;

    /// @param zone of the centre's clocks
    public Pages(Words words, Assets assets, Centre centre, ZoneId zone) {
        this.words = words;
        this.assets = assets;
        this.centre = centre;
        this.zone = zone;
    }

    public Words words() {
        return words;
    }

    public Centre centre() {
        return centre;
    }

    /// The page that a template draws; a controller returns it.
    ///
    /// @param template its file name without `.jte`; it takes a [Page] named `page`
    /// @param title in words
    /// @param values the other parameters of the template
    public Shown page(String template, String title, Map<String, ?> values) {
        return new Shown(this, template, title, values, HttpStatus.OK, Optional.empty());
    }

    /// A piece of a page, the same for every viewer.
    public String piece(String template, Map<String, ?> values) {
        Map<String, Object> parameters = new HashMap<>(values);
        parameters.put("page", new Page(words, assets, centre, zone, "", Optional.empty(), "auto",
                "", Optional.empty(), Optional.empty()));
        StringOutput html = new StringOutput();
        engine.render(template + ".jte", parameters, html);
        return html.toString();
    }

    /// A page that says in sentences why something is not done.
    ///
    /// @param heading in words, also the title
    public Shown refusal(HttpStatus status, String heading, List<String> sentences) {
        return page("refusal", heading, Map.of("sentences", sentences)).as(status);
    }

    /// A page on its way to a browser.
    public record Shown(
            Pages pages,
            String template,
            String title,
            Map<String, ?> values,
            HttpStatus status,
            Optional<String> notice)
            implements View {

        /// The page, answered with another status.
        public Shown as(HttpStatus other) {
            return new Shown(pages, template, title, values, other, notice);
        }

        /// The page, with a notice under its head that it shows another time than now.
        ///
        /// @param sentence such as "as known on 2013-07-31"
        public Shown withNotice(String sentence) {
            return new Shown(pages, template, title, values, status, Optional.of(sentence));
        }

        @Override
        public void render(
                @Nullable Map<String, ?> model,
                HttpServletRequest request,
                HttpServletResponse response)
                throws IOException {
            Map<String, Object> parameters = new HashMap<>(values);
            parameters.put("page", pages.frame(request, title, notice));
            Utf8ByteOutput html = new Utf8ByteOutput();
            pages.engine.render(template + ".jte", parameters, html);
            response.setStatus(status.value());
            response.setContentType("text/html;charset=UTF-8");
            response.setContentLength(html.getContentLength());
            html.writeTo(response.getOutputStream());
        }
    }

    private Page frame(HttpServletRequest request, String title, Optional<String> notice) {
        Optional<CsrfToken> csrf =
                request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                        ? Optional.of(token)
                        : Optional.empty();
        return new Page(words, assets, centre, zone, title, viewer(), theme(request), path(request), csrf,
                told(request, notice));
    }

    /// Has the page of a request say that its record is open by breaking the glass.
    void tell(HttpServletRequest request, Restrictions.Standing.Broken broken) {
        request.setAttribute(GLASS, words.say("glass.broken",
                UNTIL.format(broken.until().atZone(zone)), broken.reason()));
    }

    private static Optional<String> told(HttpServletRequest request, Optional<String> notice) {
        return request.getAttribute(GLASS) instanceof String glass
                ? Optional.of(notice.map(said -> glass + " " + said).orElse(glass))
                : notice;
    }

    /// Who asks, if somebody is signed in.
    public static Optional<Account> viewer() {
        @Nullable Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getPrincipal() instanceof Account account
                ? Optional.of(account)
                : Optional.empty();
    }

    private static String path(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static String theme(HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(Tickets.hostsOwn(THEME_COOKIE, request))
                        && THEMES.contains(cookie.getValue())) {
                    return cookie.getValue();
                }
            }
        }
        return "auto";
    }
}
