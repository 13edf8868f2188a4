package limbline.app.course;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.THEATRE;
import static limbline.app.security.Role.WARD;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import limbline.app.figure.Sayings;
import limbline.app.journal.AccessLog;
import limbline.app.journal.CommandId;
import limbline.app.journal.PatientKey;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages;
import limbline.app.page.Pages.Shown;
import limbline.app.photograph.Darkroom;
import limbline.app.photograph.Photograph;
import limbline.app.photograph.Photographs;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.course.Placed;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.event.EventType;
import limbline.event.OrderEvent;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.PartialDate;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.servlet.View;

/// Adding an event to a course, correcting one, and withdrawing one that never happened.
@Controller
final class EventPage {

    private final Pages pages;
    private final CourseDesk desk;
    private final Photographs photographs;
    private final AccessLog log;
    private final InstantSource clock;
    private final ZoneId zone;

    EventPage(
            Pages pages, CourseDesk desk, Photographs photographs, AccessLog log,
            InstantSource clock, ZoneId zone) {
        this.pages = pages;
        this.desk = desk;
        this.photographs = photographs;
        this.log = log;
        this.clock = clock;
        this.zone = zone;
    }

    /// Which form, over which course.
    ///
    /// @param corrects what is to be corrected, if this is no new event
    private record Asked(EventType type, Reading reading, Optional<Entry> corrects) {

        PatientKey patient() {
            return reading.patient();
        }
    }

    /// What speaks against writing.
    ///
    /// @param errors sentences by field
    /// @param sentences that belong to no field
    /// @param between what came in since the form was opened
    private record Objections(
            Map<String, String> errors, List<String> sentences, List<Entry> between) {

        static final Objections NONE = new Objections(Map.of(), List.of(), List.of());
    }

    /// The kinds of event there are to add, or the form of one.
    @GetMapping("/patients/{id}/events/new")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    Shown add(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String type,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = desk.read(PatientPage.key(pages, id), AsOf.NOW);
        if (type.isBlank()) {
            return pages.page("event-kinds", pages.words().say("kinds.title"), Map.of(
                    "patient", reading.patient().patient(),
                    "families", Kinds.families()));
        }
        Asked asked = new Asked(kind(type), reading, Optional.empty());
        log.looked(viewer.name(), reading.patient(), "form to add an event");
        return form(asked, fresh(new Sent(Map.of("when", List.of("on"))), reading),
                Objections.NONE);
    }

    @PostMapping("/patients/{id}/events/new")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    View addIt(
            @PathVariable String id,
            @RequestParam String type,
            @RequestParam(required = false) @Nullable MultipartFile picture,
            HttpServletRequest request,
            @AuthenticationPrincipal Account viewer) {
        Reading reading = desk.read(PatientPage.key(pages, id), AsOf.NOW);
        return written(new Asked(kind(type), reading, Optional.empty()),
                Sent.of(request.getParameterMap()), Optional.ofNullable(picture), viewer);
    }

    @GetMapping("/patients/{id}/events/{event}/correct")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    Shown correct(
            @PathVariable String id,
            @PathVariable String event,
            @AuthenticationPrincipal Account viewer) {
        Asked asked = correction(id, event);
        kind(asked.type().name());
        log.looked(viewer.name(), asked.patient(), "form to correct an event");
        Entry wrong = asked.corrects().orElseThrow();
        return form(asked, fresh(EventForm.filled(wrong, zone), asked.reading()), Objections.NONE);
    }

    @PostMapping("/patients/{id}/events/{event}/correct")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    View correctIt(
            @PathVariable String id,
            @PathVariable String event,
            @RequestParam(required = false) @Nullable MultipartFile picture,
            HttpServletRequest request,
            @AuthenticationPrincipal Account viewer) {
        Sent sent = Sent.of(request.getParameterMap());
        Asked asked = correction(id, event, command(sent));
        kind(asked.type().name());
        return written(asked, sent, Optional.ofNullable(picture), viewer);
    }

    /// Where the first event of a patient who is not on record is begun.
    @GetMapping("/new-patient")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    View newPatient(@RequestParam(defaultValue = "") String id) {
        if (id.isBlank()) {
            return pages.page("new-patient", pages.words().say("new-patient.title"), Map.of());
        }
        RedirectView on = new RedirectView(
                "/patients/%s/events/new".formatted(PatientPage.key(pages, id).patient()));
        on.setStatusCode(HttpStatus.SEE_OTHER);
        on.setExposeModelAttributes(false);
        return on;
    }

    private EventType kind(String name) {
        EventType type = BadRequest.parsed("type", name, EventType::named);
        if (!type.isTold()) {
            throw new BadRequest("type: \"%s\" is written where it happens, and not in a form"
                    .formatted(type.name()));
        }
        return type;
    }

