package limbline.patient;

import limbline.measure.Term;

/// Histological grade: in words as a report gives it, or by the three FNCLCC grades.
public enum Grade implements Term {
    LOW,
    INTERMEDIATE,
    HIGH,
    FNCLCC_1,
    FNCLCC_2,
    FNCLCC_3
}
