package limbline.protocol;

import limbline.measure.Term;

/// What an interlock does when it has something against a step.
public enum Action implements Term {
    /// No permission. Nobody overrides it.
    HOLD,
    /// Permission by two named people, each with a PIN and a reason.
    ASK,
    /// It only tells.
    NOTE
}
