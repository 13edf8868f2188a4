package limbline.app.theatre;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.journal.PatientKey;
import limbline.app.theatre.Records.Known;
import limbline.event.Entry;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.measure.EventId;
import limbline.theatre.Procedure;
import limbline.theatre.SignedOrder;

/// The procedures as they were folded last. Nothing on the record changes, so a procedure stands as
/// it was folded until its patient's record is longer; and the protocol and the order that it began
/// with it keeps.
final class Folds {

    private static final int PROCEDURES = 64;

    private final Signed signed;
    private final Map<Key, Folded> folded = new LinkedHashMap<>(PROCEDURES, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Folded> eldest) {
            return size() > PROCEDURES;
        }
    };

    private record Key(PatientKey patient, EventId procedure) {}

    /// @param position how long the record was
    /// @param asRecorded whether it has the journal's own times of writing. Of what was written a
    ///     moment ago only the journal knows that time; nothing is decided by it
    private record Folded(int position, Procedure procedure, boolean asRecorded) {}

    Folds(Signed signed) {
        this.signed = signed;
    }

    /// The procedure as it is on the record.
    ///
    /// @throws IllegalArgumentException if no such procedure was begun, or it was withdrawn
    Procedure asRecorded(PatientKey patient, EventId id, Known known) {
        return of(patient, id, known, true);
    }

    /// The same to decide on: the time at which the last entry was written may be a moment off.
    Procedure toDecideOn(PatientKey patient, EventId id, Known known) {
        return of(patient, id, known, false);
    }

    private Procedure of(PatientKey patient, EventId id, Known known, boolean asRecorded) {
        Key key = new Key(patient, id);
        Optional<Folded> before = last(key);
        Optional<Procedure> same = before
                .filter(one -> one.position() == known.position()
                        && (one.asRecorded() || !asRecorded))
                .map(Folded::procedure);
        if (same.isPresent()) {
            return same.get();
        }
        Procedure now = before
                .map(one -> with(one.procedure(), known.entries()))
                .orElseGet(() -> first(patient, id, known.entries()));
        keep(key, new Folded(known.position(), now, true));
        return now;
    }

    /// With entries that may come onto the record.
    Procedure with(Procedure procedure, List<Entry> entries) {
        return Procedure.of(procedure.id(), procedure.protocol(), procedure.order(), entries);
    }

    /// The record is as long as `position` now, and this is what came of it.
    void came(PatientKey patient, int position, Procedure procedure) {
        keep(new Key(patient, procedure.id()), new Folded(position, procedure, false));
    }

    private Optional<Folded> last(Key key) {
        synchronized (folded) {
            return Optional.ofNullable(folded.get(key));
        }
    }

    private void keep(Key key, Folded now) {
        synchronized (folded) {
            folded.merge(key, now, Folds::later);
        }
    }

    /// Of two that are as long, the one with the journal's own times.
    private static Folded later(Folded one, Folded other) {
        if (one.position() == other.position()) {
            return one.asRecorded() ? one : other;
        }
        return one.position() > other.position() ? one : other;
    }

    private Procedure first(PatientKey patient, EventId id, List<Entry> entries) {
        ProcedureBegun begun = Procedure.begun(id, entries).orElseThrow(() ->
                new IllegalArgumentException(
                        "no procedure %s was begun, or it was withdrawn".formatted(id)));
        return Procedure.of(id, signed.protocol(patient.centre(), begun.version()),
                order(patient, id, begun.order(), entries), entries);
    }

    /// As it stood when the procedure began. That somebody withdraws it later must not keep a team
    /// from its own record.
    private SignedOrder order(
            PatientKey patient, EventId id, EventId order, List<Entry> entries) {
        List<Entry> before = entries.stream()
                .takeWhile(entry -> !entry.id().equals(id)).toList();
        return signed.order(patient, before, order).orElseThrow(() ->
                new IllegalStateException("the order %s of the procedure %s is not there"
                        .formatted(order, id)));
    }
}
