package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// A folder, a file that is not there and one that is no text get one sentence from every command
/// that reads a file; where it is and what is wrong.
class AwkwardFilesTest {

    @TempDir
    Path folder = Path.of("");

    private record Ran(int code, String text) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            protocol check FILE                      | it is a folder; name a file
            protocol diff FILE FILE                  | it is a folder; name a file
            stats km --in FILE --time t --status s   | it is a folder; name a file
            stats case FILE --base .                 | it is a folder; name a file
            evidence audit FILE                      | it is a folder; name a file
            board criteria FILE                      | it is a folder; name a file
            ward check FILE                          | it is a folder; name a file
            ward send FILE --to 127.0.0.1:1          | is a folder; name a file
            licences FILE                            | it is a folder; name a file
            """)
    void aFolderIsNoFile(String command, String says) throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));

        Ran ran = run(command, inner);

        assertThat(ran.code()).isNotZero();
        assertThat(ran.text()).contains(inner.toString()).contains(says).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            protocol check FILE                      | there is no such file
            protocol diff FILE FILE                  | there is no file
            stats km --in FILE --time t --status s   | there is no file
            stats case FILE --base .                 | there is no such file
            evidence audit FILE                      | there is no such file
            board criteria FILE                      | there is no such file
            ward check FILE                          | there is no such file
            ward send FILE --to 127.0.0.1:1          | there is no such file
            licences FILE                            | there is no such file
            """)
    void whatIsNotThereIsNamed(String command, String says) {
        Path missing = folder.resolve("missing");

        Ran ran = run(command, missing);

        assertThat(ran.code()).isNotZero();
        assertThat(ran.text()).contains(missing.toString()).contains(says).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"stats case FILE --base .", "licences FILE", "evidence audit FILE",
        "protocol check FILE"})
    void whatIsNoTextIsNamed(String command) throws IOException {
        Path latin = Files.write(folder.resolve("latin"), new byte[] {'a', (byte) 0xe9, 'b'});

        assertThat(run(command, latin).text())
                .contains("it is not text in UTF-8; save it in that encoding");
    }

    @Test
    void aCaseThatCannotBeReadLeavesTheOthersTheirAnswer() throws IOException {
        Path half = Files.writeString(folder.resolve("half.json"), "{\"id\": \"a\",\n \"area\": 1");
        Path list = Files.writeString(folder.resolve("list.json"), "[]");
        Path twice = Files.writeString(folder.resolve("twice.json"),
                "{\"id\": \"t\", \"area\": \"km\", \"area\": \"aj\", \"spec\": {}}");
        Path whole = Files.writeString(folder.resolve("whole.json"),
                "{\"id\": \"w\", \"area\": \"binom\", \"spec\": {\"colour\": 1}}");

        Ran ran = run("stats case %s %s %s FILE --base .".formatted(half, list, twice), whole);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.text().lines()).hasSize(4).satisfiesExactly(
                line -> assertThat(line).startsWith("{\"id\":\"half.json\",\"unsupported\":")
                        .contains("half.json, line 2: it is no JSON: Unexpected end-of-input"),
                line -> assertThat(line).contains("list.json, line 1: it is no JSON object"),
                line -> assertThat(line).contains("twice.json, line 1: it is no JSON: Duplicate "
                        + "Object property \\\"area\\\""),
                line -> assertThat(line).startsWith("{\"id\":\"w\",\"unsupported\":")
                        .contains("colour"));
    }

    private Ran run(String command, Path file) {
        StringWriter said = new StringWriter();
        String[] arguments = command.replace("FILE", file.toString()).strip().split(" +");
        CommandLine line = Main.commandLine().setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true));
        return new Ran(line.execute(arguments), said.toString());
    }
}
