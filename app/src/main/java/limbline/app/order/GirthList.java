package limbline.app.order;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.measure.Centimetres;
import limbline.measure.Check;
import limbline.measure.Girth;
import limbline.measure.Text;
import org.jspecify.annotations.Nullable;

/// Girths as they are called out beside the patient: one after the other from the tourniquet down,
/// each so many centimetres further, or with its place: `52 48.5 45`, `50.5 at 10`.
final class GirthList {

    private static final int MOST = 60;

    private static final Pattern ONE = Pattern.compile(
            "\\G[\\s,;]*(\\d{1,4}(?:\\.\\d{1,3})?)(?: *([a-z\"]+)(?<!at))?"
                    + "(?:\\s+at\\s+(\\d{1,4}(?:\\.\\d{1,3})?)(?: *([a-z\"]+))?)?(?=[\\s,;]|$)");

    private GirthList() {}

    /// @param every how far apart, with its unit; where a girth has its place, it counts from there
    /// @throws IllegalArgumentException that says which cannot be read
    static List<Girth> parse(String typed, String every) {
        String text = typed.strip();
        List<Girth> girths = new ArrayList<>();
        BigDecimal at = BigDecimal.ZERO;
        Matcher one = ONE.matcher(text);
        int end = 0;
        while (end < text.length() && one.find()) {
            if (one.group(3) != null) {
                at = length(one.group(3), one.group(4)).value();
            } else if (!girths.isEmpty()) {
                at = at.add(length(every).value());
            }
            girths.add(new Girth(length(one.group(1), one.group(2)), new Centimetres(at)));
            Check.that(girths.size() <= MOST, "more than %s girths", MOST);
            end = one.end();
        }
        Check.that(end == text.length(), "\"%s\" is not a girth; write numbers in cm, such as 52"
                + " 48.5 45, or with the place: 50.5 at 10",
                Text.shortened(text.substring(Math.min(end, text.length())).strip()));
        return girths;
    }

    private static Centimetres length(String number, @Nullable String unit) {
        return Centimetres.parse(number + " " + (unit == null ? Centimetres.UNIT : unit));
    }

    /// A number of centimetres, with or without the unit.
    static Centimetres length(String typed) {
        String text = typed.strip();
        return Centimetres.parse(text.matches("\\d+(\\.\\d+)?") ? text + " cm" : text);
    }
}
