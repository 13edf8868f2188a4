package limbline.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Our own scripts, read as text: what none of them does.
class ScriptsTest {

    private static final Path STATIC = Path.of("src", "main", "resources", "static");

    /// `thing[name] = value` with a name that data gave: the way to another's prototype.
    private static final Pattern WRITES_TO_A_NAME_OF_DATA =
            Pattern.compile("\\w\\[(?![\"'0-9])[^\\]\\n]+]\\s*(=(?!=)|\\+=|\\?\\?=|\\|\\|=)|__proto__"
                    + "|\\.prototype\\b|Object\\.(setPrototypeOf|defineProperty)");

    private static final Pattern READS_TEXT_AS_SCRIPT_OR_HTML = Pattern.compile("\\beval\\(|new Function"
            + "|\\.(inner|outer)HTML\\s*=|insertAdjacentHTML|document\\.write|javascript:");

    @Test
    void noneWritesToAPropertyThatDataNames() {
        assertThat(found(WRITES_TO_A_NAME_OF_DATA, scripts())).isEmpty();
        assertThat(found(WRITES_TO_A_NAME_OF_DATA, Map.of("planted", "chosen[key] = value;")))
                .containsExactly("planted: n[key] =");
    }

    @Test
    void noneReadsTextAsScriptAndHtmlOnlyOfOurServer() {
        assertThat(found(READS_TEXT_AS_SCRIPT_OR_HTML, scripts()))
                .as("the ward's lines, as the server drew them")
                .containsExactly("ward.js: .innerHTML =");
        assertThat(found(READS_TEXT_AS_SCRIPT_OR_HTML, Map.of("planted", "a.innerHTML = said")))
                .containsExactly("planted: .innerHTML =");
    }

    private static List<String> found(Pattern what, Map<String, String> scripts) {
        return scripts.entrySet().stream().flatMap(script -> what.matcher(script.getValue())
                .results().map(found -> script.getKey() + ": " + found.group())).toList();
    }

    private static Map<String, String> scripts() {
        Map<String, String> scripts = new TreeMap<>();
        try (Stream<Path> files = Files.list(STATIC)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".js")
                    && !one.endsWith("htmx.js")).toList()) {
                scripts.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(scripts).hasSizeGreaterThan(6);
        return scripts;
    }
}
