package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import limbline.app.database.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `clinic due`, `clinic plan` and `clinic response`, from their arguments to their output and exit
/// code.
class ClinicCommandTest {

    private static final Path FOLDER = Path.of("target", "test-clinic-commands",
            String.valueOf(ProcessHandle.current().pid())).toAbsolutePath();
    private static final String DEMO = Path.of("..", "protocols", "demo-ili.yaml").toString();
    private static final String PAPER = Path.of("..", "protocols", "ili-paper.yaml").toString();

    private static final String COURSE = """
            limbline-course: 1
            centre: north
            centre-name: Invented centre north
            patient: C-1
            source: invented for the test
            events:
              - {id: found, type: lesion-found, date: 2025-12-01, lesion: forearm, kind: local-recurrence, site: forearm, side: left}
              - {id: upper, type: lesion-found, date: 2025-12-01, lesion: biceps, kind: local-recurrence, site: upper-arm, side: left}
              - {id: before, type: lesions-measured, date: 2026-01-05, sizes: ["forearm: 40 x 30 mm", "biceps: 30 x 20 mm"], targets: [forearm]}
              - {id: infusion, type: infused, date: 2026-01-10, limb: left arm, modality: ILI, inField: [forearm]}
              - {id: two, type: last-seen, date: 2026-01-24, status: alive-with-disease}
              - {id: three, type: lesions-measured, date: 2026-04-10, sizes: ["forearm: 28 x 20 mm", "biceps: 30 x 20 mm"]}
              - {id: said, type: response-assessed, date: 2026-04-10, response: stable, criterion: clinical judgement, limb: left arm}
            """;

    private static Database database;

    private record Ran(int code, String out, String err) {}

