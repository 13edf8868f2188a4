package limbline.event;

import java.util.Set;
import limbline.measure.Check;
import limbline.measure.Finding;
import limbline.measure.Sorted;
import limbline.patient.ConsentTo;

/// About the record, and what may be done with it; not about the patient's body.
public sealed interface RecordEvent extends Event {

    /// The patient, or whoever may answer for the patient, consented in writing.
    ///
    /// @param purposes at least one; further ones need a consent of their own
    /// @param document where the signed paper is kept
    record Consented(Set<ConsentTo> purposes, Finding<String> document) implements RecordEvent {
        public Consented {
            purposes = Sorted.copyOf(purposes);
            Check.that(!purposes.isEmpty(), "a consent is to something: to publication, for example");
        }
    }

    /// A consent was taken back, from that day on.
    record ConsentWithdrawn(Set<ConsentTo> purposes, Finding<String> words) implements RecordEvent {
        public ConsentWithdrawn {
            purposes = Sorted.copyOf(purposes);
            Check.that(!purposes.isEmpty(), "a consent is withdrawn from something: from publication,"
                    + " for example");
        }
    }

    /// The event this entry replaces never happened: wrong patient, entered twice.
    record Withdrawn() implements RecordEvent {}
}
