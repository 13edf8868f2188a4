package limbline.app.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import limbline.app.cli.Main;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `limbline series`, on the real cohorts and the paper's patient. The check values of the cohorts are
/// of R 4.2.2, survfit: see `cohorts/README.md`.
class SeriesCommandsTest {

    private static final Path FOLDER = Path.of("target", "test-series",
            String.valueOf(ProcessHandle.current().pid())).toAbsolutePath();
    private static final Path PROJECT = Path.of("..");

    private record Ran(int code, String out, String err) {}

    @BeforeAll
    static void load() throws IOException {
        Files.createDirectories(FOLDER);
        run("import", PROJECT.resolve("cases/PAPER-1.yaml").toString());
        Path cohorts = PROJECT.resolve("cohorts");
        run("import", cohorts.resolve("tcga_sarc_extremity_patients.csv").toString(),
                cohorts.resolve("tcga_sarc_extremity_followup_events.csv").toString(),
                cohorts.resolve("tcga_sarc_extremity_treatments.csv").toString(),
                "--map", PROJECT.resolve("maps/tcga-sarc.yaml").toString());
        run("import", cohorts.resolve("tcia_soft_tissue_sarcoma_51.csv").toString(),
                "--map", PROJECT.resolve("maps/tcia-sts.yaml").toString());
        run("series", "define", "tcga", "--centre", "tcga-sarc", "--by", "sex,metastasis");
        run("series", "define", "tcia", "--centre", "tcia-sts", "--by", "grade");
        run("series", "define", "paper", "--where", "modality=ILI");
    }

    @Test
    void theRealCohortsHaveTheirCheckValues() {
        JsonNode survival = table("tcga", "survival-from-diagnosis");

        assertThat(survival.get("assessed").asInt()).isEqualTo(72);
        assertThat(survival.get("ended").get(0).get("numerator").asInt()).isEqualTo(24);
        JsonNode median = survival.get("median_days_to_any_event");
        assertThat(months(median.get("estimate"))).isEqualTo("80.4");
        assertThat(months(median.get("lower"))).isEqualTo("51.0");
        assertThat(median.get("upper").asString()).isEqualTo("not reached");
        JsonNode deaths = table("tcia", "survival-from-diagnosis");
        assertThat(deaths.get("ended").get(0).get("numerator").asInt()).isEqualTo(15);
        JsonNode first = table("tcia", "first-progression-from-diagnosis");
        assertThat(first.get("ended").get(0).get("numerator").asInt()
                + first.get("ended").get(1).get("numerator").asInt()).isEqualTo(27);
    }

    @Test
    void rReproducesEveryNumberOfTheExports() throws IOException, InterruptedException {
        for (String name : List.of("tcga", "tcia", "paper")) {
            Path folder = FOLDER.resolve("export-" + name);
            assertThat(run("series", "export", name, "-o", folder.toString()).code).isZero();
            assertThat(folder.resolve("methods.md")).content().contains("Limbline 0.1.0");
            if (!Files.isExecutable(Path.of("/usr/bin/Rscript"))) {
                System.out.println("limbline-note: Rscript is not on this machine, so no export's"
                        + " numbers were reproduced here");
                continue;
            }
            Path said = FOLDER.resolve(name + ".txt");
            Process r = new ProcessBuilder("/usr/bin/Rscript", "series.R")
                    .directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(said.toFile()).start();
            assertThat(r.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).content().endsWith("All numbers are reproduced.\n");
            assertThat(r.exitValue()).isZero();
        }
    }

    @Test
    void anExportHasNoIdOfTheRecordAndNoDate() throws IOException {
        Path folder = FOLDER.resolve("export-bare");
        run("series", "export", "paper", "-o", folder.toString());
        for (String file : List.of("patients.csv", "limbs.csv", "infusions.csv", "lesions.csv")) {
            assertThat(Files.readString(folder.resolve(file)))
                    .doesNotContain("PAPER-1").doesNotContainPattern("\\b20\\d\\d-\\d\\d")
                    .contains("S00001");
        }
    }

    @Test
    void theSameQuestionGivesTheSameBytes() {
        String once = run("series", "run", "paper", "--json").out;

        assertThat(run("series", "run", "paper", "--json").out).isEqualTo(once);
        assertThat(run("series", "run", "paper", "--json", "--known-by", "2100-01-01").out
                .replace("\"known_by\" : \"2100-01-01\"", "\"known_by\" : \"now\""))
                .isEqualTo(once);
    }

    @Test
    void aSeriesAsKnownThenHasNothingOfLater() {
        assertThat(run("series", "run", "paper", "--known-by", "2013-07").out)
                .contains("known by 2013-07-31", "infusions=1")
                .doesNotContain("of 2     infusions");
        assertThat(run("series", "run", "paper").out).contains("infusions=2");
    }

    @Test
    void thePapersLimbWasAmputatedForProgressionAfterAbout16Months() {
        JsonNode salvage = table("paper", "amputation-by-reason");

        assertThat(salvage.get("unit").asString()).isEqualTo("limb");
        assertThat(salvage.get("ended").get(0).get("what").asString())
                .isEqualTo("amputated for progression");
        assertThat(salvage.get("ended").get(0).get("numerator").asInt()).isEqualTo(1);
        assertThat(months(salvage.get("median_days_to_any_event").get("estimate")))
                .startsWith("16.");
        JsonNode response = table("paper", "response-at-3-months");
        assertThat(response.get("levels").get(1).get("numerator").asInt()).isEqualTo(1);
        JsonNode toxicity = table("paper", "worst-toxicity");
        assertThat(toxicity.get("not_assessable")
                .get("a grade is printed that is none of the five").asInt()).isEqualTo(1);
    }

    @Test
    void aDefinitionThatIsChangedIsANewVersionAndTheSameIsNone() {
        assertThat(run("series", "define", "again", "--where", "sex=male").out)
                .startsWith("again (version 1");
        assertThat(run("series", "define", "again", "--where", "sex=male").out)
                .startsWith("again (version 1");
        assertThat(run("series", "define", "again", "--where", "sex=female").out)
                .startsWith("again (version 2");
    }

    @Test
    void badQuestionsGetOneSentence() {
        assertThat(run("series", "run", "nobody").err)
                .contains("there is no series \"nobody\"; there are: ");
        assertThat(run("series", "define", "x", "--where", "colour=red").err)
                .contains("\"colour\" is not one of: centre, patient, sex");
        assertThat(run("series", "define", "x", "--where", "infused<soon").err)
                .contains("\"soon\" is no value of infused; write for example 2013-07-31");
        assertThat(run("series", "define", "x", "--where", "limb").err)
                .contains("\"limb\" is no condition; write for example modality=ILI");
        assertThat(run("series", "define", "x y").err)
                .contains("the name \"x y\" of a series is not made of letters");
        assertThat(run("series", "define", "x", "--centre", "nowhere").err)
                .contains("there is no centre \"nowhere\"; there are: ");
    }

    private static JsonNode table(String series, String endpoint) {
        JsonNode tables = JsonMapper.shared()
                .readTree(run("series", "run", series, "--json").out).get("tables");
        for (JsonNode table : tables) {
            if (table.get("endpoint").asString().equals(endpoint)) {
                return table;
            }
        }
        throw new AssertionError("no " + endpoint + " in " + tables);
    }

    private static String months(JsonNode days) {
        return String.format(java.util.Locale.ROOT, "%.1f", days.asDouble() / 30.4375);
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", FOLDER.toString()));
        CommandLine command = Main.commandLine()
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = command.execute(all.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }
}
