package limbline.app.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// One line for each request: the route, not the address, since that names a patient.
final class RequestLog implements HandlerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final String BEGAN = RequestLog.class.getName();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.setAttribute(BEGAN, System.nanoTime());
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception thrown) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (!(request.getAttribute(BEGAN) instanceof Long began) || "/static/**".equals(route)) {
            return;
        }
        LOG.atInfo()
                .addKeyValue("method", request.getMethod())
                .addKeyValue("route", route)
                .addKeyValue("status", response.getStatus())
                .addKeyValue("milliseconds", (System.nanoTime() - began) / 1_000_000)
                .log("request");
    }
}
