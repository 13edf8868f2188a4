package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import limbline.app.course.CourseDesk;
import limbline.app.database.DataFolder;
import limbline.app.database.Database;
import limbline.app.demonstration.Demonstration;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.course.LimbCourse;
import limbline.patient.DrugDose;
import limbline.patient.PatientId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `limbline theatre` on the demonstration, in which one procedure was carried out.
class TheatreCommandTest {

    private static final PatientKey PATIENT =
            new PatientKey(Demonstration.CENTRE, new PatientId("INV-14"));
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static Path folder = Path.of("");
    private static List<LimbCourse.Infusion> infusions = List.of();

    /// What a command printed, and how it ended.
    record Ran(int code, String out, String err) {}

    @BeforeAll
    static void load() throws Exception {
        folder = DataFolder.fresh("theatre-command-");
        try (Database database = Database.embedded(folder)) {
            new Demonstration(database, InstantSource.system(), Path.of(".."), ZoneOffset.UTC)
                    .load(_ -> { });
            infusions = new CourseDesk(new Journal(database), InstantSource.system(),
                    ZoneOffset.UTC).read(PATIENT, AsOf.NOW).course().limbs().stream()
                            .flatMap(limb -> limb.infusions().stream()).toList();
        }
    }

    @AfterAll
    static void leave() throws Exception {
        DataFolder.delete(folder);
    }

    @Test
    void theListHasTheProcedureThatWasCarriedOut() {
        assertThat(run("theatre", "list")).satisfies(ran -> {
            assertThat(ran.err).isEmpty();
            assertThat(ran.code).isZero();
            assertThat(ran.out.lines()).singleElement().asString()
                    .contains("demonstration/INV-14, ILI of the", "by demo-ili: ended ",
                            ", 1 deviation");
        });
        JsonNode listed = JSON.readTree(run("theatre", "list", "--json").out);
        assertThat(listed.get("patient").stringValue()).isEqualTo("INV-14");
        assertThat(listed.get("aborted").booleanValue()).isFalse();
        assertThat(listed.get("refusals").intValue()).isEqualTo(1);
        assertThat(listed.get("deviations").intValue()).isEqualTo(1);
        assertThat(run("theatre", "list", "--centre", "nowhere").out).isEmpty();
    }

    @Test
    void theReplaySaysWhatWasRefusedWhyAndWhoAnswersForTheDeviation() {
        Ran ran = run("theatre", "replay", "INV-14");

        assertThat(ran.code).isZero();
        assertThat(ran.out.lines()).contains(
                "            The subcutaneous temperature of the limb is 36.6 °C; above 37 °C"
                        + " [PAPER].",
                "          DEVIATION (seen by clinician)",
                "            The drugs have circulated: 27 min; at least 30 min [PAPER].",
                "No alarm was raised.",
                "1 refusal, 1 deviation; none is left unseen.",
                "Limbline is not a medical device.");
        assertThat(ran.out).containsPattern("NO PERMISSION for cuff-up")
                .containsPattern("written down afterwards, from \\d{4}-")
                .doesNotContain(", written down ");
    }

    @Test
    void theReplayAsJsonIsEveryEntryOfIt() {
        String procedure = JSON.readTree(run("theatre", "list", "--json").out)
                .get("procedure").stringValue();

        JsonNode json = JSON.readTree(run("theatre", "replay", procedure, "--json").out);

        assertThat(json.get("done").valueStream().map(JsonNode::stringValue))
                .contains("time-out", "washout", "catheters-out");
        assertThat(json.get("signedBy").valueStream().map(JsonNode::stringValue))
                .containsExactly("clinician", "theatre");
        assertThat(lines(json).filter(line -> !line.get("permitted").booleanValue())
                .map(line -> line.get("event").stringValue()))
                .containsExactly("permission-refused", "step-taken");
        assertThat(lines(json).filter(line -> line.has("deviation"))
                .map(line -> line.get("deviation").get("seen").get("by").stringValue()))
                .containsExactly("clinician");
        assertThat(json.get("alarms").isEmpty()).isTrue();
    }

    @Test
    void theInfusionOfTheCourseComesOfTheProcedure() {
        assertThat(infusions).singleElement().satisfies(one -> {
            assertThat(one.event().drugs()).extracting(DrugDose::drug).hasToString(
                    "[PAPAVERINE, MELPHALAN, DACTINOMYCIN]");
            assertThat(one.event().operation().found()).isPresent();
            assertThat(one.event().inField()).isNotEmpty();
        });
    }

    private static Stream<JsonNode> lines(JsonNode json) {
        return json.get("lines").valueStream();
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine()
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Ran(line.execute(Stream.concat(Stream.of(arguments),
                Stream.of("--data", folder.toString())).toArray(String[]::new)),
                out.toString(), err.toString());
    }
}
