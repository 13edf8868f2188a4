package limbline.patient;

import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Text;

/// Performance status after Karnofsky: 100 is no complaint, 0 is death, in steps of ten.
///
/// @param value 0 to 100
public record Karnofsky(int value) implements Comparable<Karnofsky> {

    private static final Pattern WRITTEN = Pattern.compile("\\d{1,3}");

    public Karnofsky {
        Check.that(value >= 0 && value <= 100 && value % 10 == 0,
                "a Karnofsky status of %s is none of 0, 10, 20 to 100", value);
    }

    public static Karnofsky parse(String text) {
        String digits = text.strip();
        Check.that(WRITTEN.matcher(digits).matches(),
                "\"%s\" is not a Karnofsky status; write for example 80", Text.shortened(text));
        return new Karnofsky(Integer.parseInt(digits));
    }

    @Override
    public int compareTo(Karnofsky other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
