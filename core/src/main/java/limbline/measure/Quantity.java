package limbline.measure;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number with its unit. Each kind is a type of its own, so that no bare number crosses a method
/// and a millilitre cannot meet a milligram. The text is always "35 Gy": a number, a blank, the
/// unit in UCUM's spelling.
public sealed interface Quantity
        permits Centimetres, Gray, Hours, Kilograms, Milligrams, Millilitres, Millimetres,
                MillimetresOfMercury, Years {

    BigDecimal value();

    /// The unit as UCUM spells it.
    String unit();

    /// The number in front of `unit`.
    ///
    /// @throws IllegalArgumentException if the unit is missing or another one, or the number none
    static BigDecimal number(String text, String unit, String example) {
        Matcher matcher = Numbers.WITH_UNIT.matcher(text.strip());
        Check.that(matcher.matches(), "\"%s\" is not a number with its unit; write for example %s",
                Text.shortened(text), example);
        String found = matcher.group(2);
        Check.that(found.equals(unit), "\"%s\" is not in %s; write for example %s",
                Text.shortened(text), unit, example);
        return new BigDecimal(matcher.group(1));
    }

    /// `value` without trailing zeros (50 mg equals 50.0 mg), within its range.
    static BigDecimal within(BigDecimal value, String least, String most, String unit) {
        Check.that(
                value.compareTo(new BigDecimal(least)) >= 0
                        && value.compareTo(new BigDecimal(most)) <= 0,
                "%s %s is outside %s to %s %s; check the number and the unit",
                value.toPlainString(), unit, least, most, unit);
        BigDecimal plain = value.stripTrailingZeros();
        Check.that(plain.scale() <= 9, "%s %s is finer than 9 decimals; round it", value, unit);
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /// How numbers with units are written; a unit that begins with a digit (10*9/L) has a blank before
    /// it.
    final class Numbers {
        static final Pattern WITH_UNIT =
                Pattern.compile("(-?\\d{1,12}(?:\\.\\d{1,9})?)(?:\\s+|(?=[^\\s\\d.]))(\\S.{0,30})");

        private Numbers() {}
    }
}
