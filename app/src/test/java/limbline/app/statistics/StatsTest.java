package limbline.app.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import limbline.app.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `limbline stats` as a person types it. That the numbers are right is the library's test.
class StatsTest {

    private static final String OVARIAN = """
            time,status,rx
            59,1,1
            115,1,1
            156,1,1
            268,1,1
            329,1,1
            353,1,2
            365,1,2
            377,0,2
            NA,1,2
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void kaplanMeierPrintsMediansAndNotReached() throws IOException {
        assertThat(run("km", "--in", file("o.csv", OVARIAN), "--group", "rx")).isZero();

        assertThat(out.toString())
                .contains("8 rows of", "1 left out because a value is missing")
                .contains("rx=1: 5 rows, 5 events", "0.5 of them by 156 (59 to not reached)")
                .contains("rx=2: 3 rows, 2 events", "0.75 of them by not reached");
    }

    @Test
    void kaplanMeierAsJsonCarriesEveryDigitAndNullForNotReached() throws IOException {
        run("km", "--in", file("o.csv", OVARIAN), "--group", "rx", "--json", "--at", "200");

        JsonNode groups = json().get("groups");
        assertThat(groups.get(0).get("survival").get(0).asDouble()).isEqualTo(0.8);
        assertThat(groups.get(1).get("quantiles").get(2).get("time").isNull()).isTrue();
        assertThat(groups.get(0).get("at").get(0).get("survival").asDouble())
                .isEqualTo(0.4, within(1e-15)); // 1 rounding a factor
    }

    @Test
    void theLogRankTestSaysItsDegreesOfFreedom() throws IOException {
        run("logrank", "--in", file("o.csv", OVARIAN), "--group", "rx");

        assertThat(out.toString()).contains("Log-rank test", "on 1 degrees of freedom, p = ");
    }

    @Test
    void cumulativeIncidenceAndGraysTestTakeCompetingEvents() throws IOException {
        String file = file("c.csv", "time,status,arm\n1,1,a\n2,2,a\n3,0,a\n4,1,a\n1,2,b\n2,1,b\n5,1,b\n");

        assertThat(run("aj", "--in", file, "--at", "2")).isZero();
        assertThat(run("gray", "--in", file, "--group", "arm")).isZero();
        assertThat(out.toString()).contains("all, cause 2", "Gray's test, groups arm=a, arm=b");
    }

    @Test
    void restrictedMeansAreComparedWhereThereAreTwoGroups() throws IOException {
        run("rmst", "--in", file("o.csv", OVARIAN), "--group", "rx", "--horizon", "300");

        assertThat(out.toString()).contains("rx=2 compared with rx=1", "difference", "ratio");
    }

    @Test
    void aProportionHasItsLimitsByName() throws IOException {
        run("binom", "--in", file("p.csv", "events,trials\n0,10\n"), "--method", "CLOPPER_PEARSON",
                "--full", "--confidence", "0.9");

        // With no event the upper limit solves (1 - p)^n = 0.05.
        assertThat(out.toString()).contains("0.25886555089305");
    }

    @Test
    void poolingNamesModelAndEstimatorAndWarnsBelowTenStudies() throws IOException {
        run("pool", "--in", file("s.csv", "who,events,trials\nA,34,40\nB,19,21\nC,11,14\nD,7,17\nE,0,0\n"),
                "--study", "who", "--leave-one-out");

        assertThat(out.toString()).contains("REML", "Hartung-Knapp", "binomial", "without",
                "fewer than 10", "left out: E");
    }

    @Test
    void anAuditFindsWhatCannotBeAndEndsWithOne() throws IOException {
        String file = file("t.csv", "key,CR,PR,ORR,n,procedures\nturaga,14,64,78,12,14\nvohra,24,18,42,17,\n");

        assertThat(run("audit", "--in", file, "--percent", "CR,PR,ORR", "--of", "n,procedures",
                "--sum", "CR+PR=ORR", "--label", "key")).isIn(0, 1);
        assertThat(out.toString()).contains("turaga: consistent only if", "vohra: consistent only if");
        out.getBuffer().setLength(0);
        assertThat(run("audit", "--in", file("u.csv", "ORR,n\n78,12\n"), "--percent", "ORR", "--of",
                "n")).isEqualTo(1);
        assertThat(out.toString()).contains("impossible");
    }

    @Test
    void figuresAreDrawnAsSvgOrPng() throws IOException {
        String survival = file("o.csv", OVARIAN);
        Path svg = folder.resolve("o.svg");
        Path png = folder.resolve("s.PNG");

        assertThat(run("km", "--in", survival, "--group", "rx", "--figure", svg.toString(),
                "--title", "Ovarian cancer", "--time-unit", "days")).isZero();
        assertThat(run("pool", "--in", file("s.csv", "events,trials\n34,40\n19,21\n"),
                "--figure", png.toString())).isZero();
        assertThat(run("aj", "--in", survival, "--figure", folder.resolve("a.svg").toString()))
                .isZero();

        assertThat(svg).content().contains(">Ovarian cancer</text>", ">time (days)</text>",
                ">5 rows, 5 events, median 156 (59 to not reached)</text>");
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(folder.resolve("a.svg")).content().contains(">Cumulative incidence</text>");
    }

    @Test
    void aFigureThatCannotBeWrittenIsRefusedWithWhatToDo() throws IOException {
        String survival = file("o.csv", OVARIAN);

        assertThat(run("km", "--in", survival, "--figure", "o.pdf")).isEqualTo(2);
        assertThat(err.toString())
                .contains("a figure is written as .svg or .png; \"o.pdf\" ends in neither");
        err.getBuffer().setLength(0);
        assertThat(run("km", "--in", survival, "--figure",
                folder.resolve("none/o.svg").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("cannot be written to", "a folder that exists");
    }

    @Test
    void aCaseIsAnsweredOnOneLineAndAnUnknownFieldRefused() throws IOException {
        String data = file("o.csv", OVARIAN);
        String known = file("a.json", """
                {"id": "a", "area": "km", "spec": {"data": "o.csv", "time": "time", "event": "status"}}
                """);
        String unknown = file("b.json", """
                {"id": "b", "area": "km", "spec": {"data": "o.csv", "magic": true}}
                """);

        assertThat(data).isNotEmpty();
        assertThat(run("case", known, unknown, "--base", folder.toString())).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(JsonMapper.shared().readTree(lines.get(0)).get("computed").isObject()).isTrue();
        assertThat(lines.get(1)).isEqualTo("{\"id\":\"b\",\"unsupported\":\"the area km does not know the"
                + " spec field magic\"}");
    }

    private static final String REFERENCE = "../statistics/src/test/resources/reference/data/";

    @Test
    void coxPrintsHazardRatiosTestsAndTheCheckOfProportionality() {
        assertThat(run("cox", "--in", REFERENCE + "lung.csv", "--status", "event", "--covariates",
                "age,sex,ph_ecog", "--factors", "sex", "--at", "365", "--for",
                "age=60,sex=2,ph_ecog=1")).isZero();

        assertThat(out.toString())
                .contains("Cox's model, Efron's ties, model standard errors, limits at 95 %; 227 rows, "
                        + "164 events", "1 left out because a value is missing")
                .contains("sex=2", "0.5754", "sex is compared with sex=1")
                .contains("likelihood ratio: chi-squared 30.5 on 3 degrees of freedom")
                .contains("concordance: 0.6371", "proportional?", "0.188", "survival");
    }

    @Test
    void coxAsJsonCarriesEveryDigit() {
        run("cox", "--in", REFERENCE + "kidney.csv", "--status", "event", "--covariates", "age,sex",
                "--cluster", "id", "--json");

        assertThat(json().get("method").asString()).contains("robust standard errors");
        assertThat(json().get("covariates").get(1).get("name").asString()).isEqualTo("sex");
        assertThat(json().get("robust_score").get("degrees").asInt()).isEqualTo(2);
    }

    @Test
    void separatedEventsAreToldAndNoRatioIsPrinted() throws IOException {
        assertThat(run("cox", "--in", file("s.csv", "time,status,arm\n1,1,b\n2,1,b\n3,0,a\n4,0,a\n"),
                "--covariates", "arm")).isNotZero();

        assertThat(err.toString()).contains("the coefficient of arm=b", "has no bound")
                .doesNotContain("Exception");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void fineGrayPredictsAndDrawsItsRatios() {
        Path figure = folder.resolve("f.svg");

        assertThat(run("finegray", "--in", REFERENCE + "mgus2c.csv", "--status", "state",
                "--covariates", "age,sex", "--at", "120", "--for", "age=70,sex=M", "--figure",
                figure.toString())).isZero();
        assertThat(out.toString()).contains("Fine and Gray's model of cause 1, sandwich",
                "sex is compared with sex=F", "predicted incidence at 120");
        assertThat(figure).content().contains("sex=M", "Hazard ratios of 2 covariates");
    }

    @Test
    void statesArePrintedWithTheirMovesAndMeanTimes() {
        run("multistate", "--in", REFERENCE + "mgus2_ms.csv", "--states", "pcm,death", "--at",
                "60,240", "--horizon", "240");

        assertThat(out.toString()).contains("1384 subjects", "start to pcm: 106",
                "last seen in pcm: 12", "mean time in death up to 240: 126.5");
    }

    @Test
    void whatARegressionLacksIsNamed() {
        String file = REFERENCE + "kidney.csv";

        run("cox", "--in", file, "--status", "event", "--covariates", "age", "--at", "100");
        run("cox", "--in", file, "--status", "event", "--covariates", "age", "--factors", "sex");
        run("cox", "--in", file, "--status", "event", "--covariates", "age", "--for", "sex=3");
        run("multistate", "--in", file, "--states", "a,b");

        assertThat(err.toString()).contains("--at and --for go together: when, and for whom",
                "the factor sex is not among the covariates age",
                "--for names sex, which is not among the covariates age",
                "has no column \"start\"");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void badInputIsNamedWithFileAndLine() throws IOException {
        assertThat(run("km", "--in", file("x.csv", "time,status\n1,1\ntwo,0\n"))).isEqualTo(2);
        assertThat(err.toString()).contains("x.csv line 3: time is \"two\", which is no number");
        err.getBuffer().setLength(0);
        run("km", "--in", file("y.csv", "time,status\n1,1,1\n"));
        assertThat(err.toString()).contains("y.csv line 2: 3 values where the header has 2");
        err.getBuffer().setLength(0);
        run("km", "--in", file("z.csv", "time,event\n1,1\n"));
        assertThat(err.toString()).contains("has no column \"status\"; it has: time, event");
        err.getBuffer().setLength(0);
        run("km", "--in", folder.resolve("none.csv").toString());
        assertThat(err.toString()).contains("there is no file");
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "stats";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return command.execute(all);
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString());
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8).toString();
    }
}
