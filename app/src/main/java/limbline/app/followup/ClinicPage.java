package limbline.app.followup;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.WARD;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import limbline.app.course.Reading;
import limbline.app.figure.LateToxicity;
import limbline.app.figure.LesionSizes;
import limbline.app.followup.ClinicList.Sheet;
import limbline.app.journal.AccessLog;
import limbline.app.journal.CommandId;
import limbline.app.journal.Identities;
import limbline.app.journal.Identity;
import limbline.app.journal.PatientKey;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.print.Press;
import limbline.app.protocol.SignedProtocols;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.security.Restrictions;
import limbline.course.Course;
import limbline.event.FollowupEvent.LateToxicityGraded;
import limbline.followup.AfterInfusion;
import limbline.followup.Answers;
import limbline.followup.Appointment.State;
import limbline.followup.Appointments;
import limbline.followup.Outcome;
import limbline.measure.Check;
import limbline.measure.PartialDate;
import limbline.measure.Term;
import limbline.measure.Text;
import limbline.patient.Criterion;
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

/// The clinic over HTTP: who is to come, one patient, a visit, letters, and the referral that starts
/// the way again.
@Controller
final class ClinicPage {

    private final Pages pages;
    private final Press press;
    private final ClinicDesk desk;
    private final ClinicList list;
    private final SignedProtocols signed;
    private final Identities identities;
    private final Restrictions restrictions;
    private final AccessLog looks;
    private final InstantSource clock;

    ClinicPage(Pages pages, Press press, ClinicDesk desk, ClinicList list, SignedProtocols signed,
            Identities identities, Restrictions restrictions, AccessLog looks, InstantSource clock) {
        this.restrictions = restrictions;
        this.pages = pages;
        this.press = press;
        this.desk = desk;
        this.list = list;
        this.signed = signed;
        this.identities = identities;
        this.looks = looks;
        this.clock = clock;
    }

    @GetMapping("/clinic")
    @Allowed({CLINICIAN, WARD, DATA_MANAGER})
    Shown clinic(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") String page,
            @AuthenticationPrincipal Account viewer) {
        String centre = pages.centre().id();
        Optional<State> wanted = state.isEmpty() ? Optional.empty() : Optional.of(
                BadRequest.parsed("state", state, text -> Term.parse(State.class, text)));
        int number = BadRequest.parsed("page", page, ClinicPage::number);
        looks.lookedAtMany(viewer.name(), centre, "clinic");
        list.follow(centre);
        Sheet sheet = list.sheet(centre, wanted, number);
        return pages.page("clinic", say("clinic.title"), Map.of("sheet", sheet,
                "state", wanted, "plans", Plans.inForce(signed, centre),
                "closed", restrictions.closedTo(centre, viewer.name())));
    }

    @GetMapping("/clinic/patients/{id}")
    @Allowed({CLINICIAN, WARD, DATA_MANAGER})
    Shown patient(
            @PathVariable String id,
            @RequestParam(defaultValue = "RECIST 1.1") String criterion,
            @RequestParam(defaultValue = "") String told,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = known(id);
        looks.looked(viewer.name(), reading.patient(), "clinic page");
        return patient(reading, criterion(criterion), List.of(), _ -> "", Map.of(),
                told.equals("recorded") ? say("patient.told") : "");
    }

    private Shown patient(Reading reading, Criterion criterion, List<String> objections,
            Function<String, String> sent, Map<String, String> errors, String told) {
        Course course = reading.course();
        LocalDate today = desk.today();
        Plans plans = plans();
        Map<String, Object> values = new HashMap<>();
        values.put("reading", reading);
        values.put("called", called(reading));
        values.put("appointments", appointments(course, plans));
        values.put("plans", plans);
        values.put("sources", course.infusions().stream().reduce((_, later) -> later)
                .map(infusion -> plans.sources().getOrDefault(
                        infusion.event().modality(), Map.of())).orElse(Map.of()));
        values.put("criterion", criterion);
        values.put("tables", AfterInfusion.all(course).reversed().stream()
                .map(after -> ResponseTable.of(Answers.of(after, criterion))).toList());
        values.put("outcomes", Outcome.all(course, today));
        values.put("late", course.timeline().stream()
                .filter(placed -> placed.event() instanceof LateToxicityGraded).toList());
        values.put("sizes", LesionSizes.of(course));
        values.put("lateFigure", LateToxicity.of(course));
        values.put("reason", sent.apply("reason").isEmpty()
                ? Again.known(course, today) : sent.apply("reason"));
        values.put("sent", sent);
        values.put("errors", errors);
        values.put("objections", objections);
        values.put("told", told);
        values.put("command", CommandId.fresh().toString());
        return pages.page("clinic-patient", reading.patient().patient().value(), values);
    }

