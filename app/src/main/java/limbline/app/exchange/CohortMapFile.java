package limbline.app.exchange;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.exchange.CohortMap.Condition;
import limbline.app.exchange.CohortMap.Date;
import limbline.app.exchange.CohortMap.Format;
import limbline.app.exchange.CohortMap.Repeated;
import limbline.app.exchange.CohortMap.Rule;
import limbline.app.exchange.CohortMap.Table;
import limbline.app.exchange.CohortMap.Value;
import limbline.app.exchange.Marked.Fields;
import limbline.app.exchange.Marked.Items;
import limbline.app.exchange.Marked.Word;
import limbline.app.journal.Centre;
import limbline.event.EventField;
import limbline.event.EventType;
import limbline.measure.Check;

/// Reads a [CohortMap] from its file. A map is taken as a whole or not at all: half a map would
/// make half a cohort.
public final class CohortMapFile {

    private static final List<String> MAP = List.of(
            "limbline-map", "centre", "centre-name", "source", "missing", "known", "words",
            "tables");
    private static final List<String> TABLE =
            List.of("file", "encoding", "delimiter", "quote", "patient", "events");
    private static final List<String> RULE = List.of("id", "type", "when", "date", "format",
            "after", "offset", "undated", "implied", "known", "repeated", "fields");
    private static final List<String> TRANSLATED =
            List.of("from", "split", "words", "otherwise", "printed");

    private final Form map;
    private final Map<String, Words.Translation> words = new HashMap<>();

    private CohortMapFile(Form map) {
        this.map = map;
    }

    /// @param centre in place of the map's own
    /// @throws Unreadable with the line and what is wrong with it
    public static CohortMap read(Path path, Optional<String> centre) {
        return read(path.toString(), MarkedYaml.read(path), centre);
    }

    static CohortMap read(String file, Fields whole, Optional<String> centre) {
        return new CohortMapFile(new Form(file, whole)).map(centre);
    }

    private CohortMap map(Optional<String> inPlace) {
        map.only(MAP);
        String version = map.text("limbline-map");
        if (!version.equals("1")) {
            throw map.refused("limbline-map", "this Limbline reads version 1 of the map");
        }
        if (map.has("words")) {
            map.form("words").fields().values().forEach((name, value) ->
                    words.put(name, translation(map.form("words").form(name, value))));
        }
        String id = inPlace.orElseGet(() -> map.text("centre"));
        Centre centre = map.at("centre", () -> new Centre(
                id, inPlace.or(() -> map.optional("centre-name")).orElse(id), false));
        List<String> missing = new ArrayList<>(List.of(""));
        if (map.has("missing")) {
            missing.addAll(map.texts("missing"));
        }
        return new CohortMap(centre, map.text("source"), Words.of(missing), map.optional("known"),
                map.items("tables").stream().map(item -> table(map.form("tables", item))).toList());
    }

    private Table table(Form table) {
        table.only(TABLE);
        String patient = table.text("patient");
        return new Table(
                Words.of(List.of(table.text("file"))), format(table),
                table.at("patient", () -> Template.parse(
                        patient.contains("{") ? patient : "{" + patient + "}")),
                table.items("events").stream().map(item -> rule(table.form("events", item)))
                        .toList());
    }

    private static Format format(Form table) {
        return new Format(
                table.optional("encoding").map(name -> table.at("encoding", () -> charset(name)))
                        .orElse(StandardCharsets.UTF_8),
                table.has("delimiter")
                        ? character(table, "delimiter", table.texts("delimiter").getFirst())
                        : Format.USUAL.delimiter(),
                table.optional("quote").map(text -> character(table, "quote", text))
                        .orElse(Format.USUAL.quote()));
    }

