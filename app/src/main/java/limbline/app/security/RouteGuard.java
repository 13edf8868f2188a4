package limbline.app.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets a request through to a route only if the route names the role of who asks. What names
/// none is closed.
public final class RouteGuard implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod route && !isOpen(route)) {
            @Nullable Allowed allowed = route.getMethodAnnotation(Allowed.class);
            @Nullable Authentication known = SecurityContextHolder.getContext().getAuthentication();
            if (allowed == null
                    || known == null
                    || !(known.getPrincipal() instanceof Account account)
                    || !List.of(allowed.value()).contains(account.role())) {
                throw new AccessDeniedException("the route is not for this role");
            }
        }
        return true;
    }

    private static boolean isOpen(HandlerMethod route) {
        return route.hasMethodAnnotation(WithoutSignIn.class);
    }
}
