package limbline.app.page;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the pages say, and what the templates may hold.
class WordsTest {

    private static final Path TEMPLATES = Path.of("src", "main", "jte");
    private static final Path PROGRAM = Path.of("src", "main", "java");

    /// `say("key")` and `say("beginning." + ...)`.
    private static final Pattern SAID =
            Pattern.compile("\\bsay\\(\"([^\"]+)\"(\\s*\\+)?");

    /// Any text that may be a key or the beginning of one.
    private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9.-]+)\"");

    @Test
    void thereAreWordsForEveryKeyThatIsSaid() {
        Set<String> keys = Words.english().keys();
        for (String said : found(SAID)) {
            assertThat(keys).as("words for %s", said).anyMatch(key ->
                    said.endsWith(".") ? key.startsWith(said) : key.equals(said));
        }
    }

    @Test
    void thereIsNothingThatNobodySays() {
        Set<String> written = found(LITERAL);

        assertThat(Words.english().keys()).allMatch(key -> written.contains(key)
                || written.stream().anyMatch(one -> one.endsWith(".") && key.startsWith(one)));
    }

    @Test
    void aKeyWithoutWordsIsAMistakeAndNotAHoleInAPage() {
        assertThatIllegalArgumentException().isThrownBy(() -> Words.english().say("no.such"))
                .withMessage("there are no words for \"no.such\"");
    }

    /// The content security policy refuses them, so a page that held one would not work.
    @Test
    void noTemplateHoldsAStyleOrAScript() {
        Pattern refused = Pattern.compile("\\sstyle=|\\son[a-z]+=|<style|<script(?![^>]*\\ssrc=)"
                + "|hx-on|javascript:", Pattern.CASE_INSENSITIVE);
        List<Path> found = files(TEMPLATES, ".jte")
                .filter(file -> refused.matcher(read(file)).find())
                .toList();

        assertThat(found).isEmpty();
        assertThat(refused.matcher("<p style=\"x\">").find()).isTrue();
        assertThat(refused.matcher("<script>alert(1)</script>").find()).isTrue();
        assertThat(refused.matcher("<script src=\"x\"></script>").find()).isFalse();
    }

    private static Set<String> found(Pattern pattern) {
        return Stream.concat(files(TEMPLATES, ".jte"), files(PROGRAM, ".java"))
                .flatMap(file -> pattern.matcher(read(file)).results())
                .map(result -> result.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
