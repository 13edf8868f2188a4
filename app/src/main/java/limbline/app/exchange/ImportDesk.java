package limbline.app.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.course.CourseDesk.Sifted;
import limbline.app.course.Reading;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.course.Struck;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.EventType;
import limbline.measure.EventId;

/// Puts on the record what files say. An entry that is there already is left alone; one that is
/// there in another form is corrected only where a reason is given; one that cannot be true is
/// reported and the others are kept.
public final class ImportDesk {

    /// How often one starts anew because somebody else recorded something meanwhile.
    private static final int MOST_TRIES = 10;

    private final CourseDesk desk;

    public ImportDesk(CourseDesk desk) {
        this.desk = desk;
    }

    /// @param author who answers for it
    /// @param correction the reason for which entries that differ are corrected, if they are to be
    public Taken take(FiledCourse filed, String author, Optional<String> correction) {
        for (int tries = 1; ; tries++) {
            Reading reading = desk.read(filed.patient(), AsOf.NOW);
            Sorting sorting = new Sorting(reading.course(), correction);
            filed.events().forEach(sorting::add);
            Sifted sifted = desk.sift(
                    reading, author, sorting.wanted.values().stream().toList());
            List<Problem> problems = new ArrayList<>(sorting.problems);
            sifted.refused().forEach((event, reasons) ->
                    problems.add(problem(filed, sorting, event, reasons)));
            if (sifted.accepted().isEmpty()) {
                return sorting.taken(filed.patient(), 0, 0, problems);
            }
            Answer answer = desk.append(filed.patient(), reading.position(),
                    command(sifted.accepted()), author, sifted.accepted());
            int corrected = (int) sifted.accepted().stream()
                    .filter(draft -> draft.correction().isPresent()).count();
            switch (answer) {
                case Answer.Recorded _ -> {
                    return sorting.taken(filed.patient(), sifted.accepted().size() - corrected,
                            corrected, problems);
                }
                case Answer.Refused(List<String> reasons) -> throw new IllegalStateException(
                        "%s: accepted one by one and refused together: %s".formatted(
                                filed.patient(), reasons));
                case Answer.Overtaken _ -> {
                    if (tries == MOST_TRIES) {
                        throw new IllegalStateException(("%s: others recorded something %s times"
                                + " while this was tried; try again later").formatted(
                                filed.patient(), tries));
                    }
                }
            }
        }
    }

    /// The same events make the same command, so a broken connection leads to no second copy.
    private static UUID command(List<Draft> drafts) {
        return Labels.named("import" + drafts.stream().map(Draft::id).toList());
    }

    private static Problem problem(
            FiledCourse filed, Sorting sorting, EventId event, List<String> reasons) {
        String reason = String.join(" ", reasons);
        for (Filed each : filed.events()) { // people know the entry by its name in the file
            reason = reason.replace(each.draft().id().toString(), each.label());
        }
        return sorting.filed(event).problem(reason);
    }

    /// Compares the entries of a file with what is on record.
    private static final class Sorting {

        private final Course course;
        private final Optional<String> correction;
        private final Map<EventId, Draft> wanted = new LinkedHashMap<>();
        private final Map<EventId, Filed> origin = new LinkedHashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private int same;
        private int superseded;

        Sorting(Course course, Optional<String> correction) {
            this.course = course;
            this.correction = correction;
        }

        void add(Filed filed) {
            Draft draft = filed.draft();
            List<Entry> earlier = earlier(draft.id());
            Optional<Entry> current = course.current(draft.id());
            if (current.isEmpty() && earlier.isEmpty()) {
                want(filed, draft);
            } else if (current.filter(entry -> content(entry).equals(content(draft))).isPresent()) {
                same++;
            } else if (current.isPresent() && correction.isPresent()) {
                want(filed, correcting(draft, current.get(), correction.get()));
            } else if (current.isEmpty() || earlier.stream()
                    .anyMatch(entry -> content(entry).equals(content(draft)))) {
                superseded++;
            } else {
                problems.add(filed.problem("it differs from what is on record (%s); to correct the"
                        .formatted(difference(current.get(), draft)) + " record, import again with"
                        + " --correct and the reason"));
            }
        }

        Filed filed(EventId event) {
            Filed filed = origin.get(event);
            if (filed == null) {
                throw new IllegalStateException(event + " comes from no entry");
            }
            return filed;
        }

        Taken taken(PatientKey patient, int added, int corrected, List<Problem> problems) {
            return new Taken(patient, added, corrected, same, superseded, problems);
        }

        private void want(Filed filed, Draft draft) {
            wanted.put(draft.id(), draft);
            origin.put(draft.id(), filed);
        }

        /// What was once written as `id` and does not count any more.
        private List<Entry> earlier(EventId id) {
            Set<EventId> chain = new HashSet<>(Set.of(id));
            List<Entry> earlier = new ArrayList<>();
            for (Struck struck : course.struck()) {
                if (chain.contains(struck.entry().id())) {
                    chain.add(struck.by().id());
                    earlier.add(struck.entry());
                }
            }
            return earlier;
        }

        private static Draft correcting(Draft draft, Entry current, String reason) {
            return new Draft(Labels.correction(current.id(), content(draft).toString()),
                    draft.event(), draft.happened(), draft.implied(), draft.known(),
                    draft.source(), Optional.of(new Correction(current.id(), reason)));
        }

        private static String difference(Entry entry, Draft draft) {
            Map<String, Object> before = content(entry);
            Map<String, Object> after = content(draft);
            Set<String> names = new TreeSet<>(before.keySet());
            names.addAll(after.keySet());
            return String.join(", ", names.stream()
                    .filter(name -> !Optional.ofNullable(before.get(name))
                            .equals(Optional.ofNullable(after.get(name))))
                    .toList());
        }

        private static Map<String, Object> content(Entry entry) {
            return content(new Draft(entry.id(), entry.event(), entry.happened(), entry.implied(),
                    entry.known(), entry.source(), Optional.empty()));
        }

        /// Everything an entry of a file says, by the names it has there.
        private static Map<String, Object> content(Draft draft) {
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("type", EventType.of(draft.event()).name());
            content.putAll(EventType.of(draft.event()).write(draft.event()));
            content.put("date", draft.happened());
            content.put("implied", draft.implied());
            content.put("known", draft.known().text());
            content.put("source", draft.source());
            return content;
        }
    }
}
