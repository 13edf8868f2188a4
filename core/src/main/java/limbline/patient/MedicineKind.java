package limbline.patient;

import limbline.measure.Term;

/// What a medicine of the ward is given for, as far as the ward's page marks it.
public enum MedicineKind implements Term {
    CORTICOSTEROID,
    DIURETIC,
    ANALGESIC,
    ANTICOAGULANT,
    ANTIBIOTIC,
    OTHER
}
