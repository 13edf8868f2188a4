package limbline.app.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.database.Trouble;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Role;
import limbline.app.security.WithoutSignIn;
import limbline.measure.Text;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Turns what went wrong into a page of plain sentences, in one place.
@Controller
@ControllerAdvice
final class Refusals {

    private final Pages pages;
    private final Duration glass;

    /// @param glass how long a restricted record stays open to who broke the glass
    Refusals(Pages pages, Duration glass) {
        this.pages = pages;
        this.glass = glass;
    }

    @ExceptionHandler
    Shown badRequest(BadRequest refused) {
        return of(HttpStatus.BAD_REQUEST, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    Shown missing(MissingServletRequestParameterException refused) {
        return of(HttpStatus.BAD_REQUEST, refused.getParameterName() + " is missing");
    }

    @ExceptionHandler
    Shown mistyped(MethodArgumentTypeMismatchException refused) {
        return of(HttpStatus.BAD_REQUEST, "%s: \"%s\" cannot be read".formatted(
                refused.getName(), Text.shortened(String.valueOf(refused.getValue()))));
    }

    @ExceptionHandler
    Shown notFound(NotFound refused) {
        return of(HttpStatus.NOT_FOUND, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    Shown restricted(GlassGuard.Restricted refused) {
        boolean mayOpen = Pages.viewer().filter(viewer -> viewer.role() != Role.RESEARCHER
                && viewer.role() != Role.ADMINISTRATOR).isPresent();
        return mayOpen
                ? pages.page("glass", pages.words().say("glass.title"), Map.of(
                        "patient", refused.patient(), "back", refused.back(),
                        "minutes", glass.toMinutes())).as(HttpStatus.FORBIDDEN)
                : general(HttpStatus.FORBIDDEN);
    }

    @ExceptionHandler
    Shown denied(AccessDeniedException refused) {
        return general(HttpStatus.FORBIDDEN);
    }

    /// The reader has gone; there is nobody to answer.
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {}

    /// What Spring refuses has a status; everything else is a mistake of ours.
    @ExceptionHandler
    Shown other(Exception thrown) {
        if (thrown instanceof InvalidParameterException) { // what was sent is no text
            return general(HttpStatus.BAD_REQUEST);
        }
        if (thrown instanceof ErrorResponse refused && refused.getStatusCode().is4xxClientError()) {
            @Nullable HttpStatus status = HttpStatus.resolve(refused.getStatusCode().value());
            return general(status == null ? HttpStatus.BAD_REQUEST : status);
        }
        Optional<Trouble> trouble = Trouble.of(thrown);
        if (trouble.isPresent()) {
            Incident.log(thrown);
            return of(HttpStatus.SERVICE_UNAVAILABLE,
                    pages.words().say("refusal.database." + trouble.get().term()));
        }
        return of(HttpStatus.INTERNAL_SERVER_ERROR,
                pages.words().say("refusal.500", Incident.log(thrown)));
    }

    /// What was refused before it reached a controller, by the container or a filter.
    @RequestMapping("/error")
    @WithoutSignIn
    Shown early(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception thrown) {
            return other(thrown);
        }
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        @Nullable HttpStatus status =
                code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return general(status == null ? HttpStatus.BAD_REQUEST : status);
    }

    private Shown general(HttpStatus status) {
        return switch (status) {
            case FORBIDDEN, NOT_FOUND, METHOD_NOT_ALLOWED, CONTENT_TOO_LARGE ->
                of(status, pages.words().say("refusal." + status.value()));
            default -> of(status, pages.words().say("refusal.400"));
        };
    }

    private Shown of(HttpStatus status, String sentence) {
        return pages.refusal(status, heading(status), List.of(sentence));
    }

    private String heading(HttpStatus status) {
        return switch (status) {
            case FORBIDDEN, NOT_FOUND, INTERNAL_SERVER_ERROR, SERVICE_UNAVAILABLE ->
                pages.words().say("refusal." + status.value() + ".heading");
            default -> pages.words().say("refusal.400.heading");
        };
    }
}
