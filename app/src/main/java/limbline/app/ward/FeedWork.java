package limbline.app.ward;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.course.CourseDesk.Sifted;
import limbline.app.course.Reading;
import limbline.app.hl7.Message;
import limbline.app.journal.Identities;
import limbline.app.journal.Identities.Named;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.journal.Written;
import limbline.app.ward.FeedStore.Earlier;
import limbline.app.ward.FeedStore.Outcome;
import limbline.app.ward.FeedStore.Settled;
import limbline.app.ward.FeedStore.Stored;
import limbline.app.ward.Part.Standing;
import limbline.app.ward.Part.What;
import limbline.app.ward.Part.Whose;
import limbline.course.AsOf;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.event.RecordEvent.Withdrawn;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.Transferred;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.patient.ResultStatus;

/// One message on the way: what it reports becomes what is to be recorded, or a sentence.
final class FeedWork {

    /// Who answers for what the feed records.
    static final String AUTHOR = "laboratory feed";

    private final Desks desks;
    private final FeedBatch batch;
    private final Stored stored;
    private final List<String> notes = new ArrayList<>();
    private final List<Part> parts;
    private final List<String> unreadable;
    private List<Settled> settled = new ArrayList<>();
    private List<String> waiting = new ArrayList<>();
    private Map<PatientKey, Reading> readings = new HashMap<>();
    private Map<PatientKey, List<Wanted>> wanted = new LinkedHashMap<>();
    private List<Ready> ready = new ArrayList<>();

    /// What it works with.
    ///
    /// @param zone of the clocks of those who send
    record Desks(FeedStore store, CourseDesk courses, Journal journal, Identities identities,
            String centre, ZoneId zone) {}

    /// Reads the message; nothing is asked yet.
    ///
    /// @param batch of the messages that are worked on with it
    /// @param current what codes and units mean
    FeedWork(Desks desks, FeedBatch batch, Stored stored, LaboratoryMap current) {
        this.desks = desks;
        this.batch = batch;
        this.stored = stored;
        List<Part> found = List.of();
        List<String> sentences = new ArrayList<>();
        try {
            Message message = Message.read(stored.bytes());
            found = parts(message, stored, current, desks.zone());
            notes.addAll(message.notes());
            message.unread().forEach(line -> sentences.add(line + "."));
            if (found.isEmpty() && Results.isWithoutAny(message)) {
                notes.add("It reports no result: the order was cancelled, or has none yet");
            } else if (found.isEmpty()) {
                sentences.add("It reports nothing that can be read.");
            }
            if (stored.controlUsed()) {
                notes.add("Its control id was used before, for another message");
            }
        } catch (IllegalArgumentException e) {
            sentences.add(e.getMessage() + ".");
        }
        parts = found;
        unreadable = List.copyOf(sentences);
    }

    /// An event to be recorded for a part.
    private record Wanted(Part part, Outcome outcome, Draft draft) {}

    /// Whether it is a message of the laboratory, and tells only of what was measured.
    boolean isOfResults() {
        return stored.type().startsWith("ORU");
    }

    Stored stored() {
        return stored;
    }

    List<Part> parts() {
        return parts;
    }

    /// The events that its parts become, if they become any.
    Stream<UUID> events() {
        return parts.stream().map(part -> id(part).value());
    }

    /// One attempt; false if it was overtaken and has to be made again.
    boolean isThrough() {
        decide();
        return ready.stream().allMatch(one -> isRecorded(one, append(one)));
    }

    /// Decides what is to be recorded, on what is on record now.
    void decide() {
        settled = new ArrayList<>();
        waiting = new ArrayList<>(unreadable);
        readings = new HashMap<>();
        wanted = new LinkedHashMap<>();
        ready = new ArrayList<>();
        Set<Integer> before =
                stored.wasWorkedOn() ? desks.store().settled(stored.id()) : Set.of();
        Map<Whose, Optional<PatientKey>> known = new HashMap<>();
        for (Part part : parts) {
            if (!before.contains(part.place())) {
                part(part, known);
            }
        }
        wanted.forEach(this::sift);
    }

    /// What was decided for each patient.
    List<Ready> ready() {
        return List.copyOf(ready);
    }

    /// What can be recorded for one patient.
    record Ready(PatientKey patient, Reading reading, UUID command, Sifted sifted,
            List<Settled> settled) {}

