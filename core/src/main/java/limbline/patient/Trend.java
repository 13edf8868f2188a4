package limbline.patient;

import limbline.measure.Term;

/// Where the values of an analyte are going, as a source says it that gives no values.
public enum Trend implements Term {
    RISING,
    PEAKED_AND_FALLING,
    BACK_TO_BASELINE
}
