package limbline.patient;

import limbline.measure.Term;

/// Of the sarcoma, or of anything else.
public enum CauseOfDeath implements Term {
    OF_DISEASE,
    OF_TREATMENT,
    OTHER
}
