package limbline.patient;

import limbline.measure.Term;

/// In relation to the investing fascia.
public enum Depth implements Term {
    SUPERFICIAL,
    DEEP
}
