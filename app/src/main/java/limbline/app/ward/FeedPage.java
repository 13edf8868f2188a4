package limbline.app.ward;

import static limbline.app.security.Role.CLINICIAN;
import static limbline.app.security.Role.DATA_MANAGER;
import static limbline.app.security.Role.WARD;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.app.Settings;
import limbline.app.hl7.Letter.State;
import limbline.app.journal.AccessLog;
import limbline.app.journal.Identities;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.page.BadRequest;
import limbline.app.page.NotFound;
import limbline.app.page.Pages.Shown;
import limbline.app.page.Pages;
import limbline.app.security.Account;
import limbline.app.security.Allowed;
import limbline.app.security.Restrictions;
import limbline.app.ward.FeedStore.Line;
import limbline.app.ward.FeedStore.Stored;
import limbline.app.ward.LaboratoryMap.Code;
import limbline.app.ward.LaboratoryMap.Meaning;
import limbline.measure.Check;
import limbline.measure.Term;
import limbline.measure.Text;
import limbline.patient.Analyte;
import limbline.patient.PatientId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What the laboratory and patient administration sent: what waits for a person, why, and what the
/// person can say so that it is worked on again.
@Controller
public final class FeedPage {

    private static final int SHOWN = 200;

    private final Pages pages;
    private final FeedStore store;
    private final FeedDesk desk;
    private final FeedWorker worker;
    private final Journal journal;
    private final Identities identities;
    private final AccessLog looks;
    private final Restrictions restrictions;
    private final InstantSource clock;
    private final String centre;

    FeedPage(Pages pages, FeedStore store, FeedDesk desk, FeedWorker worker, Journal journal,
            Identities identities, AccessLog looks, Restrictions restrictions, InstantSource clock,
            Settings settings) {
        this.pages = pages;
        this.store = store;
        this.desk = desk;
        this.worker = worker;
        this.journal = journal;
        this.identities = identities;
        this.looks = looks;
        this.restrictions = restrictions;
        this.clock = clock;
        this.centre = settings.centre();
    }

    /// A message as one row.
    public record Row(long id, Instant received, String sender, String type, String number,
            List<String> reasons) {}

    /// How many messages are in a state.
    public record Count(String state, long messages) {}

    /// A message with all that is known of it.
    public record Whole(long id, Instant received, String sender, String peer, String control,
            String type, String state, List<String> reasons, String by, List<String> segments,
            List<Became> became) {}

    /// What became of one part.
    public record Became(int place, String key, String outcome, String patient) {}

    @GetMapping("/feed")
    @Allowed({CLINICIAN, WARD, DATA_MANAGER})
    Shown list(@AuthenticationPrincipal Account viewer,
            @RequestParam(defaultValue = "waiting") String state) {
        State of = BadRequest.parsed("state", state, FeedPage::state);
        looks.lookedAtMany(viewer.name(), centre, "feed");
        Map<State, Long> counts = store.counts();
        return pages.page("feed", pages.words().say("feed.title"), Map.of(
                "state", of.toString(),
                "counts", Arrays.stream(State.values())
                        .map(one -> new Count(one.toString(), counts.getOrDefault(one, 0L))).toList(),
                "rows", store.latest(of, SHOWN).stream().map(FeedPage::row).toList(),
                "more", counts.getOrDefault(of, 0L) > SHOWN,
                "now", clock.instant()));
    }

    @GetMapping("/feed/{id}")
    @Allowed({CLINICIAN, WARD, DATA_MANAGER})
    Shown message(@AuthenticationPrincipal Account viewer, @PathVariable String id) {
        Stored stored = stored(id);
        List<Line> lines = store.lines(stored.id());
        Set<PatientId> closed = restrictions.closedTo(centre, viewer.name());
        Optional<PatientId> restricted = lines.stream()
                .flatMap(line -> line.patient().stream()).filter(closed::contains).findFirst();
        if (restricted.isPresent()) {
            return pages.refusal(HttpStatus.FORBIDDEN, pages.words().say("glass.title"),
                    List.of(pages.words().say("feed.restricted", restricted.get())));
        }
        lines.stream().flatMap(line -> line.patient().stream()).distinct().forEach(patient ->
                looks.looked(viewer.name(), new PatientKey(centre, patient), "feed message"));
        looks.lookedAtMany(viewer.name(), centre, "feed message " + stored.id());
        return pages.page("feed-message", pages.words().say("feed.message", stored.id()), Map.of(
                "message", whole(stored, lines),
                "questions", desk.questions(stored),
                "analytes", Arrays.stream(Analyte.values()).map(Term::term).toList(),
                "mends", viewer.role() != WARD && stored.state() != State.REFUSED));
    }

