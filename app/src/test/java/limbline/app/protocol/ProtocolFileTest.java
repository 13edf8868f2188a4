package limbline.app.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that are refused, and how they are told of it.
class ProtocolFileTest {

    @TempDir
    private Path folder;

    private static List<Refusal> refusals(String text) {
        try {
            ProtocolFile.parse(text);
            return List.of();
        } catch (RefusedProtocol refused) {
            return refused.refusals();
        }
    }

    @Test
    void everyMistakeIsToldAtOnceInTheOrderOfTheLines() throws RefusedProtocol {
        String text = Shipped.text("ili-paper")
                .replace("modality: ILI", "modality: ILP")
                .replace("unit: Cel, source: PAPER", "unit: C, source: PAPER")
                .replace("    people: 2\n    does: confirm limb",
                        "    people: 3\n    does: confirm");

        List<Refusal> refusals = refusals(text);

        assertThat(refusals).map(Refusal::path).contains(
                "modality", "limits.limb-warm.unit", "steps[1].people", "steps[1].does");
        assertThat(refusals).map(Refusal::line).isSorted();
    }

    @Test
    void whatTwoPeopleSignedStaysReadableThoughItIsNotSignedAnyMore() throws RefusedProtocol {
        String older = Shipped.text("demo-ili").replaceFirst(
                "(?m)^  act-interval: .*",
                "  act-interval: {value: 1, unit: h, source: INVENTED, level: invented}");
        SignedProtocol signed = new SignedProtocol("home", "demo-ili", 1,
                SignedProtocol.hashOf(older), older, "We answer for it.", "anna", "ben",
                Instant.EPOCH);

        assertThat(refusals(older)).map(Refusal::why).containsExactly(
                "act-interval is in h; what a theatre times is in min");
        assertThat(signed.protocol().id()).isEqualTo("demo-ili");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "level: paper}#level: recalled}#a value that is only remembered is no limit",
        "level: paper}#level: invented}#an invented value may only stand in a file",
        "value: 350,#value: 350 s,#is not a number such as 350",
        "value: 350,#value: -350,#is not a number such as 350",
        "value: 350,#value: 1e9,#is not a number such as 350",
        "value: 350,#value: [350],#here stands one value",
        "source: PAPER, level: paper}#source: HEARSAY, level: paper}#is not among the sources",
        "title:#titel:#unknown; allowed here: protocol, title",
        "    does: isolate#    does: isolat#is not one of: confirm-limb, insert, isolate",
        "  - id: cuff-up#  - id: Cuff Up#is no name",
        "at-least: act-full}#least: act-full}#write one of at-least, above, at-most, below",
        "phase: isolated#phase: after release#stands twice",
    })
    void aMistakeIsToldWithWhatIsAllowed(String old, String other, String sentence)
            throws RefusedProtocol {
        String text = Shipped.text("ili-paper");
        assertThat(text).contains(old);

        assertThat(refusals(text.replaceFirst(
                Pattern.quote(old), other))).map(Refusal::why)
                .anySatisfy(why -> assertThat(why).contains(sentence));
    }

    @Test
    void hostileYamlIsRefusedPlainly() {
        assertThat(refusals("")).map(Refusal::why).containsExactly("nothing stands in it");
        assertThat(refusals("a: &x [1]\nb: [*x, *x]\n").getFirst().why()).contains("anchor (&)");
        assertThat(refusals("a: !!javax.script.ScriptEngineManager []\n").getFirst().why())
                .contains("a tag (!)");
        assertThat(refusals("a: 1\na: 2\n").getFirst()).hasToString(
                "line 2: a stands here a second time; it stands already on line 1");
        assertThat(refusals("[".repeat(100_000)).getFirst().why()).contains("lists within lists");
        assertThat(refusals("- only\n- a list\n")).hasSize(1);
        assertThat(refusals("protocol: x\n---\nprotocol: y\n").getFirst().line()).isEqualTo(2);
        assertThat(refusals("steps: {}\n")).map(Refusal::why).contains(
                "missing", "here stands a list");
    }

    @Test
    void aFileThatIsNotThereOrNoTextIsRefused() throws Exception {
        assertThatThrownBy(() -> ProtocolFile.read(folder.resolve("none.yaml")))
                .isInstanceOf(RefusedProtocol.class).hasMessageContaining("there is no such file");
        Path latin = folder.resolve("latin.yaml");
        Files.write(latin, new byte[] {'t', ':', ' ', (byte) 0xE9});
        assertThatThrownBy(() -> ProtocolFile.read(latin))
                .isInstanceOf(RefusedProtocol.class).hasMessageContaining("not text in UTF-8");
    }

    @Test
    void aLimitNotUsedHereSaysWhyAndIsNotMissing() throws RefusedProtocol {
        String text = Shipped.text("ili-paper").replace("tourniquet-time: {unit: min}",
                "tourniquet-time: {unit: min, not-used: the surgeon keeps the time}");

        assertThat(ProtocolFile.parse(text).unset()).doesNotContain("tourniquet-time");
        assertThat(Shipped.proof(text).words()).isEqualTo("proved but for 27 limits");
    }

    @Test
    void aDifferenceIsToldByWhatItMeans() throws RefusedProtocol {
        String before = Shipped.text("demo-ili");
        String after = before.replace("act-full: {value: 350", "act-full: {value: 300")
                .replace("action: ask, measurement: washout", "action: note, measurement: washout");

        assertThat(ProtocolDiff.between(before, before)).isEmpty();
        assertThat(ProtocolDiff.between(before, after)).containsExactly(
                "~ limits.act-full.value: 350 -> 300",
                "~ steps[cuff-down].interlocks[washed-enough].action: ask -> note");
    }
}
