package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.database.Database;
import limbline.app.evidence.EvidenceDesk;
import limbline.app.evidence.EvidenceDesk.Change;
import limbline.app.evidence.EvidenceFolder;
import limbline.app.evidence.PoolReport;
import limbline.evidence.AuditFinding;
import limbline.evidence.ClaimFinding;
import limbline.evidence.Outcome;
import limbline.evidence.OwnSeries;
import limbline.evidence.PoolQuestion;
import limbline.evidence.Tnf;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands say of a centre's evidence what its pages say: both ask the same desk.
class EvidenceAtCentreTest {

    private static final Path FOLDER = Path.of("target", "test-evidence",
            String.valueOf(ProcessHandle.current().pid())).toAbsolutePath();
    private static final String CENTRE = "hendrick-2018";
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The paper's patient responded, and is all that the centre has.
    private static final OwnSeries PAPER_1 = new OwnSeries("This centre", Outcome.RESPONSE,
            "patient", "ILI", Tnf.MIXED_OR_UNKNOWN, 1, 1, 0, Optional.of(3.0), "");

    private record Ran(int code, String out, String err) {}

    private static List<AuditFinding> audit;
    private static List<ClaimFinding> claims;
    private static JsonNode pooled;

    /// Whoever is behind the page changes one row of each sheet.
    @BeforeAll
    static void change() throws Exception {
        Files.createDirectories(FOLDER);
        assertThat(run("import", "../cases/PAPER-1.yaml", "--data", FOLDER.toString()).code)
                .isZero();
        try (Database database = Database.embedded(FOLDER)) {
            EvidenceDesk desk = new EvidenceDesk(database.sql(), CENTRE);
            change(desk, EvidenceFolder.SERIES, "moncrieff2008", "limb_salvage_pct", "77");
            change(desk, EvidenceFolder.CLAIMS, "vohra-complete", "value", "25");
            assertThat(desk.change(EvidenceFolder.OVERLAP, "vohra2013~mullinax2017", 0, Map.of(),
                    true, "a test", "anna")).isInstanceOf(Change.Made.class);
            audit = desk.audit();
            claims = desk.claims();
            pooled = JSON.valueToTree(PoolReport.json(desk.pool(new PoolQuestion(Outcome.RESPONSE,
                    "patient", "ILI", Optional.empty(), List.of(), false, false, 0.95,
                    Optional.of(PAPER_1))), Optional.empty()));
        }
    }

    private static void change(
            EvidenceDesk desk, EvidenceFolder sheet, String key, String column, String value) {
        Map<String, String> cells = new LinkedHashMap<>(desk.rows(sheet).getOrDefault(
                key, Map.of()));
        cells.put(column, value);
        assertThat(desk.change(sheet, key, 0, cells, false, "a test", "anna"))
                .isInstanceOf(Change.Made.class);
    }

    @Test
    void theAuditAndTheClaimsAreThoseOfThePages() {
        List<String> findings = new ArrayList<>();
        at("audit").forEach(one -> findings.add("%s %s %s %s".formatted(one.get("key").asString(),
                one.get("field").asString(), one.get("verdict").asString(),
                one.get("explanation").asString())));
        List<String> stated = new ArrayList<>();
        at("claims").forEach(one -> stated.add(one.get("claim").asString() + " "
                + one.get("check").asString() + " " + one.get("explanation").asString()));

        assertThat(findings).containsExactlyElementsOf(audit.stream().map(one -> "%s %s %s %s"
                .formatted(one.key(), one.field(), one.verdict().term(), one.explanation()))
                .toList()).anyMatch(one -> one.startsWith("moncrieff2008 limb_salvage_pct impossible"));
        assertThat(stated).containsExactlyElementsOf(claims.stream().map(one -> one.claim() + " "
                + one.check() + " " + one.explanation()).toList());
        assertThat(at("claims", "--recorded-by", "2020-01-01")).isNotEqualTo(at("claims"));
        assertThat(at("audit", "--recorded-by", "2020-01-01")).isEqualTo(
                JSON.readTree(run("evidence", "audit", "--json").out));
    }

    @Test
    void thePoolIsThatOfThePageWithOurOwnRowAndWithoutOneFromTheCommandLine() {
        JsonNode pool = at("pool");

        for (String part : List.of("series", "binomial_normal", "reml_hartung_knapp", "verdict")) {
            assertThat(pool.get(part)).isEqualTo(pooled.get(part));
        }
        assertThat(keys(pool)).contains("vohra2013", "This centre");
        assertThat(keys(JSON.readTree(run("evidence", "pool", "--json").out)))
                .doesNotContain("vohra2013");
        JsonNode procedures = at("pool", "--unit", "procedure", "--own", "7/12");
        assertThat(keys(procedures)).contains("Ours").doesNotContain("This centre");
    }

    @Test
    void aCentreThatIsNotThereAndFilesBesideItAreRefused() {
        assertThat(run("evidence", "audit", "--centre", "nowhere", "--data", FOLDER.toString()))
                .isEqualTo(new Ran(2, "", "limbline: there is no centre \"nowhere\"; there are: "
                        + CENTRE + "\n"));
        assertThat(run("evidence", "audit", "a.csv", "--centre", CENTRE, "--data",
                FOLDER.toString()).err).isEqualTo("limbline: --centre takes the centre's own"
                + " evidence; leave out either --centre or a.csv\n");
        assertThat(run("evidence", "pool", "--recorded-by", "2020-01-01").err).isEqualTo("limbline:"
                + " --recorded-by asks what a centre had recorded; name it with --centre\n");
    }

    private static List<String> keys(JsonNode pool) {
        return pool.get("series").valueStream().map(one -> one.get("key").asString()).toList();
    }

    private static JsonNode at(String command, String... options) {
        List<String> all = new ArrayList<>(List.of("evidence", command, "--json", "--centre", CENTRE,
                "--data", FOLDER.toString()));
        all.addAll(List.of(options));
        Ran ran = run(all.toArray(String[]::new));
        assertThat(ran.code).as(ran.err).isZero();
        return JSON.readTree(ran.out);
    }

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine()
                .setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Ran(command.execute(arguments), out.toString(), err.toString());
    }
}
