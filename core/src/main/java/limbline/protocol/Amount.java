package limbline.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import limbline.measure.Check;

/// A number and its unit, as a protocol file and a theatre's monitor give it.
public record Amount(BigDecimal value, Unit unit) implements Comparable<Amount> {

    public Amount {
        BigDecimal plain = value.stripTrailingZeros();
        value = plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    public static Amount of(String value, Unit unit) {
        return new Amount(new BigDecimal(value), unit);
    }

    /// @throws IllegalArgumentException if the units differ: nothing is converted behind anybody's
    ///     back
    @Override
    public int compareTo(Amount other) {
        Check.that(unit == other.unit, "%s cannot be compared with %s", this, other);
        return value.compareTo(other.value);
    }

    /// A time as a duration, to the second.
    public Duration duration() {
        return Duration.ofSeconds(value.multiply(BigDecimal.valueOf(unit.seconds()))
                .setScale(0, RoundingMode.CEILING).longValueExact());
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + unit;
    }
}
