package limbline.patient;

import limbline.measure.Term;

/// Upper or lower limb.
public enum Extremity implements Term {
    ARM,
    LEG
}
