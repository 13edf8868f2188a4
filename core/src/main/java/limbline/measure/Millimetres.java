package limbline.measure;

import java.math.BigDecimal;

/// A length in millimetres (mm), as lesions are measured.
///
/// @param value from 0 to 1000; the range is no clinical judgement, it catches a slipped decimal
///     point and a wrong unit
public record Millimetres(BigDecimal value) implements Quantity, Comparable<Millimetres> {

    public static final String UNIT = "mm";

    public Millimetres {
        value = Quantity.within(value, "0", "1000", UNIT);
    }

    /// What a person typed, with its unit: "35 mm".
    public static Millimetres parse(String text) {
        return new Millimetres(Quantity.number(text, UNIT, "35 mm"));
    }

    @Override
    public String unit() {
        return UNIT;
    }

    @Override
    public int compareTo(Millimetres other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + UNIT;
    }
}
