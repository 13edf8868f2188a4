package limbline.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            thigh         | Thigh                  | true
            thigh         | left thigh             | false
            *thigh        | left  THIGH            | true
            *thigh        | thigh                  | true
            *thigh        | thigh, left            | false
            Mets*         | Mets – arms            | true
            Mets*         | Met                    | false
            rec*local     | Recurrence - local     | true
            a*a           | a                      | false
            a*a           | aa                     | true
            a*bc*c        | abc                    | false
            a*bc*c        | abcc                   | true
            *             | ''                     | true
            """)
    void aStarStandsForAnything(String word, String text, boolean is) {
        assertThat(Words.of(List.of(word)).has(text)).isEqualTo(is);
    }

    @Test
    void aWordOfManyStarsIsAnsweredAtOnce() {
        assertThat(Words.of(List.of("*a".repeat(200) + "*x")).has("a".repeat(1_000))).isFalse();
        assertThat(Words.of(List.of("*".repeat(2_000) + "x")).has("a".repeat(1_000))).isFalse();
    }

    @Test
    void starsMeanWhatTheyMeanToARegularExpression() {
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 20_000; i++) {
            String word = text(random, "ab*", 6);
            String text = text(random, "ab", 8);
            String expression = Stream.of(word.split("\\*", -1)).map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            assertThat(Words.of(List.of(word)).has(text)).as("%s of %s, seed %s", word, text, seed)
                    .isEqualTo(text.matches(expression));
        }
    }

    private static String text(RandomGenerator random, String letters, int most) {
        return random.ints(random.nextInt(most), 0, letters.length())
                .mapToObj(at -> letters.substring(at, at + 1)).collect(Collectors.joining());
    }
}
