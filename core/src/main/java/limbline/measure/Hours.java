package limbline.measure;

import java.math.BigDecimal;

/// A span of time in hours (h).
///
/// @param value from 0.01 to 168; the range is no clinical judgement, it catches a slipped decimal
///     point and a wrong unit
public record Hours(BigDecimal value) implements Quantity, Comparable<Hours> {

    public static final String UNIT = "h";

    public Hours {
        value = Quantity.within(value, "0.01", "168", UNIT);
    }

    /// What a person typed, with its unit: "6 h".
    public static Hours parse(String text) {
        return new Hours(Quantity.number(text, UNIT, "6 h"));
    }

    @Override
    public String unit() {
        return UNIT;
    }

    @Override
    public int compareTo(Hours other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + UNIT;
    }
}
