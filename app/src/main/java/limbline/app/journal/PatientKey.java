package limbline.app.journal;

import java.util.regex.Pattern;
import limbline.measure.Check;

/// One patient of one centre, under the pseudonym.
///
/// @param centre 1 to 64 letters, digits, dots, dashes or underscores, beginning with one of the
///     first two
/// @param patient likewise
public record PatientKey(String centre, String patient) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public PatientKey {
        checkId("centre", centre);
        checkId("patient", patient);
    }

    static void checkId(String what, String id) {
        Check.that(ID.matcher(id).matches(), "the %s id \"%s\" must be 1 to 64 letters, digits,"
                + " dots, dashes or underscores and begin with a letter or digit", what, id);
    }

    @Override
    public String toString() {
        return centre + "/" + patient;
    }
}
