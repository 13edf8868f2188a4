package limbline.app.board;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import limbline.app.board.BoardEvidence.Wait;
import limbline.app.course.Answer;
import limbline.app.course.PointOfView;
import limbline.app.course.Reading;
import limbline.app.journal.AccessLog;
import limbline.app.journal.CommandId;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.PatientKey;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.event.BoardEvent.ListedForBoard;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Text;
import limbline.patient.PatientId;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// The board's page of one patient, and what is written down on it.
@Controller
final class BoardPage {

    private static final List<String> OVERTAKEN = List.of("Meanwhile something else of this patient"
            + " was recorded. Look at it, then send this again.");

    private final Pages pages;
    private final BoardDesk desk;
    private final BoardPrint print;
    private final Identities identities;
    private final AccessLog log;
    private final InstantSource clock;
    private final ZoneId zone;

    BoardPage(Pages pages, BoardDesk desk, BoardPrint print, Identities identities, AccessLog log,
            InstantSource clock, ZoneId zone) {
        this.pages = pages;
        this.desk = desk;
        this.print = print;
        this.identities = identities;
        this.log = log;
        this.clock = clock;
        this.zone = zone;
    }

    /// What was typed into the forms, and what is wrong with it.
    ///
    /// @param told what was done, in words; or empty
    private record Typed(AssessmentForm assessment, DecisionForm decision, List<String> wrong,
            String told) {

        static Typed nothing(LocalDate today, String told) {
            Map<String, String> day = Map.of("on", today.toString());
            return new Typed(new AssessmentForm(day), new DecisionForm(day), List.of(), told);
        }
    }

    @GetMapping("/patients/{id}/board")
    @Allowed({CLINICIAN, DATA_MANAGER})
    Shown page(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String known,
            @RequestParam(defaultValue = "") String recorded,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String told,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = read(id, known, recorded, before);
        PointOfView view = before.isBlank() ? new PointOfView(known, recorded, zone)
                : new PointOfView(reading.course().asOf().known().orElseThrow().toString(),
                        recorded, zone);
        log.looked(viewer.name(), reading.patient(), "board page");
        return shown(reading, view, Typed.nothing(desk.today(),
                told.equals("recorded") ? say("patient.told") : ""));
    }

    @GetMapping("/patients/{id}/board.pdf")
    @Allowed({CLINICIAN, DATA_MANAGER})
    ResponseEntity<byte[]> sheet(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String known,
            @RequestParam(defaultValue = "") String recorded,
            @RequestParam(defaultValue = "") String before,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = read(id, known, recorded, before);
        log.looked(viewer.name(), reading.patient(), "board page as PDF");
        return pdf(reading.patient().patient() + "-board.pdf",
                print.sheet(desk.sheet(reading, Wait.UNTIL_COUNTED), viewer.name(), clock.instant()));
    }

    @GetMapping("/patients/{id}/board/minutes/{decision}.pdf")
    @Allowed({CLINICIAN, DATA_MANAGER})
    ResponseEntity<byte[]> minutes(@PathVariable String id, @PathVariable String decision,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = read(id, now());
        EventId event = BadRequest.parsed("decision", decision, EventId::parse);
        BoardSheet sheet = desk.sheet(reading, Wait.A_MOMENT);
        byte[] minutes = sheet.decisions().decided().stream()
                .filter(one -> one.placed().id().equals(event)).findFirst()
                .map(one -> print.minutes(sheet, one, viewer.name(), clock.instant()))
                .orElseThrow(() -> new NotFound(say("board.no-decision")));
        log.looked(viewer.name(), reading.patient(), "minutes of the board as PDF");
        return pdf(reading.patient().patient() + "-minutes.pdf", minutes);
    }

