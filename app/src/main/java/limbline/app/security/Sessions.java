package limbline.app.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.WebUtils;

/// Who is signed in from where. A session can be ended by its own account and by an administrator;
/// with it end the tickets that it gave to screens in theatre. What only runs out, after minutes
/// without a request or after its longest time, ends no ticket: a procedure goes on.
public final class Sessions {

    private static final String MARK = Sessions.class.getName();
    private static final Duration SEEN_AGAIN_AFTER = Duration.ofMinutes(1);

    private static final String IS_OPEN = """
            select exists (select from sign_in_session s join account a on a.name = s.account
            where s.id = ? and s.ended is null and s.began > now() - make_interval(secs => ?)
            and a.name = ? and a.version = ? and a.removed is null)
            """;

    /// A session whose time ran out stays in the list while one of its tickets is good.
    private static final String OPEN = """
            select s.id, s.account, s.way, s.address, s.browser, s.began, s.seen,
                s.seen <= now() - make_interval(secs => :idle)
                    or s.began <= now() - make_interval(secs => :longest) as theatre_only
            from sign_in_session s
            join account a on a.name = s.account and a.version = s.version and a.removed is null
            where s.ended is null and (:account = '' or s.account = :account)
            and (s.seen > now() - make_interval(secs => :idle)
                    and s.began > now() - make_interval(secs => :longest)
                or exists (select from theatre_ticket t where t.session = s.id
                    and t.ended is null and t.issued > now() - make_interval(hours => :ticket)))
            order by s.account, s.seen desc
            """;

    private static final String END = """
            with ended as (
                update sign_in_session set ended = now(), ended_by = :by
                where ended is null and (:account = '' or account = :account)
                and account in (select name from account) -- of this centre
                and (:id::uuid is null or id = :id::uuid)
                and (:but::uuid is null or id <> :but::uuid)
                returning id),
            tickets as (
                update theatre_ticket set ended = now()
                where ended is null and session in (select id from ended))
            select count(*) from ended
            """;

    private final JdbcClient sql;
    private final Accounts accounts;
    private final Duration idle;
    private final Duration longest;

    /// @param idle how long a session lasts without a request
    /// @param longest how long it lasts at all
    Sessions(DataSource database, Accounts accounts, Duration idle, Duration longest) {
        this.sql = JdbcClient.create(database);
        this.accounts = accounts;
        this.idle = idle;
        this.longest = longest;
    }

    /// How somebody proved who he is.
    public enum Way {
        PASSWORD("password"),
        SINGLE_SIGN_ON("single-sign-on"),
        PASSKEY("passkey");

        private final String word;

        Way(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /// A session as the lists show it.
    ///
    /// @param id names it; it opens nothing
    /// @param theatreOnly whether it has run out and only a screen in theatre goes on
    public record Listed(UUID id, String account, String way, String address, String browser,
            Instant began, Instant seen, boolean theatreOnly) {}

    /// What the server's memory keeps with a session.
    private record Mark(UUID id, Instant seen) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1;
    }

    /// Whether the session of a request goes on; its first request begins it.
    boolean goesOn(HttpServletRequest request, HttpSession session, Account account, Way way) {
        synchronized (WebUtils.getSessionMutex(session)) {
            if (!(session.getAttribute(MARK) instanceof Mark mark)) {
                if (!accounts.isCurrent(account)) {
                    return false;
                }
                session.setAttribute(MARK, new Mark(begin(request, account, way), Instant.now()));
                return true;
            }
            if (!isOpen(mark.id, account)) {
                return false;
            }
            if (mark.seen.plus(SEEN_AGAIN_AFTER).isBefore(Instant.now())) {
                sql.sql("update sign_in_session set seen = now() where id = ?").param(mark.id)
                        .update();
                session.setAttribute(MARK, new Mark(mark.id, Instant.now()));
            }
            return true;
        }
    }

    /// For streams, which outlast the request that asked for them: whether its session goes on.
    public BooleanSupplier watch(HttpServletRequest request, Account account) {
        return of(request)
                .<BooleanSupplier>map(id -> () -> isOpen(id, account))
                .orElse(() -> accounts.isCurrent(account));
    }

    /// The session of a request, if it has one.
    public static Optional<UUID> of(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(MARK) instanceof Mark mark
                ? Optional.of(mark.id)
                : Optional.empty();
    }

    /// The next request of this browser begins a session of its own.
    static void forget(HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(MARK);
        }
    }

    /// Those of one account, the last used first.
    public List<Listed> of(String account) {
        return list(account);
    }

    /// Those of everybody.
    public List<Listed> all() {
        return list("");
    }

    /// Ends one session.
    ///
    /// @param account whose it must be; empty for anybody's
    /// @return whether there was one to end
    public boolean end(UUID id, String account, String by) {
        return end(account, id, null, by) > 0;
    }

    /// Ends the sessions of an account.
    ///
    /// @param but one that goes on
    /// @return how many ended
    public int endAll(String account, Optional<UUID> but, String by) {
        if (account.isEmpty()) {
            throw new IllegalArgumentException("whose sessions shall end was not said");
        }
        return end(account, null, but.orElse(null), by);
    }

    private int end(String account, @Nullable UUID id, @Nullable UUID but, String by) {
        return sql.sql(END).param("account", account).param("by", by)
                .param("id", id == null ? null : id.toString())
                .param("but", but == null ? null : but.toString())
                .query(Integer.class).single();
    }

    private UUID begin(HttpServletRequest request, Account account, Way way) {
        UUID id = UUID.randomUUID();
        @Nullable String agent = request.getHeader(HttpHeaders.USER_AGENT);
        sql.sql("""
                insert into sign_in_session (id, account, version, way, address, browser)
                values (?, ?, ?, ?, ?, ?)
                """)
                .params(id, account.name(), account.version(), way.toString(),
                        request.getRemoteAddr(), agent == null ? "" : browser(agent))
                .update();
        return id;
    }

    /// What a browser says of itself, as somebody would call it; other programs as they say.
    static String browser(String agent) {
        Optional<String> name = first(agent, "Edg/", "Firefox/", "Chrome/", "Safari/");
        Optional<String> system =
                first(agent, "Windows", "Android", "iPhone", "iPad", "Macintosh", "Linux");
        return agent.startsWith("Mozilla/") && name.isPresent() && system.isPresent()
                ? name.get().replace("/", "").replace("Edg", "Edge") + ", " + system.get()
                : Text.shortened(agent.replaceAll("\\p{Cntrl}", " "));
    }

    private static Optional<String> first(String agent, String... words) {
        return Stream.of(words).filter(agent::contains).findFirst();
    }

    private boolean isOpen(UUID id, Account account) {
        return sql.sql(IS_OPEN)
                .params(id, longest.toSeconds(), account.name(), account.version())
                .query(Boolean.class).single();
    }

    private List<Listed> list(String account) {
        return sql.sql(OPEN).param("account", account).param("idle", idle.toSeconds())
                .param("longest", longest.toSeconds())
                .param("ticket", (int) Tickets.LONGEST.toHours())
                .query((row, _) -> listed(row)).list();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(row.getObject("id", UUID.class), row.getString("account"),
                row.getString("way"), row.getString("address"), row.getString("browser"),
                row.getObject("began", OffsetDateTime.class).toInstant(),
                row.getObject("seen", OffsetDateTime.class).toInstant(),
                row.getBoolean("theatre_only"));
    }
}
