package limbline.protocol;

import limbline.measure.Term;

/// What a step does to the limb, as far as the built-in invariants must know.
public enum Deed implements Term {
    /// Holds patient, side and limb against the signed order.
    CONFIRM_LIMB,
    /// Puts a catheter or cannula in.
    INSERT,
    /// Cuts the limb off from the body: cuff up, vessels clamped.
    ISOLATE,
    WASH_OUT,
    /// Gives the limb back to the body: cuff down, clamps off.
    RELEASE,
    /// Takes what was inserted out.
    REMOVE
}