    private void sift(PatientKey patient, List<Wanted> all) {
        Reading reading = reading(patient);
        Sifted sifted = desks.courses().sift(
                reading, AUTHOR, all.stream().map(Wanted::draft).toList());
        sifted.refused().forEach((event, reasons) -> waits(
                "It cannot be recorded for %s: %s".formatted(
                        patient.patient(), String.join(" ", reasons))));
        List<EventId> accepted = sifted.accepted().stream().map(Draft::id).toList();
        if (!accepted.isEmpty()) {
            ready.add(new Ready(patient, reading, named(accepted.toString()), sifted,
                    all.stream().filter(one -> accepted.contains(one.draft().id()))
                            .map(one -> new Settled(one.part(), one.outcome(),
                                    Optional.of(patient), Optional.of(one.draft().id())))
                            .toList()));
        }
    }

    /// Appends it to the journal; of several patients at the same time, if need be.
    Answer append(Ready one) {
        return desks.courses().append(one.reading(), one.command(), AUTHOR, one.sifted());
    }

    /// Whether it was recorded; false if somebody else was faster.
    boolean isRecorded(Ready one, Answer answer) {
        return switch (answer) {
            case Answer.Recorded _ -> {
                settled.addAll(one.settled());
                yield true;
            }
            case Answer.Refused(List<String> reasons) -> throw new IllegalStateException(
                    "accepted one by one and refused together: " + reasons);
            case Answer.Overtaken _ -> false;
        };
    }

    /// What a message reports, as it is read now.
    static List<Part> parts(
            Message message, Stored stored, LaboratoryMap current, ZoneId zone) {
        return stored.type().startsWith("ORU")
                ? Results.of(message, current, zone, stored.received())
                : Movements.of(message, zone, stored.received());
    }

    List<Settled> settled() {
        return List.copyOf(settled);
    }

    /// Whether a person has to say something before all of it can be recorded.
    boolean waits() {
        return !waiting.isEmpty();
    }

    /// For a person: what it waits for, and what was odd about it.
    String reason() {
        List<String> sentences = new ArrayList<>(waiting);
        notes.stream().distinct().map(note -> note + ".").forEach(sentences::add);
        String reason = String.join("\n", sentences.stream().distinct().toList());
        return Results.cleaned(reason);
    }

    String number() {
        return parts.stream().flatMap(part -> part.whose().numbers().stream()).findFirst()
                .orElse("");
    }

    private void part(Part part, Map<Whose, Optional<PatientKey>> known) {
        switch (part.what()) {
            case What.NotNeeded _ -> { }
            case What.Unclear(String sentence) -> waits(sentence);
            case What.TakenBack taken -> takenBack(part, taken, known);
            case What.Happened happened -> patient(part.whose(), known)
                    .ifPresent(patient -> happened(part, happened, patient));
            case What.Lies lies -> patient(part.whose(), known)
                    .ifPresent(patient -> lies(part, lies, patient));
            case What.Merged(List<String> earlier) -> merged(part, earlier);
        }
    }

    private Optional<Earlier> latest(Part part) {
        return batch.earlier(part.key());
    }

    private void waits(String sentence) {
        waiting.add(sentence.endsWith(".") ? sentence : sentence + ".");
    }

    /// Whom the message is about. Where that cannot be said, it waits, or is of nobody here.
    private Optional<PatientKey> patient(
            Whose whose, Map<Whose, Optional<PatientKey>> known) {
        return known.computeIfAbsent(whose, this::patient);
    }

    private Optional<PatientKey> patient(Whose whose) {
        if (stored.patient().isPresent()) {
            return stored.patient().map(said ->
                    desks.identities().goesOnAs(new PatientKey(desks.centre(), said)));
        }
        if (whose.numbers().isEmpty()) {
            waits("It names no patient (PID-3 is empty); say whom it is about");
            return Optional.empty();
        }
        String numbers = String.join(", ", whose.numbers());
        Named named = batch.named(whose.numbers());
        if (named.patients().size() > 1) {
            waits("The numbers %s are of several patients here (%s); say which it is"
                    .formatted(numbers, String.join(", ", named.patients().stream()
                            .map(one -> one.patient().value()).sorted().toList())));
            return Optional.empty();
        }
        if (named.patients().isEmpty()) {
            if (!named.ofNobody()) {
                waits("No patient here has the number %s; say whose it is, or that it is"
                        .formatted(numbers) + " nobody's here");
            }
            return Optional.empty();
        }
        PatientKey patient = named.patients().getFirst();
        Optional<LocalDate> born =
                desks.identities().find(patient).flatMap(identity -> identity.born());
        if (born.isPresent() && whose.born().isPresent() && !born.equals(whose.born())) {
            waits(("The number %s is of %s, who was born on %s; the message says %s. Say whom it"
                    + " is about").formatted(numbers, patient.patient(), born.get(),
                    whose.born().get()));
            return Optional.empty();
        }
        return Optional.of(patient);
    }

