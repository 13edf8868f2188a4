package limbline.patient;

import limbline.measure.Term;

/// One sign of a limb check.
public enum LimbSign implements Term {
    NORMAL,
    SLIGHT,
    MARKED
}
