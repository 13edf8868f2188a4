package limbline.evidence;

import limbline.measure.Term;

/// What is found of a printed number. It is said of the arithmetic, and of nobody's honesty.
public enum Judgement implements Term {
    /// A whole count gives it under the denominator that the number names.
    CONSISTENT,
    /// A whole count gives it, but something has to be assumed; the explanation says what.
    CONSISTENT_ONLY_IF,
    /// No whole count gives it under any denominator of the row.
    IMPOSSIBLE,
    /// It is no single percentage, or nothing is given that it could be a part of.
    NOT_TESTABLE;

    /// The graver of two.
    Judgement and(Judgement other) {
        return weight() >= other.weight() ? this : other;
    }

    private int weight() {
        return switch (this) {
            case NOT_TESTABLE -> 0;
            case CONSISTENT -> 1;
            case CONSISTENT_ONLY_IF -> 2;
            case IMPOSSIBLE -> 3;
        };
    }
}
