package limbline.board;

import java.util.Optional;
import limbline.course.Placed;
import limbline.measure.Elapsed;
import limbline.measure.Term;

/// What the record says of a criterion on a day.
///
/// @param words a sentence: the fact and what is asked
/// @param fact what it rests on; empty where nothing on record speaks of it
/// @param age of the fact, in days; empty where it has none or no date
public record Answer(Criterion criterion, Verdict verdict, Reason reason, String words,
        Optional<Placed> fact, Optional<Elapsed> age) {

    /// Whether the criterion is met.
    public enum Verdict implements Term {
        MET,
        NOT_MET,
        UNKNOWN;

        /// "not met".
        public String words() {
            return term().replace('-', ' ');
        }
    }

    /// Why.
    public enum Reason implements Term {
        /// A fact on record decides it.
        KNOWN,
        /// Nothing on record speaks of it.
        MISSING,
        /// It was asked and could not be found out.
        UNCLEAR,
        /// The fact is too old by the file's own limit, or may be.
        STALE,
        /// What is on record leaves both open: a partial date, a bound, sizes that are missing.
        UNDECIDED,
        /// The file leaves a limit empty.
        NOT_SET
    }

    /// Whether somebody should be asked before the meeting.
    public boolean isMissing() {
        return verdict == Verdict.UNKNOWN && reason != Reason.NOT_SET;
    }
}
