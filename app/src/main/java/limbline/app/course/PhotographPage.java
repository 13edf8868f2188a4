package limbline.app.course;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import java.util.Optional;
import limbline.app.journal.AccessLog;
import limbline.app.journal.PatientKey;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.photograph.Photographs;
import limbline.app.photograph.Photographs.Found;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.course.AsOf;
import limbline.patient.ImageHash;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// A photograph of a patient, for those who may see the patient.
@Controller
final class PhotographPage {

    private final Pages pages;
    private final CourseDesk desk;
    private final Photographs photographs;
    private final AccessLog log;

    PhotographPage(Pages pages, CourseDesk desk, Photographs photographs, AccessLog log) {
        this.pages = pages;
        this.desk = desk;
        this.photographs = photographs;
        this.log = log;
    }

    /// Only a picture that this patient's course names: a hash alone opens nothing.
    @GetMapping("/patients/{id}/photographs/{hash}")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    ResponseEntity<byte[]> photograph(
            @PathVariable String id,
            @PathVariable String hash,
            @AuthenticationPrincipal Account viewer) {
        PatientKey patient = PatientPage.key(pages, id);
        ImageHash wanted = BadRequest.parsed("photograph", hash, ImageHash::parse);
        boolean named = desk.read(patient, AsOf.NOW).course().timeline().stream()
                .anyMatch(placed -> EventRow.picture(placed.event()).equals(Optional.of(wanted)));
        if (!named) {
            throw new NotFound(pages.words().say("photograph.unknown"));
        }
        log.looked(viewer.name(), patient, "photograph " + wanted.value().substring(0, 12));
        return switch (photographs.find(patient.centre(), wanted)) {
            case Found.Held(var photograph) -> ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.parseMediaType(photograph.type()))
                    .body(photograph.file());
            case Found.NotHeld() -> throw new NotFound(pages.words().say("photograph.not-held"));
            case Found.Damaged(var expected, var found) -> throw new NotFound(
                    pages.words().say("photograph.damaged", expected, found));
        };
    }
}
