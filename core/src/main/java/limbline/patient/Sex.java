package limbline.patient;

import limbline.measure.Term;

/// As the record states it.
public enum Sex implements Term {
    FEMALE,
    MALE
}
