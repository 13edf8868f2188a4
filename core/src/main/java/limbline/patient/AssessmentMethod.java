package limbline.patient;

import limbline.measure.Term;

/// How a response was looked at.
public enum AssessmentMethod implements Term {
    CLINICAL,
    IMAGING,
    CLINICAL_AND_IMAGING,
    PATHOLOGY
}
