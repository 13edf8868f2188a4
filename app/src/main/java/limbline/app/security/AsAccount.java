package limbline.app.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/// Has somebody whom the provider or a passkey proved go on as his account, as after a password.
final class AsAccount extends SavedRequestAwareAuthenticationSuccessHandler {

    private static final Logger LOG = LoggerFactory.getLogger(AsAccount.class);

    private final Accounts accounts;
    private final SessionAuthenticationStrategy afresh = new CompositeSessionAuthenticationStrategy(
            List.of(new ChangeSessionIdAuthenticationStrategy(),
                    new CsrfAuthenticationStrategy(new HttpSessionCsrfTokenRepository())));
    private final HttpSessionSecurityContextRepository contexts =
            new HttpSessionSecurityContextRepository();

    AsAccount(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
            Authentication proved) throws IOException, ServletException {
        if (proved.getPrincipal() instanceof Oidc.Proved person) {
            enter(request, response, person.account(), Sessions.Way.SINGLE_SIGN_ON);
        }
        super.onAuthenticationSuccess(request, response, proved);
    }

    /// Goes on as this account, with a cookie and a token for forms that nobody has seen before.
    void enter(HttpServletRequest request, HttpServletResponse response, Account account,
            Sessions.Way way) {
        UsernamePasswordAuthenticationToken known = UsernamePasswordAuthenticationToken
                .authenticated(account, null,
                        List.of(new SimpleGrantedAuthority("ROLE_" + account.role().name())));
        known.setDetails(way);
        afresh.onAuthentication(known, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(known);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        accounts.signedIn(account);
        LOG.info("{} signed in by {}", account.name(), way);
    }

    /// How who asks came in.
    static Sessions.Way way() {
        @Nullable Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getDetails() instanceof Sessions.Way way
                ? way : Sessions.Way.PASSWORD;
    }
}
