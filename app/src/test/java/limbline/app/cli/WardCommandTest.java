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
import limbline.app.protocol.SignedProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `ward rules` and `ward replay`, from their arguments to their output and exit code.
class WardCommandTest {

    private static final Path FOLDER = Path.of("target", "test-ward-commands",
            String.valueOf(ProcessHandle.current().pid())).toAbsolutePath();
    private static final Path DEMO = Path.of("..", "protocols", "demo-ili.yaml");
    private static final Path PAPER = Path.of("..", "protocols", "ili-paper.yaml");

    /// Creatine kinase over 1000 U/L on day 2.
    private static final String COURSE = """
            limbline-course: 1
            centre: north
            centre-name: Invented centre north
            patient: W-1
            source: invented for the test
            events:
              - {id: infusion, type: infused, at: "2026-01-10T09:00:00Z", limb: left leg, modality: ILI}
              - {id: ck-1, type: laboratory-reported, at: "2026-01-11T06:00:00Z", analyte: creatine-kinase, value: 400 U/L}
              - {id: ck-2, type: laboratory-reported, at: "2026-01-12T06:00:00Z", analyte: creatine-kinase, value: 1500 U/L}
              - {id: home, type: discharged, at: "2026-01-13T10:00:00Z", to: home}
            """;
    private static final String NOT_INFUSED = """
            limbline-course: 1
            centre: north
            patient: W-2
            source: invented for the test
            events:
              - {id: referral, type: referred, date: 2026-01-10}
            """;

    /// Open throughout, so that no command has to start it.
    private static Database database;

    private record Ran(int code, String out, String err) {}

