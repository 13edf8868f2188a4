package limbline.app.journal;

import java.time.LocalDate;
import java.util.Optional;

/// Who a pseudonym is, as far as the centre has said. It stands beside the journal, never in it.
///
/// @param hospitalNumber by which the hospital's other systems call this person
public record Identity(PatientKey patient, Optional<String> name, Optional<LocalDate> born,
        Optional<String> hospitalNumber) {}
