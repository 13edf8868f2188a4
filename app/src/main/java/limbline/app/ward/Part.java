package limbline.app.ward;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import limbline.event.Event;
import limbline.measure.PartialDate;
import limbline.measure.When;

/// One thing that a message reports: a result, a movement, or that one of these was wrong.
///
/// @param place in the message, from 1
/// @param whose whom it is about, in the hospital's numbers
/// @param key what it is the report of, such that a later report of the same has the same key;
///     empty where nothing can ever be said of it again
/// @param issued when the sender said so
record Part(int place, Whose whose, String key, Instant issued, What what) {

    /// The numbers that may be the patient's, and the birth date to hold beside them.
    record Whose(List<String> numbers, Optional<LocalDate> born) {

        static final Whose NOBODY = new Whose(List.of(), Optional.empty());

        Whose {
            numbers = List.copyOf(numbers);
        }
    }

    sealed interface What {

        /// Something happened.
        ///
        /// @param standing as what it was reported
        record Happened(Event event, When happened, String implied, PartialDate known,
                Standing standing) implements What {}

        /// An earlier report was wrong: that one never happened.
        ///
        /// @param anotherPatient whether it was wrong because it was another patient's
        /// @param ofSeveral whether the last that stands is meant, of all whose key begins so
        record TakenBack(String reason, boolean anotherPatient, boolean ofSeveral)
                implements What {}

        /// The patient lies here, whatever was said before.
        record Lies(String where, When since, PartialDate known) implements What {}

        /// The earlier number goes on as the patient of the message.
        record Merged(List<String> earlier) implements What {}

        /// It cannot be understood before a person has said something.
        record Unclear(String sentence) implements What {}

        /// There is nothing to record.
        record NotNeeded() implements What {}
    }

    /// How firm a report is. A firm one never gives way to one that is less so.
    enum Standing { PRELIMINARY, FINAL, CORRECTED, TAKEN_BACK }
}
