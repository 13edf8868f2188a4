package limbline.patient;

import limbline.measure.Term;

/// How sure the laboratory is of what it reported.
public enum ResultStatus implements Term {
    /// It may still change.
    PRELIMINARY,
    FINAL,
    /// It takes the place of a final one that was wrong.
    CORRECTED
}
