package limbline.patient;

import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Text;

/// The pseudonym a patient's events stand under. It holds no name, no date and no hospital number.
public record PatientId(String value) implements Comparable<PatientId> {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public PatientId {
        Check.that(ALLOWED.matcher(value).matches(),
                "\"%s\" is not a patient's id: up to 64 letters, digits, dots, hyphens and "
                        + "underscores, a letter or digit first", Text.shortened(value));
    }

    public static PatientId parse(String text) {
        return new PatientId(text.strip());
    }

    @Override
    public int compareTo(PatientId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