    private Asked correction(String id, String event, UUID... commands) {
        PatientKey patient = PatientPage.key(pages, id);
        EventId wanted = BadRequest.parsed("event", event, EventId::parse);
        Reading reading = desk.read(patient, AsOf.NOW);
        Entry wrong = standing(reading.course(), wanted)
                .or(() -> beforeTheSameCommand(reading.course(), wanted, commands))
                .orElseThrow(() -> new NotFound(pages.words().say("event.unknown")));
        EventType type = EventType.of(wrong.event());
        if (!(wrong.event() instanceof OrderEvent)) { // an order can be withdrawn, and not changed
            kind(type.name());
        }
        return new Asked(type, reading, Optional.of(wrong));
    }

    private static Optional<Entry> standing(Course course, EventId wanted) {
        return course.timeline().stream().map(Placed::entry)
                .filter(entry -> entry.id().equals(wanted)).findFirst();
    }

    /// A form that is sent twice corrects an event that its first copy has struck already.
    private static Optional<Entry> beforeTheSameCommand(
            Course course, EventId wanted, UUID... commands) {
        return course.struck().stream()
                .filter(struck -> struck.entry().id().equals(wanted))
                .filter(struck -> List.of(commands).contains(struck.by().id().value()))
                .map(struck -> struck.entry()).findFirst();
    }

