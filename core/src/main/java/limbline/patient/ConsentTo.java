package limbline.patient;

import limbline.measure.Term;

/// What a patient can consent to beyond the treatment.
public enum ConsentTo implements Term {
    /// Of this course as a case, with nobody named.
    PUBLICATION,
    /// Of pictures.
    PHOTOGRAPHS,
    /// With the record, with nobody named.
    RESEARCH
}
