package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/// `limbline evidence` over the project's own files and over altered ones.
class EvidenceCommandTest {

    private static final Path SERIES = Path.of("..", "evidence", "series.csv");

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theShippedSeriesGiveTheKnownVerdicts() throws IOException {
        Map<String, String> verdicts = verdicts(SERIES);

        assertThat(verdicts).containsEntry("vohra2013 ORR_pct", "consistent-only-if")
                .containsEntry("vohra2013 limb_salvage_pct", "consistent-only-if")
                .containsEntry("turaga2011_sts_infusion ORR_pct", "consistent-only-if")
                .containsEntry("turaga2011_sts_infusion limb_salvage_pct", "impossible")
                .containsEntry("turaga2011_sts_patient ORR_pct", "consistent")
                .containsEntry("hegazy2007 limb_salvage_pct", "consistent")
                .containsEntry("groningen2012 limb_salvage_pct", "consistent")
                .containsEntry("perez2017_poster overlap_group", "impossible")
                .containsEntry("moffitt2024 limb_salvage_pct", "not-testable");
        assertThat(verdicts).hasSizeGreaterThan(100);
    }

    @Test
    void anAlteredPercentageAltersItsVerdictAndNoOther() throws IOException {
        Path altered = folder.resolve("altered.csv");
        Files.writeString(altered, Files.readString(SERIES)
                .replace(",,,90,16,76,", ",,,90,16,77,").replace("57,33,10,0,90,16,76,",
                        "57,33,10,0,90,16,77,"));
        Map<String, String> before = verdicts(SERIES);
        Map<String, String> after = verdicts(altered);

        assertThat(after.remove("moncrieff2008 limb_salvage_pct")).isEqualTo("impossible");
        assertThat(before.remove("moncrieff2008 limb_salvage_pct")).isEqualTo("consistent");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aTableWithFewColumnsIsAuditedByThem() throws IOException {
        Path few = folder.resolve("few.csv");
        Files.writeString(few, "key,n_patients,ORR_pct\r\none,40,85\r\ntwo,,85\r\n");

        assertThat(verdicts(few)).containsEntry("one ORR_pct", "consistent")
                .containsEntry("two ORR_pct", "not-testable").hasSize(2);
    }

    @Test
    void theSameTableGivesTheSameVerdictsWithAMarkSemicolonsTabsAndOtherLineEnds()
            throws IOException {
        String commas = "key,n_patients,ORR_pct,PR_pct\none,14,79,78\ntwo,13,100.0,0.0\n";
        Map<String, String> verdicts = verdicts(written("commas.csv", commas));

        assertThat(verdicts).containsEntry("one ORR_pct", "consistent")
                .containsEntry("one PR_pct", "impossible").hasSize(4);
        assertThat(verdicts(written("mark.csv", "\uFEFF" + commas))).isEqualTo(verdicts);
        assertThat(verdicts(written("lines.csv", commas.replace("\n", "\r\n"))))
                .isEqualTo(verdicts);
        assertThat(verdicts(written("semicolons.csv", commas.replace(',', ';'))))
                .isEqualTo(verdicts);
        assertThat(verdicts(written("tabs.csv", commas.replace(',', '\t')))).isEqualTo(verdicts);
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aBrokenRowIsNamedAndTheOthersAreAudited() throws IOException {
        Path broken = folder.resolve("broken.csv");
        Files.writeString(broken, "key,n_evaluable,ORR_pct\none,40,85\ntwo,40\nthree,40,84\n");

        assertThat(run("evidence", "audit", broken.toString(), "--json")).isEqualTo(1);
        assertThat(err.toString()).contains("broken.csv, line 3: the row has 2 cells and the table"
                + " 3 columns");
        assertThat(out.toString()).contains("three").doesNotContain("two");
    }

    @Test
    void aFileThatHoldsNoPercentagesIsRefusedWithWhatIsLookedFor() throws IOException {
        Path none = folder.resolve("none.csv");
        Files.writeString(none, "key,n\none,40\n");

        assertThat(run("evidence", "audit", none.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no column holds percentages; they are called CR_pct");
        assertThat(run("evidence", "audit", folder.resolve("absent.csv").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no such file");
    }

    @Test
    void seriesArePooledWithTheReasonForEachThatIsNot() {
        assertThat(run("evidence", "pool", "--in", SERIES.toString(), "--overlap",
                SERIES.resolveSibling("overlap.csv").toString(), "--own", "7/12", "--json"))
                .isZero();

        Map<?, ?> json = JsonMapper.shared().readValue(out.toString(), Map.class);
        assertThat(json.get("series")).asString().contains("hegazy2007", "mullinax2017", "Ours");
        assertThat(json.get("left_out")).asString().contains("key=vohra2013, reason=shares patients")
                .contains("a review, which holds the others");
        assertThat(json.get("comparison")).asString().contains("answer=not-known");
        assertThat(String.valueOf(json.get("verdict"))).startsWith("3 series say little: ");
    }

    @Test
    void aQuestionThatIsNoneIsRefused() {
        assertThat(run("evidence", "pool", "--in", SERIES.toString(), "--series", "nobody1999"))
                .isEqualTo(2);
        assertThat(run("evidence", "pool", "--in", SERIES.toString(), "--own", "12/7"))
                .isEqualTo(2);
        assertThat(run("evidence", "pool", "--in", SERIES.toString(), "--unit", "leg"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no series \"nobody1999\"",
                "Ours: 12 of 7 is no proportion", "\"leg\" is not one of: patient, procedure, limb");
    }

    private Map<String, String> verdicts(Path file) {
        out.getBuffer().setLength(0);
        assertThat(run("evidence", "audit", file.toString(), "--json")).isZero();
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (Object one : JsonMapper.shared().readValue(out.toString(), List.class)) {
            Map<?, ?> finding = (Map<?, ?>) one;
            assertThat(finding.keySet()).hasToString("[key, field, verdict, explanation]");
            verdicts.put(finding.get("key") + " " + finding.get("field"),
                    String.valueOf(finding.get("verdict")));
        }
        return verdicts;
    }

    private int run(String... arguments) {
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}