    /// Reads the form, keeps its picture, appends; or shows the form again with what speaks
    /// against it.
    private View written(
            Asked asked, Sent sent, Optional<MultipartFile> picture, Account viewer) {
        UUID command = command(sent);
        int position = position(sent);
        Sent all;
        try {
            all = withPicture(sent, picture);
        } catch (IllegalArgumentException e) {
            return form(asked, sent, new Objections(
                    Map.of("image", String.valueOf(e.getMessage())), List.of(), List.of()))
                    .as(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (EventForm.read(asked.type(), all, zone, command,
                asked.corrects().map(Entry::id))) {
            case EventForm.Read.Faulty(var errors) ->
                form(asked, all, new Objections(errors, List.of(), List.of()))
                        .as(HttpStatus.UNPROCESSABLE_CONTENT);
            case EventForm.Read.Complete(var draft) ->
                recorded(asked, all, position, command, viewer, draft);
        };
    }

    /// The command keeps its id, so that a form from before, reached by the browser's way back and
    /// sent with other words, never becomes a second event.
    private View recorded(Asked asked, Sent sent, int position, UUID command, Account viewer,
            Draft draft) {
        Answer answer;
        try {
            answer = desk.append(
                    asked.patient(), position, command, viewer.name(), List.of(draft));
        } catch (IllegalArgumentException _) {
            return form(asked, sent, new Objections(
                    Map.of(), List.of(pages.words().say("form.sent-before")), List.of()))
                    .as(HttpStatus.CONFLICT);
        }
        return answered(asked, sent, answer, command);
    }

    private View answered(Asked asked, Sent sent, Answer answer, UUID command) {
        return switch (answer) {
            case Answer.Recorded _ -> seeOther(asked.patient(), command);
            case Answer.Refused(var reasons) ->
                form(asked, sent, new Objections(Map.of(), reasons, List.of()))
                        .as(HttpStatus.UNPROCESSABLE_CONTENT);
            case Answer.Overtaken(var between, var now) -> form(
                    new Asked(asked.type(), now, asked.corrects()),
                    sent.with("position", String.valueOf(now.position())),
                    new Objections(Map.of(), List.of(), between)).as(HttpStatus.CONFLICT);
        };
    }

    private static View seeOther(PatientKey patient, UUID event) {
        RedirectView back = new RedirectView(
                "/patients/%s?told=recorded#event-%s".formatted(patient.patient(), event));
        back.setStatusCode(HttpStatus.SEE_OTHER);
        back.setExposeModelAttributes(false);
        return back;
    }

    /// A new picture is kept before the event that names it: the event must never name one that is
    /// not there.
    private Sent withPicture(Sent sent, Optional<MultipartFile> picture) {
        if (picture.isEmpty() || picture.get().isEmpty()) {
            return sent;
        }
        try {
            Photograph photograph = Darkroom.develop(picture.get().getBytes());
            photographs.keep(pages.centre().id(), photograph);
            return sent.with("image", photograph.hash().toString());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the picture did not arrive whole; send it again", e);
        }
    }

    private Sent fresh(Sent sent, Reading reading) {
        Sent with = sent.with("command", CommandId.fresh().toString())
                .with("position", String.valueOf(reading.position()));
        return with.one("known").isEmpty()
                ? with.with("known", clock.instant().atZone(zone).toLocalDate().toString())
                : with;
    }

    private Shown form(Asked asked, Sent sent, Objections objections) {
        Course course = asked.reading().course();
        String kind = pages.words().say("event." + asked.type().name());
        String title = asked.corrects().isPresent()
                ? pages.words().say("event.correct.title", kind) : kind;
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("patient", asked.patient().patient());
        values.put("type", asked.type());
        values.put("corrects", asked.corrects().map(Entry::id));
        values.put("controls", Control.of(asked.type(), course, pages.words()));
        values.put("anchors", anchors(course, asked.corrects()));
        values.put("sent", sent);
        values.put("errors", objections.errors());
        values.put("labels", labels(asked.type()));
        values.put("sentences", objections.sentences());
        values.put("between", objections.between().stream().map(entry -> "%s (%s)".formatted(
                Sayings.of(entry.event()), entry.author())).toList());
        return pages.page("event", title, values);
    }

    /// What the fields of the form are called, for the list of what is wrong.
    private Map<String, String> labels(EventType type) {
        Map<String, String> labels = new LinkedHashMap<>();
        type.fields().forEach(field -> labels.put(
                field.name(), Control.label(type, field, pages.words())));
        for (String name : List.of("known", "source", EventForm.BECAUSE, "when", "implied")) {
            labels.put(name, pages.words().say("form." + name));
        }
        labels.put("when.on", pages.words().say("form.when.date"));
        labels.put("when.at", pages.words().say("form.when.moment"));
        labels.put("when.offset", pages.words().say("form.when.offset"));
        labels.put("when.anchor", pages.words().say("form.when.anchor"));
        return labels;
    }

    /// Events another one can be dated from.
    private static List<Control.Choice> anchors(Course course, Optional<Entry> corrects) {
        return course.timeline().stream()
                .filter(placed -> corrects.stream().noneMatch(
                        wrong -> wrong.id().equals(placed.id())))
                .map(placed -> new Control.Choice(placed.id().toString(),
                        Text.shortened(placed.when() + ": " + Sayings.of(placed.event()))))
                .toList();
    }

    private static UUID command(Sent sent) {
        return BadRequest.parsed("command", sent.one("command"), UUID::fromString);
    }

    private static int position(Sent sent) {
        return BadRequest.parsed("position", sent.one("position"), text -> {
            Check.that(text.matches("[0-9]{1,7}"), "\"%s\" is not a position",
                    Text.shortened(text));
            return Integer.parseInt(text);
        });
    }

    @GetMapping("/patients/{id}/events/{event}/withdraw")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    Shown withdraw(
            @PathVariable String id,
            @PathVariable String event,
            @AuthenticationPrincipal Account viewer) {
        Asked asked = correction(id, event);
        log.looked(viewer.name(), asked.patient(), "form to withdraw an event");
        return withdrawal(asked, fresh(new Sent(Map.of()), asked.reading()), Objections.NONE);
    }

    @PostMapping("/patients/{id}/events/{event}/withdraw")
    @Allowed({CLINICIAN, THEATRE, WARD, DATA_MANAGER})
    View withdrawIt(
            @PathVariable String id,
            @PathVariable String event,
            HttpServletRequest request,
            @AuthenticationPrincipal Account viewer) {
        Sent sent = Sent.of(request.getParameterMap());
        UUID command = command(sent);
        Asked asked = correction(id, event, command);
        Entry wrong = asked.corrects().orElseThrow();
        Map<String, String> errors = new LinkedHashMap<>();
        for (String needed : List.of(EventForm.BECAUSE, "known", "source")) {
            if (sent.one(needed).isBlank()) {
                errors.put(needed, pages.words().say("event.needed"));
            }
        }
        try {
            if (errors.isEmpty()) {
                PartialDate known = PartialDate.parse(sent.one("known"));
                if (standing(asked.reading().course(), wrong.id()).isEmpty()) {
                    return seeOther(asked.patient(), command); // sent twice
                }
                Reading decidedOn = new Reading(
                        asked.patient(), position(sent), asked.reading().course());
                Answer answer = desk.withdraw(decidedOn, command, viewer.name(), wrong.id(),
                        sent.one(EventForm.BECAUSE), known, sent.one("source"));
                return withdrawn(asked, sent, answer, command);
            }
        } catch (IllegalArgumentException e) {
            errors.put("known", String.valueOf(e.getMessage()));
        }
        return withdrawal(asked, sent, new Objections(errors, List.of(), List.of()))
                .as(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private View withdrawn(Asked asked, Sent sent, Answer answer, UUID command) {
        return switch (answer) {
            case Answer.Recorded _ -> seeOther(asked.patient(), command);
            case Answer.Refused(var reasons) ->
                withdrawal(asked, sent, new Objections(Map.of(), reasons, List.of()))
                        .as(HttpStatus.UNPROCESSABLE_CONTENT);
            case Answer.Overtaken(var between, var now) -> withdrawal(asked,
                    sent.with("position", String.valueOf(now.position())),
                    new Objections(Map.of(), List.of(), between)).as(HttpStatus.CONFLICT);
        };
    }

    private Shown withdrawal(Asked asked, Sent sent, Objections objections) {
        Entry wrong = asked.corrects().orElseThrow();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("patient", asked.patient().patient());
        values.put("event", wrong.id());
        values.put("saying", Sayings.of(wrong.event()));
        values.put("sent", sent);
        values.put("errors", objections.errors());
        values.put("labels", labels(asked.type()));
        values.put("sentences", objections.sentences());
        values.put("between", objections.between().stream().map(entry -> "%s (%s)".formatted(
                Sayings.of(entry.event()), entry.author())).toList());
        return pages.page("event-withdraw", pages.words().say("event.withdraw.title"), values);
    }
}
