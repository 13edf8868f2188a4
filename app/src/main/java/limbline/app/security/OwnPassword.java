package limbline.app.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has somebody who is signed in choose another password: every session of the account ends, with
/// the screens in theatre that they opened, and the one that asked goes on as a new one.
public final class OwnPassword {

    private static final Logger LOG = LoggerFactory.getLogger(OwnPassword.class);

    private final Accounts accounts;
    private final Sessions sessions;
    private final AsAccount asAccount;
    private final List<String> names;

    /// @param names that everybody here knows, of which no password is made
    OwnPassword(Accounts accounts, Sessions sessions, List<String> names) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.asAccount = new AsAccount(accounts);
        this.names = names;
    }

    /// Why a password will not do, or nothing.
    ///
    /// @param centre as people call it
    public Optional<String> against(Account account, String centre, String wanted) {
        try {
            new Password(wanted).refuseMadeOf(Stream.concat(names.stream(),
                    Stream.of(account.name(), account.called(), centre)).toList());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// Changes the password of who asks, whom his old one has proved.
    public void change(HttpServletRequest request, HttpServletResponse response, Account account,
            Password wanted) {
        Sessions.Way way = AsAccount.way();
        accounts.changePassword(account.name(), wanted);
        sessions.endAll(account.name(), Optional.empty(), account.name());
        Sessions.forget(request);
        accounts.named(account.name()).ifPresent(
                changed -> asAccount.enter(request, response, changed, way));
        LOG.info("{} has another password", account.name());
    }
}
