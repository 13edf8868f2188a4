package limbline.measure;

import java.math.BigDecimal;

/// A mass of drug in milligrams (mg).
///
/// @param value from 0 to 10000; the range is no clinical judgement, it catches a slipped decimal
///     point and a wrong unit
public record Milligrams(BigDecimal value) implements Quantity, Comparable<Milligrams> {

    public static final String UNIT = "mg";

    public Milligrams {
        value = Quantity.within(value, "0", "10000", UNIT);
    }

    /// What a person typed, with its unit: "50 mg".
    public static Milligrams parse(String text) {
        return new Milligrams(Quantity.number(text, UNIT, "50 mg"));
    }

    @Override
    public String unit() {
        return UNIT;
    }

    @Override
    public int compareTo(Milligrams other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + UNIT;
    }
}
