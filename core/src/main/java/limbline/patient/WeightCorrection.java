package limbline.patient;

import limbline.measure.Term;

/// Whether a dose by limb volume is lowered for a body above its ideal weight. Sources disagree, so
/// an order says which it is.
public enum WeightCorrection implements Term {
    UNCORRECTED,
    TO_IDEAL_WEIGHT
}
