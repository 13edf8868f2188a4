package limbline.app.ward;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import limbline.app.course.Reading;
import limbline.app.hl7.Letter.State;
import limbline.app.journal.Identities.Named;
import limbline.app.journal.PatientKey;
import limbline.app.journal.Written;
import limbline.app.ward.FeedStore.Earlier;
import limbline.app.ward.FeedStore.Ended;
import limbline.app.ward.FeedWork.Desks;
import limbline.course.AsOf;

/// What is asked for, and written down, once for all messages that are worked on together: a
/// question to the database for each of them costs more than the work itself. To be used in one
/// transaction.
final class FeedBatch {

    private final Desks desks;
    private final Map<String, Earlier> reported = new HashMap<>();
    private final Map<UUID, Written> onRecord = new HashMap<>();
    private final Map<List<String>, Named> named = new HashMap<>();
    private final Map<PatientKey, Reading> readings = new HashMap<>();
    private final Map<PatientKey, PatientKey> goOnAs = new HashMap<>();
    private final List<Ended> ended = new ArrayList<>();

    FeedBatch(Desks desks) {
        this.desks = desks;
    }

    /// Asks what is on record of the parts of these messages already, and of their patients.
    void look(Collection<FeedWork> works) {
        reported.putAll(desks.store().latest(works.stream()
                .flatMap(work -> work.parts().stream()).map(Part::key)
                .filter(key -> !key.isEmpty()).distinct().toList()));
        onRecord.putAll(desks.journal().find(works.stream()
                .flatMap(FeedWork::events).distinct().toList()));
        named.putAll(desks.identities().named(desks.centre(), works.stream()
                .flatMap(work -> work.parts().stream()).map(part -> part.whose().numbers())
                .filter(numbers -> !numbers.isEmpty()).distinct().toList()));
        readings.putAll(desks.courses().read(desks.centre(), named.values().stream()
                .filter(one -> one.patients().size() == 1)
                .map(one -> one.patients().getFirst().patient()).distinct().toList()));
    }

    /// What holds of a key, if anything was reported before.
    Optional<Earlier> earlier(String key) {
        return Optional.ofNullable(reported.get(key));
    }

    /// What was recorded under keys that begin so, the last first.
    List<Earlier> below(String beginning) {
        writeDown();
        return desks.store().below(beginning);
    }

    Optional<Written> onRecord(UUID event) {
        return Optional.ofNullable(onRecord.get(event));
    }

    Named named(List<String> numbers) {
        return named.computeIfAbsent(
                numbers, all -> desks.identities().named(desks.centre(), all));
    }

    /// The pseudonym under which a person goes on.
    PatientKey goesOnAs(PatientKey patient) {
        return goOnAs.computeIfAbsent(patient, desks.identities()::goesOnAs);
    }

    /// Somebody's numbers mean something else from now on, or two are one person.
    void numbersChanged() {
        named.clear();
        goOnAs.clear();
    }

    Reading reading(PatientKey patient) {
        return readings.computeIfAbsent(patient, one -> desks.courses().read(one, AsOf.NOW));
    }

    /// Something was recorded of a patient.
    void grown(PatientKey patient) {
        readings.remove(patient);
    }

    /// A message has come as far as it comes.
    void end(FeedWork work) {
        ended.add(new Ended(work.stored().id(), work.waits() ? State.WAITING : State.DONE,
                work.reason(), work.number(), work.settled()));
        reported.putAll(work.reported());
    }

    /// Writes down what ended.
    void writeDown() {
        desks.store().end(ended);
        ended.clear();
    }
}
