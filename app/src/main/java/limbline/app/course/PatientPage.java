package limbline.app.course;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import limbline.app.figure.Figure;
import limbline.app.figure.LimbMap;
import limbline.app.figure.Timeline;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.PatientKey;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.journal.AccessLog;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.course.Course;
import limbline.course.Span;
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
import org.springframework.web.bind.annotation.RequestParam;

/// The course of one patient, and its figures.
@Controller
public final class PatientPage {

    private static final double SHARP = 2; // pixels to the CSS pixel: legible in print and slides
    private static final Set<String> FIGURES = Set.of("timeline", "limbs");
    private static final Set<String> FORMATS = Set.of("svg", "png");
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private final Pages pages;
    private final CourseDesk desk;
    private final Identities identities;
    private final AccessLog log;
    private final InstantSource clock;
    private final ZoneId zone;

    PatientPage(
            Pages pages, CourseDesk desk, Identities identities, AccessLog log,
            InstantSource clock, ZoneId zone) {
        this.pages = pages;
        this.desk = desk;
        this.identities = identities;
        this.log = log;
        this.clock = clock;
        this.zone = zone;
    }

    /// The days a limb map can be asked for.
    ///
    /// @param changes the days on which something happened, oldest first
    public record Days(
            LocalDate first, LocalDate last, LocalDate chosen, List<LocalDate> changes) {}

    @GetMapping("/patients/{id}")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    Shown page(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String known,
            @RequestParam(defaultValue = "") String recorded,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String told,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = read(id, known, recorded, viewer, "patient page");
        Course course = reading.course();
        PointOfView view = new PointOfView(known, recorded, course.zone());
        Days days = days(course, day);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("reading", reading);
        values.put("view", view);
        values.put("timeline", Timeline.of(course));
        values.put("map", LimbMap.of(course, days.chosen()));
        values.put("days", days);
        values.put("rows", EventRow.of(course, pages.words()));
        values.put("standing", course.station(clock.instant().atZone(zone).toLocalDate()));
        values.put("called", identities.find(reading.patient()).flatMap(Identity::name).orElse(""));
        values.put("person", identities.pseudonyms(reading.patient()));
        values.put("told", told.equals("recorded") ? pages.words().say("patient.told") : "");
        Shown shown = pages.page("patient", course.patient().toString(), values);
        return view.notice(pages.words()).map(shown::withNotice).orElse(shown);
    }

    @GetMapping("/patients/{id}/{figure}.{format}")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    ResponseEntity<byte[]> figure(
            @PathVariable String id,
            @PathVariable String figure,
            @PathVariable String format,
            @RequestParam(defaultValue = "") String known,
            @RequestParam(defaultValue = "") String recorded,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String show,
            @AuthenticationPrincipal Account viewer) {
        if (!FIGURES.contains(figure) || !FORMATS.contains(format)) {
            throw new NotFound(pages.words().say("refusal.404"));
        }
        Course course = read(id, known, recorded, viewer, figure + " as " + format).course();
        boolean map = figure.equals("limbs");
        LocalDate chosen = map ? days(course, day).chosen() : LocalDate.MIN;
        Figure drawn = map ? LimbMap.of(course, chosen) : Timeline.of(course);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().cacheControl(CacheControl.noStore());
        if (!show.equals("page")) {
            answer.header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                    .filename("%s-%s%s.%s".formatted(
                            course.patient(), figure, map ? "-" + chosen : "", format))
                    .build().toString());
        }
        return format.equals("png")
                ? answer.contentType(MediaType.IMAGE_PNG).body(drawn.png(SHARP))
                : answer.contentType(MediaType.parseMediaType("image/svg+xml;charset=UTF-8"))
                        .body((XML + drawn.svg()).getBytes(StandardCharsets.UTF_8));
    }

    private Reading read(String id, String known, String recorded, Account viewer, String what) {
        PatientKey patient = key(pages, id);
        Reading reading = desk.read(patient, new PointOfView(known, recorded, zone).asOf());
        if (reading.position() == 0) {
            throw new NotFound(pages.words().say("patient.unknown", id));
        }
        log.looked(viewer.name(), patient, what);
        return reading;
    }

    static PatientKey key(Pages pages, String id) {
        return new PatientKey(pages.centre().id(),
                BadRequest.parsed("patient", id, PatientId::parse));
    }

    /// From the first day of the course to its last, or to today where it goes on.
    private Days days(Course course, String chosen) {
        TreeSet<LocalDate> changes = new TreeSet<>();
        course.timeline().stream().flatMap(placed -> placed.span().stream()).map(Span::used)
                .forEach(changes::add);
        LocalDate today = course.asOf().known().orElseGet(() -> clock.instant().atZone(zone)
                .toLocalDate());
        LocalDate first = changes.isEmpty() ? today : changes.first();
        LocalDate last = changes.isEmpty() || changes.last().isBefore(first)
                ? first : changes.last();
        LocalDate day = chosen.isBlank() ? last : PointOfView.day("day", chosen);
        return new Days(first, last, day, List.copyOf(changes));
    }
}
