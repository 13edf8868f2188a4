package limbline.app.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limbline.measure.Check;

/// A password as it was typed. It prints as dots.
///
/// @param text from 12 to 200 characters of any kind: length is what counts, see NIST SP 800-63B
public record Password(String text) {

    private static final int SHORTEST = 12;

    /// Longer ones only make the server work.
    static final int LONGEST = 200;

    /// So much must be left of a password without the names that everybody at a centre knows.
    private static final int LEFT = 8;

    /// A shorter name is in too many words.
    private static final int SHORTEST_NAME = 3;

    public Password {
        Check.that(text.length() >= SHORTEST && text.length() <= LONGEST,
                "a password of %s characters is not taken: from %s to %s",
                text.length(), SHORTEST, LONGEST);
        Check.that(text.chars().distinct().count() >= 5,
                "a password of the same few characters again and again is not taken");
        Check.that(!Common.WORDS.contains(text.toLowerCase(Locale.ROOT)),
                "this password is among the %s most common ones, which are guessed first; choose"
                        + " another", "10,000");
    }

    /// What everybody tries first.
    private static final class Common {

        static final Set<String> WORDS = read();

        private static Set<String> read() {
            try (InputStream file = Objects.requireNonNull(
                    Password.class.getResourceAsStream("common-passwords.txt"))) {
                return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                        .filter(line -> !line.startsWith("# "))
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Refuses what is made of names that everybody here knows.
    ///
    /// @param names of the account, the person, the centre and what else the settings list, as text
    ///     of one or more words
    /// @throws IllegalArgumentException if less than [#LEFT] letters and digits are left without them
    public void refuseMadeOf(Collection<String> names) {
        List<String> words = Stream.concat(names.stream(), Stream.of("limbline"))
                .flatMap(name -> Stream.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")))
                .filter(word -> word.length() >= SHORTEST_NAME)
                .sorted(Comparator.comparingInt(String::length).reversed()).toList();
        String left = text.toLowerCase(Locale.ROOT);
        for (String word : words) {
            left = left.replace(word, "");
        }
        long kept = left.codePoints().filter(Character::isLetterOrDigit).count();
        Check.that(kept >= LEFT || left.length() == text.length(),
                "a password made of names that everybody here knows, as the account's or the"
                        + " centre's, is not taken; choose another");
    }

    @Override
    public String toString() {
        return "......";
    }
}
