package limbline.app.security;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/// Decides whether a name and a password let somebody in.
public final class SignIn implements AuthenticationProvider {

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final Accounts accounts;
    private final Slowdown slowdown;
    private final Lockout lockout;
    private final boolean demonstrationsMayEnter;

    /// @param demonstrationsMayEnter whether the server can be reached from this machine only
    SignIn(Accounts accounts, Slowdown slowdown, Lockout lockout, boolean demonstrationsMayEnter) {
        this.accounts = accounts;
        this.slowdown = slowdown;
        this.lockout = lockout;
        this.demonstrationsMayEnter = demonstrationsMayEnter;
    }

    /// Too many failures lately.
    public static final class TooSoon extends AuthenticationException {

        private static final long serialVersionUID = 1;

        private final Duration wait;

        private TooSoon(Duration wait) {
            super("wait " + wait);
            this.wait = wait;
        }

        /// How long until the next attempt, rounded up.
        public long seconds() {
            return wait.plusMillis(999).toSeconds();
        }
    }

    /// Too many failures in a row: no password is taken until an administrator opens the account.
    public static final class Closed extends AuthenticationException {

        private static final long serialVersionUID = 1;

        private Closed() {
            super("closed by failed sign-ins");
        }
    }

    /// An account whose password everybody knows, on an address that others reach.
    public static final class DemonstrationOnly extends AuthenticationException {

        private static final long serialVersionUID = 1;

        private DemonstrationOnly() {
            super("a demonstration account");
        }
    }

    @Override
    public Authentication authenticate(Authentication typed) {
        String name = typed.getName().strip().toLowerCase(Locale.ROOT);
        String password = String.valueOf(typed.getCredentials());
        String address = typed.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "unknown";
        Duration wait = slowdown.wait(name, address);
        if (wait.isPositive()) {
            throw new TooSoon(wait);
        }
        if (Account.isName(name) && !lockout.mayTry(name)) {
            LOG.warn("sign-in to a closed account refused from {}", address);
            throw new Closed();
        }
        Optional<Account> proved = Account.isName(name) && password.length() <= Password.LONGEST
                ? accounts.proved(name, password)
                : Optional.empty();
        if (proved.isEmpty()) {
            slowdown.failed(name, address);
            LOG.info("sign-in refused from {}", address);
            throw new BadCredentialsException("name or password is wrong");
        }
        Account account = proved.get();
        refuseDemonstration(account, address);
        slowdown.succeeded(name, address);
        lockout.succeeded(name);
        accounts.signedIn(account);
        LOG.info("{} signed in from {}", name, address);
        return UsernamePasswordAuthenticationToken.authenticated(
                account, null, List.of(new SimpleGrantedAuthority("ROLE_" + account.role().name())));
    }

    /// Somebody proved himself otherwise than by password. That failed passwords closed the account
    /// does not keep him out: nobody guesses a passkey, and else who knows a name could keep a
    /// surgeon from the theatre's screen.
    ///
    /// @throws DemonstrationOnly if it is a demonstration's and others reach this server
    void mayEnter(Account account, String address) {
        refuseDemonstration(account, address);
    }

    private void refuseDemonstration(Account account, String address) {
        if (account.demonstration() && !demonstrationsMayEnter) {
            LOG.warn("sign-in of the demonstration account {} refused from {}",
                    account.name(), address);
            throw new DemonstrationOnly();
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
