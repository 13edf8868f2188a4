package limbline.course;

import java.util.Optional;
import limbline.measure.Term;

/// How it stands with the disease, by the last that is known of it.
///
/// @param restsOn the event that says so, if any does
public record DiseaseCourse(Status status, Optional<Placed> restsOn) {

    /// Alive or dead, with or without disease.
    public enum Status implements Term {
        NO_EVIDENCE_OF_DISEASE,
        ALIVE_WITH_DISEASE,
        ALIVE_STATUS_NOT_STATED,
        DEAD_OF_DISEASE,
        DEAD_OF_TREATMENT,
        DEAD_OF_OTHER_CAUSE,
        DEAD_CAUSE_NOT_STATED,
        NOT_STATED
    }
}
