package limbline.patient;

import limbline.measure.Term;

/// What was found when the patient was last looked at.
public enum DiseaseStatus implements Term {
    NO_EVIDENCE_OF_DISEASE,
    ALIVE_WITH_DISEASE,
    ALIVE_STATUS_NOT_STATED
}
