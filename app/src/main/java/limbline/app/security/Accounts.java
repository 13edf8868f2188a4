package limbline.app.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import limbline.measure.Check;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// The accounts of the installation. A removed one is kept, so that its name cannot be taken by
/// somebody else and what it wrote stays its own.
public final class Accounts {

    private static final String ADD = """
            insert into account (name, called, role, password, demonstration)
            values (?, ?, ?, ?, ?)
            """;

    private static final String LIST = """
            select name, called, role, demonstration, version, created, signed_in
            from account
            where removed is null
            order by name
            """;

    private static final String READ = """
            select name, called, role, demonstration, version, password
            from account
            where name = ? and removed is null
            """;

    private static final String AT_PROVIDER = """
            select name, called, role, demonstration, version
            from account
            where at_provider = ? and removed is null
            """;

    private static final String IS_CURRENT = """
            select exists (select from account
            where name = ? and version = ? and removed is null)
            """;

    private static final String CHANGE_PASSWORD = """
            update account set password = ?, version = version + 1
            where name = ? and removed is null
            """;

    private static final String KEEP_TO = """
            update account set centre = ?, version = version + 1
            where name = ? and removed is null
            """;

    private static final String END_SESSIONS = """
            update account set version = version + 1 where name = ? and removed is null
            """;

    private static final String REMOVE = """
            update account set removed = now(), version = version + 1
            where name = ? and removed is null
            """;

    private static final String RESTORE = """
            update account set removed = null, version = version + 1
            where name = ? and removed is not null
            """;

    private static final String SIGNED_IN = "update account set signed_in = now() where name = ?";

    private final JdbcClient sql;

    private final Argon2PasswordEncoder encoder = argon2id();

    /// What an unknown name is checked against, so that it takes as long as a known one.
    private final String nobodys = encode("nobody has this password");

    public Accounts(DataSource database) {
        sql = JdbcClient.create(database);
    }

    /// Argon2id, 19 MiB, 2 passes, 1 lane: the OWASP password storage cheat sheet's first choice
    /// for this much memory.
    static Argon2PasswordEncoder argon2id() {
        return new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    }

    /// An account as the list shows it.
    ///
    /// @param signedIn the last time, or empty
    public record Listed(Account account, Instant created, Optional<Instant> signedIn) {}

    private record Known(Account account, String password) {}

    /// @throws IllegalArgumentException if the name is or was another account's, or is none
    public Account add(
            String name, String called, Role role, Password password, boolean demonstration) {
        Account account = new Account(name, called, role, demonstration, 1);
        try {
            sql.sql(ADD)
                    .params(account.name(), account.called(), role.toString(),
                            encode(password.text()), demonstration)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new IllegalArgumentException(("there is or was an account \"%s\"; names are not"
                    + " given twice, choose another").formatted(name), e);
        }
        return account;
    }

    public List<Listed> list() {
        return sql.sql(LIST)
                .query((row, _) -> new Listed(account(row), instant(row, "created").orElseThrow(),
                        instant(row, "signed_in")))
                .list();
    }

    /// @throws IllegalArgumentException if there is no such account
    public void changePassword(String name, Password password) {
        requireOne(name, sql.sql(CHANGE_PASSWORD).params(encode(password.text()), name).update());
    }

    /// Makes an account one of this centre only: it is none at another centre's server.
    ///
    /// @throws IllegalArgumentException if there is no such account
    public void keepTo(String name, String centre) {
        requireOne(name, sql.sql(KEEP_TO).params(centre, name).update());
    }

    /// Ends every session of an account, and every screen in theatre that it opened.
    ///
    /// @throws IllegalArgumentException if there is no such account
    public void endSessions(String name) {
        requireOne(name, sql.sql(END_SESSIONS).param(name).update());
    }

    /// @throws IllegalArgumentException if there is no such account
    public void remove(String name) {
        requireOne(name, sql.sql(REMOVE).param(name).update());
    }

    /// Lets a removed account in again, as it was: password, passkeys, PIN and role.
    ///
    /// @throws IllegalArgumentException if there is no removed account of that name
    public void restore(String name) {
        Check.that(sql.sql(RESTORE).param(name).update() == 1,
                "\"%s\" is no account that was removed", Text.shortened(name));
    }

    /// The account, if there is one of that name and this is its password.
    public Optional<Account> proved(String name, String password) {
        Optional<Known> known = sql.sql(READ)
                .param(name)
                .query((row, _) -> new Known(account(row), row.getString("password")))
                .optional();
        boolean right = matches(password, known.map(Known::password).orElse(nobodys));
        return known.filter(_ -> right).map(Known::account);
    }

    /// The account as it stands now.
    Optional<Account> named(String name) {
        return sql.sql(READ).param(name).query((row, _) -> account(row)).optional();
    }

    /// The account of somebody whom the hospital's provider calls so.
    Optional<Account> calledAtProvider(String person) {
        return sql.sql(AT_PROVIDER).param(person).query((row, _) -> account(row)).optional();
    }

    /// Says what the hospital's provider calls the person of an account. Only who is named so gets in
    /// by it.
    ///
    /// @throws IllegalArgumentException if there is no such account, or another is called so
    public void callAtProvider(String name, String person) {
        Check.that(!person.isBlank() && person.length() <= 255,
                "what the provider calls %s has from 1 to 255 characters", name);
        try {
            requireOne(name, sql.sql("""
                    update account set at_provider = ?, version = version + 1
                    where name = ? and removed is null
                    """).params(person, name).update());
        } catch (DuplicateKeyException e) {
            throw new IllegalArgumentException(
                    "the provider's \"%s\" belongs to another account".formatted(
                            Text.shortened(person)), e);
        }
    }

    void signedIn(Account account) {
        sql.sql(SIGNED_IN).param(account.name()).update();
    }

    /// Whether the account is still there and as it was.
    public boolean isCurrent(Account account) {
        return sql.sql(IS_CURRENT)
                .params(account.name(), account.version())
                .query(Boolean.class)
                .single();
    }

    /// One at a time: each takes 19 MiB, and a crowd of guesses shall not take them all.
    private synchronized boolean matches(String typed, String kept) {
        return encoder.matches(typed, kept);
    }

    private String encode(String password) {
        return encoded(encoder, password);
    }

    static String encoded(Argon2PasswordEncoder encoder, String secret) {
        String encoded = encoder.encode(secret);
        if (encoded == null) {
            throw new IllegalStateException("nothing to encode");
        }
        return encoded;
    }

    static void requireOne(String name, int changed) {
        if (changed == 0) {
            throw new IllegalArgumentException(
                    "there is no account \"%s\"; list them with: user list".formatted(
                            Text.shortened(name)));
        }
    }

    static Account account(ResultSet row) throws SQLException {
        return new Account(row.getString("name"), row.getString("called"),
                Role.parse(row.getString("role")), row.getBoolean("demonstration"),
                row.getInt("version"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
