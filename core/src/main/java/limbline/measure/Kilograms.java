package limbline.measure;

import java.math.BigDecimal;

/// The mass of a body in kilograms (kg).
///
/// @param value from 0.2 to 400; the range is no clinical judgement, it catches a slipped decimal
///     point and a wrong unit
public record Kilograms(BigDecimal value) implements Quantity, Comparable<Kilograms> {

    public static final String UNIT = "kg";

    public Kilograms {
        value = Quantity.within(value, "0.2", "400", UNIT);
    }

    /// What a person typed, with its unit: "72.5 kg".
    public static Kilograms parse(String text) {
        return new Kilograms(Quantity.number(text, UNIT, "72.5 kg"));
    }

    @Override
    public String unit() {
        return UNIT;
    }

    @Override
    public int compareTo(Kilograms other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + UNIT;
    }
}
