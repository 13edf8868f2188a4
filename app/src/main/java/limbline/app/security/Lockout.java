package limbline.app.security;

import java.util.List;
import javax.sql.DataSource;
import limbline.measure.Text;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Closes a name to passwords after so many failed sign-ins in a row, until an administrator opens it.
/// [Slowdown] makes guessing slow; this ends it, also over weeks and many addresses.
///
/// The database counts, so a restart forgets nothing, and it counts before the password is compared,
/// so guesses at once gain nothing. Names without an account are counted alike.
public final class Lockout {

    private static final String TRY = """
            insert into sign_in_try as past (name, failed) values (?, 1)
            on conflict (name) do update set failed = past.failed + 1, last = now()
            where past.failed < ?
            returning failed
            """;

    /// What was guessed a month ago and is nobody's name need not be kept.
    private static final String FORGET = """
            delete from sign_in_try t where last < now() - interval '30 days'
            and not exists (select from account a where a.name = t.name)
            """;

    private final JdbcClient sql;
    private final int tries;

    /// @param tries failed ones in a row that close a name
    public Lockout(DataSource database, int tries) {
        sql = JdbcClient.create(database);
        this.tries = tries;
        sql.sql(FORGET).update();
    }

    /// Counts one try, as a failed one until [#succeeded].
    ///
    /// @return whether it may be made; if not, the name is closed
    boolean mayTry(String name) {
        return sql.sql(TRY).params(name, tries).query(Integer.class).optional().isPresent();
    }

    void succeeded(String name) {
        sql.sql("delete from sign_in_try where name = ?").param(name).update();
    }

    /// The accounts that are closed, by name.
    public List<String> closed() {
        return sql.sql("""
                select t.name from sign_in_try t join account a on a.name = t.name
                where t.failed >= ? and a.removed is null order by t.name
                """).param(tries).query((row, _) -> row.getString("name")).list();
    }

    /// Opens a name again.
    ///
    /// @throws IllegalArgumentException if there is no such account, or it is not closed
    public void open(String name) {
        if (!closed().contains(name)) {
            throw new IllegalArgumentException(
                    "\"%s\" is no account that failed sign-ins have closed".formatted(
                            Text.shortened(name)));
        }
        succeeded(name);
    }
}
