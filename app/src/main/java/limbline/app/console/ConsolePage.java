package limbline.app.console;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.THEATRE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import limbline.app.journal.AccessLog;
import limbline.app.journal.PatientKey;
import limbline.app.live.Stream;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Sessions;
import limbline.app.security.Allowed;
import limbline.app.security.Tickets;
import limbline.app.theatre.TheatreDesk;
import limbline.measure.EventId;
import limbline.patient.PatientId;
import limbline.theatre.Procedure;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The console: one screen for one procedure.
@Controller
final class ConsolePage {

    private final Pages pages;
    private final TheatreDesk desk;
    private final Acts acts;
    private final Screens screens;
    private final Stream stream;
    private final Sessions sessions;
    private final Tickets tickets;
    private final AccessLog log;

    ConsolePage(Pages pages, TheatreDesk desk, Acts acts, Stream stream, Sessions sessions,
            Tickets tickets, AccessLog log, ZoneId zone) {
        this.pages = pages;
        this.desk = desk;
        this.acts = acts;
        this.screens = new Screens(pages.words(), zone);
        this.stream = stream;
        this.sessions = sessions;
        this.tickets = tickets;
        this.log = log;
    }

    /// The console opens with a ticket: as long as the procedure runs, the screen keeps what its
    /// account may do there, also when the session has ended or the server was started again.
    @GetMapping("/theatre/{id}/{procedure}")
    @Allowed({THEATRE, CLINICIAN})
    Shown console(@PathVariable String id, @PathVariable String procedure,
            @AuthenticationPrincipal Account viewer, HttpServletRequest request,
            HttpServletResponse response) {
        PatientKey patient = patient(id);
        Procedure running = read(patient, procedure);
        log.looked(viewer.name(), patient, "theatre console");
        if (running.isRunning()) {
            tickets.issue(viewer, base(patient.patient(), running), request, response);
        }
        Map<String, Object> values = values(running);
        values.put("now", desk.now(running).toEpochMilli());
        return pages.page("console", pages.words().say("console.title",
                running.begun().limb(), patient.patient()), values);
    }

    /// The screen alone, as it stands now; with the server's time, against which a screen holds its
    /// own clock, and the token that what it sends must carry.
    @GetMapping("/theatre/{id}/{procedure}/screen")
    @Allowed({THEATRE, CLINICIAN})
    Shown screen(@PathVariable String id, @PathVariable String procedure,
            HttpServletRequest request, HttpServletResponse response) {
        Procedure running = read(patient(id), procedure);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Limbline-Now", Long.toString(desk.now(running).toEpochMilli()));
        response.setHeader("X-Limbline-Set-Back", Long.toString(desk.setBack().toSeconds()));
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            response.setHeader("X-Limbline-Token", token.getToken());
        }
        return pages.page("console-screen", "", values(running));
    }

    /// What the screens of this procedure are told of.
    @GetMapping("/theatre/{id}/{procedure}/live")
    @Allowed({THEATRE, CLINICIAN})
    void live(@PathVariable String id, @PathVariable String procedure,
            @AuthenticationPrincipal Account viewer, HttpServletRequest request,
            HttpServletResponse response) {
        PatientKey patient = patient(id);
        read(patient, procedure);
        stream.serve(response, patient::equals, sessions.watch(request, viewer));
    }

    /// Something is done, asked or said.
    @PostMapping("/theatre/{id}/{procedure}/act")
    @Allowed({THEATRE, CLINICIAN})
    ResponseEntity<Map<String, Object>> act(@PathVariable String id,
            @PathVariable String procedure, @RequestParam Map<String, String> sent,
            @AuthenticationPrincipal Account author) {
        PatientKey patient = patient(id);
        Procedure running = read(patient, procedure);
        Instant now = desk.now(running);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().cacheControl(CacheControl.noStore())
                        .contentType(MediaType.APPLICATION_JSON); // whatever it says it accepts
        return switch (acts.carryOut(patient, running.id(), author, sent, now)) {
            case Acts.Told.Recorded _ -> answer.body(Map.of("told", "recorded"));
            case Acts.Told.Refused(var reasons, boolean canBeOverridden) -> answer.body(Map.of(
                    "told", "refused", "reasons", reasons, "override", canBeOverridden));
            case Acts.Told.Wrong(var sentences) -> answer.body(Map.of(
                    "told", "wrong", "reasons", sentences));
        };
    }

    private Map<String, Object> values(Procedure procedure) {
        Instant at = desk.now(procedure);
        Map<String, Object> values = new HashMap<>();
        values.put("base", base(procedure.order().patient(), procedure));
        values.put("record", "/patients/%s/procedures/%s".formatted(
                procedure.order().patient(), procedure.id()));
        values.put("patient", procedure.order().patient().value());
        values.put("screen", screens.of(procedure, at));
        values.put("plan", screens.plan(procedure));
        values.put("starts", Start.of(procedure.protocol(), pages.words()));
        values.put("entries", Correctable.latest(procedure, pages.words()));
        return values;
    }

    private static String base(PatientId patient, Procedure procedure) {
        return "/theatre/%s/%s".formatted(patient, procedure.id());
    }

    private PatientKey patient(String id) {
        return new PatientKey(pages.centre().id(),
                BadRequest.parsed("patient", id, PatientId::parse));
    }

    private Procedure read(PatientKey patient, String procedure) {
        EventId id = BadRequest.parsed("procedure", procedure,
                text -> new EventId(UUID.fromString(text)));
        return desk.procedures(patient).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound(pages.words().say("console.none")));
    }
}
