package limbline.app.print;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import limbline.app.journal.Centre;
import limbline.app.page.Words;

/// What every print needs to know to draw its frame.
///
/// @param zone of the centre's clocks
/// @param title in words
/// @param author the account that asked for it
/// @param made when
public record Leaf(
        Words words, Centre centre, ZoneId zone, String title, String author, Instant made) {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    public String say(String key, Object... values) {
        return words.say(key, values);
    }

    /// A moment as people at the centre read it.
    public String moment(Instant instant) {
        return MOMENT.format(instant.atZone(zone));
    }
}
