package limbline.protocol;

import java.time.Duration;
import limbline.measure.Amount;
import limbline.measure.Check;

/// What is known of a measurement at a moment.
public sealed interface Reading {

    /// Nobody has measured it.
    record Missing() implements Reading {}

    /// @param age since it was measured
    record Taken(Amount amount, Duration age) implements Reading {
        public Taken {
            Check.that(!age.isNegative(), "a value cannot be measured %s from now", age.abs());
        }
    }

    /// There was no earlier treatment: longer ago than any limit.
    record NeverBefore() implements Reading {}
}
