package limbline.app.journal;

import java.time.LocalDate;
import java.util.UUID;
import limbline.measure.Check;
import org.jspecify.annotations.Nullable;

/// An event as the record keeps it: text, which the event codec reads and writes. Instants and ids
/// are given, nothing is made up here.
///
/// @param event the event's id, the same again when the command is sent again
/// @param type what happened, in the word of the event codec
/// @param version of the form of `body`, from 1
/// @param body JSON; kept to the letter
/// @param times when it happened and when it was known, as precisely as somebody said, JSON; kept
///     to the letter
/// @param known the latest day on which it was known; years 1 to 9999
/// @param source where the author had it from, `""` if from himself
/// @param correction which event this one stands for, if any
public record EventText(UUID event, String type, int version, String body, String times,
        LocalDate known, String source, @Nullable Correction correction) {

    /// Far above any event; what is larger belongs in a file beside the journal.
    private static final int MOST_CHARACTERS = 100_000;

    public EventText {
        Check.that(!type.isBlank(), "event %s has no type", event);
        Check.that(version >= 1, "event %s has version %s, at least 1", event, version);
        Check.that(body.length() <= MOST_CHARACTERS, "event %s has %s characters, at most %s",
                event, body.length(), MOST_CHARACTERS);
        Check.that(known.getYear() >= 1 && known.getYear() <= 9999,
                "event %s was known in the year %s, which is not in 1 to 9999",
                event, known.getYear());
    }
}
