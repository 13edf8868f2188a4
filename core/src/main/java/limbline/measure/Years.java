package limbline.measure;

import java.math.BigDecimal;

/// An age in years (a).
///
/// @param value from 0 to 130; the range is no clinical judgement, it catches a slipped decimal
///     point and a wrong unit
public record Years(BigDecimal value) implements Quantity, Comparable<Years> {

    public static final String UNIT = "a";

    public Years {
        value = Quantity.within(value, "0", "130", UNIT);
    }

    /// What a person typed, with its unit: "34 a".
    public static Years parse(String text) {
        return new Years(Quantity.number(text, UNIT, "34 a"));
    }

    @Override
    public String unit() {
        return UNIT;
    }

    @Override
    public int compareTo(Years other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + UNIT;
    }
}