    @PostMapping("/feed/{id}/patient")
    @Allowed({CLINICIAN, DATA_MANAGER})
    ResponseEntity<Void> patient(@AuthenticationPrincipal Account author, @PathVariable String id,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String patient,
            @RequestParam(defaultValue = "no") String nobody) {
        Stored stored = stored(id);
        Optional<PatientId> whose = nobody.equals("yes") ? Optional.empty()
                : Optional.of(BadRequest.parsed("patient", patient, this::onRecord));
        Check.that(desk.questions(stored).numbers().contains(number) || number.isEmpty(),
                "the number is not the message's");
        if (number.isEmpty()) {
            if (whose.isEmpty()) {
                throw new BadRequest("patient: the message has no number, so name the patient");
            }
            store.person(stored.id(), State.NEW, "", whose, author.name());
        } else {
            identities.say(centre, number, whose, author.name());
        }
        return again(stored, author);
    }

    @PostMapping("/feed/{id}/code")
    @Allowed({CLINICIAN, DATA_MANAGER})
    ResponseEntity<Void> code(@AuthenticationPrincipal Account author, @PathVariable String id,
            @RequestParam String code, @RequestParam(defaultValue = "") String system,
            @RequestParam String analyte, @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String substance) {
        Stored stored = stored(id);
        Optional<Meaning> meaning = analyte.equals("not-needed") ? Optional.empty()
                : Optional.of(BadRequest.parsed("analyte", analyte,
                        text -> desk.meaning(text, unit, substance)));
        store.say(BadRequest.parsed("code", code, text -> new Code(text, system)), meaning,
                author.name());
        return again(stored, author);
    }

    @PostMapping("/feed/{id}/unit")
    @Allowed({CLINICIAN, DATA_MANAGER})
    ResponseEntity<Void> unit(@AuthenticationPrincipal Account author, @PathVariable String id,
            @RequestParam String written, @RequestParam String ucum) {
        Stored stored = stored(id);
        String means = BadRequest.parsed("ucum", ucum, text -> {
            Check.that(LaboratoryUnits.knows(text.strip()), "UCUM has no unit \"%s\"",
                    Text.shortened(text));
            return text.strip();
        });
        store.sayUnit(BadRequest.parsed("written", written, String::strip), means, author.name());
        return again(stored, author);
    }

    @PostMapping("/feed/{id}/again")
    @Allowed({CLINICIAN, DATA_MANAGER})
    ResponseEntity<Void> again(@AuthenticationPrincipal Account author, @PathVariable String id) {
        return again(stored(id), author);
    }

    @PostMapping("/feed/{id}/aside")
    @Allowed({CLINICIAN, DATA_MANAGER})
    ResponseEntity<Void> aside(@AuthenticationPrincipal Account author, @PathVariable String id,
            @RequestParam(defaultValue = "") String reason) {
        Stored stored = stored(id);
        store.person(stored.id(), State.ASIDE,
                BadRequest.parsed("reason", reason, text -> Text.line("the reason", text)),
                Optional.empty(), author.name());
        return to("/feed");
    }

    /// What was said may be what other messages wait for.
    private ResponseEntity<Void> again(Stored stored, Account author) {
        if (stored.state() == State.WAITING || stored.state() == State.ASIDE) {
            store.person(stored.id(), State.NEW, "", Optional.empty(), author.name());
        }
        store.again();
        worker.wake();
        return to("/feed/" + stored.id());
    }

    private static ResponseEntity<Void> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
    }

    private PatientId onRecord(String text) {
        PatientId patient = PatientId.parse(text);
        PatientKey key = new PatientKey(centre, patient);
        Check.that(!journal.read(key).isEmpty() || identities.find(key).isPresent(),
                "nothing is recorded of a patient \"%s\"", patient);
        return patient;
    }

    private Stored stored(String id) {
        Optional<Stored> found = id.matches("[0-9]{1,18}")
                ? store.find(Long.parseLong(id)) : Optional.empty();
        return found.orElseThrow(() -> new NotFound(pages.words().say("feed.none")));
    }

    private static State state(String text) {
        return Arrays.stream(State.values()).filter(state -> state.toString().equals(text))
                .findFirst().orElseThrow(() -> new IllegalArgumentException(
                        "\"%s\" is no state of a message".formatted(Text.shortened(text))));
    }

    private static Row row(Stored stored) {
        return new Row(stored.id(), stored.received(), sender(stored), stored.type(),
                stored.number(), reasons(stored));
    }

    private static String sender(Stored stored) {
        return stored.sender().isEmpty() ? stored.peer() : stored.sender();
    }

    private static List<String> reasons(Stored stored) {
        return stored.reason().isEmpty() ? List.of() : stored.reason().lines().toList();
    }

    private static Whole whole(Stored stored, List<Line> lines) {
        return new Whole(stored.id(), stored.received(), sender(stored), stored.peer(),
                stored.control(), stored.type(), stored.state().toString(), reasons(stored),
                stored.by(), FeedDesk.segments(stored), lines.stream().map(line -> new Became(
                        line.place(), line.key(), line.outcome(),
                        line.patient().map(PatientId::value).orElse(""))).toList());
    }
}
