package limbline.app.exchange;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import limbline.app.journal.PatientKey;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.Text;

/// From the name of an entry in a file to the id of its event: the same name of the same patient is
/// the same event, whichever file it stands in and however often it is read.
final class Labels {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private Labels() {}

    static String checked(String label) {
        Check.that(ALLOWED.matcher(label).matches(),
                "\"%s\" is not an entry's name: up to 100 letters, digits, dots, hyphens and "
                        + "underscores, a letter or digit first; for example infusion-1",
                Text.shortened(label));
        return label;
    }

    static EventId event(PatientKey patient, String label) {
        return new EventId(named(patient + "/" + label));
    }

    /// The correction that puts `content` in the place of `replaced`.
    static EventId correction(EventId replaced, String content) {
        return new EventId(named(replaced + "/" + content));
    }

    static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
