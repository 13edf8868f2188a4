package limbline.app.page;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import java.time.Duration;
import limbline.app.journal.AccessLog;
import limbline.app.journal.PatientKey;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.security.Restrictions;
import limbline.patient.PatientId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// Breaks the glass before a restricted record.
@Controller
final class GlassPage {

    private static final Logger LOG = LoggerFactory.getLogger(GlassPage.class);

    private final Pages pages;
    private final Restrictions restrictions;
    private final AccessLog log;
    private final Duration time;

    GlassPage(Pages pages, Restrictions restrictions, AccessLog log, Duration time) {
        this.pages = pages;
        this.restrictions = restrictions;
        this.log = log;
        this.time = time;
    }

    @PostMapping("/glass")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    View breakIt(
            @AuthenticationPrincipal Account viewer,
            @RequestParam String patient,
            @RequestParam String reason,
            @RequestParam(defaultValue = "/") String back) {
        PatientId whose = BadRequest.parsed("patient", patient, PatientId::parse);
        String centre = pages.centre().id();
        BadRequest.parsed("reason", reason, said -> {
            restrictions.breakGlass(centre, whose.value(), viewer.name(), said, time);
            return said;
        });
        log.looked(viewer.name(), new PatientKey(centre, whose),
                "broke the glass: " + reason.strip());
        LOG.warn("{} broke the glass", viewer.name());
        return new RedirectView(Appearance.isLocal(back) ? back : "/");
    }
}
