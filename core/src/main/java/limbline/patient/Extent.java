package limbline.patient;

import limbline.measure.Term;

/// Where disease came up or grew. In-field and out-of-field need an infused field; a registry's
/// locoregional is neither.
public enum Extent implements Term {
    IN_FIELD,
    OUT_OF_FIELD,
    LOCAL,
    REGIONAL,
    LOCOREGIONAL,
    DISTANT
}
