package limbline.event;

import java.time.Instant;
import java.util.Optional;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.PartialDate;
import limbline.measure.Text;
import limbline.measure.When;
import limbline.patient.PatientId;

/// One event in the record of a patient, with its three times, its author and its source.
///
/// @param position in the patient's journal, from 1
/// @param happened when it happened
/// @param implied why that date is not the source's own but follows from it ("16 months before the
///     amputation"), or empty
/// @param known when the team knew it; what a page as of a date may use
/// @param recorded when it was written here; what an audit may use
/// @param author the account that wrote it
/// @param source where it comes from: a letter, a file and its line, "seen by the author"
/// @param correction what it corrects, if it does
public record Entry(
        EventId id,
        PatientId patient,
        int position,
        Event event,
        When happened,
        String implied,
        PartialDate known,
        Instant recorded,
        String author,
        String source,
        Optional<Correction> correction) {

    /// What an entry corrects.
    ///
    /// @param replaces the event that is not to count any more
    /// @param reason why, for the reader of the record
    public record Correction(EventId replaces, String reason) {
        public Correction {
            reason = Text.line("the reason of a correction", reason);
        }
    }

    public Entry {
        Check.that(position >= 1, "position %s is below 1", position);
        Check.that(!(event instanceof RecordEvent.Withdrawn) || correction.isPresent(),
                "a withdrawal names the event that never happened");
        author = Text.line("author", author);
        implied = implied.isBlank() ? "" : Text.line("implied", implied);
        source = Text.line("source", source);
    }
}
