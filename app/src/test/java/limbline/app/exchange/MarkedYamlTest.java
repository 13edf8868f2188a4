package limbline.app.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import limbline.app.exchange.Marked.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// YAML as people and attackers write it.
class MarkedYamlTest {

    @TempDir
    Path folder;

    @Test
    void everythingIsTextAsItWasWritten() {
        assertThat(read("a: no\nb: 2013-07\nc: 1e3\nd: [0x10, null, \"~\"]").plain())
                .isEqualTo(Map.of("a", "no", "b", "2013-07", "c", "1e3",
                        "d", List.of("0x10", "null", "~")));
    }

    @Test
    void jsonIsReadAsWellAlsoWithTabs() {
        assertThat(read("{\n\t\"a\": \"x\",\n\t\"b\": [1, true]\n}").plain())
                .isEqualTo(Map.of("a", "x", "b", List.of("1", "true")));
    }

    @Test
    void aByteOrderMarkIsNoText() {
        assertThat(read("\uFEFFa: x").plain()).isEqualTo(Map.of("a", "x"));
    }

    @Test
    void aValueKnowsItsLine() {
        Marked value = read("a: x\nb:\n  - y\n  - z\n").values().get("b");

        assertThat(value).isInstanceOfSatisfying(Marked.Items.class,
                items -> assertThat(items.items().getLast().line()).isEqualTo(4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `a: &x [y]\\nb: *x` | 1: an anchor (&) is not allowed here. A text that begins with & is written in quotes
            `a: x\\nb: *x` | 2: an alias (*) is not allowed here; write out what it stands for
            `a: !!java.net.URL [x]` | 1: a tag (!) is not allowed here. A text that begins with ! is written in quotes
            `a: x\\nb: y\\na: z` | 3: a stands here a second time; it stands already on line 1
            `a:\\n\\tb: x` | 2: a tab cannot indent a line; use spaces
            `a: x: y` | 1: a second colon on one line; write a text that holds a colon in quotes
            `a: x\\n---\\nb: y` | 2: a second document begins here (---); one a file
            `- a\\n- b` | 1: a list of names and values is wanted, such as "patient: PAPER-1"
            `[a]: b` | 1: a name stands before a colon; this is a list. A text that begins with [ or { is written in quotes
            """)
    void whatAFormDoesNotNeedIsRefusedWithItsLine(String text, String message) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> read(text.replace("\\n", "\n").replace("\\t", "\t")))
                .withMessage("a.yaml, line " + message);
    }

    @Test
    void nothingAndAnUnclosedBracketAreRefused() {
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> read("# nothing\n"))
                .withMessage("a.yaml: nothing stands in it");
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> read("a: [x, y"))
                .withMessageStartingWith("a.yaml, line 1: it is not YAML here: ");
    }

    /// Anchors are what makes a thousand bytes unfold into gigabytes.
    @Test
    void aBillionLaughsEndAtTheFirstAnchor() {
        StringBuilder laughs = new StringBuilder("a: &a [lol, lol]\n");
        for (char c = 'b'; c < 'k'; c++) {
            laughs.append("%c: &%c [*%c, *%c]\n".formatted(c, c, c - 1, c - 1));
        }

        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> read(laughs.toString()))
                .withMessageStartingWith("a.yaml, line 1: an anchor (&)");
    }

    @Test
    void depthHasALimit() {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> read("a: " + "[".repeat(50_000) + "]".repeat(50_000)))
                .withMessage("a.yaml, line 1: lists within lists, more than 20 deep");
    }

    @Test
    void sizeHasALimitAndIsLookedAtBeforeReading() throws IOException {
        Path large = folder.resolve("large.yaml");
        Files.write(large, new byte[MarkedYaml.LARGEST + 1]);

        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> MarkedYaml.read(large))
                .withMessage(large + ": it has 2,000,001 bytes; at most 2,000,000 are read");
    }

    @Test
    void aFileThatIsNotThereIsAFolderOrIsNoTextIsSaidToBe() throws IOException {
        Path latin = folder.resolve("latin.yaml");
        Files.write(latin, "a: Ödem".getBytes(StandardCharsets.ISO_8859_1));
        Path wide = folder.resolve("wide.yaml");
        Files.write(wide, "a: x".getBytes(StandardCharsets.UTF_16LE));

        assertRefused(folder.resolve("none.yaml"), "there is no such file");
        assertRefused(folder, "it is a folder; name a file");
        assertRefused(latin, "it is not text in UTF-8; save it in that encoding");
        assertRefused(wide, "it holds zero bytes, so it is no text file in UTF-8");
    }

    /// The library reads a kilobyte at a time; found by fuzzing.
    @Test
    void aCharacterOfTwoHalvesStandsAnywhere() {
        for (int before = 1000; before < 1050; before++) {
            String text = "x".repeat(before) + "\uD834\uDD1E";
            assertThat(read("a: " + text + "\nb: y").plain()).isEqualTo(Map.of("a", text, "b", "y"));
        }
    }

    private static void assertRefused(Path file, String reason) {
        assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> MarkedYaml.read(file))
                .withMessage(file + ": " + reason);
    }

    private static Fields read(String text) {
        return MarkedYaml.read(TextFile.decode("a.yaml",
                text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
