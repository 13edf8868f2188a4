package limbline.patient;

import limbline.measure.Term;

/// Why a limb was taken off; limb salvage counts them apart.
public enum AmputationReason implements Term {
    PROGRESSION,
    TOXICITY,
    COMPLICATION,
    FUNCTION,
    PRIMARY_TREATMENT
}
