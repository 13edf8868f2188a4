package limbline.app.journal;

import java.time.Instant;
import java.util.UUID;

/// An event as it stands on the record.
///
/// @param position among the patient's events, from 1
/// @param command what the author did at once; may be several events
/// @param step of the event in the command, from 0
/// @param event what was given, to the letter
/// @param recorded when, by the clock of the database, to the microsecond
public record Written(PatientKey patient, int position, UUID command, int step, EventText event,
        String author, Instant recorded) {}
