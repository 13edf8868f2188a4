package limbline.app.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import limbline.app.security.Account;
import limbline.app.security.Restrictions;
import limbline.app.security.Restrictions.Standing;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Stands before every route that names a patient, in its address or its form: a restricted record
/// is for who has the right to it, or broke the glass.
///
/// The console of a procedure is not held back: whoever may be in theatre has that patient on the
/// table, and a right that ends in mid-procedure must end nothing there.
final class GlassGuard implements HandlerInterceptor {

    /// What names a patient in an address or a form.
    private static final Set<String> PATIENT = Set.of("id", "patient");

    private final Pages pages;
    private final Restrictions restrictions;

    GlassGuard(Pages pages, Restrictions restrictions) {
        this.pages = pages;
        this.restrictions = restrictions;
    }

    /// A restricted record was asked for.
    static final class Restricted extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String patient;
        private final String back;

        private Restricted(String patient, String back) {
            super("a restricted record");
            this.patient = patient;
            this.back = back;
        }

        String patient() {
            return patient;
        }

        /// The page that was asked for.
        String back() {
            return back;
        }
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod && !request.getRequestURI().startsWith("/theatre/")
                && !request.getRequestURI().equals("/glass")) {
            Pages.viewer().ifPresent(viewer -> named(request)
                    .forEach(patient -> check(request, viewer, patient)));
        }
        return true;
    }

    private void check(HttpServletRequest request, Account viewer, String patient) {
        switch (restrictions.standing(pages.centre().id(), patient, viewer.name())) {
            case Standing.Free _ -> {}
            case Standing.Broken broken -> pages.tell(request, broken);
            case Standing.Closed _ -> throw new Restricted(patient,
                    request.getMethod().equals(HttpMethod.GET.name())
                            ? request.getRequestURI() : "/patients/" + patient);
        }
    }

    private static Set<String> named(HttpServletRequest request) {
        Set<String> named = new LinkedHashSet<>();
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables) {
            PATIENT.stream().filter(variables::containsKey)
                    .forEach(name -> named.add(String.valueOf(variables.get(name))));
        }
        PATIENT.forEach(name -> {
            String sent = request.getParameter(name);
            if (sent != null) {
                named.add(sent.strip());
            }
        });
        named.removeIf(text -> text.isEmpty() || text.indexOf('\0') >= 0);
        return named;
    }
}