    @BeforeAll
    static void load() throws IOException {
        Files.createDirectories(FOLDER);
        database = Database.embedded(FOLDER);
        Path course = Files.writeString(FOLDER.resolve("course.yaml"), COURSE);
        assertThat(run("import", course.toString()).code).isZero();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest(name = "on {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-16 |
            2026-01-17 | due      2026-01-24  north/C-1                week 2     ILI, left arm, 2026-01-10
            2026-02-13 |
            2026-02-14 | due      2026-02-21  north/C-1                week 6     ILI, left arm, 2026-01-10
            2026-03-07 | due      2026-02-21  north/C-1                week 6     ILI, left arm, 2026-01-10
            2026-03-08 | overdue  2026-02-21  north/C-1                week 6     ILI, left arm, 2026-01-10
            2026-04-10 |
            2026-07-24 | due      2026-07-10  north/C-1                month 6    ILI, left arm, 2026-01-10
            2026-07-25 | overdue  2026-07-10  north/C-1                month 6    ILI, left arm, 2026-01-10
            2027-01-10 | overdue  2026-07-10  north/C-1                month 6    ILI, left arm, 2026-01-10
            2027-01-11 | lost     2026-07-10  north/C-1                month 6    ILI, left arm, 2026-01-10
            """)
    void whoIsDueAroundEachDay(String day, String line) {
        Ran ran = run("clinic", "due", "--on", day, "--protocol", DEMO);

        assertThat(ran.code).isZero();
        assertThat(ran.out).isEqualTo(line == null ? "0 patients on " + day + ".\n"
                : line + "\n1 patient on " + day + ".\n");
    }

    @Test
    void jsonHasExactlyTheFieldsThatAreDocumented() throws IOException {
        JsonNode due = JsonMapper.shared().readTree(run("clinic", "due", "--on", "2026-07-25",
                "--protocol", DEMO, "--json").out);
        String documented = Files.readString(Path.of("..", "docs", "clinic-json.md"));

        assertThat(due.propertyNames()).allMatch(name -> documented.contains("`" + name + "`"));
        assertThat(due.get("state").stringValue()).isEqualTo("overdue");
        assertThat(due.get("appointments").valueStream().map(one -> one.get("state").stringValue()))
                .startsWith("done", "done", "missed", "done", "done", "overdue", "later");
        JsonNode response = JsonMapper.shared().readTree(
                run("clinic", "response", "C-1", "--json").out);
        assertThat(response.propertyNames()).allMatch(name -> documented.contains("`" + name + "`"));
        JsonNode plan = JsonMapper.shared().readTree(run("clinic", "plan", DEMO, "--from",
                "2026-01-31", "--json").out);
        assertThat(plan.propertyNames()).allMatch(name -> documented.contains("`" + name + "`"));
        assertThat(plan.get("visits").size()).isEqualTo(12);
    }

    @Test
    void withoutAProtocolInForceOnlyWhatWasPlannedSinglyIsListed() {
        assertThat(run("clinic", "due", "--on", "2026-07-25")).satisfies(ran -> {
            assertThat(ran.out).isEqualTo("0 patients on 2026-07-25.\n");
            assertThat(ran.err).contains("no protocol is in force at north");
        });
    }

    @Test
    void aPlanIsPrintedWithItsSourcesAndWhatIsNotSet() {
        assertThat(run("clinic", "plan", PAPER, "--from", "2026-01-31")).satisfies(ran -> {
            assertThat(ran.code).isZero();
            assertThat(ran.out).contains(
                    "2026-04-30  month 3   The response to the treatment. (response) [PAPER]",
                    "2030-01-31  month 48  Recurrence and late toxicity. [NCT3789]",
                    "lost to follow-up: visit-lost (not set by this centre)");
        });
    }

    @Test
    void aRefusedFileIsRefusedWithItsLine() throws IOException {
        Path broken = Files.writeString(FOLDER.resolve("broken.yaml"), Files.readString(
                Path.of(DEMO)).replace("after: visit-6-months", "after: visit-7-months"));

        for (String command : List.of("plan", "due")) {
            List<String> arguments = new ArrayList<>(List.of("clinic", command));
            arguments.addAll(command.equals("due") ? List.of("--protocol", broken.toString())
                    : List.of(broken.toString()));
            assertThat(run(arguments.toArray(String[]::new))).satisfies(ran -> {
                assertThat(ran.code).isEqualTo(2);
                assertThat(ran.out).contains("visit-7-months", "follow-up.visits[5].after");
            });
        }
    }

    @Test
    void theResponseIsComputedBesideTheCliniciansOwn() {
        assertThat(run("clinic", "response", "C-1").out).isEqualTo("""
                Infusion 1: ILI of the left arm, 2026-01-10
                  before: forearm: 40 x 30 mm; biceps: 30 x 20 mm
                  2026-04-10: forearm: 28 x 20 mm; biceps: 30 x 20 mm
                  2026-04-10, in-field, RECIST 1.1: partial
                      Targets: forearm (chosen at the baseline).
                      One target: baseline 40 mm, smallest 40 mm, now 28 mm.
                      12 mm (30.0 %) below the baseline: partial from a fall of 30 % on.
                  2026-04-10, out-of-field, RECIST 1.1: stable
                      Targets: biceps (the largest that can be measured; nobody chose).
                      One target: baseline 30 mm, smallest 30 mm, now 30 mm.
                      0 mm (0.0 %) below the baseline: partial from a fall of 30 % on.
                  2026-04-10, in-field: The clinician says stable (clinical judgement), RECIST 1.1 gives partial (2026-04-10).
                """);
        assertThat(run("clinic", "response", "C-1", "--criterion", "WHO").out)
                .contains("2026-04-10, in-field, WHO: partial");
        assertThat(run("clinic", "response", "C-1", "--known-by", "2026-03").out)
                .contains("Nothing was measured since, so no criterion gives a response.");
        assertThat(run("clinic", "response", "C-1", "--criterion", "Choi")).satisfies(ran -> {
            assertThat(ran.code).isEqualTo(2);
            assertThat(ran.err).isEqualTo("limbline: Choi is not computed here; one of clinical"
                    + " judgement, WHO, RECIST 1.1\n");
        });
        assertThat(run("clinic", "response", "NOBODY").code).isEqualTo(2);
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = Main.commandLine()
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("plan")) {
            all.addAll(List.of("--data", FOLDER.toString()));
        }
        int code = commands.execute(all.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }
}
