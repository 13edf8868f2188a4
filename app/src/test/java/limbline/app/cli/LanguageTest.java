package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is printed is the same on a machine of any language: Turkish has letters of its own case,
/// Arabic digits of its own, and German a point where English has a comma.
class LanguageTest {

    @ParameterizedTest
    @CsvSource({"tr, TR", "ar, EG", "de, DE"})
    void numbersAndWordsAreThoseOfEnglish(String language, String country) throws Exception {
        assertThat(printed(language, country)).contains(" states", "not-testable")
                .isEqualTo(printed("en", "US"));
    }

    /// Numbers in sentences, and words that are brought to small letters.
    private static String printed(String language, String country)
            throws IOException, InterruptedException {
        Path home = Path.of("..");
        return run(language, country, "protocol", "check",
                        home.resolve("protocols/demo-ili.yaml").toString())
                + run(language, country, "evidence", "audit",
                        home.resolve("evidence/series.csv").toString());
    }

    private static String run(String language, String country, String... command)
            throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1",
                "-Duser.language=" + language, "-Duser.country=" + country,
                "-Dlimbline.home=" + Path.of("..").toAbsolutePath(),
                "-cp", System.getProperty("java.class.path"), Main.class.getName());
        builder.command().addAll(List.of(command));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isBetween(0, 1);
        return said;
    }
}
