package limbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The protocol commands, from their arguments to their output and exit code.
class ProtocolCommandTest {

    private static final Path ILI = Path.of("..", "protocols", "demo-ili.yaml");

    @TempDir
    private Path folder;

    private record Ran(int code, String out) {}

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out));
        return new Ran(command.execute(arguments), out.toString());
    }

    private Path planted(String old, String other) throws Exception {
        String text = Files.readString(ILI);
        assertThat(text).contains(old);
        return Files.writeString(folder.resolve("planted.yaml"), text.replace(old, other));
    }

    private static List<String> names(JsonNode node) {
        return new ArrayList<>(node.propertyNames());
    }

    @Test
    void aProvedFileEndsWithNoughtAndSaysSo() {
        Ran ran = run("protocol", "check", ILI.toString());

        assertThat(ran.code).isZero();
        assertThat(ran.out).startsWith(ILI + ": proved").contains(
                "holds   toxic-only-with-fresh-act: No cytotoxic drug or cytokine is given unless a "
                        + "fresh clotting time holds.");
    }

    @Test
    void whatTheProofCannotHoldIsRefusedInJsonToo() throws Exception {
        StringBuilder limits = new StringBuilder("limits:\n");
        StringBuilder measurements = new StringBuilder("\nmeasurements:\n");
        StringBuilder step = new StringBuilder(
                "steps:\n  - id: wide\n    says: Look.\n    who: [nurse]\n    interlocks:\n");
        for (int i = 0; i < 11; i++) {
            limits.append("  wide-").append(i).append(": {unit: L}\n");
            measurements.append("  flushed-").append(i)
                    .append(": {says: It, measures: washout volume, at-any-time: yes}\n");
            step.append("      - {id: gate-%1$s, hazard: H-07, action: note, measurement: flushed-%1$s"
                    .formatted(i)).append(", at-least: wide-").append(i).append("}\n");
        }
        Path file = Files.writeString(folder.resolve("wide.yaml"), Files.readString(ILI)
                .replace("limits:\n", limits).replace("\nmeasurements:\n", measurements)
                .replace("steps:\n  - id: time-out", step + "  - id: time-out"));

        Ran ran = run("protocol", "check", "--json", file.toString());

        assertThat(ran.code).isEqualTo(2);
        assertThat(JsonMapper.builder().build().readTree(ran.out).get("refusals").get(0).get("why")
                .stringValue()).startsWith("the gate of wide looks at 11 measurements; ");
    }

    @Test
    void aFileWithoutAnEndIsNotReadToIt() {
        Ran ran = run("protocol", "check", "/dev/zero");

        assertThat(ran.code).isEqualTo(2);
        assertThat(ran.out).contains("it goes on beyond 2,000,000 bytes; no more are read");
    }

    @Test
    void jsonHasExactlyTheFieldsThatAreDocumented() throws Exception {
        Ran paper = run("protocol", "check", "../protocols/ili-paper.yaml", "--json");
        Ran broken = run("protocol", "check", "--json", planted("class: cytotoxic\n    into: limb\n"
                + "    order: signed\n    by: litre", "class: cytotoxic\n    into: limb\n"
                + "    order: standing\n    by: litre").toString());
        Ran refused = run("protocol", "check", "--json",
                planted("unit: Cel,", "unit: C,").toString());

        JsonNode proved = JsonMapper.builder().build().readTree(paper.out);
        assertThat(paper.code).isZero();
        assertThat(names(proved)).containsExactly("file", "proved", "states", "transitions", "unset",
                "invariants", "refusals");
        assertThat(proved.get("proved").booleanValue()).isTrue();
        assertThat(proved.get("unset").size()).isEqualTo(28);
        assertThat(names(proved.get("invariants").get(0))).containsExactly("id", "holds", "path");

        JsonNode wrong = JsonMapper.builder().build().readTree(broken.out);
        assertThat(broken.code).isEqualTo(1);
        assertThat(wrong.get("proved").booleanValue()).isFalse();
        assertThat(wrong.get("invariants").valueStream()
                .filter(one -> !one.get("holds").booleanValue())
                .map(one -> one.get("id").stringValue())).containsExactly("toxic-only-as-signed");

        JsonNode no = JsonMapper.builder().build().readTree(refused.out);
        assertThat(refused.code).isEqualTo(2);
        assertThat(names(no.get("refusals").get(0))).containsExactly("line", "path", "why");
        assertThat(no.get("refusals").get(0).get("path").stringValue())
                .isEqualTo("limits.limb-warm.unit");
    }

    @Test
    void aBreachIsToldWithTheWayToIt() throws Exception {
        Ran ran = run("protocol", "check", planted("    gives: melphalan\n    needs: [time-out, "
                + "cuff-up, papaverine]", "    gives: melphalan\n    needs: [time-out]").toString());

        assertThat(ran.code).isEqualTo(1);
        assertThat(ran.out).contains("not proved", "BROKEN  toxic-only-isolated", "1. time-out");
    }

    @Test
    void aBoundThatIsReachedIsNotProved() {
        Ran ran = run("protocol", "check", ILI.toString(), "--bound", "1000");

        assertThat(ran.code).isEqualTo(1);
        assertThat(ran.out).contains("not proved: the bound of 1000 states was reached");
    }

    @Test
    void whatIsNotThereIsRefusedInASentence() {
        Ran ran = run("protocol", "check", folder.resolve("none.yaml").toString());

        assertThat(ran.code).isEqualTo(2);
        assertThat(ran.out).contains("there is no such file").doesNotContain("Exception");
    }

    @Test
    void diffTellsWhatDiffersAndEndsWithOne() throws Exception {
        Path other = planted("value: 350,", "value: 300,");

        assertThat(run("protocol", "diff", ILI.toString(), ILI.toString()))
                .isEqualTo(new Ran(0, ""));
        assertThat(run("protocol", "diff", ILI.toString(), other.toString())).satisfies(ran -> {
            assertThat(ran.code).isEqualTo(1);
            assertThat(ran.out.strip()).isEqualTo("~ limits.act-full.value: 350 -> 300");
        });
    }

    @Test
    void drawWritesTheSameSvgEveryTime() throws Exception {
        Path svg = folder.resolve("ili.svg");
        Ran drawn = run("protocol", "draw", ILI.toString(), "-o", svg.toString());

        assertThat(drawn.code).isZero();
        assertThat(Files.readString(svg))
                .contains("<svg", "act at least 350 s", "For demonstrations")
                .isEqualTo(run("protocol", "draw", ILI.toString()).out);
    }
}
