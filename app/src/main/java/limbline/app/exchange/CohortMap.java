package limbline.app.exchange;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.app.journal.Centre;
import limbline.event.EventType;

/// How the columns of a registry's tables become events; `docs/import.md` describes the file.
///
/// @param missing the words by which the tables say that there is no value
/// @param known when the registry knew what has no date of its own
/// @param tables in the order in which they are read; one file may be read twice
public record CohortMap(
        Centre centre, String source, Words missing, Optional<String> known, List<Table> tables) {

    public CohortMap {
        tables = List.copyOf(tables);
    }

    /// One of the tables.
    ///
    /// @param file its name, with stars for what may differ
    /// @param patient the patient's id
    record Table(Words file, Format format, Template patient, List<Rule> rules) {
        Table {
            rules = List.copyOf(rules);
        }

        /// The columns that its rules name.
        List<String> columns() {
            return Stream.concat(patient.columns().stream(),
                    rules.stream().flatMap(rule -> rule.columns().stream())).distinct().toList();
        }
    }

    /// How a table is written.
    record Format(Charset encoding, char delimiter, char quote) {
        static final Format USUAL = new Format(StandardCharsets.UTF_8, ',', '"');
    }

    /// Which event a row makes.
    ///
    /// @param label the entry's name
    /// @param conditions that must all hold, or the row makes no such event
    /// @param repeated what is done if the patient has an entry of that name already that says
    ///     something else
    record Rule(
            int line, Template label, EventType type, List<Condition> conditions, Date date,
            Optional<Template> implied, Optional<Template> known, Repeated repeated,
            Map<String, Value> fields) {

        Rule {
            conditions = List.copyOf(conditions);
            fields = Map.copyOf(fields);
        }

        List<String> columns() {
            List<String> columns = new ArrayList<>(label.columns());
            conditions.forEach(condition -> columns.add(condition.column()));
            columns.addAll(date.columns());
            implied.ifPresent(template -> columns.addAll(template.columns()));
            known.ifPresent(template -> columns.addAll(template.columns()));
            fields.values().forEach(value -> columns.addAll(value.columns()));
            return columns;
        }
    }

    /// A second entry of the same name is a mistake, or adds nothing.
    enum Repeated { REFUSE, SKIP }

    /// @param holds whether the cell is to be one of `words` or none of them; without words,
    ///     whether it is to be there at all
    record Condition(String column, Optional<Words> words, boolean holds) {

        boolean of(CsvTable.Row row, Words missing) {
            String cell = row.cell(column);
            return words.map(any -> any.has(cell)).orElseGet(() -> !missing.has(cell)) == holds;
        }
    }

    /// When it happened.
    sealed interface Date {

        record On(Template date, Optional<String> format) implements Date {}

        record After(Template anchor, Template offset) implements Date {}

        record Undated() implements Date {}

        default List<String> columns() {
            return switch (this) {
                case On(Template date, _) -> date.columns();
                case After(Template anchor, Template offset) ->
                    Stream.concat(anchor.columns().stream(), offset.columns().stream()).toList();
                case Undated _ -> List.of();
            };
        }
    }

    /// What a field gets.
    sealed interface Value {

        record Text(Template template) implements Value {}

        /// Several texts; what is missing is left out.
        record Several(List<Value> values) implements Value {
            public Several {
                values = List.copyOf(values);
            }
        }

        /// A text that is no value of its kind, kept as it is printed.
        record Printed(Template template) implements Value {}

        /// @param split between the words of one cell, or empty
        /// @param otherwise for words without a translation; empty to refuse them
        record Translated(Template from, Optional<String> split, Words.Translation words,
                Optional<String> otherwise) implements Value {}

        default List<String> columns() {
            return switch (this) {
                case Text(Template template) -> template.columns();
                case Printed(Template template) -> template.columns();
                case Several(List<Value> values) ->
                    values.stream().flatMap(value -> value.columns().stream()).toList();
                case Translated translated -> translated.from().columns();
            };
        }
    }
}
