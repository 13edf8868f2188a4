package limbline.app.journal;

import java.util.UUID;
import limbline.measure.Check;

/// That an event stands in the place of an earlier one.
///
/// @param replaces the id of the earlier event, of the same patient
/// @param reason why; never blank
public record Correction(UUID replaces, String reason) {

    public Correction {
        Check.that(!reason.isBlank(), "the correction of event %s gives no reason", replaces);
    }
}
