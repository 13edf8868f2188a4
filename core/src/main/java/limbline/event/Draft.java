package limbline.event;

import java.time.Instant;
import java.util.Optional;
import limbline.event.Entry.Correction;
import limbline.measure.EventId;
import limbline.measure.PartialDate;
import limbline.measure.Text;
import limbline.measure.When;
import limbline.patient.PatientId;

/// An event that somebody wants to record: an [Entry] before the journal gave it its position, its
/// time and its author.
public record Draft(
        EventId id,
        Event event,
        When happened,
        String implied,
        PartialDate known,
        String source,
        Optional<Correction> correction) {

    public Draft {
        implied = implied.isBlank() ? "" : Text.line("implied", implied);
        source = Text.line("source", source);
    }

    /// The same from another source.
    public Draft from(String other) {
        return new Draft(id, event, happened, implied, known, other, correction);
    }

    /// What will stand in the journal.
    public Entry recorded(PatientId patient, int position, Instant recorded, String author) {
        return new Entry(id, patient, position, event, happened, implied, known, recorded, author,
                source, correction);
    }
}
