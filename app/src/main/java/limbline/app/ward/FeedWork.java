package limbline.app.ward;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import limbline.app.course.CourseDesk;
import limbline.app.course.CourseDesk.Sifted;
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
import limbline.app.ward.FeedTogether.Counts;
import limbline.app.ward.Part.Standing;
import limbline.app.ward.Part.What;
import limbline.app.ward.Part.Whose;
import limbline.event.Draft;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.event.RecordEvent.Withdrawn;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.Transferred;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.patient.ResultStatus;
import limbline.ward.Bed;
import org.jspecify.annotations.Nullable;

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
    private Map<PatientKey, List<Wanted>> wanted = new LinkedHashMap<>();
    private @Nullable FeedTogether together;

    /// What it works with.
    ///
    /// @param zone of the clocks of those who send
    record Desks(FeedStore store, CourseDesk courses, Journal journal, Identities identities,
            String centre, ZoneId zone, InstantSource clock) {

        /// When a message came in. The database's clock says it, and a demonstration's record begins
        /// on its day again: nothing comes in later than now.
        Instant received(Stored stored) {
            Instant now = clock.instant();
            return stored.received().isAfter(now) ? now : stored.received();
        }
    }

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
            found = parts(message, desks.received(stored), current, desks.zone());
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

    /// Decides what is to be recorded, on the record as those before it leave it.
    void decide(FeedTogether those) {
        together = those;
        settled = new ArrayList<>();
        waiting = new ArrayList<>(unreadable);
        wanted = new LinkedHashMap<>();
        Set<Integer> before =
                stored.wasWorkedOn() ? desks.store().settled(stored.id()) : Set.of();
        Map<Whose, Optional<PatientKey>> known = new HashMap<>();
        for (Part part : parts) {
            if (!before.contains(part.place())) {
                part(part, known);
            }
        }
    }

    /// Lets go of what cannot be recorded, and waits for a person with the reasons.
    void sift() {
        wanted.replaceAll((patient, all) -> {
            Sifted sifted = desks.courses().sift(batch.reading(patient), AUTHOR,
                    all.stream().map(Wanted::draft).toList());
            sifted.refused().forEach((_, reasons) -> waits("It cannot be recorded for %s: %s"
                    .formatted(patient.patient(), String.join(" ", reasons))));
            return sifted.accepted().stream().flatMap(accepted ->
                    all.stream().filter(one -> one.draft().equals(accepted))).toList();
        });
    }

    /// What it would have recorded, by patient.
    Map<PatientKey, List<Draft>> drafts() {
        Map<PatientKey, List<Draft>> drafts = new LinkedHashMap<>();
        wanted.forEach((patient, all) -> {
            if (!all.isEmpty()) {
                drafts.put(patient, all.stream().map(Wanted::draft).toList());
            }
        });
        return drafts;
    }

    /// What a message reports, as it is read now.
    static List<Part> parts(
            Message message, Instant received, LaboratoryMap current, ZoneId zone) {
        return message.header().type().startsWith("ORU")
                ? Results.of(message, current, zone, received)
                : Movements.of(message, zone, received);
    }

    /// What became of its parts; of those that are to be recorded, once they are.
    List<Settled> settled() {
        List<Settled> all = new ArrayList<>(settled);
        wanted.forEach((patient, wants) -> wants.forEach(one -> all.add(new Settled(
                one.part(), one.outcome(), Optional.of(patient), Optional.of(one.draft().id())))));
        return List.copyOf(all);
    }

    /// What holds of its keys after it.
    Map<String, Earlier> reported() {
        Map<String, Earlier> reported = new HashMap<>();
        settled().stream().filter(one -> FeedStore.HOLDING.contains(one.outcome()))
                .forEach(one -> reported.put(one.part().key(), new Earlier(
                        FeedStore.standing(one.part()), one.part().issued(), one.patient(),
                        one.event().filter(_ -> one.outcome() != Outcome.WITHDRAWN))));
        return reported;
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
        return those().earlier(part.key());
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
                    batch.goesOnAs(new PatientKey(desks.centre(), said)));
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
        Optional<LocalDate> born = whose.born().flatMap(_ ->
                desks.identities().find(patient).flatMap(identity -> identity.born()));
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
        if (!batch.goesOnAs(its).equals(patient)) {
            waits("The result %s stands on the record of %s, and this message is about %s; say"
                    .formatted(part.key(), its.patient(), patient.patient())
                    + " whom it is about, or put it away");
            return;
        }
        correct(part, happened, its, standing.get());
    }

    private void correct(Part part, What.Happened happened, PatientKey its, EventId standing) {
        Optional<Counts> counts = those().current(its, standing);
        if (counts.isEmpty()) {
            waits("What it corrects (%s) was corrected by hand since; correct the record of %s"
                    .formatted(part.key(), its.patient()) + " by hand, and put this away");
        } else if (counts.get().event().equals(happened.event())
                && counts.get().happened().equals(happened.happened())) {
            settled.add(new Settled(part, Outcome.SAME, Optional.of(its), Optional.of(standing)));
        } else {
            want(its, part, Outcome.CORRECTED, happened, Optional.of(new Correction(
                    standing, reason(counts.get().event(), happened))));
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
        if (!taken.anotherPatient() && !batch.goesOnAs(patient).equals(said.get())) {
            waits("What it takes back (%s) stands on the record of %s, and this message is about"
                    .formatted(part.key(), patient.patient()) + " %s; say whom it is about"
                    .formatted(said.get().patient()));
            return;
        }
        withdraw(part, taken, patient, earlier.get().event().get());
    }

    private boolean stands(Earlier one) {
        return one.patient().isPresent() && one.event().flatMap(event ->
                those().current(one.patient().get(), event)).isPresent();
    }

    private void withdraw(Part part, What.TakenBack taken, PatientKey patient, EventId event) {
        Optional<Counts> counts = those().current(patient, event);
        if (counts.isEmpty()) {
            waits("What it takes back (%s) was corrected by hand since; look at the record of %s,"
                    .formatted(part.key(), patient.patient()) + " and put this away");
            return;
        }
        Draft draft = new Draft(id(part), new Withdrawn(), counts.get().happened(),
                counts.get().implied(),
                PartialDate.of(part.issued().atZone(desks.zone()).toLocalDate()), source(part),
                Optional.of(new Correction(event, taken.reason())));
        wanted.computeIfAbsent(patient, _ -> new ArrayList<>())
                .add(new Wanted(part, Outcome.WITHDRAWN, draft));
    }

    /// Says where a patient lies who is in hospital; of the others it says nothing.
    private void lies(Part part, What.Lies lies, PatientKey patient) {
        Bed bed = Bed.of(batch.reading(patient).course());
        if (!bed.inHospital() || bed.where().is(lies.where())) {
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

    private FeedTogether those() {
        return Objects.requireNonNull(together);
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
