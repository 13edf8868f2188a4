package limbline.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A word of a closed list. Its text is what people read and type and what the journal keeps, so it
/// is never changed once an event has been written with it.
public interface Term {

    /// The enum constant's name, as every enum has it.
    String name();

    /// The word as people read and type it: `IN_FIELD` is "in-field".
    default String term() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The constant of `type` that `text` names; case, spaces, hyphens and underscores are alike.
    ///
    /// @throws IllegalArgumentException with the allowed words
    static <E extends Enum<E>> E parse(Class<E> type, String text) {
        Map<String, Enum<?>> words = TermWords.OF.get(type);
        Enum<?> written = words.get(text); // as the journal has it
        Enum<?> found = written == null ? words.get(TermWords.folded(text)) : written;
        if (found != null) {
            return type.cast(found);
        }
        throw new IllegalArgumentException("\"%s\" is not one of: %s".formatted(
                Text.shortened(text),
                Arrays.stream(type.getEnumConstants()).map(Term::text)
                        .collect(Collectors.joining(", "))));
    }

    /// The text of any value: a term's word, anything else's `toString`.
    static String text(Object value) {
        return value instanceof Term term ? term.term() : value.toString();
    }

    /// The text of any value for people.
    static String words(Object value) {
        return value instanceof LabValue measured ? measured.written() : text(value);
    }
}
