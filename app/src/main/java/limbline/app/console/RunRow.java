package limbline.app.console;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import limbline.app.figure.Sayings;
import limbline.app.page.Words;
import limbline.protocol.Reason;
import limbline.theatre.Line;
import limbline.theatre.Procedure;

/// One line of the run sheet on paper.
///
/// @param at to the second, by the centre's clocks
/// @param by the account that answers for it
/// @param without the reasons it had no permission, if it had none
/// @param told what was to be known then, and why a struck one does not count
public record RunRow(
        String at, String what, String by, List<String> without, List<String> told,
        boolean struck) {

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    public RunRow {
        without = List.copyOf(without);
        told = List.copyOf(told);
    }

    static List<RunRow> of(Procedure procedure, ZoneId zone, Words words) {
        return procedure.lines().stream().map(line -> row(line, zone, words)).toList();
    }

    private static RunRow row(Line line, ZoneId zone, Words words) {
        List<String> told = new ArrayList<>(line.told().stream().map(Reason::sentence).toList());
        if (!line.overridden().isEmpty()) {
            told.add(words.say("console.overridden", String.join(", ", line.overridden())));
        }
        line.struck().ifPresent(struck -> told.add(words.say("console.struck", struck.reason())));
        return new RunRow(SECOND.format(line.at().atZone(zone)),
                Sayings.of(line.entry().event()), line.entry().author(),
                line.deviation().map(deviation -> deviation.against()).orElse(List.of()), told,
                line.struck().isPresent());
    }
}