    private void happened(Part part, What.Happened happened, PatientKey patient) {
        if (isOnRecord(part, Outcome.RECORDED)) {
            return;
        }
        Optional<Earlier> earlier = latest(part);
        if (earlier.isPresent() && isOlder(part, happened.standing(), earlier.get())) {
            settled.add(new Settled(part, Outcome.SUPERSEDED, Optional.of(patient),
                    Optional.empty()));
            return;
        }
        Optional<EventId> standing = earlier.flatMap(Earlier::event);
        if (standing.isEmpty()) {
            want(patient, part, Outcome.RECORDED, happened, Optional.empty());
            return;
        }
        PatientKey its = earlier.flatMap(Earlier::patient).orElse(patient);
        if (!desks.identities().goesOnAs(its).equals(patient)) {
            waits("The result %s stands on the record of %s, and this message is about %s; say"
                    .formatted(part.key(), its.patient(), patient.patient())
                    + " whom it is about, or put it away");
            return;
        }
        correct(part, happened, its, standing.get());
    }

    private void correct(Part part, What.Happened happened, PatientKey its, EventId standing) {
        Optional<Entry> entry = reading(its).course().current(standing);
        if (entry.isEmpty()) {
            waits("What it corrects (%s) was corrected by hand since; correct the record of %s"
                    .formatted(part.key(), its.patient()) + " by hand, and put this away");
        } else if (entry.get().event().equals(happened.event())
                && entry.get().happened().equals(happened.happened())) {
            settled.add(new Settled(part, Outcome.SAME, Optional.of(its), Optional.of(standing)));
        } else {
            want(its, part, Outcome.CORRECTED, happened, Optional.of(new Correction(
                    standing, reason(entry.get().event(), happened))));
        }
    }

    private static String reason(Event before, What.Happened now) {
        return switch (now.standing()) {
            case CORRECTED -> "the laboratory corrected the result";
            case PRELIMINARY -> "the laboratory sent another preliminary result";
            case FINAL, TAKEN_BACK -> before instanceof LaboratoryReported reported
                    && reported.resultStatus().is(ResultStatus.PRELIMINARY)
                    ? "the laboratory sent the final result" : "it was reported again, otherwise";
        };
    }

    /// A firm report never gives way to one that is less so, nor a later one to an earlier.
    private static boolean isOlder(Part part, Standing standing, Earlier earlier) {
        boolean lessFirm = standing == Standing.PRELIMINARY
                && earlier.standing() != Standing.PRELIMINARY
                && earlier.standing() != Standing.TAKEN_BACK;
        return lessFirm || part.issued().isBefore(earlier.issued());
    }

    private void takenBack(Part part, What.TakenBack taken,
            Map<Whose, Optional<PatientKey>> known) {
        Optional<Earlier> earlier = taken.ofSeveral()
                ? batch.below(part.key()).stream().filter(this::stands).findFirst()
                : latest(part);
        Optional<PatientKey> its = earlier.flatMap(Earlier::patient);
        if (isOnRecord(part, Outcome.WITHDRAWN)) {
            return;
        }
        if (earlier.isEmpty() || earlier.get().event().isEmpty()) {
            patient(part.whose(), known).ifPresent(patient -> settled.add(new Settled(
                    part, Outcome.NOTHING, Optional.of(patient), Optional.empty())));
            return;
        }
        if (part.issued().isBefore(earlier.get().issued())) {
            settled.add(new Settled(part, Outcome.SUPERSEDED, its, Optional.empty()));
            return;
        }
        PatientKey patient = its.orElseThrow();
        Optional<PatientKey> said = taken.anotherPatient()
                ? Optional.of(patient) : patient(part.whose(), known);
        if (said.isEmpty()) {
            return;
        }
        if (!taken.anotherPatient() && !desks.identities().goesOnAs(patient).equals(said.get())) {
            waits("What it takes back (%s) stands on the record of %s, and this message is about"
                    .formatted(part.key(), patient.patient()) + " %s; say whom it is about"
                    .formatted(said.get().patient()));
            return;
        }
        withdraw(part, taken, patient, earlier.get().event().get());
    }

    private boolean stands(Earlier one) {
        return one.patient().isPresent() && one.event().flatMap(event ->
                reading(one.patient().get()).course().current(event)).isPresent();
    }

