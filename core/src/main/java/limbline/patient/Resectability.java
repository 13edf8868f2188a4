package limbline.patient;

import limbline.measure.Term;

/// Whether a surgeon judged the lesion resectable.
public enum Resectability implements Term {
    RESECTABLE,
    BORDERLINE,
    UNRESECTABLE
}
