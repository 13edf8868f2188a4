package limbline.app.ward;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import limbline.app.hl7.Segment;
import limbline.measure.LabValue.Bound;

/// A number as a laboratory writes it, without its unit.
///
/// @param unit that stands behind the number in the text, or empty
record Measured(Bound bound, BigDecimal number, String unit) {

    private static final Pattern WRITTEN = Pattern.compile(
            "(<=|>=|=<|=>|<|>|≤|≥|=|)\\s*([+-]?(?:\\d{1,15}(?:\\.\\d{0,12})?|\\.\\d{1,12}))"
                    + "(?:\\s*([A-Za-z%/µμ\\[]\\S{0,19})|\\s+(10[*^]\\S{1,17})|)");

    /// What some laboratories write behind a number that is out of its range.
    private static final Pattern FLAG = Pattern.compile("\\s*(?:\\*{1,3}|\\s(?:HH?|LL?))$");

    private static final Pattern COMMA = Pattern.compile("([<>=≤≥\\s+-]*\\d+),(\\d+)([^.,]*)");

    /// Types (OBX-2) in which numbers are sent. A code or a date of digits only is none.
    private static final Set<String> TYPES = Set.of("", "NM", "SN", "ST", "TX", "FT");

    static String type(Segment observation) {
        return observation.field(2).toUpperCase(Locale.ROOT);
    }

    static boolean mayBeNumber(Segment observation) {
        return TYPES.contains(type(observation));
    }

    /// The value of an observation (OBX-5 by the type in OBX-2); empty where none can be read.
    ///
    /// @param decimalComma whether 4,2 is written for 4.2
    static Optional<Measured> of(Segment observation, boolean decimalComma) {
        List<String> written = observation.whole(5);
        if (written.size() > 1 || !mayBeNumber(observation)) {
            return Optional.empty(); // several values under one code: which of them is it?
        }
        if (type(observation).equals("SN")) {
            return structured(observation, decimalComma);
        }
        if (written.isEmpty() || !written.getFirst().equals(observation.field(5))) {
            return Optional.empty(); // it has parts, and a number has none
        }
        return parse(FLAG.matcher(written.getFirst()).replaceFirst(""), decimalComma)
                .filter(measured -> !type(observation).equals("NM") || measured.unit.isEmpty());
    }

    private static Optional<Measured> parse(String text, boolean decimalComma) {
        Matcher comma = COMMA.matcher(text);
        Matcher found = WRITTEN.matcher(
                (decimalComma && comma.matches() ? comma.replaceFirst("$1.$2$3") : text).strip());
        return found.matches()
                ? Optional.of(new Measured(bound(found.group(1)), number(found.group(2)),
                        Stream.of(found.group(3), found.group(4)).filter(Objects::nonNull)
                                .findFirst().orElse("")))
                : Optional.empty();
    }

    /// A comparator, a number, and for ranges and ratios a separator and a second number: these are
    /// not one value.
    private static Optional<Measured> structured(Segment observation, boolean comma) {
        String comparator = observation.component(5, 1);
        String number = observation.component(5, 2);
        String third = observation.component(5, 3);
        if (!observation.component(5, 4).isEmpty()) {
            return Optional.empty();
        }
        if (!third.isEmpty()) { // `^<^5`: everything one place too far to the right
            return comparator.isEmpty() && number.matches("[<>]=?") ? parse(number + third, comma)
                    : Optional.empty();
        }
        return parse(comparator + number, comma);
    }

    private static Bound bound(String sign) {
        return switch (sign) {
            case "<" -> Bound.BELOW;
            case "<=", "=<", "≤" -> Bound.AT_MOST;
            case ">" -> Bound.ABOVE;
            case ">=", "=>", "≥" -> Bound.AT_LEAST;
            default -> Bound.EXACT;
        };
    }

    private static BigDecimal number(String digits) {
        return new BigDecimal(digits);
    }
}
