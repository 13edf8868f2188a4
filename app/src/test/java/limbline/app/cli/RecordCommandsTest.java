package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands that work on the record, from their arguments to their output and exit code.
class RecordCommandsTest {

    private static final Path FOLDER = Path.of("target", "test-commands",
            String.valueOf(ProcessHandle.current().pid())).toAbsolutePath();
    private static final String CASE = Path.of("..", "cases", "PAPER-1.yaml").toString();

    /// What a command printed, and how it ended.
    record Ran(int code, String out, String err) {}

    @BeforeAll
    static void load() throws IOException {
        Files.createDirectories(FOLDER);
        assertThat(run("import", CASE)).satisfies(ran -> {
            assertThat(ran.err).isEmpty();
            assertThat(ran.out).isEqualTo("1 patient: 40 entries added, 0 corrected, 0 on record"
                    + " already; 0 not taken.\n");
            assertThat(ran.code).isZero();
        });
    }

    @Test
    void theSameFileAgainChangesNothing() {
        assertThat(run("import", CASE).out).isEqualTo("1 patient: 0 entries added, 0 corrected, 40"
                + " on record already; 0 not taken.\n");
    }

    @Test
    void showPrintsWhatThePaperSays() {
        Ran shown = run("show", "PAPER-1");

        assertThat(shown.code).isZero();
        assertThat(shown.out).contains(
                "left arm: 2 infusions, amputated (forequarter), November 2014; worst toxicity"
                        + " printed as \"I-II\"",
                "July 2013", "(implied: the paper counts 16 months",
                "dose not stated", "histology not stated", "grade printed as \"I-II\"",
                "drugs melphalan: not stated + dactinomycin: not stated",
                "Limbline is not a medical device.");
        assertThat(shown.out).containsPattern(
                "first-infusion-to-amputation +16 \\(15–17\\) months  \\(implied");
    }

    @Test
    void showAsKnownInJuly2013HasNothingOfLater() {
        assertThat(run("show", "PAPER-1", "--known-by", "2013-07").out)
                .contains("As it was known on 2013-07-31.", "infused")
                .doesNotContain("2014", "2015", "discharged");
    }

    @Test
    void aProcedureThatIsNotThereIsAskedForInASentence() {
        assertThat(run("theatre", "list")).satisfies(ran -> {
            assertThat(ran.code).isZero();
            assertThat(ran.out).isEmpty();
        });
        assertThat(run("theatre", "replay", "PAPER-1")).satisfies(ran -> {
            assertThat(ran.code).isEqualTo(2);
            assertThat(ran.err).isEqualTo(
                    "limbline: no procedure of hendrick-2018/PAPER-1 is on record\n");
        });
        assertThat(run("theatre", "replay", "00000000-0000-0000-0000-000000000007").err).isEqualTo(
                "limbline: no procedure 00000000-0000-0000-0000-000000000007 is on record; theatre"
                        + " list shows them\n");
    }

    @Test
    void anIdentityIsSetCorrectedAndForgottenWithoutTouchingAnEvent() {
        assertThat(run("identity", "PAPER-1", "--name", "Nobody Real", "--born", "1979-03-31").out)
                .endsWith("PAPER-1: Nobody Real, born 1979-03-31, hospital number not on record\n");
        assertThat(run("identity", "PAPER-1", "--name", "Nobody Else").out)
                .endsWith("PAPER-1: Nobody Else, born 1979-03-31, hospital number not on record\n");
        assertThat(run("identity", "PAPER-1", "--erase").out).endsWith(
                "PAPER-1: name not on record, born not on record, hospital number not on record\n");
        assertThat(run("identity", "PAPER-1", "--name", "Nobody").err).contains(
                "was erased and is not taken down again");
        assertThat(run("journal", "verify").code).isZero();
    }

