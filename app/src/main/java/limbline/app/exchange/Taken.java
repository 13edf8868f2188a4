package limbline.app.exchange;

import java.util.List;
import limbline.app.journal.PatientKey;

/// What came of one patient's entries.
///
/// @param added entries that are new on the record
/// @param corrected entries whose earlier version was corrected
/// @param same entries that were on the record already
/// @param superseded entries that are on the record as the file has them, and were corrected or
///     withdrawn there since; they stay as the record has them
/// @param problems what could not be taken, and why
public record Taken(
        PatientKey patient, int added, int corrected, int same, int superseded,
        List<Problem> problems) {

    public Taken {
        problems = List.copyOf(problems);
    }
}
