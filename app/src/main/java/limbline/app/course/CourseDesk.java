package limbline.app.course;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limbline.app.journal.Appending.AlreadyWritten;
import limbline.app.journal.Appending.Appended;
import limbline.app.journal.Appending.Conflict;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.journal.Written;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.RecordEvent.Withdrawn;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.PartialDate;
import limbline.patient.PatientId;

/// What everybody asks of the courses of patients: to read one, and to add to it. Adding is read,
/// fold, decide, append.
public final class CourseDesk {

    /// Courses that are kept folded, the last that were asked for more than once.
    private static final int MOST_KEPT = 1_000;

    /// Patients of whom it is remembered that they were asked for.
    private static final int MOST_ASKED = 2_000;

    private final Journal journal;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Map<PatientKey, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PatientKey, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /// A course is kept from its second reading on. What is read once, as when all courses are gone
    /// through, would push out what people look at, and be copied by every collection of garbage.
    private final Map<PatientKey, Boolean> asked = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PatientKey, Boolean> eldest) {
            return size() > MOST_ASKED;
        }
    };

    /// @param clock for the moment a candidate would be recorded; the database sets the real one
    /// @param zone in which an instant becomes a day
    public CourseDesk(Journal journal, InstantSource clock, ZoneId zone) {
        this.journal = journal;
        this.clock = clock;
        this.zone = zone;
    }

    /// What the journal held of a patient when it was last read.
    private record Kept(List<Entry> entries, Reading reading) {}

    /// The course of a patient; an empty one, at position 0, if nothing is recorded.
    public Reading read(PatientKey patient, AsOf asOf) {
        Kept now = read(patient);
        return asOf.equals(AsOf.NOW) ? now.reading
                : new Reading(patient, now.reading.position(), now.reading.course().asOf(asOf));
    }

    /// The courses of some patients of a centre as they are now, by one question to the journal; an
    /// empty one where nothing is recorded.
    public Map<PatientKey, Reading> read(String centre, Collection<PatientId> patients) {
        Map<PatientId, Integer> positions = new LinkedHashMap<>();
        Map<PatientKey, Optional<Kept>> before = new LinkedHashMap<>();
        for (PatientId patient : patients) {
            PatientKey key = new PatientKey(centre, patient);
            Optional<Kept> one = kept(key);
            before.put(key, one);
            positions.put(patient, one.map(two -> two.entries.size()).orElse(0));
        }
        Map<PatientKey, List<Written>> rows = journal.readAfter(centre, positions);
        return before.entrySet().parallelStream()
                .map(one -> grown(one.getKey(), one.getValue(),
                        rows.getOrDefault(one.getKey(), List.of())).reading)
                .collect(Collectors.toMap(Reading::patient, Function.identity(),
                        (one, _) -> one, LinkedHashMap::new));
    }

    private Kept read(PatientKey patient) {
        Optional<Kept> before = kept(patient);
        return grown(patient, before, journal.readAfter(
                patient, before.map(one -> one.entries.size()).orElse(0)));
    }

    private Optional<Kept> kept(PatientKey patient) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(patient));
        }
    }

    /// The journal only grows, so what stands behind the position that was read is all that is new.
    private Kept grown(PatientKey patient, Optional<Kept> before, List<Written> rows) {
        if (before.isPresent() && rows.isEmpty()) {
            return before.get();
        }
        List<Entry> all = Stream.concat(before.stream().flatMap(one -> one.entries.stream()),
                rows.stream().map(EntryText::entry)).toList();
        Kept now = new Kept(all, new Reading(patient, all.size(),
                Course.of(patient.patient(), all, AsOf.NOW, zone)));
        if (!all.isEmpty()) {
            synchronized (kept) {
                if (asked.put(patient, true) != null || before.isPresent()) {
                    kept.put(patient, now);
                }
            }
        }
        return now;
    }

    /// The patients of a centre by id, behind `after` (empty for the first), at most `most`.
    public List<PatientKey> list(String centre, String after, int most) {
        return journal.patients(centre, after, most);
    }

    /// Records events that belong together, in this order: all of them or none.
    ///
    /// @param position of the [Reading] on which this was decided
    /// @param command the id of what was done; the same again when it is sent again
    /// @param author who answers for it
    /// @throws IllegalArgumentException if the centre is not known or an id was used before
    public Answer append(PatientKey patient, int position, UUID command, String author,
            List<Draft> drafts) {
        Kept now = read(patient);
        if (now.entries.size() == position) { // or only the journal can tell why not
            List<String> reasons = refusalsInTurn(now.reading, author, drafts);
            if (!reasons.isEmpty() && !journal.knows(command)) {
                return new Answer.Refused(reasons);
            }
        }
        return written(patient, position, command, author, drafts);
    }

    /// Records events that [#sift] or [#refusals] found nothing against on a reading; nothing is
    /// decided anew, and nothing is read back.
    ///
    /// @return whether it is on the record; false if somebody else was faster
    /// @throws IllegalArgumentException if the centre is not known or an id was used before
    public boolean record(Reading reading, UUID command, String author, List<Draft> drafts) {
        return switch (journal.append(reading.patient(), reading.position(), command, author,
                drafts.stream().map(EntryText::of).toList())) {
            case Appended _, AlreadyWritten _ -> true;
            case Conflict _ -> false;
        };
    }

    /// Why `drafts`, all of them and in this order, cannot be true beside what was read. Of many it
    /// is much quicker than [#sift], which folds the course again for each.
    public List<String> refusals(Reading reading, String author, List<Draft> drafts) {
        List<Entry> candidates = new ArrayList<>();
        for (Draft draft : drafts) {
            candidates.add(candidate(
                    reading, reading.position() + candidates.size() + 1, author, draft));
        }
        return reading.course().refusals(candidates);
    }

    private Answer written(PatientKey patient, int position, UUID command, String author,
            List<Draft> drafts) {
        return switch (journal.append(patient, position, command, author,
                drafts.stream().map(EntryText::of).toList())) {
            case Appended _, AlreadyWritten _ -> new Answer.Recorded(read(patient, AsOf.NOW));
            case Conflict(List<Written> between) ->
                new Answer.Overtaken(entries(between), read(patient, AsOf.NOW));
        };
    }

    /// Records that an event never happened.
    ///
    /// @param known when that was found out
    public Answer withdraw(Reading reading, UUID command, String author, EventId event,
            String reason, PartialDate known, String source) {
        Optional<Entry> wrong = reading.course().current(event);
        Check.that(wrong.isPresent(), "the event %s does not count any more; read the course again",
                event);
        Entry entry = wrong.get();
        Draft withdrawal = new Draft(new EventId(command), new Withdrawn(), entry.happened(),
                entry.implied(), known, source, Optional.of(new Correction(entry.id(), reason)));
        return append(reading.patient(), reading.position(), command, author, List.of(withdrawal));
    }

    /// Which of `drafts` cannot be true beside what was read and beside the others, and why. Their
    /// order does not matter: what rests on a later one waits for it.
    public Sifted sift(Reading reading, String author, List<Draft> drafts) {
        Course course = reading.course();
        List<Draft> accepted = new ArrayList<>();
        Map<EventId, List<String>> refused = new LinkedHashMap<>();
        List<Draft> waiting = drafts;
        int before;
        do {
            before = accepted.size();
            List<Draft> again = new ArrayList<>();
            for (Draft draft : waiting) {
                Entry candidate =
                        candidate(reading, reading.position() + accepted.size() + 1, author, draft);
                List<String> reasons = course.refusals(candidate);
                if (reasons.isEmpty()) {
                    course = course.with(candidate);
                    accepted.add(draft);
                    refused.remove(draft.id());
                } else {
                    again.add(draft);
                    refused.put(draft.id(), reasons);
                }
            }
            waiting = again;
        } while (accepted.size() > before && !waiting.isEmpty());
        return new Sifted(accepted, refused);
    }

    /// What can be recorded, in an order in which it can, and what cannot.
    ///
    /// @param refused the reasons, by event
    public record Sifted(List<Draft> accepted, Map<EventId, List<String>> refused) {
        public Sifted {
            accepted = List.copyOf(accepted);
            refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused)); // in order
        }
    }

    /// Why `drafts`, one after another, cannot be true beside what is on record.
    private List<String> refusalsInTurn(
            Reading reading, String author, List<Draft> drafts) {
        Course course = reading.course();
        List<String> reasons = new ArrayList<>();
        int position = reading.position();
        for (Draft draft : drafts) {
            Entry candidate = candidate(reading, ++position, author, draft);
            reasons.addAll(course.refusals(candidate));
            course = course.with(candidate);
        }
        return reasons;
    }

    private Entry candidate(Reading reading, int position, String author, Draft draft) {
        return draft.recorded(reading.patient().patient(), position, clock.instant(), author);
    }

    private static List<Entry> entries(List<Written> rows) {
        return rows.stream().map(EntryText::entry).toList();
    }
}
