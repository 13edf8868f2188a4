package limbline.patient;

import limbline.measure.Term;

/// What somebody says of an item on a list.
public enum Met implements Term {
    MET,
    NOT_MET
}
