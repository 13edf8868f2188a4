package limbline.app.series;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import limbline.measure.Elapsed;
import limbline.patient.PatientId;
import limbline.series.Fact;
import limbline.series.Row;
import limbline.series.Subject;
import limbline.series.Unit;
import limbline.series.Value;

/// A row of a series as the projection keeps it: a line for each fact, and for each endpoint.
///
/// @param answers "overall-survival T 60 90 75 1", "best-response G 2", "length-of-stay M 6 6 6",
///     "limb-salvage - not seen after ..."
record RowText(String unit, String name, String facts, String answers) {

    static RowText of(Row row) {
        return new RowText(row.subject().unit().term(), row.subject().name(),
                row.facts().entrySet().stream()
                        .map(each -> each.getKey().name() + " " + each.getValue())
                        .collect(Collectors.joining("\n")),
                row.values().entrySet().stream()
                        .map(each -> each.getKey() + " " + text(each.getValue()))
                        .collect(Collectors.joining("\n")));
    }

    Row row(PatientId patient) {
        return new Row(subject(patient), factsByName(), values());
    }

    private Subject<?> subject(PatientId patient) {
        return switch (unit) {
            case "patient" -> new Subject<>(Unit.Patients.UNIT, patient, name);
            case "limb" -> new Subject<>(Unit.Limbs.UNIT, patient, name);
            case "infusion" -> new Subject<>(Unit.Infusions.UNIT, patient, name);
            case "lesion" -> new Subject<>(Unit.Lesions.UNIT, patient, name);
            default -> throw new IllegalStateException(
                    "a row of a series is of \"%s\"; journal rebuild mends it".formatted(unit));
        };
    }

    private Map<Fact, String> factsByName() {
        Map<Fact, String> all = new EnumMap<>(Fact.class);
        lines(facts).forEach((fact, value) -> all.put(Fact.valueOf(fact), value));
        return all;
    }

    private Map<String, Value> values() {
        Map<String, Value> all = new LinkedHashMap<>();
        lines(answers).forEach((name, text) -> all.put(name, value(text)));
        return all;
    }

    private static Map<String, String> lines(String text) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            String line = text.substring(from, end < 0 ? text.length() : end);
            int blank = line.indexOf(' ');
            all.put(line.substring(0, blank), line.substring(blank + 1));
            from = from + line.length() + 1;
        }
        return all;
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Timed(Elapsed days, int cause) -> "T " + text(days) + " " + cause;
            case Value.Graded(int level) -> "G " + level;
            case Value.Measured(Elapsed amount) -> "M " + text(amount);
            case Value.NotAssessable(String why) -> "- " + why;
        };
    }

    private static String text(Elapsed days) {
        return days.earliest() + " " + days.latest() + " " + days.used();
    }

    private static Value value(String text) {
        if (text.charAt(0) == '-') {
            return new Value.NotAssessable(text.substring(2));
        }
        String[] parts = text.split(" ");
        return switch (parts[0]) {
            case "T" -> new Value.Timed(days(parts), Integer.parseInt(parts[4]));
            case "G" -> new Value.Graded(Integer.parseInt(parts[1]));
            case "M" -> new Value.Measured(days(parts));
            default -> throw new IllegalStateException(
                    "a series holds the answer \"%s\"; journal rebuild mends it".formatted(text));
        };
    }

    private static Elapsed days(String[] parts) {
        return new Elapsed(Long.parseLong(parts[1]), Long.parseLong(parts[2]),
                Long.parseLong(parts[3]));
    }
}