    private void withdraw(Part part, What.TakenBack taken, PatientKey patient, EventId event) {
        Optional<Entry> entry = reading(patient).course().current(event);
        if (entry.isEmpty()) {
            waits("What it takes back (%s) was corrected by hand since; look at the record of %s,"
                    .formatted(part.key(), patient.patient()) + " and put this away");
            return;
        }
        Draft draft = new Draft(id(part), new Withdrawn(), entry.get().happened(),
                entry.get().implied(),
                PartialDate.of(part.issued().atZone(desks.zone()).toLocalDate()), source(part),
                Optional.of(new Correction(event, taken.reason())));
        wanted.computeIfAbsent(patient, _ -> new ArrayList<>())
                .add(new Wanted(part, Outcome.WITHDRAWN, draft));
    }

    /// Says where a patient lies who is in hospital; of the others it says nothing.
    private void lies(Part part, What.Lies lies, PatientKey patient) {
        Optional<Event> last = reading(patient).course().timeline().stream()
                .map(placed -> placed.event())
                .filter(event -> event instanceof Admitted || event instanceof Transferred
                        || event instanceof Discharged)
                .reduce((_, later) -> later);
        Finding<String> where = last.map(event -> switch (event) {
            case Admitted(var to) -> to;
            case Transferred(var to) -> to;
            default -> Finding.<String>notStated();
        }).orElse(Finding.notStated());
        if (last.isEmpty() || last.get() instanceof Discharged || where.is(lies.where())) {
            return;
        }
        happened(part, new What.Happened(new Transferred(Finding.known(lies.where())),
                lies.since(), "reported with other changes of the patient's data",
                lies.known(), Standing.FINAL), patient);
    }

    private void merged(Part part, List<String> earlier) {
        Named surviving = batch.named(part.whose().numbers());
        Named gone = batch.named(earlier);
        if (surviving.patients().size() > 1 || gone.patients().size() > 1) {
            waits("One of the numbers it merges is of several patients here; merge them by hand"
                    + " (limbline identity --same-as), and put this away");
            return;
        }
        Optional<PatientKey> into = surviving.patients().stream().findFirst();
        Optional<PatientKey> from = gone.patients().stream().findFirst();
        if (into.isEmpty() && from.isEmpty()) {
            if (!surviving.ofNobody() && !gone.ofNobody()) {
                waits("No patient here has the number %s or %s; say whose it is, or that it is"
                        .formatted(String.join(", ", part.whose().numbers()),
                                String.join(", ", earlier)) + " nobody's here");
            }
            return;
        }
        if (into.isPresent() && from.isPresent()) {
            if (!into.equals(from)) {
                desks.identities().merge(from.get(), into.get());
            }
        } else if (into.isPresent()) {
            earlier.forEach(number -> desks.identities().say(
                    desks.centre(), number, Optional.of(into.get().patient()), AUTHOR));
        } else {
            part.whose().numbers().forEach(number -> desks.identities().say(
                    desks.centre(), number, from.map(PatientKey::patient), AUTHOR));
        }
        batch.numbersChanged();
        settled.add(new Settled(part, Outcome.RECORDED, into.or(() -> from), Optional.empty()));
    }

    private void want(PatientKey patient, Part part, Outcome outcome, What.Happened happened,
            Optional<Correction> correction) {
        Draft draft = new Draft(id(part), happened.event(), happened.happened(),
                happened.implied(), happened.known(), source(part), correction);
        wanted.computeIfAbsent(patient, _ -> new ArrayList<>())
                .add(new Wanted(part, outcome, draft));
    }

    /// Whether the event stands in the journal already: a process was killed between that and
    /// the note about it.
    private boolean isOnRecord(Part part, Outcome outcome) {
        EventId id = id(part);
        Optional<Written> found = batch.onRecord(id.value());
        found.ifPresent(written -> settled.add(new Settled(part,
                outcome == Outcome.RECORDED && written.event().correction() != null
                        ? Outcome.CORRECTED : outcome,
                Optional.of(written.patient()), Optional.of(id))));
        return found.isPresent();
    }

    private Reading reading(PatientKey patient) {
        return readings.computeIfAbsent(patient, one -> desks.courses().read(one, AsOf.NOW));
    }

    private String source(Part part) {
        return "message %s of %s, control id %s, part %s".formatted(stored.id(),
                stored.sender().isEmpty() ? stored.peer() : stored.sender(), stored.control(),
                part.place());
    }

    private EventId id(Part part) {
        return new EventId(named("feed/%s/%s/%s/%s".formatted(
                desks.centre(), stored.id(), stored.received(), part.place())));
    }

    private static UUID named(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
