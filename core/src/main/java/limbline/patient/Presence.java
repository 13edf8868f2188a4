package limbline.patient;

import limbline.measure.Term;

/// Whether something was found.
public enum Presence implements Term {
    ABSENT,
    PRESENT
}
