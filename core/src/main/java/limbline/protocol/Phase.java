package limbline.protocol;

import limbline.measure.Term;

/// Where the limb is, and so which way out there is.
public enum Phase implements Term {
    BEFORE_ISOLATION,
    ISOLATED,
    AFTER_RELEASE
}
