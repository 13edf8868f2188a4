package limbline.followup;

import java.time.LocalDate;
import java.util.Optional;
import limbline.patient.LesionId;

/// What a criterion gives at one look.
///
/// @param lesion if it is about that lesion alone; no criterion speaks of single lesions, so it is
///     the criterion's arithmetic over that one
public record Answer(LocalDate day, Part part, Optional<LesionId> lesion, Computed computed) {}
