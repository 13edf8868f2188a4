package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Every library that is shipped is on the list, under a licence that allows it.
class DependenciesTest {

    private static final Path LIST = Path.of("..", "packaging", "dependencies.txt");

    private static final Path VENDORED = Path.of("..", "packaging", "vendored.json");

    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>"
                    + "(?:(?!</dependency>).)*", Pattern.DOTALL);

    @TempDir Path folder;

    @Test
    void everyLibraryOnTheListMayBeGivenAway() throws IOException {
        assertThat(list()).hasSizeGreaterThan(80);
        list().forEach((library, licences) -> assertThat(LicencesCommand.ALLOWED)
                .as(library).containsAnyOf(licences.split(" or ")));
    }

    @Test
    void whatTheBuildAsksForIsOnTheList() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        List<String> shipped = DEPENDENCY.matcher(pom).results()
                .filter(one -> !one.group().contains("<scope>test</scope>")
                        && !one.group().contains("<scope>provided</scope>"))
                .map(DependenciesTest::name)
                .toList();

        assertThat(shipped).hasSizeGreaterThan(15);
        assertThat(list().keySet()).containsAll(shipped);
    }

    @Test
    void aLicenceThatIsNotAllowedAndNoneAtAllAreTold() throws IOException {
        Path bill = folder.resolve("sbom.json");
        Files.writeString(bill, """
                {"bomFormat": "CycloneDX", "components": [
                  {"group": "a", "name": "fine", "licenses": [{"license": {"id": "MIT"}}]},
                  {"group": "a", "name": "either", "licenses": [{"license": {"id": "GPL-3.0-only"}},
                    {"license": {"id": "Apache-2.0"}}]},
                  {"group": "b", "name": "strict", "licenses": [{"license": {"id": "AGPL-3.0-only"}}]},
                  {"group": "c", "name": "silent"}]}
                """);
        StringWriter said = new StringWriter();
        int code = run(said, bill);

        assertThat(code).isEqualTo(Main.IN_PART);
        assertThat(said.toString()).isEqualTo("""
                Not allowed: b:strict: AGPL-3.0-only
                Not allowed: c:silent: it names no licence
                4 libraries, 2 with a licence that is not on the list.
                """);
    }

    /// What others made and lies among our own files: the browser's script, fonts, words.
    @Test
    void everyFileOfOthersInTheProgramIsInTheBill() throws IOException {
        String vendored = Files.readString(VENDORED);
        String notice = Files.readString(Path.of("..", "NOTICE"));
        List<String> theirs;
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "resources"))) {
            theirs = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("htmx\\.js|.*\\.(ttf|otf|woff2?|icc|min\\.js|jar|png|jpe?g)"
                            + "|common-.*")).toList();
        }

        assertThat(theirs).hasSizeGreaterThan(7);
        assertThat(vendored).contains(theirs);
        assertThat(list().keySet()).containsAll(LicencesCommand.read(VENDORED).keySet());
        assertThat(notice).contains("htmx 4.0.1", "Inter", "Source Sans 3", "OpenJDK", "PostgreSQL");
    }

    @Test
    void whatIsAddedToABillIsHeldAgainstTheListAndAddedOnce() throws IOException {
        Path bill = folder.resolve("sbom.json");
        Path more = folder.resolve("more.json");
        Files.writeString(bill, """
                {"bomFormat": "CycloneDX", "components": []}""");
        Files.writeString(more, """
                {"bomFormat": "CycloneDX", "components": [
                  {"name": "own", "licenses": [{"license": {"id": "0BSD"}}]},
                  {"name": "strict", "licenses": [{"license": {"id": "AGPL-3.0-only"}}]}]}""");
        for (int i = 0; i < 2; i++) {
            StringWriter said = new StringWriter();
            assertThat(run(said, bill, "--with", more.toString())).isEqualTo(Main.IN_PART);
            assertThat(said.toString()).isEqualTo("""
                    Not allowed: strict: AGPL-3.0-only
                    2 libraries, 1 with a licence that is not on the list.
                    """);
        }
        assertThat(LicencesCommand.read(bill)).containsOnlyKeys("own", "strict");
    }

    private static int run(StringWriter said, Path bill, String... more) {
        CommandLine command = new CommandLine(new LicencesCommand());
        command.setOut(new PrintWriter(said, true));
        return command.execute(Stream.concat(Stream.of(bill.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private static String name(MatchResult dependency) {
        return dependency.group(1) + ":" + dependency.group(2);
    }

    private static Map<String, String> list() throws IOException {
        Map<String, String> list = new TreeMap<>();
        for (String line : Files.readAllLines(LIST)) {
            if (!line.startsWith("#")) {
                String[] parts = line.split("\t", 2);
                list.put(parts[0], parts[1]);
            }
        }
        return list;
    }
}