    @PostMapping("/patients/{id}/board/assessment")
    @Allowed(CLINICIAN)
    View assess(@PathVariable String id, @RequestParam String command, @RequestParam int position,
            HttpServletRequest request, @AuthenticationPrincipal Account viewer) {
        Reading reading = read(id, now());
        BoardSheet sheet = desk.sheet(reading, Wait.A_MOMENT);
        AssessmentForm form = new AssessmentForm(sent(request));
        AssessmentForm.Read read = form.read(
                AssessmentForm.questions(sheet, desk.criteria().criteria()), sheet.limb());
        Typed typed = new Typed(form, Typed.nothing(desk.today(), "").decision(), read.wrong(), "");
        if (!read.wrong().isEmpty() || read.on().isEmpty()) {
            return shown(reading, now(), typed).as(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return answered(reading, typed, "assess", desk.record(reading.patient(), position,
                uuid(command), viewer.name(), read.on().get(), read.events()));
    }

    @PostMapping("/patients/{id}/board/decision")
    @Allowed(CLINICIAN)
    View decide(@PathVariable String id, @RequestParam String command, @RequestParam int position,
            HttpServletRequest request, @AuthenticationPrincipal Account viewer) {
        Reading reading = read(id, now());
        DecisionForm form = new DecisionForm(sent(request));
        DecisionForm.Read read = form.read();
        Typed typed = new Typed(
                Typed.nothing(desk.today(), "").assessment(), form, read.wrong(), "");
        if (read.decision().isEmpty()) {
            return shown(reading, now(), typed).as(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return answered(reading, typed, "decide", desk.decide(reading.patient(), position,
                uuid(command), viewer.name(), read.decision().get().on(), read.decision().get()));
    }

    @PostMapping("/patients/{id}/board/list")
    @Allowed({CLINICIAN, DATA_MANAGER})
    View list(@PathVariable String id, @RequestParam String command, @RequestParam int position,
            @RequestParam(defaultValue = "") String meeting,
            @RequestParam(defaultValue = "") String question,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = read(id, now());
        LocalDate day = BadRequest.parsed("the day of the meeting", meeting, DecisionForm::day);
        Finding<String> asked = question.isBlank() ? Finding.notStated()
                : Finding.known(BadRequest.parsed("the question", question,
                        text -> Text.line("the question", text)));
        return answered(reading, Typed.nothing(desk.today(), ""), "meeting",
                desk.record(reading.patient(), position, uuid(command), viewer.name(),
                        desk.today(), List.of(new ListedForBoard(day, asked))));
    }

    @PostMapping("/patients/{id}/board/tasks/{task}/done")
    @Allowed({CLINICIAN, DATA_MANAGER})
    View done(@PathVariable String id, @PathVariable String task, @RequestParam String command,
            @RequestParam int position, @AuthenticationPrincipal Account viewer) {
        Reading reading = read(id, now());
        EventId event = BadRequest.parsed("task", task, EventId::parse);
        try {
            return answered(reading, Typed.nothing(desk.today(), ""), "tasks",
                    desk.done(reading.patient(), position, uuid(command), viewer.name(), event,
                            Finding.notStated()));
        } catch (IllegalArgumentException e) {
            throw new BadRequest(String.valueOf(e.getMessage()));
        }
    }

    private View answered(Reading before, Typed typed, String place, Answer answer) {
        return switch (answer) {
            case Answer.Recorded _ -> {
                RedirectView back = new RedirectView("/patients/%s/board?told=recorded#%s"
                        .formatted(before.patient().patient(), place));
                back.setStatusCode(HttpStatus.SEE_OTHER);
                back.setExposeModelAttributes(false);
                yield back;
            }
            case Answer.Refused(var reasons) -> shown(before, now(), new Typed(typed.assessment(),
                    typed.decision(), reasons, "")).as(HttpStatus.UNPROCESSABLE_CONTENT);
            case Answer.Overtaken(_, var reading) -> shown(reading, now(), new Typed(
                    typed.assessment(), typed.decision(), OVERTAKEN, "")).as(HttpStatus.CONFLICT);
        };
    }

    private Shown shown(Reading reading, PointOfView view, Typed typed) {
        BoardSheet sheet = desk.sheet(reading, Wait.A_MOMENT);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("sheet", sheet);
        values.put("density", Density.likely(sheet));
        values.put("view", view);
        values.put("questions", AssessmentForm.questions(sheet, desk.criteria().criteria()));
        values.put("assessment", typed.assessment());
        values.put("decision", typed.decision());
        values.put("wrong", typed.wrong());
        values.put("told", typed.told());
        values.put("command", CommandId.fresh().toString());
        values.put("called", identities.find(reading.patient()).flatMap(Identity::name).orElse(""));
        Shown shown = pages.page("board", say("board.title", reading.patient().patient()), values);
        return view.isNow() ? shown : shown.withNotice(BoardPrint.seen(pages.words(), sheet));
    }

    /// @param before a decision that the page is wanted before; or empty
    private Reading read(String id, String known, String recorded, String before) {
        Reading reading = read(id, new PointOfView(known, recorded, zone));
        return before.isBlank() ? reading
                : BadRequest.parsed("before", before, text -> desk.beforeDecision(reading, text));
    }

    private Reading read(String id, PointOfView view) {
        PatientKey patient = new PatientKey(pages.centre().id(),
                BadRequest.parsed("patient", id, PatientId::parse));
        Reading reading = desk.read(patient, view.asOf());
        if (reading.position() == 0) {
            throw new NotFound(say("patient.unknown", id));
        }
        return reading;
    }

    private PointOfView now() {
        return new PointOfView("", "", zone);
    }

    private static Map<String, String> sent(HttpServletRequest request) {
        Map<String, String> sent = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> sent.put(name, values[0]));
        return sent;
    }

    private static ResponseEntity<byte[]> pdf(String name, byte[] body) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .body(body);
    }

    private static UUID uuid(String text) {
        return BadRequest.parsed("command", text, EventId::parse).value();
    }

    private String say(String key, Object... values) {
        return pages.words().say(key, values);
    }
}
