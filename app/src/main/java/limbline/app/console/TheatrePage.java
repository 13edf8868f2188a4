package limbline.app.console;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.THEATRE;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import limbline.app.journal.AccessLog;
import limbline.app.journal.CommandId;
import limbline.app.journal.PatientKey;
import limbline.app.page.BadRequest;
import limbline.app.page.Pages;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.theatre.Act;
import limbline.app.theatre.TheatreDesk;
import limbline.app.theatre.TheatreDesk.Beginning;
import limbline.measure.EventId;
import limbline.patient.PatientId;
import limbline.theatre.Orders;
import limbline.theatre.Procedure;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// What the theatre has before it: procedures that run, and orders on which one may be begun.
@Controller
public final class TheatrePage {

    /// A centre does a handful a year.
    private static final int MOST = 50;

    private static final String PATIENTS = """
            select patient
            from journal
            where centre = ? and type in ('order-signed', 'procedure-begun')
            group by patient
            order by max(recorded) desc
            limit ?
            """;

    private final Pages pages;
    private final TheatreDesk desk;
    private final JdbcClient sql;
    private final AccessLog log;
    private final InstantSource clock;

    TheatrePage(Pages pages, TheatreDesk desk, JdbcClient sql, AccessLog log,
            InstantSource clock) {
        this.pages = pages;
        this.desk = desk;
        this.sql = sql;
        this.log = log;
        this.clock = clock;
    }

    /// An order on which a procedure may be begun.
    public record Ready(PatientId patient, Orders.Order order) {}

    /// A procedure.
    public record Run(PatientId patient, Procedure procedure) {}

    @GetMapping("/theatre")
    @Allowed({THEATRE, CLINICIAN})
    View list(@AuthenticationPrincipal Account viewer) {
        String centre = pages.centre().id();
        log.lookedAtMany(viewer.name(), centre, "theatre");
        List<Ready> ready = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        sql.sql(PATIENTS).params(centre, MOST).query(String.class).list().forEach(id -> {
            PatientKey patient = new PatientKey(centre, new PatientId(id));
            desk.ready(patient).forEach(
                    order -> ready.add(new Ready(patient.patient(), order)));
            desk.procedures(patient)
                    .forEach(procedure -> runs.add(new Run(patient.patient(), procedure)));
        });
        runs.sort(Comparator.comparing((Run run) -> run.procedure().begunAt()).reversed());
        return pages.page("theatre", pages.words().say("theatre.title"), Map.of(
                "ready", ready,
                "running", runs.stream().filter(run -> run.procedure().isRunning()).toList(),
                "ended", runs.stream().filter(run -> !run.procedure().isRunning()).toList(),
                "command", CommandId.fresh().toString()));
    }

    /// What opens a console while the server is away: a script that a browser runs beside the pages
    /// at this path and below, which is why it stands here.
    @GetMapping("/theatre/worker.js")
    @Allowed({THEATRE, CLINICIAN})
    ResponseEntity<Resource> worker() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache())
                .contentType(MediaType.valueOf("text/javascript;charset=UTF-8"))
                .body(new ClassPathResource("static/theatre-worker.js"));
    }

    /// @param order the event by which it was signed
    @PostMapping("/theatre")
    @Allowed({THEATRE, CLINICIAN})
    View begin(@RequestParam String patient, @RequestParam String order,
            @RequestParam String command, @AuthenticationPrincipal Account author) {
        PatientKey key = new PatientKey(pages.centre().id(),
                BadRequest.parsed("patient", patient, PatientId::parse));
        Instant now = clock.instant();
        Act act = new Act(BadRequest.parsed("command", command, UUID::fromString),
                author.name(), now);
        EventId on = BadRequest.parsed("order", order, text -> new EventId(UUID.fromString(text)));
        Beginning beginning = BadRequest.parsed("order", order, _ -> desk.begin(key, act, on));
        return switch (beginning) {
            case Beginning.Begun(var procedure) -> new RedirectView(
                    URI.create("/theatre/%s/%s".formatted(key.patient(), procedure.id())).toString());
            case Beginning.Refused(var reasons) -> pages.refusal(HttpStatus.CONFLICT,
                    pages.words().say("theatre.not-begun"), reasons);
        };
    }
}
