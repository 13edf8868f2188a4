package limbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/asvs.md` answers every requirement, once, and names tests that are there.
class AsvsTest {

    private static final Path TABLE = Path.of("..", "docs", "asvs.md");
    private static final Path NUMBERS =
            Path.of("src", "test", "resources", "asvs-5.0.0-levels-1-and-2.txt");
    private static final Set<String> ANSWERS =
            Set.of("met", "in part", "not met", "does not apply", "the hospital");
    private static final Pattern ROW = Pattern.compile("\\| (\\d+\\.\\d+\\.\\d+) \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|");
    private static final Pattern NAMED = Pattern.compile("`([A-Za-z0-9]+)`");

    private record Row(String number, String answer, String how, List<String> tests) {}

    @Test
    void everyRequirementOfLevelsOneAndTwoIsAnsweredOnce() throws IOException {
        List<String> wanted = Files.readAllLines(NUMBERS).stream()
                .filter(line -> !line.startsWith("#")).toList();

        assertThat(wanted).hasSize(253);
        assertThat(rows().stream().map(Row::number)).containsExactlyElementsOf(wanted);
    }

    @Test
    void everyAnswerSaysHowAndEachTestItNamesIsThere() throws IOException {
        Set<String> there = tests();
        for (Row row : rows()) {
            assertThat(ANSWERS).as(row.number).contains(row.answer);
            assertThat(row.how).as(row.number).isNotBlank();
            assertThat(there).as(row.number).containsAll(row.tests);
        }
        assertThat(there).doesNotContain("NoSuchTest").contains("AsvsTest");
    }

    @Test
    void theCountsAtItsHeadAreThoseOfItsRows() throws IOException {
        String head = Files.readString(TABLE);
        rows().stream().collect(Collectors.groupingBy(Row::answer, Collectors.counting()))
                .forEach((answer, count) ->
                        assertThat(head).contains("| %s | %d |".formatted(answer, count)));
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(row.group(1), row.group(2), row.group(3), NAMED.matcher(
                        row.group(4)).results().map(found -> found.group(1)).toList()));
            }
        }
        return rows;
    }

    private static Set<String> tests() throws IOException {
        Set<String> names = new java.util.HashSet<>();
        for (String module : List.of("statistics", "core", "app")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                files.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.endsWith("Test.java"))
                        .forEach(name -> names.add(name.replace(".java", "")));
            }
        }
        return names;
    }
}
