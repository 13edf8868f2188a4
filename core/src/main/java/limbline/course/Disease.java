package limbline.course;

import java.util.List;
import java.util.Optional;
import limbline.course.DiseaseCourse.Status;
import limbline.event.BoardEvent;
import limbline.event.CareEvent;
import limbline.event.Event;
import limbline.event.FollowupEvent;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.OrderEvent;
import limbline.event.ProcedureEvent;
import limbline.event.RecordEvent;
import limbline.event.ReferralEvent;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Imaged;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.TheatreEvent;
import limbline.event.TherapyEvent;
import limbline.event.WardEvent;
import limbline.measure.Finding;
import limbline.patient.CauseOfDeath;
import limbline.patient.DiseaseStatus;
import limbline.patient.Extent;
import limbline.patient.LesionKind;
import limbline.patient.Presence;

/// Reads the state of the disease off the timeline.
final class Disease {

    private Disease() {}

    static DiseaseCourse status(List<Placed> timeline) {
        for (Placed placed : timeline.reversed()) {
            if (placed.event() instanceof Died(var cause)) {
                return new DiseaseCourse(dead(cause), Optional.of(placed));
            }
        }
        DiseaseCourse last = new DiseaseCourse(Status.NOT_STATED, Optional.empty());
        for (Placed placed : timeline.reversed()) {
            Optional<Status> alive = alive(placed.event());
            if (alive.isPresent() && isNewer(last, placed)) {
                last = new DiseaseCourse(alive.get(), Optional.of(placed));
            }
        }
        return last;
    }

    /// Read backwards: the first one met counts, but of several on its day one that states
    /// something counts before one that does not.
    private static boolean isNewer(DiseaseCourse last, Placed placed) {
        return last.restsOn()
                .map(met -> last.status() == Status.ALIVE_STATUS_NOT_STATED
                        && met.span().equals(placed.span()))
                .orElse(true);
    }

    static Optional<Placed> distant(List<Placed> timeline) {
        return timeline.stream().filter(placed -> isDistant(placed.event())).findFirst();
    }

    private static boolean isDistant(Event event) {
        return switch (event) {
            case Progressed progressed -> progressed.extent().contains(Extent.DISTANT);
            case LesionFound found -> found.kind() == LesionKind.DISTANT_METASTASIS;
            case Imaged imaged -> imaged.distantDisease().is(Presence.PRESENT);
            case Diagnosed diagnosed -> diagnosed.metastasis().is(Presence.PRESENT);
            case ReferralEvent _, BoardEvent _, TherapyEvent _, TheatreEvent _, OrderEvent _,
                    ProcedureEvent _, WardEvent _, CareEvent _, FollowupEvent _,
                    RecordEvent _ -> false;
        };
    }

    private static Status dead(Finding<CauseOfDeath> cause) {
        return cause.found().map(known -> switch (known) {
            case OF_DISEASE -> Status.DEAD_OF_DISEASE;
            case OF_TREATMENT -> Status.DEAD_OF_TREATMENT;
            case OTHER -> Status.DEAD_OF_OTHER_CAUSE;
        }).orElse(Status.DEAD_CAUSE_NOT_STATED);
    }

    /// A progression says that there is disease; a visit says what was written at it.
    private static Optional<Status> alive(Event event) {
        if (event instanceof LastSeen(var status)) {
            return Optional.of(status.found().map(Disease::seen)
                    .orElse(Status.ALIVE_STATUS_NOT_STATED));
        }
        return event instanceof Progressed
                ? Optional.of(Status.ALIVE_WITH_DISEASE)
                : Optional.empty();
    }

    private static Status seen(DiseaseStatus status) {
        return switch (status) {
            case NO_EVIDENCE_OF_DISEASE -> Status.NO_EVIDENCE_OF_DISEASE;
            case ALIVE_WITH_DISEASE -> Status.ALIVE_WITH_DISEASE;
            case ALIVE_STATUS_NOT_STATED -> Status.ALIVE_STATUS_NOT_STATED;
        };
    }
}
