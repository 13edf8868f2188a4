package limbline.patient;

import java.util.Locale;
import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.measure.Text;

/// Names one session in theatre, so that a resection and an infusion under the same anaesthetic are
/// known to be one operation.
public record OperationId(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public OperationId {
        Check.that(ALLOWED.matcher(value).matches(),
                "\"%s\" is not an operation's name: up to 40 small letters, digits and hyphens",
                Text.shortened(value));
    }

    public static OperationId parse(String text) {
        return new OperationId(text.strip().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return value;
    }
}
