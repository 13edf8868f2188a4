package limbline.patient;

import limbline.measure.Term;

/// How tissue was taken.
public enum BiopsyMethod implements Term {
    CORE,
    INCISIONAL,
    EXCISIONAL,
    FINE_NEEDLE
}
