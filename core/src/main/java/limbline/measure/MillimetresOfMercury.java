package limbline.measure;

import java.math.BigDecimal;

/// A pressure in millimetres of mercury (mm[Hg]).
///
/// @param value from 0 to 400; the range is no clinical judgement, it catches a slipped decimal
///     point and a wrong unit
public record MillimetresOfMercury(BigDecimal value)
        implements Quantity, Comparable<MillimetresOfMercury> {

    public static final String UNIT = "mm[Hg]";

    public MillimetresOfMercury {
        value = Quantity.within(value, "0", "400", UNIT);
    }

    /// What a person typed, with its unit: "30 mm[Hg]".
    public static MillimetresOfMercury parse(String text) {
        return new MillimetresOfMercury(Quantity.number(text, UNIT, "30 mm[Hg]"));
    }

    @Override
    public String unit() {
        return UNIT;
    }

    @Override
    public int compareTo(MillimetresOfMercury other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + UNIT;
    }
}