    @Test
    void aMistypedDataFolderIsNotAnsweredByAnEmptyRecord() {
        Path nowhere = FOLDER.resolveSibling("nowhere");

        assertThat(run(nowhere, "list").err).isEqualTo("limbline: there is no record in " + nowhere
                + "; \"import\" or \"demo\" begins one, and --data names another folder\n");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void aBirthdayThatIsNoDayIsNamed() {
        assertThat(run("identity", "PAPER-1", "--born", "31.3.1979").err)
                .contains("--born: \"31.3.1979\" is not a day; write for example 1979-03-31");
    }

    @Test
    void showAsRecordedBeforeTheImportHasNothing() {
        assertThat(run("show", "PAPER-1", "--recorded-by", "2020-01-01T00:00:00Z").out)
                .contains("Nothing is on record from this point of view.");
    }

    @Test
    void jsonHasWhatProgramsAreToldItHas() {
        JsonNode json = JsonMapper.shared().readTree(run("show", "PAPER-1", "--json").out);

        assertThat(json.propertyNames())
                .containsExactly("patient", "limbs", "lesions", "events", "derived");
        JsonNode infusion = stream(json.get("events"))
                .filter(event -> event.get("type").asString().equals("infused")).findFirst()
                .orElseThrow();
        assertThat(infusion.propertyNames()).containsExactly(
                "id", "type", "date", "known", "recorded", "source", "values", "missing");
        assertThat(infusion.get("date").get("precision").asString()).isEqualTo("month");
        assertThat(infusion.get("date").get("implied").asString())
                .startsWith("the paper counts 16 months");
        assertThat(infusion.get("missing").get("drugs.melphalan").asString())
                .isEqualTo("not stated");
        JsonNode interval = stream(json.get("derived"))
                .filter(each -> each.get("name").asString().equals("first-infusion-to-amputation"))
                .findFirst().orElseThrow();
        assertThat(interval.get("earliest").asString()).isEqualTo("15");
        assertThat(interval.get("latest").asString()).isEqualTo("17");
        assertThat(interval.get("events").size()).isEqualTo(2);
        JsonNode graded = stream(json.get("events")).filter(event ->
                event.get("type").asString().equals("wieberdink-graded")).findFirst().orElseThrow();
        assertThat(graded.get("missing").get("grade").get("printed").asString()).isEqualTo("I-II");
    }

    @Test
    void listAndJournalAnswer() {
        assertThat(run("list").out).contains("PAPER-1", "dead of disease", "1 patient");
        assertThat(run("list", "--json").out).startsWith("{\"centre\":\"hendrick-2018\","
                + "\"patient\":\"PAPER-1\",");
        assertThat(run("journal", "verify").out).contains("every chain holds");
        assertThat(run("journal", "seal").code).isZero();
        assertThat(run("journal", "verify", "--json").out).contains("\"holds\":true");
    }

    @Test
    void aBackupIsRestoredIntoAnEmptyPlaceAndNotOverARecord() {
        Path file = FOLDER.resolve("backup.zip");
        Path elsewhere = FOLDER.resolve("elsewhere");

        assertThat(run("backup", file.toString()).out).contains("of 1 patient and", file.toString());
        assertThat(run("backup", file.toString()).code).isEqualTo(Main.REFUSED);
        assertThat(run(elsewhere, "restore", file.toString()).code).isZero();
        assertThat(run(elsewhere, "show", "PAPER-1").out).isEqualTo(run("show", "PAPER-1").out);
        assertThat(run(elsewhere, "restore", file.toString()).code).isEqualTo(Main.REFUSED);
    }

    @Test
    void tablesAreImportedByTheirMap() {
        Path project = Path.of("..");
        Path elsewhere = FOLDER.resolve("cohort");

        assertThat(run(elsewhere, "import",
                "--map", project.resolve("maps/tcia-sts.yaml").toString(), "--centre", "other",
                project.resolve("cohorts/tcia_soft_tissue_sarcoma_51.csv").toString()).out)
                .isEqualTo("51 patients: 449 entries added, 0 corrected, 0 on record already; 0 not"
                        + " taken.\n");
        assertThat(run(elsewhere, "list").out).contains("other", "STS_051", "51 patients.");
    }

    @Test
    void aBadFileIsSaidInOneLineAndTheCodeSaysThatNothingWasDone() throws IOException {
        Path bad = Files.writeString(FOLDER.resolve("bad.yaml"), "patient: [x\n");

        assertThat(run("import", bad.toString())).satisfies(ran -> {
            assertThat(ran.code).isEqualTo(Main.REFUSED);
            assertThat(ran.err).startsWith(bad + ", line ").hasLineCount(1);
        });
        assertThat(run("import", bad.toString(), CASE).code).isEqualTo(Main.IN_PART);
    }

    @Test
    void mistakesOfTheCommandAreSentences() {
        assertRefused("nothing is recorded of a patient \"NOBODY\"; list shows who is on record",
                "show", "NOBODY");
        assertRefused("\"soon\" is not a date; write 2013-07-04, 2013-07, 2013, early, mid or late"
                + " 2013, or one of these \"to\" another", "show", "PAPER-1", "--known-by", "soon");
        assertRefused("the account or its password is not right",
                "list", "--as", "nobody", "--password-file", CASE);
        assertRefused("--password-file stands without an account; name one with --as",
                "list", "--password-file", CASE);
    }

    @Test
    void anAccountActsByItsPasswordAndWithinItsRole() throws IOException {
        Path password = Files.writeString(FOLDER.resolve("password"), "correct horse battery\n");
        for (String role : List.of("data-manager", "researcher")) {
            assertThat(run("user", "add", role, "--called", "Ada", "--role", role,
                    "--password-file", password.toString()).code).isZero();
        }

        assertThat(run("list", "--as", "data-manager", "--password-file", password.toString()).code)
                .isZero();
        assertRefused("researcher has the role researcher; this is done by: clinician, theatre,"
                + " ward, data-manager", "list", "--as", "researcher",
                "--password-file", password.toString());
    }

    private static void assertRefused(String sentence, String... arguments) {
        assertThat(run(arguments)).isEqualTo(
                new Ran(Main.REFUSED, "", "limbline: " + sentence + "\n"));
    }

    private static Ran run(String... arguments) {
        return run(FOLDER, arguments);
    }

    private static Ran run(Path folder, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine()
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.toString()));
        return new Ran(line.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }
}
