package limbline.measure;

import java.math.BigDecimal;

/// An absorbed dose of radiation in gray (Gy).
///
/// @param value from 0.01 to 200; the range is no clinical judgement, it catches a slipped decimal
///     point and a wrong unit
public record Gray(BigDecimal value) implements Quantity, Comparable<Gray> {

    public static final String UNIT = "Gy";

    public Gray {
        value = Quantity.within(value, "0.01", "200", UNIT);
    }

    /// What a person typed, with its unit: "50 Gy".
    public static Gray parse(String text) {
        return new Gray(Quantity.number(text, UNIT, "50 Gy"));
    }

    @Override
    public String unit() {
        return UNIT;
    }

    @Override
    public int compareTo(Gray other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + UNIT;
    }
}
