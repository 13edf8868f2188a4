package limbline.evidence;

import java.util.Map;
import java.util.Optional;
import limbline.measure.Check;

/// What somebody measured, beside which a claim can be held.
///
/// @param value the middle of it: a median, or the one number there is
/// @param low the least of it: a quartile or the end of a range
/// @param what it is, in words
/// @param source where it was read
public record Measurement(String series, String measure, Optional<Double> value,
        Optional<Double> low, Optional<Double> high, String unit, String what, String source) {

    public Measurement {
        Check.that(value.isPresent() || (low.isPresent() && high.isPresent()),
                "%s, %s: neither a value nor a range is given", series, measure);
    }

    public static Measurement of(Map<String, String> cells) {
        String series = cells.getOrDefault("series", "").strip();
        return new Measurement(series, cells.getOrDefault("measure", "").strip(),
                number(series, cells, "value"), number(series, cells, "low"),
                number(series, cells, "high"), cells.getOrDefault("unit", ""),
                cells.getOrDefault("what", ""), cells.getOrDefault("source", ""));
    }

    private static Optional<Double> number(
            String series, Map<String, String> cells, String column) {
        return Claim.number(series, column, cells.getOrDefault(column, "").strip());
    }

    double least() {
        return low.or(() -> value).orElseThrow();
    }

    double most() {
        return high.or(() -> value).orElseThrow();
    }

    /// "median and quartiles 5.5 (4 to 8) days in turaga2011_all"
    String words() {
        String range = low.isPresent() && high.isPresent()
                ? ClaimAudit.plain(low.get()) + " to " + ClaimAudit.plain(high.get()) : "";
        String number = value.map(ClaimAudit::plain).orElse("");
        return "%s %s: %s%s %s".formatted(series, "(" + what + ")", number,
                range.isEmpty() ? "" : number.isEmpty() ? range : " (" + range + ")", unit);
    }
}
