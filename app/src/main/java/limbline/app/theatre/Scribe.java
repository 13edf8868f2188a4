package limbline.app.theatre;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import limbline.app.course.EntryText;
import limbline.app.journal.Appending.AlreadyWritten;
import limbline.app.journal.Appending.Appended;
import limbline.app.journal.Appending.Conflict;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.journal.Written;
import limbline.app.theatre.Records.Known;
import limbline.app.theatre.TheatreDesk.Beginning;
import limbline.app.theatre.TheatreDesk.Mode;
import limbline.course.AsOf;
import limbline.course.Effective;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.event.ProcedureEvent;
import limbline.event.ProcedureEvent.PermissionRefused;
import limbline.event.RecordEvent.Withdrawn;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.theatre.Permission;
import limbline.theatre.Procedure;

/// Writes down what the desk decides: reads, folds, decides, appends, and if somebody else wrote
/// meanwhile, does it again.
final class Scribe {

    /// So often somebody may come first. Each time he has written something, so a procedure in
    /// which this happens has a hundred screens.
    private static final int ATTEMPTS = 100;

    /// A screen's clock may be a little ahead without a word.
    private static final Duration AHEAD = Duration.ofSeconds(2);

    private static final String SOURCE = "entered in theatre";

    private final Journal journal;
    private final Records records;
    private final Folds folds;
    private final TheatreClock clock;
    private final ZoneId zone;

    Scribe(Journal journal, Signed signed, TheatreClock clock, ZoneId zone) {
        this.journal = journal;
        this.records = new Records(journal);
        this.folds = new Folds(signed);
        this.clock = clock;
        this.zone = zone;
    }

    /// What is decided on a wish to begin.
    sealed interface Wish {
        record Granted(ProcedureBegun event) implements Wish {}

        record Denied(List<String> reasons) implements Wish {}
    }

    Known read(PatientKey patient) {
        return records.read(patient);
    }

    List<PatientKey> patients(String centre) {
        return journal.ofType(centre, "procedure-begun").stream()
                .map(Written::patient).distinct().toList();
    }

    Procedure procedure(PatientKey patient, EventId id, Known known) {
        return folds.asRecorded(patient, id, known);
    }

