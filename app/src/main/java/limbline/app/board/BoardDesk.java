package limbline.app.board;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import limbline.app.board.BoardEvidence.Wait;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.journal.PatientKey;
import limbline.board.Decisions;
import limbline.course.AsOf;
import limbline.course.Placed;
import limbline.course.Span;
import limbline.event.BoardEvent.DecisionMinuted;
import limbline.event.BoardEvent.TaskDone;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.When;

/// What everybody asks of the board: the page of a patient, and to record what was found, decided
/// and done.
public final class BoardDesk {

    private static final String SEEN = "told at the board";

    private final CourseDesk courses;
    private final CriteriaFolder criteria;
    private final BoardEvidence evidence;
    private final InstantSource clock;
    private final ZoneId zone;

    public BoardDesk(CourseDesk courses, CriteriaFolder criteria, BoardEvidence evidence,
            InstantSource clock, ZoneId zone) {
        this.courses = courses;
        this.criteria = criteria;
        this.evidence = evidence;
        this.clock = clock;
        this.zone = zone;
    }

    public LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    /// The page as it would have looked; of a patient without a record it is empty.
    public BoardSheet sheet(PatientKey patient, AsOf asOf) {
        return sheet(courses.read(patient, asOf), Wait.UNTIL_COUNTED);
    }

    /// The page as it stood before a decision.
    ///
    /// @param decision its event, or which of the patient's decisions it is, from 1
    /// @throws IllegalArgumentException if there is none
    public BoardSheet before(PatientKey patient, String decision) {
        return sheet(beforeDecision(courses.read(patient, AsOf.NOW), decision),
                Wait.UNTIL_COUNTED);
    }

    Reading beforeDecision(Reading reading, String decision) {
        List<Decisions.Decided> all = Decisions.of(reading.course()).decided();
        boolean isNumber = decision.matches("[1-9]\\d{0,3}");
        Check.that(!isNumber || Integer.parseInt(decision) <= all.size(),
                "there are %s decisions of this patient, and no decision %s", all.size(), decision);
        EventId event = isNumber ? all.get(Integer.parseInt(decision) - 1).placed().id()
                : EventId.parse(decision);
        return new Reading(reading.patient(), reading.position(),
                Decisions.before(reading.course(), event));
    }

    BoardSheet sheet(Reading reading, Wait wait) {
        return BoardSheet.of(reading, today(), criteria.all(),
                evidence.all(reading.course().asOf(), ours(reading), wait));
    }

    /// Our own counts are as known on the page's day. Where the page leaves out some of what that day
    /// knew, as before a decision, they are of the day before the first that is left out.
    private AsOf ours(Reading reading) {
        AsOf asOf = reading.course().asOf();
        Set<EventId> shown = reading.course().timeline().stream().map(Placed::id)
                .collect(Collectors.toSet());
        return courses.read(reading.patient(), asOf).course().timeline().stream()
                .filter(placed -> !shown.contains(placed.id()))
                .flatMap(placed -> placed.span().stream()).map(Span::earliest)
                .min(Comparator.naturalOrder())
                .map(day -> new AsOf(Optional.of(day.minusDays(1)), asOf.recorded()))
                .orElse(asOf);
    }

    Reading read(PatientKey patient, AsOf asOf) {
        return courses.read(patient, asOf);
    }

    CriteriaFolder.All criteria() {
        return criteria.all();
    }

    /// Records events of one day, all or none.
    ///
    /// @param command of the form; the ids of the events follow from it, so that a form sent twice
    ///     is written once
    Answer record(PatientKey patient, int position, UUID command, String author, LocalDate on,
            List<Event> events) {
        Check.that(!events.isEmpty(), "nothing was filled in");
        List<Draft> drafts = new ArrayList<>();
        for (Event event : events) {
            drafts.add(draft(id(command, drafts.size()), event, on));
        }
        return courses.append(patient, position, command, author, drafts);
    }

    /// A decision with its minutes and its tasks, in one.
    Answer decide(PatientKey patient, int position, UUID command, String author, LocalDate on,
            DecisionForm.Decision decision) {
        List<Event> events = new ArrayList<>(List.of(decision.decided(), new DecisionMinuted(
                id(command, 0), decision.present(), decision.plan(),
                criteria.all().criteria().stream().map(one -> one.name()).toList(),
                decision.remark())));
        events.addAll(decision.tasks());
        return record(patient, position, command, author, on, events);
    }

    /// Closes a task.
    ///
    /// @throws IllegalArgumentException if it is none that is open
    Answer done(PatientKey patient, int position, UUID command, String author, EventId task,
            Finding<String> words) {
        Decisions decisions = Decisions.of(courses.read(patient, AsOf.NOW).course());
        Check.that(decisions.open().stream().anyMatch(one -> one.placed().id().equals(task)),
                "there is no open task %s", task);
        return record(patient, position, command, author, today(),
                List.of(new TaskDone(task, words)));
    }

    private Draft draft(EventId id, Event event, LocalDate on) {
        PartialDate day = PartialDate.of(on);
        return new Draft(id, event, new When.On(day), "", PartialDate.of(today()), SEEN,
                Optional.empty());
    }

    /// The first has the command's own id.
    static EventId id(UUID command, int step) {
        return new EventId(step == 0 ? command : UUID.nameUUIDFromBytes(
                (command + "/" + step).getBytes(StandardCharsets.US_ASCII)));
    }
}
