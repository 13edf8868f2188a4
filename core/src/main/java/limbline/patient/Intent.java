package limbline.patient;

import limbline.measure.Term;

/// Why a treatment is given, in relation to the operation.
public enum Intent implements Term {
    NEOADJUVANT,
    ADJUVANT,
    DEFINITIVE,
    PALLIATIVE
}
