package limbline.app.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What stands in a YAML or JSON file, with the line on which it stands. Every value is text as it
/// was written: a file of clinical facts is no place where `NO` may turn into false, or a date into
/// a moment.
public sealed interface Marked {

    /// From 1.
    int line();

    /// @param quoted whether it stood in quotes; an unquoted empty one means that nothing stands
    ///     there
    record Word(String text, boolean quoted, int line) implements Marked {
        public boolean isNothing() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    record Items(List<Marked> items, int line) implements Marked {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// @param values by name, in the order of the file
    record Fields(SequencedMap<String, Marked> values, int line) implements Marked {
        public Fields {
            values = new LinkedHashMap<>(values);
        }

        /// The same without the given names.
        Fields without(List<String> names) {
            SequencedMap<String, Marked> rest = new LinkedHashMap<>(values);
            names.forEach(rest::remove);
            return new Fields(rest, line);
        }
    }

    /// The plain value: a text, a list, or a map of them.
    default Object plain() {
        return switch (this) {
            case Word(String text, _, _) -> text;
            case Items(List<Marked> items, _) -> items.stream().map(Marked::plain).toList();
            case Fields(Map<String, Marked> values, _) -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                values.forEach((name, value) -> plain.put(name, value.plain()));
                yield plain;
            }
        };
    }
}
