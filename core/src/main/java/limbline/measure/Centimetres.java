package limbline.measure;

import java.math.BigDecimal;

/// A length in centimetres (cm).
///
/// @param value from 0 to 300; the range is no clinical judgement, it catches a slipped decimal
///     point and a wrong unit
public record Centimetres(BigDecimal value) implements Quantity, Comparable<Centimetres> {

    public static final String UNIT = "cm";

    public Centimetres {
        value = Quantity.within(value, "0", "300", UNIT);
    }

    /// What a person typed, with its unit: "51.5 cm".
    public static Centimetres parse(String text) {
        return new Centimetres(Quantity.number(text, UNIT, "51.5 cm"));
    }

    @Override
    public String unit() {
        return UNIT;
    }

    @Override
    public int compareTo(Centimetres other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + UNIT;
    }
}
