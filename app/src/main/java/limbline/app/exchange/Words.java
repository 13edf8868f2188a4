package limbline.app.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Words of a registry, matched without regard to case; a star stands for anything: `*thigh`.
record Words(List<Word> words) {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    Words {
        words = List.copyOf(words);
    }

    static Words of(List<String> words) {
        return new Words(words.stream().map(Word::of).toList());
    }

    boolean has(String text) {
        String folded = folded(text);
        return words.stream().anyMatch(word -> word.is(folded));
    }

    /// From a registry's words to ours, the first match counts.
    record Translation(Map<String, Word> words, Map<String, String> ours) {

        static Translation of(Map<String, String> ours) {
            Map<String, Word> words = new LinkedHashMap<>();
            ours.keySet().forEach(word -> words.put(word, Word.of(word)));
            return new Translation(words, ours);
        }

        Optional<String> of(String text) {
            String folded = folded(text);
            return words.entrySet().stream()
                    .filter(each -> each.getValue().is(folded))
                    .map(each -> ours.getOrDefault(each.getKey(), ""))
                    .findFirst();
        }
    }

    /// One word, by what stands before, between and after its stars. No regular expression: a word of
    /// twenty stars would keep one busy for years.
    record Word(List<String> stretches) {

        Word {
            stretches = List.copyOf(stretches);
        }

        static Word of(String word) {
            return new Word(List.of(folded(word).split("\\*", -1)));
        }

        boolean is(String folded) {
            String first = stretches.getFirst();
            if (stretches.size() == 1) {
                return folded.equals(first);
            }
            String last = stretches.getLast();
            int at = first.length();
            int end = folded.length() - last.length();
            if (at > end || !folded.startsWith(first) || !folded.endsWith(last)) {
                return false;
            }
            for (String between : stretches.subList(1, stretches.size() - 1)) {
                int found = folded.indexOf(between, at);
                if (found < 0 || found + between.length() > end) {
                    return false;
                }
                at = found + between.length();
            }
            return true;
        }
    }

    private static String folded(String text) {
        return SPACES.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
    }
}
