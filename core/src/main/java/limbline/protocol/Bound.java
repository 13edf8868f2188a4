package limbline.protocol;

import limbline.measure.Amount;
import limbline.measure.Term;

/// On which side of its limit a value has to be.
public enum Bound implements Term {
    AT_LEAST,
    ABOVE,
    AT_MOST,
    BELOW;

    boolean holds(Amount value, Amount limit) {
        int comparison = value.compareTo(limit);
        return switch (this) {
            case AT_LEAST -> comparison >= 0;
            case ABOVE -> comparison > 0;
            case AT_MOST -> comparison <= 0;
            case BELOW -> comparison < 0;
        };
    }

    /// Whether a value beyond every limit is on the right side.
    boolean holdsForTheLargest() {
        return this == AT_LEAST || this == ABOVE;
    }

    String words() {
        return term().replace('-', ' ');
    }
}
