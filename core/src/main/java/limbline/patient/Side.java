package limbline.patient;

import limbline.measure.Term;

/// Of the body, the patient's own.
public enum Side implements Term {
    LEFT,
    RIGHT
}
