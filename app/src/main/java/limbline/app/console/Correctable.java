package limbline.app.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import limbline.app.page.Words;
import limbline.event.ProcedureEvent.BloodGasTaken;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.event.ProcedureEvent.StepTaken;
import limbline.measure.Amount;
import limbline.patient.BloodGas;
import limbline.theatre.Line;
import limbline.theatre.Procedure;

/// One of the latest entries, which can be corrected or withdrawn.
///
/// @param what in a few words
/// @param value what a corrected one replaces; empty where it can only be withdrawn
/// @param at milliseconds since 1970
public record Correctable(String id, String what, String value, String unit, long at) {

    private static final int LATEST = 9; // one digit each

    static List<Correctable> latest(Procedure procedure, Words words) {
        List<Line> lines = new ArrayList<>(procedure.lines());
        Collections.reverse(lines);
        return lines.stream().filter(line -> line.struck().isEmpty())
                .flatMap(line -> of(line, words).stream()).limit(LATEST).toList();
    }

    private static Optional<Correctable> of(Line line, Words words) {
        String id = line.entry().id().toString();
        long at = line.at().toEpochMilli();
        return switch (line.entry().event()) {
            case MeasurementTaken(_, String measurement, Amount amount) -> Optional.of(
                    new Correctable(id, measurement, amount.value().toPlainString(),
                            amount.unit().written(), at));
            case BloodGasTaken gas -> Optional.of(new Correctable(id,
                    words.say("console.blood-gas"), gas.values().stream()
                            .map(BloodGas::written).collect(Collectors.joining(", ")), "", at));
            case DrugGiven given -> Optional.of(new Correctable(id, given.drug().term(),
                    given.dose().found().map(Amount::written)
                            .orElse(words.say("console.unknown-dose")), "", at));
            case StepTaken(_, String step, _) -> Optional.of(
                    new Correctable(id, step, "", "", at));
            default -> Optional.empty();
        };
    }
}
