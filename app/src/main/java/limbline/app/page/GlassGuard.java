package limbline.app.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import limbline.app.security.Account;
import limbline.app.security.Restrictions;
import limbline.app.security.Restrictions.Standing;
import limbline.patient.PatientId;
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

    private void check(HttpServletRequest request, Account viewer, PatientId patient) {
        switch (restrictions.standing(pages.centre().id(), patient.value(), viewer.name())) {
            case Standing.Free _ -> {}
            case Standing.Broken broken -> pages.tell(request, broken);
            case Standing.Closed _ -> throw new Restricted(patient.value(),
                    request.getMethod().equals(HttpMethod.GET.name())
                            ? request.getRequestURI() : "/patients/" + patient);
        }
    }

    /// As the pages read them: what is no patient's id to this is none to them either.
    private static Set<PatientId> named(HttpServletRequest request) {
        Set<PatientId> named = new LinkedHashSet<>();
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables) {
            PATIENT.stream().filter(variables::containsKey)
                    .forEach(name -> add(String.valueOf(variables.get(name)), named));
        }
        for (String name : PATIENT) {
            String[] sent = request.getParameterValues(name);
            if (sent != null) {
                Stream.of(sent).forEach(text -> add(text, named));
            }
        }
        return named;
    }

    private static void add(String text, Set<PatientId> named) {
        try {
            named.add(PatientId.parse(text));
        } catch (IllegalArgumentException _) {
            // The page refuses it, in a sentence that names the field.
        }
    }
}
