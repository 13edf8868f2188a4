package limbline.app.exchange;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import limbline.app.exchange.Marked.Fields;
import limbline.app.exchange.Marked.Items;
import limbline.app.exchange.Marked.Word;

/// A list of names and values in a file, asked by name; every refusal carries file, line and name.
public record Form(String file, Fields fields) {

    /// @throws Unreadable at the first name that is none of `names`
    public void only(List<String> names) {
        for (String name : fields.values().keySet()) {
            if (!names.contains(name)) {
                throw refused(name, "there is no such setting here; there are: "
                        + String.join(", ", names));
            }
        }
    }

    public boolean has(String name) {
        return fields.values().containsKey(name);
    }

    public String text(String name) {
        return optional(name).orElseThrow(() -> refused(name, "is missing"));
    }

    /// A text; empty if it is left out, refused if something else stands there.
    public Optional<String> optional(String name) {
        Marked value = fields.values().get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Word word && !word.isNothing()) {
            return Optional.of(word.text().strip());
        }
        throw refused(name, "a text or a number is wanted here; a text that begins with { or [ is"
                + " written in quotes");
    }

    /// A list of texts; one text is a list of one. Empty texts count.
    public List<String> texts(String name) {
        return switch (value(name)) {
            case Word word -> List.of(word.text());
            case Items(List<Marked> items, _) -> items.stream().map(item -> {
                if (item instanceof Word word) {
                    return word.text();
                }
                throw refused(name, "a list of texts is wanted here");
            }).toList();
            case Fields _ -> throw refused(name, "a list of texts is wanted here");
        };
    }

    public List<Marked> items(String name) {
        if (value(name) instanceof Items(List<Marked> items, _)) {
            return items;
        }
        throw refused(name, "a list is wanted here, each line beginning with a hyphen");
    }

    public Form form(String name) {
        return form(name, value(name));
    }

    public Form form(String name, Marked value) {
        if (value instanceof Fields inner) {
            return new Form(file, inner);
        }
        throw new Unreadable(new Problem(
                file, value.line(), name, "names with values are wanted here"));
    }

    public Marked value(String name) {
        Marked value = fields.values().get(name);
        if (value == null) {
            throw refused(name, "is missing");
        }
        return value;
    }

    /// Runs something on one value, so that what is wrong there names it.
    public <T> T at(String name, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw refused(name, Problem.words(e));
        }
    }

    public Unreadable refused(String name, String reason) {
        Marked value = fields.values().get(name);
        return new Unreadable(
                new Problem(file, value == null ? fields.line() : value.line(), name, reason));
    }
}
