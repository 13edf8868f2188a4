package limbline.patient;

import limbline.measure.Term;

/// What a lesion is in the course of the disease.
public enum LesionKind implements Term {
    PRIMARY,
    LOCAL_RECURRENCE,
    IN_TRANSIT,
    NODAL_METASTASIS,
    DISTANT_METASTASIS,
    UNCERTAIN
}
