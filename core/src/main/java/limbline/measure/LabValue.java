package limbline.measure;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a laboratory reports of one analyte: a number with its unit, or that it lies beyond what
/// could be measured (">1000 U/L").
///
/// @param unit in UCUM's spelling, one of [#UNITS]; which of them suits an analyte is the analyte's
///     to say
public record LabValue(Bound bound, BigDecimal value, String unit) {

    public static final List<String> UNITS = List.of(
            "U/L", "ukat/L", "umol/L", "mmol/L", "mg/dL", "g/dL", "g/L", "ug/L", "ng/mL",
            "10*9/L", "10*3/uL", "mL/min", "s", "%");

    /// A unit may begin with a digit (10*9/L) and then needs a blank before it; the number gives
    /// none of its digits away (`+`).
    private static final Pattern WRITTEN = Pattern.compile(
            "([<>]=?|)\\s*(\\d{1,9}+(?:\\.\\d{1,6}+)?+)(?:\\s+|(?=\\D))(\\S{1,12})");

    private static final char MICRO = '\u00b5';
    private static final char MU = '\u03bc'; // the Greek letter, which looks the same

    private static final BigDecimal MOST = new BigDecimal("1000000000");

    /// How the number bounds the truth.
    public enum Bound {
        EXACT(""),
        BELOW("<"),
        AT_MOST("<="),
        ABOVE(">"),
        AT_LEAST(">=");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }

        /// @param sign as it is written: nothing, `<`, `<=`, `>` or `>=`
        public static Bound of(String sign) {
            return Arrays.stream(values())
                    .filter(bound -> bound.sign.equals(sign))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "\"%s\" is none of <, <=, > and >=".formatted(Text.shortened(sign))));
        }
    }

    public LabValue {
        Check.that(value.signum() >= 0, "a laboratory value of %s is negative", value);
        Check.that(value.scale() <= 6 && value.compareTo(MOST) < 0,
                "a laboratory value of %s is not below %s with at most 6 decimals",
                value.toPlainString(), MOST.toPlainString());
        value = value.scale() < 0 ? value.setScale(0) : value;
        Check.that(UNITS.contains(unit), "\"%s\" is not one of the units %s", unit,
                String.join(", ", UNITS));
    }

    /// What a person typed, or the journal has: micro is `u`, or either of its signs.
    public static LabValue parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        Check.that(matcher.matches(),
                "\"%s\" is not a number with its unit; write for example 563 U/L or >1000 U/L",
                Text.shortened(text));
        return new LabValue(Bound.of(matcher.group(1)),
                new BigDecimal(matcher.group(2)),
                matcher.group(3).replace(MICRO, 'u').replace(MU, 'u'));
    }

    /// For people: "92 µmol/L". Every sentence and page says a value in this way; files and the
    /// journal have [#toString].
    public String written() {
        return bound.sign + value.toPlainString() + " " + written(unit);
    }

    /// A unit as people write it.
    private static String written(String unit) {
        return unit.replace('u', MICRO);
    }

    @Override
    public String toString() {
        return bound.sign + value.toPlainString() + " " + unit;
    }
}
