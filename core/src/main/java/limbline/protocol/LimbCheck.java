package limbline.protocol;

import limbline.measure.Term;

/// The limb before the team, held against the signed order.
public enum LimbCheck implements Term {
    NOT_COMPARED,
    DIFFERS,
    AGREES
}
