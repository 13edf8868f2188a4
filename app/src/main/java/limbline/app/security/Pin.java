package limbline.app.security;

import java.util.regex.Pattern;
import limbline.measure.Check;

/// The number with which somebody confirms what takes two people, as it was typed. It prints as
/// dots.
///
/// @param digits from 6 to 12 of them, not all alike and no run such as 123456
public record Pin(String digits) {

    private static final Pattern ALLOWED = Pattern.compile("[0-9]{6,12}");
    private static final String UPWARDS = "01234567890123456789";
    private static final String DOWNWARDS = "98765432109876543210";

    public Pin {
        Check.that(ALLOWED.matcher(digits).matches(), "a PIN has from 6 to 12 digits");
        Check.that(digits.chars().distinct().count() >= 3
                        && !UPWARDS.contains(digits) && !DOWNWARDS.contains(digits),
                "a PIN that anybody would try first is not taken: no run such as 123456, and at"
                        + " least three different digits");
    }

    @Override
    public String toString() {
        return "......";
    }
}
