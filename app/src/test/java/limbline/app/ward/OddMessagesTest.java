package limbline.app.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Odd but real-looking messages, and what is read of each: `hl7/odd-messages.txt`.
class OddMessagesTest {

    private static final Path FILE =
            Path.of("src", "test", "resources", "hl7", "odd-messages.txt");

    /// One block of the file.
    record Odd(String name, String message, List<String> expected) {

        static Odd parse(String block) {
            List<String> lines = block.lines().toList();
            int end = lines.indexOf("--");
            StringBuilder message = new StringBuilder();
            lines.subList(1, end).forEach(line -> message.append(line.endsWith("}")
                    ? line.replace("{CRLF}", "\r\n").replace("{CR}", "\r").replace("{LF}", "\n")
                    : line + "\r"));
            return new Odd(lines.getFirst(), message.toString(),
                    lines.subList(end + 1, lines.size()));
        }
    }

    static List<Odd> all() throws IOException {
        return Arrays.stream(Files.readString(FILE).split("(?m)^== ", -1)).skip(1)
                .map(Odd::parse).toList();
    }

    @TestFactory
    Stream<DynamicTest> isReadAsThePaperBesideItSays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Odd odd : all()) {
            tests.add(DynamicTest.dynamicTest(odd.name, () -> assertThat(
                    MessageCorpusTest.told(odd.message.getBytes(StandardCharsets.UTF_8)).stream()
                            .map(line -> line.replace("\n", "\\n")).toList())
                    .isEqualTo(odd.expected)));
        }
        return tests.stream();
    }

    @Test
    void commasAreReadWhereTheMapSaysWhatTheyMean(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("map.yaml");
        Files.writeString(file, Files.readString(Path.of("..", "maps", "laboratory.yaml"))
                .replace("decimal-comma: no", "decimal-comma: yes"));
        LaboratoryMap map = LaboratoryMapFile.read(file);

        assertThat(Stream.of("1234,5", "<5,5", ">1000", "4.2", "1.234,5", "1,234,567")
                .flatMap(value -> MessageFuzzer.parts(Laboratory.bytes(Laboratory.result("C1", "N1",
                        "O1", Laboratory.kinase(value, "F"))), map).stream())
                .map(part -> MessageCorpusTest.told(part.what()).replace(
                        " at 2026-11-20T06:30:00Z", "")))
                .containsExactly("creatine-kinase 1234.5 U/L", "creatine-kinase <5.5 U/L",
                        "creatine-kinase >1000 U/L", "creatine-kinase 4.2 U/L",
                        "OBX 1: \"1.234,5\" is not a number; a comma may part decimals or thousands:"
                                + " say in the map which",
                        "OBX 1: \"1,234,567\" is not a number; a comma may part decimals or"
                                + " thousands: say in the map which");
    }
}