    @PostMapping("/clinic/patients/{id}/seen")
    @Allowed(CLINICIAN)
    View seen(
            @PathVariable String id,
            @RequestParam String command,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = known(id);
        List<String> reasons = desk.seenNoChange(
                reading.patient(), command(command), viewer.name());
        return reasons.isEmpty() ? back(reading) : patient(known(id), Criterion.RECIST_1_1,
                reasons, _ -> "", Map.of(), "").as(HttpStatus.CONFLICT);
    }

    @GetMapping("/clinic/patients/{id}/visit")
    @Allowed({CLINICIAN, DATA_MANAGER})
    Shown visit(@PathVariable String id, @AuthenticationPrincipal Account viewer) {
        Reading reading = known(id);
        looks.looked(viewer.name(), reading.patient(), "form of a visit");
        return visit(reading, _ -> "", _ -> List.of(), VisitForm.NEW_ROWS, Map.of(), List.of());
    }

    private Shown visit(Reading reading, Function<String, String> sent,
            Function<String, List<String>> several, int rows, Map<String, String> errors,
            List<String> objections) {
        Map<String, Object> values = new HashMap<>();
        values.put("reading", reading);
        values.put("called", called(reading));
        values.put("today", desk.today());
        values.put("lesions", VisitForm.followed(reading.course(), desk.today()));
        values.put("parts", AfterInfusion.all(reading.course()).stream()
                .reduce((_, later) -> later).map(AfterInfusion::parts).orElse(Map.of()));
        values.put("sent", sent);
        values.put("several", several);
        values.put("rows", rows);
        values.put("another", !sent.apply("another").isEmpty());
        values.put("errors", errors);
        values.put("objections", objections);
        values.put("command", sent.apply("command").isEmpty()
                ? CommandId.fresh().toString() : sent.apply("command"));
        return pages.page("clinic-visit",
                say("visit.title", reading.patient().patient().value()), values);
    }

