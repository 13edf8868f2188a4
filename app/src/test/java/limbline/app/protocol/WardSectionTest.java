package limbline.app.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import limbline.patient.AlertTier;
import limbline.protocol.Limit;
import limbline.protocol.Protocol;
import limbline.protocol.WardPlan;
import limbline.protocol.WardRule;
import limbline.protocol.Watched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The `ward` section of a protocol file.
class WardSectionTest {

    @ParameterizedTest
    @ValueSource(strings = {"ili-paper", "ili-doxorubicin", "hilp-eu", "demo-ili", "demo-hilp"})
    void everyShippedFileWatchesTheLimbAfterwards(String name) throws Exception {
        Protocol protocol = ProtocolFile.read(Shipped.file(name));

        assertThat(protocol.ward().rules()).hasSize(17);
        assertThat(protocol.ward().discharge()).hasSize(5);
        assertThat(protocol.sources().keySet()).containsAll(protocol.ward().rules().stream()
                .map(rule -> rule.telling().source()).toList());
    }

    /// What no source gives waits for the centre and counts as unset; a demonstration has all.
    @Test
    void limitsThatNobodyCouldSourceShipEmpty() throws Exception {
        assertThat(emptyOf("ili-paper")).containsExactly("leucocytes-rise",
                "creatinine-high", "potassium-high", "urine-window", "urine-interval",
                "limb-check-interval", "grade-interval");
        assertThat(emptyOf("demo-ili")).isEmpty();
        assertThat(ProtocolFile.read(Shipped.file("ili-paper")).unset())
                .containsAll(emptyOf("ili-paper"));
    }

    private static List<String> emptyOf(String name) throws RefusedProtocol {
        return ProtocolFile.read(Shipped.file(name)).ward().limits().stream()
                .filter(Limit::isEmpty).map(Limit::id).toList();
    }

    @Test
    void theLimitsAreWhatTheirSourcesPrint() throws Exception {
        List<String> set = ProtocolFile.read(Shipped.file("hilp-eu")).ward().limits().stream()
                .filter(limit -> !limit.isEmpty()).map(limit -> limit.id() + " " + limit.words())
                .toList();

        assertThat(set).containsExactlyInAnyOrder(
                "ck-high 1000 U/L [PAPER]", "ck-high-early 1000 U/L [VROUENRAETS]",
                "ck-early-from 2 d [VROUENRAETS]", "ck-early-until 5 d [VROUENRAETS]",
                "ck-late-peak 5 d [VROUENRAETS]", "leucocytes-after 2 d [VROUENRAETS]",
                "urine-low 0.5 mL/kg/h [PAPER]",
                "compartment-days 3 d [BER-PIL]", "compartment-gap 30 mmHg [JOT-2017]",
                "ck-interval 1 d [PAPER]", "creatinine-interval 1 d [PAPER]");
    }

    @Test
    void aFileWithoutTheSectionWatchesNothing() throws Exception {
        String text = Shipped.text("demo-ili");

        assertThat(ProtocolFile.parse(text.substring(0, text.indexOf("\nward:"))).ward())
                .isEqualTo(WardPlan.NONE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            rule: late peak | rule: later peak | "later peak" is not one of: value-above, late-peak, peak-passed, rise-after, urine-below, compartment-signs, grade-at-least, overdue
            tier: warning | tier: loud | "loud" is not one of: notice, warning, urgent
            above: ck-high | above: ck-higher | "ck-higher" is not among the limits
            above: ck-high | above: potassium-high | potassium-high is in mmol/L; here it must be in U/L
            below: urine-low | below: ck-high | ck-high is in U/L; here it must be in mL/kg/h
            over: urine-window | over: urine-low | urine-low is in mL/kg/h, not a time
            source: VROUENRAETS | source: SOMEBODY | "SOMEBODY" is not among the sources
            id: ck-late-peak | id: ck-over-limit | "ck-over-limit" is taken on line
            signs: [pain, passive stretch, sensation, movement, pulse] | signs: [temper] | "temper" is not one of: colour, warmth, pain
            signs: [pain, passive stretch, sensation, movement, pulse] | signs: [] | name the signs of a limb check that fit
            "06:00" | "6 o'clock" | "6 o'clock" is no time of day; write for example "06:00"
            grade: IV | grade: VI | "VI" is not one of: I, II, III, IV, V
            until: compartment-days | until: compartment-gap | compartment-gap is in mm[Hg]; here it must be in d
            do: Call the surgeon to the bed. | then: Call | unknown; allowed here: id, rule, tier, says, source, do
            item: no alert | item: no alarm | "no alarm" is not one of: falling, enough-urine, grade-below, no-alert, stated
            value: 1000, unit: "U/L", source: PAPER, level: paper | value: 1000, unit: "IU", source: PAPER, level: paper | "IU" is not one of the units
            """)
    void aMistakeIsRefusedWithItsLine(String right, String wrong, String why) throws Exception {
        String text = Shipped.text("demo-ili");
        int at = text.indexOf(right, text.contains("ward:") && !right.startsWith("value")
                ? text.indexOf("\nward:") : 0);
        assertThat(at).as("the file has \"%s\"", right).isNotNegative();
        String broken = text.substring(0, at) + wrong + text.substring(at + right.length());

        assertThatThrownBy(() -> ProtocolFile.parse(broken)).isInstanceOf(RefusedProtocol.class)
                .hasMessageContaining(why).hasMessageContaining("line ");
    }

    @Test
    void goodNewsAlertsNobody() throws Exception {
        String text = Shipped.text("demo-ili");
        int at = text.indexOf("tier: notice", text.indexOf("id: ck-peak-passed"));
        String broken = text.substring(0, at) + "tier: urgent"
                + text.substring(at + "tier: notice".length());

        assertThatThrownBy(() -> ProtocolFile.parse(broken)).hasMessageContaining(
                "a peak that is past is told and alerts nobody: notice");
    }

    /// docs/protocol.schema.json allows the words that the reader takes, no more and no fewer.
    @Test
    void theSchemaHasTheSameWords() throws Exception {
        JsonNode ward = JsonMapper.builder().build().readTree(
                Files.readString(Path.of("..", "docs", "protocol.schema.json")))
                .at("/properties/ward/properties");
        JsonNode rule = ward.at("/rules/items/properties");

        assertThat(words(rule.at("/rule/enum"))).containsExactly("value above", "late peak",
                "peak passed", "rise after", "urine below", "compartment signs", "grade at least", "overdue");
        assertThat(words(rule.at("/tier/enum"))).containsExactly(
                List.of(AlertTier.values()).stream().map(AlertTier::term).toArray(String[]::new));
        assertThat(words(rule.at("/of/enum"))).containsExactly(List.of(Watched.values()).stream()
                .map(watched -> watched.term().replace('-', ' ')).toArray(String[]::new));
        for (WardRule each : ProtocolFile.read(Shipped.file("demo-ili")).ward().rules()) {
            assertThat(each.telling().todo()).isNotBlank();
        }
    }

    private static List<String> words(JsonNode node) {
        List<String> words = new ArrayList<>();
        node.forEach(one -> words.add(one.asString()));
        return words;
    }
}
