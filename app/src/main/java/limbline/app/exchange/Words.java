package limbline.app.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Words of a registry, matched without regard to case; a star stands for anything: `*thigh`.
record Words(List<Pattern> patterns) {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    Words {
        patterns = List.copyOf(patterns);
    }

    static Words of(List<String> words) {
        return new Words(words.stream().map(Words::pattern).toList());
    }

    boolean has(String text) {
        String folded = folded(text);
        return patterns.stream().anyMatch(pattern -> pattern.matcher(folded).matches());
    }

    /// From a registry's words to ours, the first match counts.
    record Translation(Map<String, Pattern> patterns, Map<String, String> ours) {

        static Translation of(Map<String, String> words) {
            Map<String, Pattern> patterns = new LinkedHashMap<>();
            words.keySet().forEach(word -> patterns.put(word, pattern(word)));
            return new Translation(patterns, words);
        }

        Optional<String> of(String text) {
            String folded = folded(text);
            return patterns.entrySet().stream()
                    .filter(each -> each.getValue().matcher(folded).matches())
                    .map(each -> ours.getOrDefault(each.getKey(), ""))
                    .findFirst();
        }
    }

    private static Pattern pattern(String word) {
        String[] parts = folded(word).split("\\*", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Pattern.quote(parts[i]);
        }
        return Pattern.compile(String.join(".*", parts), Pattern.DOTALL);
    }

    private static String folded(String text) {
        return SPACES.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
    }
}
