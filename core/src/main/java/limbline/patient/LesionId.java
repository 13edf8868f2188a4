package limbline.patient;

import java.util.Locale;
import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Text;

/// Names one lesion of a patient for as long as anybody follows it: "forearm", "biceps".
public record LesionId(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public LesionId {
        Check.that(ALLOWED.matcher(value).matches(),
                "\"%s\" is not a lesion's name: up to 40 small letters, digits and hyphens",
                Text.shortened(value));
    }

    public static LesionId parse(String text) {
        return new LesionId(text.strip().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return value;
    }
}
