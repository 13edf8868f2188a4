package limbline.measure;

import java.math.BigDecimal;

/// A volume in millilitres (mL).
///
/// @param value from 0 to 30000; the range is no clinical judgement, it catches a slipped decimal
///     point and a wrong unit
public record Millilitres(BigDecimal value) implements Quantity, Comparable<Millilitres> {

    public static final String UNIT = "mL";

    public Millilitres {
        value = Quantity.within(value, "0", "30000", UNIT);
    }

    /// What a person typed, with its unit: "250 mL".
    public static Millilitres parse(String text) {
        return new Millilitres(Quantity.number(text, UNIT, "250 mL"));
    }

    @Override
    public String unit() {
        return UNIT;
    }

    @Override
    public int compareTo(Millilitres other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + UNIT;
    }
}
