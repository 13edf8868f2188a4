package limbline.patient;

import limbline.measure.Term;

/// The category of a response to treatment, as assessed.
public enum Response implements Term {
    COMPLETE,
    PARTIAL,
    STABLE,
    PROGRESSIVE,
    /// "No response", which some series report as a category of its own.
    NO_RESPONSE,
    NOT_ASSESSABLE
}
