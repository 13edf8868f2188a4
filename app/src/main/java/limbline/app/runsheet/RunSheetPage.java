package limbline.app.runsheet;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limbline.app.figure.Figure;
import limbline.app.figure.TheatreChart;
import limbline.app.journal.AccessLog;
import limbline.app.journal.PatientKey;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.print.Press;
import limbline.app.print.Printed;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.theatre.TheatreDesk;
import limbline.measure.EventId;
import limbline.patient.PatientId;
import limbline.theatre.Procedure;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The record of one procedure: the chart, and the run sheet line by line; on a page, as SVG and as
/// PDF.
@Controller
final class RunSheetPage {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private final Pages pages;
    private final Press press;
    private final TheatreDesk desk;
    private final AccessLog log;
    private final InstantSource clock;
    private final ZoneId zone;

    RunSheetPage(Pages pages, Press press, TheatreDesk desk, AccessLog log, InstantSource clock,
            ZoneId zone) {
        this.pages = pages;
        this.press = press;
        this.desk = desk;
        this.log = log;
        this.clock = clock;
        this.zone = zone;
    }

    @GetMapping("/patients/{id}/procedures")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    Shown list(@PathVariable String id, @AuthenticationPrincipal Account viewer) {
        PatientKey patient = key(id);
        List<Procedure> procedures = desk.procedures(patient);
        log.looked(viewer.name(), patient, "procedures");
        return pages.page("procedures", pages.words().say("procedures.title", patient.patient()),
                Map.of("patient", patient.patient(), "procedures", procedures.reversed()));
    }

    @GetMapping("/patients/{id}/procedures/{procedure}")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    Shown show(@PathVariable String id, @PathVariable String procedure,
            @AuthenticationPrincipal Account viewer) {
        PatientKey patient = key(id);
        Procedure found = find(patient, procedure);
        log.looked(viewer.name(), patient, "run sheet");
        return pages.page("run-sheet", pages.words().say("run.title", patient.patient()),
                values(patient, found));
    }

    @GetMapping("/patients/{id}/procedures/{procedure}/chart.svg")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    ResponseEntity<byte[]> chart(@PathVariable String id, @PathVariable String procedure,
            @AuthenticationPrincipal Account viewer) {
        PatientKey patient = key(id);
        Procedure found = find(patient, procedure);
        Figure chart = TheatreChart.of(found, desk.now(found), zone);
        log.looked(viewer.name(), patient, "theatre chart as svg");
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType("image/svg+xml;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(patient.patient() + "-chart.svg").build().toString())
                .body((XML + chart.svg()).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/patients/{id}/procedures/{procedure}/run.pdf")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    ResponseEntity<byte[]> print(@PathVariable String id, @PathVariable String procedure,
            @AuthenticationPrincipal Account viewer) {
        PatientKey patient = key(id);
        Procedure found = find(patient, procedure);
        log.looked(viewer.name(), patient, "run sheet as PDF");
        Map<String, Object> values = values(patient, found);
        return Printed.as(patient.patient() + "-run", press.pdf("run-sheet-print",
                pages.words().say("run.title", patient.patient()), values,
                List.of((Figure) values.get("chart")), viewer.name(), clock.instant()));
    }

    private Map<String, Object> values(PatientKey patient, Procedure procedure) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("patient", patient.patient());
        values.put("procedure", procedure);
        values.put("chart", TheatreChart.of(procedure, desk.now(procedure), zone));
        values.put("rows", RunRow.of(procedure, zone, pages.words()));
        return values;
    }

    private Procedure find(PatientKey patient, String procedure) {
        EventId id = BadRequest.parsed("procedure", procedure, EventId::parse);
        return desk.procedures(patient).stream().filter(one -> one.id().equals(id)).findFirst()
                .orElseThrow(() -> new NotFound(pages.words().say("run.unknown")));
    }

    private PatientKey key(String id) {
        return new PatientKey(pages.centre().id(),
                BadRequest.parsed("patient", id, PatientId::parse));
    }
}
