package limbline.app.runsheet;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import limbline.app.figure.Sayings;
import limbline.app.page.Words;
import limbline.app.theatre.TheatreDesk;
import limbline.protocol.Reason;
import limbline.theatre.Deviation;
import limbline.theatre.Line;
import limbline.theatre.Procedure;

/// One line of a run sheet, for people.
///
/// @param at when it happened, to the second
/// @param late when it was written down, if that was more than a minute later
/// @param what in words
/// @param by who answers for it
/// @param notes what the interlocks told, what was overridden, why it is struck
/// @param deviation if it was done without permission
/// @param struck whether it does not count any more
public record RunRow(
        String at, Optional<String> late, String what, String by, List<String> notes,
        Optional<Deviation> deviation, boolean struck) {

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int LATE_SECONDS = 60;

    public RunRow {
        notes = List.copyOf(notes);
    }

    static List<RunRow> of(Procedure procedure, ZoneId zone, Words words) {
        return procedure.lines().stream().map(line -> of(line, zone, words)).toList();
    }

    private static RunRow of(Line line, ZoneId zone, Words words) {
        List<String> notes = new ArrayList<>();
        line.told().stream().map(Reason::sentence).forEach(notes::add);
        if (!line.overridden().isEmpty()) {
            notes.add(words.say("run.overridden", String.join(", ", line.overridden())));
        }
        TheatreDesk.clocks(line.entry()).ifPresent(notes::add);
        line.struck().ifPresent(one -> notes.add(words.say("events.because", one.reason(),
                one.by().author(), TO_THE_SECOND.format(one.by().recorded().atZone(zone)))));
        boolean late = line.entry().recorded().isAfter(line.at().plusSeconds(LATE_SECONDS));
        return new RunRow(TO_THE_SECOND.format(line.at().atZone(zone)),
                late ? Optional.of(TO_THE_SECOND.format(line.entry().recorded().atZone(zone)))
                        : Optional.empty(),
                Sayings.of(line.entry().event()), line.entry().author(), notes, line.deviation(),
                line.struck().isPresent());
    }
}