    private static char character(Form table, String name, String text) {
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.length() != 1) {
            throw table.refused(name, "one character is wanted here, or the word tab");
        }
        return text.charAt(0);
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException("\"%s\" is no encoding; write for example UTF-8 or"
                    .formatted(name) + " windows-1252", e);
        }
    }

    private Rule rule(Form rule) {
        rule.only(RULE);
        EventType type = rule.at("type", () -> FieldValue.event(rule.text("type")));
        Map<String, Value> fields = new LinkedHashMap<>();
        if (rule.has("fields")) {
            Form form = rule.form("fields");
            List<String> names = type.fields().stream().map(EventField::name).toList();
            form.fields().values().forEach((name, value) -> {
                if (!names.contains(name)) {
                    throw form.refused(name, "%s has no such field; it has: %s".formatted(
                            type.name(), String.join(", ", names)));
                }
                fields.put(name, value(form, name, value));
            });
        }
        return new Rule(rule.fields().line(), template(rule, "id"), type, conditions(rule),
                date(rule), template(rule, "implied", rule.optional("implied")),
                template(rule, "known", rule.optional("known")),
                rule.optional("repeated").map(word -> rule.at("repeated", () -> repeated(word)))
                        .orElse(Repeated.REFUSE),
                fields);
    }

    private static Repeated repeated(String word) {
        Check.that(word.equals("skip") || word.equals("refuse"),
                "\"%s\" is not skip or refuse", word);
        return word.equals("skip") ? Repeated.SKIP : Repeated.REFUSE;
    }

    private static List<Condition> conditions(Form rule) {
        if (!rule.has("when")) {
            return List.of();
        }
        Form when = rule.form("when");
        List<Condition> conditions = new ArrayList<>();
        when.fields().values().forEach((column, value) -> conditions.add(condition(
                when, column, value)));
        return conditions;
    }

    private static Condition condition(Form when, String column, Marked value) {
        if (value instanceof Fields inner) {
            Form form = new Form(when.file(), inner);
            form.only(List.of("not", "given"));
            if (form.has("not")) {
                return new Condition(column, Optional.of(Words.of(form.texts("not"))), false);
            }
            String given = form.text("given");
            if (!given.equals("true") && !given.equals("false")) {
                throw form.refused("given", "write true or false");
            }
            return new Condition(column, Optional.empty(), given.equals("true"));
        }
        return new Condition(column, Optional.of(Words.of(when.texts(column))), true);
    }

    private static Date date(Form rule) {
        List<String> given =
                List.of("date", "after", "undated").stream().filter(rule::has).toList();
        if (given.size() != 1) {
            throw new Unreadable(Problem.of(rule.file(), rule.fields().line(),
                    "write one of date, after with offset, or undated: true"));
        }
        return switch (given.getFirst()) {
            case "date" -> new Date.On(template(rule, "date"), rule.optional("format"));
            case "after" -> new Date.After(template(rule, "after"), template(rule, "offset"));
            default -> new Date.Undated();
        };
    }

    private Value value(Form form, String name, Marked value) {
        return switch (value) {
            case Word word -> new Value.Text(form.at(name, () -> Template.parse(word.text())));
            case Items(List<Marked> items, _) -> new Value.Several(
                    items.stream().map(item -> value(form, name, item)).toList());
            case Fields inner -> translated(new Form(form.file(), inner));
        };
    }

    private Value translated(Form form) {
        if (form.fields().values().firstEntry() != null
                && form.fields().values().firstEntry().getValue() instanceof Word word
                && word.isNothing()) {
            throw new Unreadable(Problem.of(form.file(), form.fields().line(),
                    "a text that begins with { is written in quotes"));
        }
        form.only(TRANSLATED);
        if (form.has("printed")) {
            return new Value.Printed(template(form, "printed"));
        }
        return new Value.Translated(template(form, "from"),
                form.has("split") ? Optional.of(form.texts("split").getFirst()) : Optional.empty(),
                words(form), form.optional("otherwise").filter(word -> !word.equals("refuse")));
    }

    /// Words given here, or by the name under which they stand at the top of the map.
    private Words.Translation words(Form form) {
        if (form.value("words") instanceof Fields inner) {
            return translation(new Form(form.file(), inner));
        }
        String name = form.text("words");
        Words.Translation named = words.get(name);
        if (named == null) {
            throw form.refused("words", "no words are called \"%s\" at the top of this map"
                    .formatted(name));
        }
        return named;
    }

    private static Words.Translation translation(Form form) {
        Map<String, String> translation = new LinkedHashMap<>();
        form.fields().values().keySet().forEach(word -> translation.put(word, form.text(word)));
        return Words.Translation.of(translation);
    }

    private static Template template(Form form, String name) {
        return form.at(name, () -> Template.parse(form.text(name)));
    }

    private static Optional<Template> template(Form form, String name, Optional<String> text) {
        return text.map(words -> form.at(name, () -> Template.parse(words)));
    }
}
