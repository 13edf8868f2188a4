package limbline.app.journal;

import java.util.regex.Pattern;
import limbline.measure.Check;
import limbline.patient.PatientId;

/// One patient of one centre, under the pseudonym.
///
/// @param centre 1 to 64 letters, digits, dots, dashes or underscores, beginning with one of the
///     first two
/// @param patient the pseudonym
public record PatientKey(String centre, PatientId patient) {

    private static final Pattern CENTRE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public PatientKey {
        checkCentre(centre);
    }

    static void checkCentre(String id) {
        Check.that(CENTRE.matcher(id).matches(), "the centre id \"%s\" must be 1 to 64 letters,"
                + " digits, dots, dashes or underscores and begin with a letter or digit", id);
    }

    @Override
    public String toString() {
        return centre + "/" + patient;
    }
}
