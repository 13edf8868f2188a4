package limbline.app.live;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import limbline.app.journal.AccessLog;
import limbline.app.journal.PatientKey;
import limbline.app.page.BadRequest;
import limbline.app.page.Pages;
import limbline.app.security.Account;
import limbline.app.security.Sessions;
import limbline.app.security.Allowed;
import limbline.patient.PatientId;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The streams that pages listen to.
@Controller
final class LivePage {

    private final Pages pages;
    private final Stream stream;
    private final Sessions sessions;
    private final AccessLog log;

    LivePage(Pages pages, Stream stream, Sessions sessions, AccessLog log) {
        this.pages = pages;
        this.stream = stream;
        this.sessions = sessions;
        this.log = log;
    }

    /// Every patient of the centre.
    @GetMapping("/live")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    void centre(@AuthenticationPrincipal Account viewer, HttpServletRequest request,
            HttpServletResponse response) {
        String centre = pages.centre().id();
        log.lookedAtMany(viewer.name(), centre, "changes as they come");
        stream.serve(response, patient -> patient.centre().equals(centre),
                sessions.watch(request, viewer));
    }

    @GetMapping("/live/patients/{id}")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    void patient(
            @PathVariable String id,
            @AuthenticationPrincipal Account viewer,
            HttpServletRequest request,
            HttpServletResponse response) {
        PatientKey wanted = new PatientKey(pages.centre().id(),
                BadRequest.parsed("patient", id, PatientId::parse));
        log.looked(viewer.name(), wanted, "changes as they come");
        stream.serve(response, wanted::equals, sessions.watch(request, viewer));
    }
}
