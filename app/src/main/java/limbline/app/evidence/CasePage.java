package limbline.app.evidence;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;

import java.time.InstantSource;
import java.util.Map;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.journal.AccessLog;
import limbline.app.journal.PatientKey;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.course.AsOf;
import limbline.measure.Term;
import limbline.patient.PatientId;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The draft of a case report of one patient.
@Controller
public final class CasePage {

    private final Pages pages;
    private final CourseDesk desk;
    private final AccessLog log;
    private final InstantSource clock;

    CasePage(Pages pages, CourseDesk desk, AccessLog log, InstantSource clock) {
        this.pages = pages;
        this.desk = desk;
        this.log = log;
        this.clock = clock;
    }

    @GetMapping("/patients/{id}/case-report")
    @Allowed({CLINICIAN, DATA_MANAGER})
    Shown page(@PathVariable String id, @AuthenticationPrincipal Account viewer) {
        CaseFile file = file(id, viewer, "case report");
        return pages.page("case-report", pages.words().say("case.title"), Map.of(
                "id", id, "report", file.report(), "timeline", file.timeline()));
    }

    @GetMapping("/patients/{id}/case-report.{format}")
    @Allowed({CLINICIAN, DATA_MANAGER})
    ResponseEntity<byte[]> file(
            @PathVariable String id,
            @PathVariable String format,
            @AuthenticationPrincipal Account viewer) {
        CaseFile.Format wanted = BadRequest.parsed(
                "format", format, text -> Term.parse(CaseFile.Format.class, text));
        CaseFile file = file(id, viewer, "case report as " + wanted.term());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(CaseFile.name(wanted)).build().toString())
                .contentType(MediaType.parseMediaType(switch (wanted) {
                    case HTML -> "text/html;charset=UTF-8";
                    case PDF -> "application/pdf";
                    case MD -> "text/markdown;charset=UTF-8";
                }))
                .body(file.write(wanted, clock.instant()));
    }

    private CaseFile file(String id, Account viewer, String what) {
        PatientKey patient = new PatientKey(
                pages.centre().id(), BadRequest.parsed("patient", id, PatientId::parse));
        Reading reading = desk.read(patient, AsOf.NOW);
        if (reading.position() == 0) {
            throw new NotFound(pages.words().say("patient.unknown", id));
        }
        log.looked(viewer.name(), patient, what);
        return new CaseFile(reading.course(), pages.centre().invented());
    }
}
