package limbline.patient;

import limbline.measure.Term;

/// How much an answer of the ward's rules presses.
public enum AlertTier implements Term {
    /// It is told, and nobody has to answer.
    NOTICE,
    /// Somebody acknowledges it.
    WARNING,
    /// Somebody acknowledges it and says what is done.
    URGENT
}
