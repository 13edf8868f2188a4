package limbline.app.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.app.exchange.CohortMap.Condition;
import limbline.app.exchange.CohortMap.Date;
import limbline.app.exchange.CohortMap.Repeated;
import limbline.app.exchange.CohortMap.Rule;
import limbline.app.exchange.CohortMap.Table;
import limbline.app.exchange.CohortMap.Value;
import limbline.app.exchange.CsvTable.Row;
import limbline.app.journal.Centre;
import limbline.app.journal.PatientKey;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.EventField;
import limbline.event.EventType;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.Offset;
import limbline.measure.PartialDate;
import limbline.measure.Text;
import limbline.measure.When;
import limbline.patient.PatientId;

/// The patients of a registry's tables, read by a map.
///
/// @param courses what could be read, patient by patient in the order of the first table
/// @param problems what could not: rows, cells, files
public record Cohort(Centre centre, List<FiledCourse> courses, List<Problem> problems) {

    /// Bytes of one table.
    private static final long LARGEST = 200_000_000;

    public Cohort {
        courses = List.copyOf(courses);
        problems = List.copyOf(problems);
    }

    /// @param centre in place of the map's own
    /// @throws Unreadable if the map cannot be taken
    public static Cohort read(Path map, List<Path> files, Optional<String> centre) {
        return read(CohortMapFile.read(map, centre), files);
    }

    public static Cohort read(CohortMap map, List<Path> files) {
        return new Reader(map).read(files);
    }

    /// The entries of one patient, by name.
    private static final class Patient {
        private final PatientKey key;
        private final Dating dating = new Dating(ZoneOffset.UTC); // tables give no moments
        private final Map<String, Filed> entries = new LinkedHashMap<>();

        Patient(PatientKey key) {
            this.key = key;
        }
    }

    /// Reads one cohort; gathers what is wrong.
    private static final class Reader {

        private static final Words NO_WORDS = Words.of(List.of());
        private static final Pattern NOT_OF_A_LABEL = Pattern.compile("[^a-z0-9._-]+");
        private static final Pattern ENDS_OF_A_LABEL = Pattern.compile("^[-._]+|[-._]+$");
        private static final Pattern NUMBER = Pattern.compile("\\d+");
        private static final Pattern LOOSE_DAY =
                Pattern.compile("(\\d{4})-(\\d{1,2})(?:-(\\d{1,2}))?");
        private static final Pattern DECIMAL_OFFSET = Pattern.compile(
                "([+-]?\\d{1,6}\\.\\d{1,6}) (day|week|month|year)s?");
        private static final Map<String, BigDecimal> DAYS = Map.of(
                "day", BigDecimal.ONE, "week", BigDecimal.valueOf(7),
                "month", new BigDecimal("30.4375"), "year", new BigDecimal("365.25"));

        private final CohortMap map;
        private final Map<String, Patient> patients = new LinkedHashMap<>();
        private final List<Problem> problems = new ArrayList<>();

        Reader(CohortMap map) {
            this.map = map;
        }

        Cohort read(List<Path> files) {
            Map<Path, Optional<CsvTable>> read = new HashMap<>();
            for (Path file : files) {
                if (map.tables().stream().noneMatch(table -> isFor(table, file))) {
                    problems.add(Problem.of(file.toString(), 0,
                            "the map names no table that this file could be"));
                }
            }
            for (Table table : map.tables()) {
                for (Path file : files) {
                    if (isFor(table, file)) {
                        read.computeIfAbsent(file, path -> csv(table, path))
                                .ifPresent(csv -> rows(table, csv));
                    }
                }
            }
            return new Cohort(map.centre(), patients.values().stream()
                    .map(patient -> new FiledCourse(
                            patient.key, List.copyOf(patient.entries.values())))
                    .toList(), problems);
        }

        private static boolean isFor(Table table, Path file) {
            return table.file().has(String.valueOf(file.getFileName()));
        }

