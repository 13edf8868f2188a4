package limbline.ward;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import limbline.event.Event;
import limbline.patient.Analyte;

/// Words that the sentences of the rules share.
final class Say {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Say() {}

    /// "creatine kinase".
    static String analyte(Analyte analyte) {
        return analyte.term().replace('-', ' ');
    }

    static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// "day 3, 2026-11-23 06:30"; without the time where only a day is known.
    static String when(Noted<? extends Event> noted, Episode episode) {
        return noted.isExact()
                ? noted.dayWords() + ", " + moment(noted.at(), episode)
                : noted.dayWords();
    }

    static String moment(Instant at, Episode episode) {
        return MOMENT.format(at.atZone(episode.course().zone()));
    }
}
