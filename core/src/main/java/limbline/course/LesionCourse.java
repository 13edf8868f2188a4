package limbline.course;

import java.time.LocalDate;
import java.util.List;
import limbline.event.ReferralEvent.LesionFound;
import limbline.measure.Term;
import limbline.patient.LesionId;

/// What happened to one lesion.
///
/// @param found as it was found
/// @param placed the entry that says so
/// @param changes in time, its finding first
/// @param inFieldOf the infusions it lay in the field of
public record LesionCourse(
        LesionId id,
        LesionFound found,
        Placed placed,
        List<Change> changes,
        List<LimbCourse.Infusion> inFieldOf) {

    /// What a lesion can be in.
    public enum State implements Term {
        NOT_YET_FOUND,
        PRESENT,
        COMPLETE_RESPONSE,
        PARTIAL_RESPONSE,
        STABLE,
        NO_RESPONSE,
        PROGRESSED,
        RESECTED,
        REMOVED_WITH_LIMB
    }

    /// From `placed` on the lesion is in `state`.
    public record Change(State state, Placed placed) {}

    public LesionCourse {
        changes = List.copyOf(changes);
        inFieldOf = List.copyOf(inFieldOf);
    }

    /// Its state at the end of `day`, by the days used. A change without a date counts as soon as
    /// the lesion is there.
    public State stateAt(LocalDate day) {
        State state = State.NOT_YET_FOUND;
        for (Change change : changes) {
            boolean dated = change.placed().span().isPresent();
            if ((dated ? change.placed() : placed).hadHappenedBy(day)) {
                state = change.state();
            }
        }
        return state;
    }
}
