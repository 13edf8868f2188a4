package limbline.app.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Ends a session that somebody ended elsewhere, that has lasted its longest, or whose account was
/// removed or changed since it signed in.
final class StillThere extends OncePerRequestFilter {

    /// Set on a request whose session was ended, so that the person is told.
    static final String ENDED = "limbline.ended";

    private final Sessions sessions;

    StillThere(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable Authentication known = SecurityContextHolder.getContext().getAuthentication();
        @Nullable HttpSession session = request.getSession(false);
        if (known != null
                && session != null
                && known.getPrincipal() instanceof Account account
                && !sessions.goesOn(request, session, account, AsAccount.way())) {
            SecurityContextHolder.clearContext();
            session.invalidate();
            request.setAttribute(ENDED, true);
        }
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/static/");
    }
}
