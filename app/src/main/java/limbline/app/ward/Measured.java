package limbline.app.ward;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
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
            "(<=|>=|=<|=>|<|>|≤|≥|=|)\\s*\\+?(\\d{1,9}(?:\\.\\d{1,6})?|\\.\\d{1,6})"
                    + "(?:\\s*([A-Za-z%/µμ\\[]\\S{0,19})|\\s+(10[*^]\\S{1,17})|)");

    /// The value of an observation (OBX-5 by the type in OBX-2); empty where none can be read.
    static Optional<Measured> of(Segment observation) {
        if (observation.repetitions(5) > 1 && observation.whole(5).size() > 1) {
            return Optional.empty(); // several values under one code: which of them is it?
        }
        if (observation.field(2).equals("SN")) {
            return structured(observation);
        }
        return parse(observation.field(5))
                .filter(measured -> !observation.field(2).equals("NM") || measured.unit.isEmpty());
    }

    static Optional<Measured> parse(String text) {
        Matcher found = WRITTEN.matcher(text.strip());
        return found.matches()
                ? Optional.of(new Measured(bound(found.group(1)), number(found.group(2)),
                        Stream.of(found.group(3), found.group(4)).filter(Objects::nonNull)
                                .findFirst().orElse("")))
                : Optional.empty();
    }

    /// A comparator, a number, and for ranges and ratios a separator and a second number: these are
    /// not one value.
    private static Optional<Measured> structured(Segment observation) {
        String comparator = observation.component(5, 1);
        if (!observation.component(5, 3).isEmpty() || !observation.component(5, 4).isEmpty()) {
            return Optional.empty();
        }
        return observation.component(5, 2).isEmpty()
                ? parse(comparator)
                : parse(comparator + observation.component(5, 2));
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
        return new BigDecimal(digits.startsWith(".") ? "0" + digits : digits);
    }
}
