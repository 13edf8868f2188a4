package limbline.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;

/// A number and its unit, as a protocol file and a theatre's monitor give it: "362 s".
public record Amount(BigDecimal value, Unit unit) implements Comparable<Amount> {

    public Amount {
        BigDecimal plain = value.stripTrailingZeros();
        value = plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    public static Amount of(String value, Unit unit) {
        return new Amount(new BigDecimal(value), unit);
    }

    /// What a person typed, with its unit as UCUM or as people write it.
    ///
    /// @throws IllegalArgumentException if it is no number, or has no unit or one we do not know
    public static Amount parse(String text) {
        Matcher matcher = Quantity.Numbers.WITH_UNIT.matcher(text.strip());
        Check.that(matcher.matches(), "\"%s\" is not a number with its unit; write for example"
                + " 362 s", Text.shortened(text));
        return of(matcher.group(1), Unit.typed(matcher.group(2)));
    }

    /// @throws IllegalArgumentException if the units differ: nothing is converted behind anybody's
    ///     back
    @Override
    public int compareTo(Amount other) {
        Check.that(unit == other.unit, "%s cannot be compared with %s", this, other);
        return value.compareTo(other.value);
    }

    /// The same mass in another unit of mass (g, mg, ug), exact to the last digit; empty where
    /// either is no mass. It has to be asked for: [#compareTo] converts nothing.
    public Optional<Amount> in(Unit other) {
        if (unit == other) {
            return Optional.of(this);
        }
        OptionalInt from = unit.decimalsOfGram();
        OptionalInt to = other.decimalsOfGram();
        return from.isEmpty() || to.isEmpty() ? Optional.empty()
                : Optional.of(new Amount(value.scaleByPowerOfTen(
                        to.getAsInt() - from.getAsInt()), other));
    }

    /// A time as a duration, to the second.
    public Duration duration() {
        return Duration.ofSeconds(value.multiply(BigDecimal.valueOf(unit.seconds()))
                .setScale(0, RoundingMode.CEILING).longValueExact());
    }

    /// For people: "37.6 °C". Every sentence and page says an amount in this way; files and the
    /// journal have [#toString].
    public String written() {
        return (value.toPlainString() + " " + unit.written()).strip();
    }

    /// As files and the journal have it: "37.6 Cel".
    @Override
    public String toString() {
        return value.toPlainString() + " " + unit;
    }
}
