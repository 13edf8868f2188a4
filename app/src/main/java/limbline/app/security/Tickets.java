package limbline.app.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tickets of the screens in theatre. A session ends by itself and with the server; a procedure goes
/// on. A ticket lets one browser go on, for the account that opened the screen, at the pages of
/// that one procedure and nowhere else. It ends with the day, with signing out, when somebody ends
/// its session, and when the account is changed or removed. The database keeps its SHA-256 alone.
public final class Tickets {

    private static final String COOKIE = "LIMBLINE-THEATRE";

    static final Duration LONGEST = Duration.ofHours(24);
    private static final int BYTES = 32;

    private static final String FIND = """
            select a.name, a.called, a.role, a.demonstration, a.version
            from theatre_ticket t join account a on a.name = t.account
            where t.hash = ? and t.issued > now() - make_interval(hours => ?)
            and t.ended is null and a.removed is null and a.version = t.version
            and (? = t.path or starts_with(?, t.path || '/'))
            """;

    private final JdbcClient sql;
    private final SecureRandom random = new SecureRandom();

    Tickets(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /// Gives the browser a ticket for the pages at `path` and below.
    public void issue(
            Account account, String path, HttpServletRequest request, HttpServletResponse response) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        sql.sql("""
                insert into theatre_ticket (hash, account, version, path, session)
                values (?, ?, ?, ?, ?)
                """)
                .param(hash(ticket)).param(account.name()).param(account.version()).param(path)
                .param(Sessions.of(request).orElse(null))
                .update();
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(cookie(request), ticket)
                .path("/").httpOnly(true).sameSite("Strict").secure(request.isSecure())
                .maxAge(LONGEST).build().toString());
    }

    /// Who may go on at the page that is asked for.
    Optional<Account> holder(HttpServletRequest request) {
        return ticket(request).flatMap(ticket -> sql.sql(FIND)
                .params(hash(ticket), (int) LONGEST.toHours(), request.getRequestURI(),
                        request.getRequestURI())
                .query((row, _) -> Accounts.account(row))
                .optional());
    }

    /// Who signs out leaves no ticket behind.
    void end(HttpServletRequest request, HttpServletResponse response) {
        ticket(request).ifPresent(ticket -> {
            sql.sql("update theatre_ticket set ended = now() where hash = ? and ended is null")
                    .param(hash(ticket)).update();
            response.addHeader(HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(cookie(request), "").path("/").secure(request.isSecure())
                            .maxAge(0).build().toString());
        });
    }

    private static Optional<String> ticket(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(cookie(request))) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private static String cookie(HttpServletRequest request) {
        return hostsOwn(COOKIE, request);
    }

    /// The name of a cookie. Over TLS with the prefix that keeps a neighbouring host from planting
    /// one; browsers take it only with `Secure`, the path `/` and no domain.
    public static String hostsOwn(String name, HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + name : name;
    }

    private static byte[] hash(String ticket) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(ticket.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