        private Optional<CsvTable> csv(Table table, Path file) {
            try {
                CsvTable csv = CsvTable.read(
                        TextFile.read(file, table.format().encoding(), LARGEST),
                        table.format().delimiter(), table.format().quote());
                problems.addAll(csv.problems());
                return Optional.of(csv);
            } catch (Unreadable e) {
                problems.add(e.problem());
                return Optional.empty();
            }
        }

        private void rows(Table table, CsvTable csv) {
            List<String> absent = table.columns().stream()
                    .filter(column -> !csv.columns().contains(column)).toList();
            if (!absent.isEmpty()) {
                problems.add(Problem.of(csv.file(), 1, "the map names the columns %s, which are not"
                        .formatted(String.join(", ", absent)) + " here; the table has: "
                        + Text.shortened(String.join(", ", csv.columns()))));
                return;
            }
            Map<String, Integer> numbers = new HashMap<>();
            for (Row row : csv.rows()) {
                try {
                    Patient patient = patient(table, row);
                    int number = numbers.merge(patient.key.patient().value(), 1, Integer::sum);
                    table.rules().forEach(rule -> apply(rule, patient, row, number));
                } catch (Unreadable e) {
                    problems.add(e.problem());
                }
            }
        }

        private Patient patient(Table table, Row row) {
            return at(row, table.patient().text(), () -> {
                String id = table.patient().of(row, 1, map.missing()).orElseThrow(
                        () -> new IllegalArgumentException("the row names no patient"));
                PatientKey key = new PatientKey(map.centre().id(), PatientId.parse(id));
                return patients.computeIfAbsent(id, _ -> new Patient(key));
            });
        }

        private void apply(Rule rule, Patient patient, Row row, int number) {
            for (Condition condition : rule.conditions()) {
                if (!condition.of(row, map.missing())) {
                    return;
                }
            }
            try {
                new Making(rule, patient, row, number).add();
            } catch (Unreadable e) {
                problems.add(e.problem());
            }
        }

        private static <T> T at(Row row, String field, Supplier<T> read) {
            try {
                return read.get();
            } catch (IllegalArgumentException e) {
                throw new Unreadable(row.problem(field, Problem.words(e)));
            }
        }

        /// One event from one row by one rule.
        private final class Making {

            private final Rule rule;
            private final Patient patient;
            private final Row row;
            private final int number;

            Making(Rule rule, Patient patient, Row row, int number) {
                this.rule = rule;
                this.patient = patient;
                this.row = row;
                this.number = number;
            }

            void add() {
                String label = at(row, "id", () -> label(rule.label()));
                EventId id = Labels.event(patient.key, label);
                When happened = at(row, "date", this::happened);
                Optional<PartialDate> stated = at(row, "known", () -> rule.known()
                        .flatMap(this::text)
                        .or(() -> patient.dating.dates(happened) ? Optional.empty() : map.known())
                        .map(PartialDate::parse));
                PartialDate known =
                        at(row, "known", () -> patient.dating.known(id, happened, stated));
                Filed filed = new Filed(row.file(), row.line(), label, at(row, "source", () ->
                        new Draft(id, event(), happened,
                                rule.implied().flatMap(this::text).orElse(""), known,
                                map.source() + "; " + fileName(), Optional.empty())));
                Filed earlier = patient.entries.putIfAbsent(label, filed);
                if (earlier != null && !earlier.draft().equals(filed.draft())
                        && rule.repeated() == Repeated.REFUSE) {
                    throw new Unreadable(row.problem("id", ("line %s of %s makes an entry \"%s\" as"
                            + " well, which says something else").formatted(
                            earlier.line(), earlier.file(), label)));
                }
            }

            private String fileName() {
                return String.valueOf(Path.of(row.file()).getFileName());
            }

            private Optional<String> text(Template template) {
                return template.of(row, number, map.missing());
            }

            private String needed(Template template) {
                return text(template).orElseThrow(() -> new IllegalArgumentException(
                        "a cell of %s is missing".formatted(template.text())));
            }

            private String label(Template template) {
                String joined = NOT_OF_A_LABEL.matcher(
                        needed(template).strip().toLowerCase(Locale.ROOT)).replaceAll("-");
                return Labels.checked(ENDS_OF_A_LABEL.matcher(joined).replaceAll(""));
            }

