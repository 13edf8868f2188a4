package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the README shows is what the tests run: each of its Java blocks stands, but for white
/// space, in a test class whose name ends in `ExamplesTest`.
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleIsRun() throws IOException {
        String examples = examples();
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("README.md"))).results()
                .map((MatchResult block) -> block.group(1))
                .toList();

        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            assertThat(examples).as("an example of the README that no test runs")
                    .contains(withoutSpace(block));
        }
    }

    private static String examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(f -> f.toString().endsWith("ExamplesTest.java"))
                    .toList()) {
                all.append(withoutSpace(Files.readString(file)));
            }
            return all.toString();
        }
    }

    /// Without white space, and comments joined that are broken over lines.
    private static String withoutSpace(String text) {
        return text.replaceAll("\\n\\s*//", "").replaceAll("\\s+", "");
    }
}