    Beginning begin(PatientKey patient, Act act, Function<Known, Wish> wish) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Known known = records.read(patient);
            EventId id = new EventId(act.command());
            if (!known.of(act.command()).isEmpty()) {
                return new Beginning.Begun(procedure(patient, id, known));
            }
            switch (wish.apply(known)) {
                case Wish.Denied(var reasons) -> {
                    return new Beginning.Refused(reasons);
                }
                case Wish.Granted(var begun) -> {
                    append(patient, known, act, List.of(draft(act, begun, clock.instant())));
                }
            }
        }
        throw tooMany(patient);
    }

    /// Records a fact, with the time it was made; with [Mode#IF_PERMITTED] only where it has
    /// permission, else the refusal.
    Answer write(PatientKey patient, EventId id, Act act, Mode mode,
            Function<Procedure, ? extends ProcedureEvent> fact) {
        return switch (mode) {
            case AS_DONE -> loop(patient, id, act, (procedure, _, _) ->
                    draft(act, fact.apply(procedure), moment(act)));
            case IF_PERMITTED -> decide(patient, id, act, (procedure, now) -> {
                ProcedureEvent event = fact.apply(procedure);
                Permission permission = procedure.may(event, act.author(), now);
                return permission.isGiven() ? event
                        : new PermissionRefused(id, named(permission), permission.sentences());
            });
        };
    }

    private static String named(Permission permission) {
        return permission.step().isEmpty() ? permission.what() : permission.step();
    }

    /// Records what is decided now. A permission is of the moment in which it was given, and stands
    /// behind everything that it was given on.
    Answer decide(PatientKey patient, EventId id, Act act,
            BiFunction<Procedure, Instant, ? extends ProcedureEvent> decision) {
        return loop(patient, id, act, (procedure, _, now) ->
                draft(act, decision.apply(procedure, now), now));
    }

    Answer correct(PatientKey patient, EventId id, Act act, EventId wrong,
            Function<Event, Event> right, String reason) {
        return loop(patient, id, act, (_, entries, _) -> {
            Entry old = new Effective(entries, AsOf.NOW).entries().stream()
                    .filter(entry -> entry.id().equals(wrong)
                            && entry.event() instanceof ProcedureEvent event
                            && event.procedure().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(("there is no entry %s in this"
                            + " procedure, or it was corrected already; read the procedure again")
                                    .formatted(wrong)));
            Event event = right.apply(old.event());
            return new Draft(new EventId(act.command()), event, old.happened(), "", old.known(),
                    SOURCE, Optional.of(new Correction(wrong, reason)));
        });
    }

    /// Decides on a procedure and all entries of its patient, now.
    private interface Decision {
        Draft on(Procedure procedure, List<Entry> entries, Instant now);
    }

    private Answer loop(PatientKey patient, EventId id, Act act, Decision decision) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Known known = records.read(patient);
            Procedure procedure = folds.toDecideOn(patient, id, known);
            List<Entry> before = known.of(act.command());
            if (!before.isEmpty()) {
                return answer(before.getFirst().event(), before.getFirst().id(), procedure,
                        procedure.lastAt());
            }
            Instant now = clock.after(procedure.lastAt());
            Draft draft = decision.on(procedure, known.entries(), now);
            Procedure after = with(procedure, patient, known, act, draft);
            List<Draft> drafts = new ArrayList<>(List.of(draft));
            infusion(procedure, after, act, known.entries()).ifPresent(drafts::add);
            if (append(patient, known, act, drafts)) {
                folds.came(patient, known.position() + drafts.size(), after);
                return answer(draft.event(), draft.id(), after, now);
            }
        }
        throw tooMany(patient);
    }

    private static Answer answer(Event event, EventId id, Procedure procedure, Instant now) {
        return event instanceof PermissionRefused(_, String step, List<String> reasons)
                ? new Answer.NotPermitted(reasons, procedure.protocol().find(step)
                        .filter(_ -> procedure.may(step, now).canBeOverridden())
                        .isPresent(), procedure)
                : new Answer.Recorded(id, procedure);
    }

    private Procedure with(
            Procedure procedure, PatientKey patient, Known known, Act act, Draft draft) {
        List<Entry> more = new ArrayList<>(known.entries());
        more.add(draft.recorded(patient.patient(), more.size() + 1, clock.instant(), act.author()));
        return folds.with(procedure, more);
    }

    /// What the course of the patient has to say of a procedure that has ended: the infusion that
    /// came of it. It is derived and not typed, and corrected where what it rests on is.
    private Optional<Draft> infusion(
            Procedure before, Procedure after, Act act, List<Entry> entries) {
        Optional<Procedure.Infusion> was = before.isRunning()
                ? Optional.empty() : before.infusion();
        Optional<Procedure.Infusion> is = after.isRunning() ? Optional.empty() : after.infusion();
        if (was.equals(is)) {
            return Optional.empty();
        }
        Optional<Entry> old = new Effective(entries, AsOf.NOW).entries().stream()
                .filter(entry -> entry.event() instanceof Infused infused
                        && infused.operation().is(after.operation()))
                .findFirst();
        EventId id = new EventId(UUID.nameUUIDFromBytes(
                (act.command() + " infusion").getBytes(StandardCharsets.UTF_8)));
        Optional<Correction> instead = old.map(entry -> new Correction(entry.id(),
                "the record of the procedure was corrected or completed"));
        return is.map(infusion -> draft(id, old.map(entry -> kept(infusion.event(), entry))
                        .orElse(infusion.event()), infusion.at(), instead))
                .or(() -> instead.map(correction -> draft(
                        id, new Withdrawn(), moment(act), Optional.of(correction))));
    }

    /// What somebody added to the infusion in the course stays: the lesions in its field.
    private static Infused kept(Infused derived, Entry old) {
        return new Infused(derived.limb(), derived.modality(), derived.drugs(),
                ((Infused) old.event()).inField(), derived.operation());
    }

    /// What else there is to say of where an entry came from: clocks that differed.
    static Optional<String> remark(Entry entry) {
        return entry.source().startsWith(SOURCE + ", ")
                ? Optional.of(entry.source().substring(SOURCE.length() + 2)) : Optional.empty();
    }

    private Draft draft(Act act, Event event, Instant at) {
        Duration ahead = Duration.between(clock.instant(), act.made());
        Duration setBack = clock.setBack();
        String source = SOURCE;
        if (ahead.compareTo(AHEAD) > 0) {
            source += ", on a screen whose clock was %s s ahead".formatted(ahead.toSeconds());
        }
        if (setBack.compareTo(AHEAD) > 0) {
            source += ", on a machine whose clock was set back by %s s".formatted(
                    setBack.toSeconds());
        }
        return draft(new EventId(act.command()), event, at, Optional.empty()).from(source);
    }

    private Draft draft(
            EventId id, Event event, Instant at, Optional<Correction> correction) {
        return new Draft(id, event, new When.At(at), "",
                PartialDate.of(LocalDate.ofInstant(at, zone)), SOURCE, correction);
    }

    /// A thing that was done was not done later than now, whatever a screen's clock says.
    private Instant moment(Act act) {
        Instant now = clock.instant();
        Duration setBack = clock.setBack();
        // Whoever has the machine's own time that was set back means now.
        Instant made = setBack.compareTo(AHEAD) > 0
                && Duration.between(now.minus(setBack), act.made()).abs().compareTo(AHEAD) <= 0
                ? act.made().plus(setBack) : act.made();
        return made.isAfter(now) ? now : made;
    }

    /// Whether it was written; else something came first, perhaps this very command, and the record
    /// has to be read again.
    private boolean append(PatientKey patient, Known known, Act act, List<Draft> drafts) {
        try {
            return switch (journal.append(patient, known.position(), act.command(), act.author(),
                    drafts.stream().map(EntryText::of).toList())) {
                case Appended _ -> true;
                case AlreadyWritten _, Conflict _ -> false;
            };
        } catch (IllegalArgumentException e) {
            // The same command came twice at once, and its copy was decided a moment earlier.
            if (records.read(patient).of(act.command()).isEmpty()) {
                throw e;
            }
            return false;
        }
    }

    private static IllegalStateException tooMany(PatientKey patient) {
        return new IllegalStateException(("the record of %s moved on %s times while this was"
                + " written down; send it again").formatted(patient, ATTEMPTS));
    }
}
