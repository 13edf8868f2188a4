package limbline.patient;

import limbline.measure.Term;

/// What is looked at in a limb check.
public enum Sign implements Term {
    COLOUR,
    WARMTH,
    PAIN,
    PASSIVE_STRETCH,
    SENSATION,
    MOVEMENT,
    PULSE,
    SWELLING,
    BLISTER;

    /// "passive stretch".
    public String words() {
        return term().replace('-', ' ');
    }
}
