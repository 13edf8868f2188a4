package limbline.app.security;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import limbline.measure.Check;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// The PINs of the accounts: with them named people confirm, at a screen where somebody is signed
/// in, what takes two. Nobody is signed out or in by it.
///
/// A PIN is short, so guessing is what it must be kept from: after [#TRIES] wrong ones in a row it
/// is closed for [#CLOSED_MINUTES] minutes after each further one. The database counts, so a
/// restart forgets nothing, and counts before it compares, so guesses at once gain nothing.
public final class Pins {

    static final int TRIES = 5;
    static final int CLOSED_MINUTES = 15;

    private static final String SET = """
            update account set pin = ?, pin_tries = 0, pin_tried = null
            where name = ? and removed is null
            """;

    private static final String HAS = """
            select exists (select from account
            where name = ? and removed is null and pin is not null)
            """;

    private static final String TRY = """
            update account set pin_tries = pin_tries + 1, pin_tried = now()
            where name = ? and removed is null and pin is not null
            and (pin_tries < ? or pin_tried < now() - make_interval(mins => ?))
            returning name, called, role, demonstration, version, pin
            """;

    private static final String RIGHT = """
            update account set pin_tries = 0, pin_tried = null where name = ?
            """;

    /// Why a try was not taken: empty without a PIN, else the minutes until the next.
    private static final String CLOSED = """
            select case when pin is not null then greatest(1, ceil(extract(epoch from
                pin_tried + make_interval(mins => ?) - now()) / 60))::integer end as minutes
            from account
            where name = ? and removed is null
            """;

    private final JdbcClient sql;
    private final boolean demonstrationsCount;
    private final Argon2PasswordEncoder encoder = Accounts.argon2id();
    private final String nobodys = Accounts.encoded(encoder, "nobody has this PIN");

    /// @param demonstrationsCount whether an account whose PIN is printed for everybody confirms
    ///     anything: on a server that only this machine reaches
    public Pins(DataSource database, boolean demonstrationsCount) {
        sql = JdbcClient.create(database);
        this.demonstrationsCount = demonstrationsCount;
    }

    /// Who says he is who, as typed.
    public record Typed(String account, String pin) {

        public Typed {
            account = account.strip().toLowerCase(Locale.ROOT);
            pin = pin.strip();
        }

        @Override
        public String toString() {
            return account + " ......";
        }
    }

    /// Whether one person is who he says.
    public sealed interface Checked {

        record Right(Account account) implements Checked {}

        /// @param sentence for the person, with what to do
        record Wrong(String sentence) implements Checked {}
    }

    /// Whether two different people confirm.
    public sealed interface Confirmation {

        record ByBoth(Account first, Account second) implements Confirmation {}

        /// @param reasons sentences, at least one
        record Refused(List<String> reasons) implements Confirmation {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    private record Known(Account account, String pin) {}

    /// @throws IllegalArgumentException if there is no such account
    public void set(String account, Pin pin) {
        Accounts.requireOne(account, sql.sql(SET)
                .params(Accounts.encoded(encoder, pin.digits()), account).update());
    }

    public boolean has(String account) {
        return sql.sql(HAS).param(account).query(Boolean.class).single();
    }

    /// One person, proved by the PIN.
    ///
    /// @param allowed roles that may do this
    public Checked check(Typed typed, Role... allowed) {
        Check.that(allowed.length > 0, "nobody is allowed to confirm this");
        Optional<Known> tried = Account.isName(typed.account)
                ? sql.sql(TRY)
                        .params(typed.account, TRIES, CLOSED_MINUTES)
                        .query((row, _) -> new Known(Accounts.account(row), row.getString("pin")))
                        .optional()
                : Optional.empty();
        boolean right = matches(typed.pin, tried.map(Known::pin).orElse(nobodys));
        if (tried.isEmpty()) {
            return new Checked.Wrong(whyNotTried(typed.account));
        }
        if (!right) {
            return new Checked.Wrong(notRight(typed.account));
        }
        sql.sql(RIGHT).param(typed.account).update();
        Account account = tried.get().account();
        if (!List.of(allowed).contains(account.role())) {
            return new Checked.Wrong("%s has the role %s; this is confirmed by: %s.".formatted(
                    account.name(), account.role(),
                    Arrays.stream(allowed).map(Role::toString).collect(joining(", "))));
        }
        if (account.demonstration() && !demonstrationsCount) {
            return new Checked.Wrong(("%s belongs to the demonstration; its PIN is public and"
                    + " confirms nothing on this server.").formatted(account.name()));
        }
        return new Checked.Right(account);
    }

    /// Two different people, each proved by an own PIN. Both are looked at before anything is said.
    ///
    /// @param allowed roles that may do this
    public Confirmation confirm(Typed first, Typed second, Role... allowed) {
        if (first.account.equals(second.account)) {
            return new Confirmation.Refused(List.of(
                    "Two different people confirm this; \"%s\" stands there twice.".formatted(
                            Text.shortened(first.account))));
        }
        Checked one = check(first, allowed);
        Checked other = check(second, allowed);
        if (one instanceof Checked.Right(var former) && other instanceof Checked.Right(var latter)) {
            return new Confirmation.ByBoth(former, latter);
        }
        List<String> reasons = new ArrayList<>();
        for (Checked each : List.of(one, other)) {
            if (each instanceof Checked.Wrong(String sentence)) {
                reasons.add(sentence);
            }
        }
        return new Confirmation.Refused(reasons);
    }

    private String whyNotTried(String account) {
        return Account.isName(account)
                ? sql.sql(CLOSED).params(CLOSED_MINUTES, account)
                        .query((row, _) -> closed(account, row.getObject("minutes", Integer.class)))
                        .optional()
                        .orElseGet(() -> notRight(account))
                : notRight(account);
    }

    private static String closed(String account, @Nullable Integer minutes) {
        return minutes == null
                ? "%s has no PIN yet; it is set on the page \"Your account\".".formatted(account)
                : ("Too many wrong PINs for %s. Wait %s minutes, or set another one on the page"
                        + " \"Your account\".").formatted(account, minutes);
    }

    private static String notRight(String account) {
        return "The account \"%s\" or its PIN is not right.".formatted(Text.shortened(account));
    }

    /// One at a time, as with passwords.
    private synchronized boolean matches(String typed, String kept) {
        return typed.length() <= Password.LONGEST && encoder.matches(typed, kept);
    }
}