            private When happened() {
                return switch (rule.date()) {
                    case Date.On(Template date, Optional<String> format) ->
                        new When.On(date(needed(date), format));
                    case Date.After(Template anchor, Template offset) -> {
                        String label = label(anchor);
                        Check.that(patient.entries.containsKey(label), "there is no entry \"%s\" of"
                                + " this patient that it could be counted from", label);
                        yield new When.After(
                                Labels.event(patient.key, label), offset(needed(offset)));
                    }
                    case Date.Undated _ -> new When.Undated();
                };
            }

            private static PartialDate date(String text, Optional<String> format) {
                if (format.isPresent()) {
                    try {
                        return PartialDate.of(LocalDate.parse(text, DateTimeFormatter.ofPattern(
                                format.get(), Locale.ENGLISH)));
                    } catch (DateTimeParseException e) {
                        throw new IllegalArgumentException("\"%s\" is not a date written as %s"
                                .formatted(Text.shortened(text), format.get()), e);
                    }
                }
                Matcher loose = LOOSE_DAY.matcher(text.strip());
                return PartialDate.parse(loose.matches() ? padded(loose) : text);
            }

            /// "2013-7-4" as 2013-07-04: registries keep day and month as numbers.
            private static String padded(Matcher loose) {
                return NUMBER.matcher(loose.group()).replaceAll(number ->
                        number.group().length() == 1 ? "0" + number.group() : number.group());
            }

            /// "12.4 months" is taken as about so many days: a number with decimals was once days.
            private static Offset offset(String text) {
                Matcher decimal = DECIMAL_OFFSET.matcher(text.strip().toLowerCase(Locale.ROOT));
                if (!decimal.matches()) {
                    return Offset.parse(text);
                }
                BigDecimal days = new BigDecimal(decimal.group(1))
                        .multiply(DAYS.getOrDefault(decimal.group(2), BigDecimal.ONE));
                return new Offset(days.setScale(0, RoundingMode.HALF_UP).intValueExact(),
                        Offset.Unit.DAYS, true);
            }

            private Event event() {
                EventType type = rule.type();
                Map<String, Object> values = new LinkedHashMap<>();
                for (EventField field : type.fields()) {
                    Value value = rule.fields().get(field.name());
                    if (value != null) {
                        at(row, field.name(), () -> value(value))
                                .ifPresent(found -> values.put(field.name(), found));
                    }
                }
                try {
                    return type.read(values);
                } catch (IllegalArgumentException e) {
                    FieldValue.Refusal refusal = FieldValue.refusal(type, e);
                    throw new Unreadable(row.problem(refusal.field(), refusal.reason()));
                }
            }

            /// Empty where the cell is missing: then the field is not stated.
            private Optional<Object> value(Value value) {
                return switch (value) {
                    case Value.Text(Template template) ->
                        text(template).map(FieldValue::ofText);
                    case Value.Printed(Template template) ->
                        text(template).map(words -> Map.of("printed", words));
                    case Value.Several(List<Value> values) -> Optional.of(values.stream()
                            .map(this::value).flatMap(Optional::stream).toList());
                    case Value.Translated translated when translated.split().isPresent() ->
                        text(translated.from()).map(cell -> Pattern
                                .compile(Pattern.quote(translated.split().get()))
                                .splitAsStream(cell)
                                .map(word -> translated(translated, word)).toList());
                    case Value.Translated translated -> raw(translated)
                            .map(word -> FieldValue.ofText(translated(translated, word)));
                };
            }

            /// A missing word may have a translation of its own.
            private Optional<String> raw(Value.Translated translated) {
                Optional<String> whole = translated.from().of(row, number, NO_WORDS);
                return whole.filter(word -> translated.words().of(word).isPresent())
                        .or(() -> text(translated.from()));
            }

            private String translated(Value.Translated translated, String word) {
                return translated.words().of(word)
                        .or(translated::otherwise)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "\"%s\" has no translation in the map; it has: %s".formatted(
                                        Text.shortened(word), String.join(", ",
                                                translated.words().ours().keySet()))));
            }
        }
    }
}
