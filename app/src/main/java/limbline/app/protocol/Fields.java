package limbline.app.protocol;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import limbline.app.exchange.Marked;
import limbline.measure.Term;
import limbline.measure.Text;

/// One map of a file of rules (a protocol, criteria), read field by field. What is wrong is noted
/// with its line, and reading goes on, so that the author sees every mistake at once.
public final class Fields {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    /// Marks that turn the direction of what follows: the text would be shown in another order than
    /// it was signed in.
    private static final Pattern TURNS = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");
    private static final Pattern NUMBER = Pattern.compile("(0|[1-9]\\d{0,8})(\\.\\d{1,6})?");

    private final Marked.Fields map;
    private final String path;
    private final List<Refusal> refusals;

    Fields(Marked.Fields map, String path, List<Refusal> refusals) {
        this.map = map;
        this.path = path;
        this.refusals = refusals;
    }

    /// `value` as a map; noted and empty if it is none.
    public static Fields of(Marked value, String path, List<Refusal> refusals) {
        if (value instanceof Marked.Fields map) {
            return new Fields(map, path, refusals);
        }
        refusals.add(new Refusal(
                value.line(), path, "here stand names with values (\"name: value\")"));
        return new Fields(new Marked.Fields(new LinkedHashMap<>(), value.line()),
                path, refusals);
    }

    public String path() {
        return path;
    }

    public int line() {
        return map.line();
    }

    public boolean has(String key) {
        return map.values().containsKey(key);
    }

    /// Whether nothing stands in a field, or it is not there.
    boolean isBlank(String key) {
        Marked value = map.values().get(key);
        return value == null || (value instanceof Marked.Word word
                && (word.isNothing() || word.text().isBlank()));
    }

    /// Notes every key that is none of `allowed`.
    public Fields only(String... allowed) {
        map.values().forEach((key, value) -> {
            if (!List.of(allowed).contains(key)) {
                refusals.add(new Refusal(value.line(), path(key), key.equals("override")
                        ? "a hold is never overridden; what two people may override is an ask"
                        : "unknown; allowed here: " + String.join(", ", allowed)));
            }
        });
        return this;
    }

    /// Every entry of this map.
    public List<Field> entries() {
        List<Field> all = new ArrayList<>();
        map.values().forEach((key, value) -> all.add(new Field(key, value, path(key))));
        return all;
    }

    /// @param path where it stands in the file
    public record Field(String key, Marked value, String path) {}

    public void refuse(String key, String why) {
        Marked value = map.values().get(key);
        refusals.add(new Refusal(value == null ? map.line() : value.line(), path(key), why));
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /// The text of a field; noted if it is missing or empty.
    public String text(String key) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            refuse(key, has(key) ? "nothing is written here" : "missing");
        }
        return text.orElse("?");
    }

    public Optional<String> optionalText(String key) {
        Marked value = map.values().get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Marked.Word word)) {
            refuse(key, "here stands one value, not a list or a map");
            return Optional.empty();
        }
        if (word.isNothing() || word.text().isBlank()) {
            return Optional.empty();
        }
        if (TURNS.matcher(word.text()).find()) {
            refuse(key, "a mark in it turns the direction of the text; take it out");
            return Optional.empty();
        }
        try {
            return Optional.of(Text.line(key, word.text()));
        } catch (IllegalArgumentException e) {
            refuse(key, message(e));
            return Optional.empty();
        }
    }

    /// A name that other parts of the file can use.
    public String id(String key) {
        String id = text(key);
        if (!ID.matcher(id).matches() && !id.equals("?")) {
            refuse(key, "\"%s\" is no name; small letters, digits and hyphens, at most 40"
                    .formatted(Text.shortened(id)));
        }
        return id;
    }

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public boolean yes(String key, boolean otherwise) {
        Optional<String> text = optionalText(key);
        if (text.isPresent() && !List.of("yes", "no", "true", "false").contains(text.get())) {
            refuse(key, "\"%s\" is neither yes nor no".formatted(Text.shortened(text.get())));
        }
        return text.map(words -> words.equals("yes") || words.equals("true")).orElse(otherwise);
    }

    public <E extends Enum<E>> E term(String key, Class<E> type) {
        return optionalTerm(key, type).orElseGet(() -> {
            if (isBlank(key)) {
                refuse(key, has(key) ? "nothing is written here" : "missing");
            }
            return type.getEnumConstants()[0];
        });
    }

    public <E extends Enum<E>> Optional<E> optionalTerm(String key, Class<E> type) {
        return parsed(key, text -> Term.parse(type, text));
    }

    /// What `parse` makes of the field; noted if it refuses.
    public <T> Optional<T> parsed(String key, Function<String, T> parse) {
        try {
            return optionalText(key).map(parse);
        } catch (IllegalArgumentException e) {
            refuse(key, message(e));
            return Optional.empty();
        }
    }

    public Optional<BigDecimal> number(String key) {
        return optionalText(key).filter(text -> {
            boolean isNumber = NUMBER.matcher(text).matches();
            if (!isNumber) {
                refuse(key, ("\"%s\" is not a number such as 350 or 7.35; the unit stands in "
                        + "\"unit\"").formatted(Text.shortened(text)));
            }
            return isNumber;
        }).map(BigDecimal::new);
    }

    /// A map inside this one; noted if it is missing.
    public Fields fields(String key) {
        Marked value = map.values().get(key);
        if (value == null) {
            refuse(key, "missing");
            return of(new Marked.Fields(new LinkedHashMap<>(), map.line()),
                    path(key), refusals);
        }
        return of(value, path(key), refusals);
    }

    /// The maps of a list; empty if it is not there.
    public List<Fields> list(String key) {
        return items(key).stream().map(one -> of(one.value(), one.path(), refusals)).toList();
    }

    /// The words of a list; empty if it is not there.
    public List<String> words(String key) {
        List<String> words = new ArrayList<>();
        for (Field one : items(key)) {
            if (one.value() instanceof Marked.Word(String text, _, _) && !text.isBlank()) {
                words.add(text.strip());
            } else {
                refusals.add(new Refusal(one.value().line(), one.path(), "here stands one word"));
            }
        }
        return words;
    }

    private List<Field> items(String key) {
        List<Field> items = new ArrayList<>();
        Marked value = map.values().get(key);
        if (value instanceof Marked.Items(List<Marked> all, _)) {
            for (Marked one : all) {
                items.add(new Field(key, one, path(key) + "[" + (items.size() + 1) + "]"));
            }
        } else if (value != null && !(value instanceof Marked.Word word && word.isNothing())) {
            refuse(key, "here stands a list");
        }
        return items;
    }

    public static String message(IllegalArgumentException e) {
        return String.valueOf(e.getMessage());
    }
}
