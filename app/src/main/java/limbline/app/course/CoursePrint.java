package limbline.app.course;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import limbline.app.figure.Figure;
import limbline.app.figure.LimbMap;
import limbline.app.figure.Timeline;
import limbline.app.journal.AccessLog;
import limbline.app.journal.PatientKey;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.print.Press;
import limbline.app.print.Printed;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.course.Course;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The course of one patient on paper.
@Controller
final class CoursePrint {

    private final Pages pages;
    private final Press press;
    private final CourseDesk desk;
    private final AccessLog log;
    private final InstantSource clock;
    private final ZoneId zone;

    CoursePrint(
            Pages pages, Press press, CourseDesk desk, AccessLog log, InstantSource clock,
            ZoneId zone) {
        this.pages = pages;
        this.press = press;
        this.desk = desk;
        this.log = log;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping("/patients/{id}/course.pdf")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    ResponseEntity<byte[]> course(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String known,
            @RequestParam(defaultValue = "") String recorded,
            @AuthenticationPrincipal Account viewer) {
        PatientKey patient = PatientPage.key(pages, id);
        Reading reading = desk.read(patient, new PointOfView(known, recorded, zone).asOf());
        if (reading.position() == 0) {
            throw new NotFound(pages.words().say("patient.unknown", id));
        }
        log.looked(viewer.name(), patient, "course as PDF");
        Course course = reading.course();
        Instant now = clock.instant();
        Figure timeline = Timeline.of(course);
        Figure map = LimbMap.of(course, course.asOf().known()
                .orElseGet(() -> now.atZone(zone).toLocalDate()));
        return Printed.as(course.patient() + "-course", press.pdf("course-print",
                pages.words().say("print.course", course.patient()),
                Map.of("course", course, "timeline", timeline, "map", map,
                        "rows", EventRow.of(course, pages.words())),
                List.of(timeline, map), viewer.name(), now));
    }
}