    @BeforeAll
    static void load() throws IOException {
        Files.createDirectories(FOLDER);
        database = Database.embedded(FOLDER);
        Path one = Files.writeString(FOLDER.resolve("one.yaml"), COURSE);
        Path other = Files.writeString(FOLDER.resolve("other.yaml"), NOT_INFUSED);
        for (Path file : List.of(one, other, Path.of("..", "cases", "PAPER-1.yaml"))) {
            assertThat(run("import", file.toString())).satisfies(ran -> {
                assertThat(ran.err).isEmpty();
                assertThat(ran.code).isZero();
            });
        }
        assertThat(run("ward", "rules", "--centre", "north")).isEqualTo(new Ran(1, "", "limbline: no"
                + " protocol is in force at north; sign one with \"protocol sign\", or name a"
                + " file\n"));
        assertThat(run("ward", "replay", "W-1")).isEqualTo(new Ran(2, "", "limbline: north has no"
                + " protocol for ILI in force; name a file with --protocol\n"));
        String text = Files.readString(DEMO);
        database.sql().sql("""
                insert into signed_protocol
                    (centre, protocol, version, hash, text, statement, first, second)
                values ('north', 'demo-ili', 1, ?, ?, 'for the test', 'anna', 'ben')
                """).params(SignedProtocol.hashOf(text), text).update();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void theRulesInForceStandWithTheirLimitsSourcesAndWhatToDo() {
        assertThat(run("ward", "rules", "--centre", "north")).satisfies(ran -> {
            assertThat(ran.code).isZero();
            assertThat(ran.out).startsWith("north, demo-ili version 1, signed by anna and ben: ")
                    .contains("""
                            warning  ck-over-limit: Muscle may be dying.
                                       ck-high 1000 U/L [PAPER]
                            """, "leucocytes-after 2 d [VROUENRAETS]", "Before discharge:",
                            "source: VROUENRAETS, Vrouenraets et al. 1997")
                    .contains("Limbline is not a medical device.");
        });
    }

    @Test
    void aFilesRulesSayWhatTheCentreHasNotSet() {
        assertThat(run("ward", "rules", PAPER.toString())).satisfies(ran -> {
            assertThat(ran.code).isZero();
            assertThat(ran.out).contains("creatinine-high (not set by this centre)",
                    "leucocytes-rise (not set by this centre)");
        });
    }

    @Test
    void theRulesAsJsonHaveTheDocumentedKeys() {
        JsonNode json = read(run("ward", "rules", PAPER.toString(), "--json").out);

        assertThat(json.propertyNames())
                .containsExactly("from", "protocol", "modality", "rules", "discharge");
        assertThat(json.get("rules")).hasSize(17).allSatisfy(rule ->
                assertThat(rule.propertyNames()).containsExactly(
                        "id", "tier", "says", "do", "source", "source-text", "limits"));
        JsonNode rise = json.get("rules").valueStream()
                .filter(rule -> rule.get("id").asString().equals("leucocytes-rise"))
                .findFirst().orElseThrow();
        assertThat(rise.at("/limits/0/value").decimalValue()).isEqualByComparingTo("2");
        assertThat(rise.at("/limits/0/unit").asString()).isEqualTo("d");
        assertThat(rise.at("/limits/1").propertyNames()).containsExactly("id", "unit", "words");
        assertThat(json.get("discharge")).hasSize(5).allSatisfy(item ->
                assertThat(item.propertyNames())
                        .containsExactly("id", "says", "source", "limits"));
    }

    @Test
    void aBrokenFileIsRefusedWithItsLine() throws IOException {
        Path broken = Files.writeString(FOLDER.resolve("broken.yaml"), Files.readString(DEMO)
                .replace("rule: late peak", "rule: later peak"));

        assertThat(run("ward", "rules", broken.toString())).satisfies(ran -> {
            assertThat(ran.code).isEqualTo(2);
            assertThat(ran.out).contains(": refused\n  line ", "\"later peak\" is not one of");
        });
        for (List<String> command : List.of(
                List.of("ward", "rules", broken.toString(), "--json"),
                List.of("ward", "replay", "W-1", "--protocol", broken.toString(), "--json"))) {
            Ran ran = run(command.toArray(String[]::new));
            assertThat(ran.code).isEqualTo(2);
            assertThat(read(ran.out).at("/refusals/0/why").asString())
                    .contains("\"later peak\" is not one of");
        }
        assertThat(run("ward", "rules", "no-such-file.yaml")).satisfies(ran -> {
            assertThat(ran.code).isEqualTo(2);
            assertThat(ran.out).contains("no-such-file.yaml");
        });
    }

    @Test
    void aReplaySaysWhichRuleSaidWhatAndWhen() {
        assertThat(run("ward", "replay", "W-1")).satisfies(ran -> {
            assertThat(ran.err).isEmpty();
            assertThat(ran.code).isZero();
            assertThat(ran.out).startsWith("W-1, by when it happened\n")
                    .contains("ALERT raised, urgent: Creatine kinase 1500 U/L (day 2, ",
                            "BEFORE DISCHARGE ck-falling not met: ",
                            "Before discharge, at the end:")
                    .endsWith("Limbline is not a medical device.\n");
        });
    }

    @Test
    void aReplayAsJsonHasTheDocumentedKeysAndIsInTime() {
        JsonNode json = read(run("ward", "replay", "W-1", "--json").out);

        assertThat(json.propertyNames()).containsExactly("patient", "by", "steps", "discharge");
        assertThat(json.get("by").asString()).isEqualTo("happened");
        List<String> times = json.get("steps").valueStream()
                .map(step -> step.get("at").asString()).toList();
        assertThat(times).isSorted().first().isEqualTo("2026-01-10T09:00:00Z");
        assertThat(json.get("steps").valueStream().map(step -> List.copyOf(step.propertyNames()))
                .distinct()).containsExactlyInAnyOrder(
                        List.of("at", "rule", "verdict", "words"),
                        List.of("at", "alert", "turn", "tier", "words"),
                        List.of("at", "item", "answer", "words"));
        assertThat(json.get("steps").valueStream().filter(step -> step.has("alert")
                        && step.get("alert").asString().startsWith("creatine-kinase/"))
                .map(step -> "%s %s %s".formatted(step.get("at").asString(),
                        step.get("turn").asString(), step.get("tier").asString())))
                .containsExactly("2026-01-12T06:00:00Z raised urgent");
        assertThat(json.get("discharge")).hasSize(5).allSatisfy(item ->
                assertThat(item.propertyNames()).containsExactly("item", "answer", "words"));
    }

    /// By when it was recorded, nothing was said before the file was imported.
    @Test
    void aReplayByTheRecordBeginsWhenItWasRecorded() {
        JsonNode json = read(run("ward", "replay", "north/W-1", "--recorded", "--json").out);

        assertThat(json.get("by").asString()).isEqualTo("recorded");
        assertThat(json.get("steps").valueStream().map(step -> step.get("at").asString()))
                .allSatisfy(at -> assertThat(at).isGreaterThan("2026-01-13T10:00:00Z"));
    }

    /// Hendrick 2018: discharged on day 3 "after CPK peak and fall", no value printed.
    @Test
    void thePapersPatientIsReplayedByANamedFile() {
        JsonNode json = read(run("ward", "replay", "PAPER-1", "--protocol", PAPER.toString(),
                "--json").out);

        assertThat(json.get("steps").valueStream().filter(step -> step.has("item")
                        && !step.get("answer").asString().equals("unknown")).toList())
                .singleElement().satisfies(step -> {
                    assertThat(step.get("item").asString()).isEqualTo("ck-falling");
                    assertThat(step.get("answer").asString()).isEqualTo("met-by-statement");
                });
    }

    @Test
    void whoWasNotInfusedHasNothingToWatch() {
        assertThat(run("ward", "replay", "W-2")).satisfies(ran -> {
            assertThat(ran.code).isZero();
            assertThat(ran.out).contains("No infusion is on record, so there is nothing to watch.");
        });
        assertThat(read(run("ward", "replay", "W-2", "--json").out).get("steps")).isEmpty();
    }

    @Test
    void whoIsNotOnRecordIsAskedForInASentence() {
        assertThat(run("ward", "replay", "W-9")).isEqualTo(new Ran(2, "", "limbline: nothing is"
                + " recorded of a patient \"W-9\"; list shows who is on record\n"));
        assertThat(run("ward", "replay", "not an id!")).satisfies(ran -> {
            assertThat(ran.code).isEqualTo(2);
            assertThat(ran.err).startsWith("limbline: ").doesNotContain("Exception");
        });
    }

    private static JsonNode read(String json) {
        return JsonMapper.builder().build().readTree(json);
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine()
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", FOLDER.toString()));
        return new Ran(line.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }
}
