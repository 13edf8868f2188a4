package limbline.measure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The constants of each closed list by their folded words, kept because every event that is read
/// asks for some.
final class TermWords extends ClassValue<Map<String, Enum<?>>> {

    static final TermWords OF = new TermWords();

    private TermWords() {}

    @Override
    protected Map<String, Enum<?>> computeValue(Class<?> type) {
        Map<String, Enum<?>> words = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            words.putIfAbsent(folded(Term.text(constant)), (Enum<?>) constant);
        }
        return Map.copyOf(words);
    }

    /// Case, spaces, hyphens and underscores are alike.
    static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "-");
    }
}