    @PostMapping("/clinic/patients/{id}/visit")
    @Allowed({CLINICIAN, DATA_MANAGER})
    View recordVisit(
            @PathVariable String id,
            @RequestParam String command,
            HttpServletRequest request,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = known(id);
        Function<String, String> sent = sent(request);
        Function<String, List<String>> several = several(request);
        int rows = rows(request);
        if (!sent.apply("another").isEmpty()) {
            return visit(reading, sent, several, rows + 1, Map.of(), List.of());
        }
        VisitForm form = VisitForm.read(sent, several, rows, reading.course(), desk.today());
        if (!form.errors().isEmpty()) {
            return visit(reading, sent, several, rows, form.errors(), List.of())
                    .as(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        List<String> reasons = desk.record(reading.patient(), command(command), viewer.name(),
                form.day(), ClinicDesk.SEEN, form.events());
        return reasons.isEmpty() ? back(reading)
                : visit(reading, sent, several, rows, Map.of(), reasons)
                        .as(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /// The way begins again.
    @PostMapping("/clinic/patients/{id}/refer")
    @Allowed(CLINICIAN)
    View refer(
            @PathVariable String id,
            @RequestParam String command,
            HttpServletRequest request,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = known(id);
        Function<String, String> sent = sent(request);
        Again again = Again.read(sent, several(request).apply("proposed"));
        if (!again.errors().isEmpty()) {
            return patient(reading, Criterion.RECIST_1_1, List.of(), sent, again.errors(), "")
                    .as(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        List<String> reasons = desk.record(reading.patient(), command(command), viewer.name(),
                PartialDate.of(desk.today()), ClinicDesk.SEEN, List.copyOf(again.referral()));
        return reasons.isEmpty() ? back(reading) : patient(known(id), Criterion.RECIST_1_1,
                reasons, sent, Map.of(), "").as(HttpStatus.CONFLICT);
    }

    @GetMapping("/clinic/patients/{id}/letters/{letter}.{format}")
    @Allowed({CLINICIAN, DATA_MANAGER})
    ResponseEntity<byte[]> letter(
            @PathVariable String id,
            @PathVariable String letter,
            @PathVariable String format,
            @RequestParam(defaultValue = "RECIST 1.1") String criterion,
            @AuthenticationPrincipal Account viewer) {
        Letter.Kind kind = List.of(Letter.Kind.values()).stream()
                .filter(one -> one.term().equals(letter)).findFirst()
                .orElseThrow(() -> new NotFound(say("refusal.404")));
        if (!format.equals("txt") && !format.equals("pdf")) {
            throw new NotFound(say("refusal.404"));
        }
        Criterion by = criterion(criterion);
        Reading reading = known(id);
        if (kind == Letter.Kind.INVITATION && appointments(reading.course(), plans()).dead()) {
            throw new NotFound(say("letter.dead", id));
        }
        looks.looked(viewer.name(), reading.patient(), "letter (" + letter + ") as " + format);
        Letter written = letter(kind, by, reading);
        Instant now = clock.instant();
        // What a file says of itself stands in lists of files, where no name belongs.
        String title = kind == Letter.Kind.RESULT ? say("letter.result", id) : written.subject();
        byte[] body = format.equals("pdf")
                ? press.pdf("clinic-letter", title, Map.of("letter", written,
                        "day", desk.today()), List.of(), viewer.name(), now)
                : written.text(pages.words(), pages.centre().name(), desk.today())
                        .getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(format.equals("pdf") ? MediaType.APPLICATION_PDF
                        : MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(
                        "%s-%s.%s".formatted(reading.patient().patient(), letter, format))
                        .build().toString())
                .body(body);
    }

    private Letter letter(Letter.Kind kind, Criterion by, Reading reading) {
        Course course = reading.course();
        Appointments appointments = appointments(course, plans());
        String called = called(reading).isEmpty()
                ? reading.patient().patient().value() : called(reading);
        return switch (kind) {
            case INVITATION -> Letter.invitation(
                    pages.words(), pages.centre().name(), called, appointments);
            case RESULT -> Letter.result(pages.words(), called, course, desk.today(),
                    AfterInfusion.all(course).stream().reduce((_, later) -> later)
                            .map(after -> Answers.of(after, by)), appointments);
        };
    }

    private Appointments appointments(Course course, Plans plans) {
        return Appointments.of(course, plans.of(course), desk.today());
    }

    private Plans plans() {
        return Plans.inForce(signed, pages.centre().id());
    }

    private String called(Reading reading) {
        return identities.find(reading.patient()).flatMap(Identity::name).orElse("");
    }

    private Reading known(String id) {
        Reading reading = desk.read(new PatientKey(pages.centre().id(),
                BadRequest.parsed("patient", id, PatientId::parse)));
        if (reading.position() == 0) {
            throw new NotFound(say("patient.unknown", id));
        }
        return reading;
    }

    private static Criterion criterion(String text) {
        return BadRequest.parsed("criterion", text, words -> {
            Criterion criterion = Term.parse(Criterion.class, words);
            Check.that(Answers.CRITERIA.contains(criterion),
                    "%s cannot be computed here", criterion.term());
            return criterion;
        });
    }

    private static View back(Reading reading) {
        RedirectView back = new RedirectView("/clinic/patients/%s?told=recorded".formatted(
                reading.patient().patient()));
        back.setStatusCode(HttpStatus.SEE_OTHER);
        back.setExposeModelAttributes(false);
        return back;
    }

    private static Function<String, String> sent(HttpServletRequest request) {
        return name -> Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    private static Function<String, List<String>> several(HttpServletRequest request) {
        return name -> Optional.ofNullable(request.getParameterValues(name)).map(Arrays::asList)
                .orElse(List.of());
    }

    /// Of the rows for lesions that came up, how many were sent.
    private static int rows(HttpServletRequest request) {
        return Math.max(VisitForm.NEW_ROWS, Collections.list(request.getParameterNames()).stream()
                .filter(name -> name.matches("new\\.[1-9][0-9]{0,2}"))
                .mapToInt(name -> Integer.parseInt(name.substring(4))).max().orElse(0));
    }

    private static int number(String text) {
        Check.that(text.matches("[0-9]{1,7}"), "\"%s\" is not the number of a page",
                Text.shortened(text));
        return Integer.parseInt(text);
    }

    private static UUID command(String text) {
        return BadRequest.parsed("command", text, UUID::fromString);
    }

    private String say(String key, Object... values) {
        return pages.words().say(key, values);
    }
}
