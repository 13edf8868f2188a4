package limbline.patient;

import limbline.measure.Term;

/// What an infusion can leave behind in a limb for months or for good.
public enum LateEffect implements Term {
    PARAESTHESIA,
    NERVE_PALSY,
    OEDEMA,
    FIBROSIS;

    /// "nerve palsy".
    public String words() {
        return term().replace('-', ' ');
    }
}
