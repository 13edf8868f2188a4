package limbline.app.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import limbline.app.protocol.ShippedProtocols.Compared;
import limbline.protocol.Proof;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// What the proof lets pass and who signs must know: each fault is told in a copy of a shipped file.
class AskingLessTest {

    static final List<String> SHIPPED = ShippedProtocols.NAMES;

    private static List<String> told(String text) throws RefusedProtocol {
        return ShippedProtocols.compared(text, ProtocolFile.parse(text)).map(Compared::says)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            modality: ILI                    | modality: HILP            | it calls itself HILP; demo-ili is ILI
            {value: 30, unit: min, source: PAPER | {value: 3, unit: min, source: PAPER | circulation-time is 3 min [PAPER]; demo-ili has 30 min [PAPER]
            arm: {value: 35, unit: ug/kg     | arm: {value: 53, unit: ug/kg | dactinomycin.arm is 53 µg/kg [DACT-LABEL]; demo-ili has 35 µg/kg [DACT-LABEL]
            cap: {value: 90, unit: mg, source: INVENTED, level: invented} | | melphalan has no cap
            people: 2\\n    gives: melphalan | gives: melphalan          | melphalan takes one person; there it takes two
            needs: [time-out]\\n    interlocks:\\n      - {id: venous | interlocks:\\n      - {id: venous | venous-catheter does not wait for time-out
            compares: limb}                  | compares: limb}\\n      - {id: other, hazard: H-01, action: note, compares: limb} |
            measures: [washout-volume]       | measures: [washout-volume, act] |
            since: cuff-up                   | since: melphalan          | the clock of tourniquet starts with melphalan, not with cuff-up (H-09)
            at-most: tourniquet-time         | at-least: tourniquet-time | the timer tourniquet says at least, before cuff-down (note), not at most, before cuff-down (note) (H-09)
            until: protamine                 | until: cuff-down          | the timer act-due says every, of act until cuff-down, not every, of act until protamine (H-16)
            before isolation\\n    steps:\\n      - step: protamine\\n | before isolation\\n    steps:\\n | an abort before isolation leaves out protamine
            H-08, action: note, measurement: act, at-most | H-08, action: note, measurement: act, at-least | an abort after release, catheters-out: nothing stands for act-before-removal-aborted (H-08)
            {since: circulate, at-least: circulation-time} | done: circulate | circulated-before-washout does not ask for circulation-time since circulate
            step: papaverine\\n    only-if  | step: melphalan\\n    only-if | papaverine-only-isolated is about melphalan, not about papaverine
            tier: urgent                     | tier: notice              | the ward's rule ck-over-limit-early is a notice, there urgent
            , response: yes                  |                           | the visit months-3 does not ask for the response
            """)
    void aFaultInADemonstrationsFileIsTold(
            String old, @Nullable String other, @Nullable String says) throws RefusedProtocol {
        String text = Shipped.text("demo-ili");
        String place = unescaped(old);
        assertThat(text).as("the place of the fault").contains(place);

        List<String> told = told(text.replace(place, unescaped(other)));

        if (says == null) {
            assertThat(told).as("it asks more").isEmpty();
        } else {
            assertThat(told).contains(says);
        }
    }

    /// An empty cell of the table is nothing.
    private static String unescaped(@Nullable String cell) {
        return cell == null ? "" : cell.replace("\\n", "\n");
    }

    @Test
    void anInvariantThatIsGoneWithItsGateStandingIsTold() throws RefusedProtocol {
        String text = Shipped.text("demo-ili").replaceFirst(
                "(?s)  - id: no-cuff-on-a-cold-limb\n.*?(?=  - id: )", "");

        assertThat(ProtocolFile.prove(ProtocolFile.parse(text), 1_000_000)).as("the proof")
                .matches(Proof::isProved);
        assertThat(told(text)).containsExactly("nothing proves no-cuff-on-a-cold-limb: The "
                + "tourniquet goes up only on a warm limb.");
    }

    @Test
    void oneOfTwoCathetersThatNoLongerCountsAsInsertedIsTold() throws RefusedProtocol {
        String text = Shipped.text("ili-paper").replaceFirst("    does: insert\n", "");

        assertThat(told(text)).containsExactly("arterial-catheter no longer says \"does: insert\"");
    }

    @Test
    void aGateThatOnlyTellsAndAGateThatIsGoneAreTold() throws RefusedProtocol {
        String gate = "      - {id: warm-before-cuff, hazard: H-04, action: hold, measurement: "
                + "limb-temperature, above: limb-warm}\n";
        String text = Shipped.text("demo-ili");
        assertThat(text).contains(gate);

        assertThat(told(text.replace(gate, gate.replace("hold", "note")))).containsExactly(
                "cuff-up: warm-before-cuff is note, not hold (H-04)");
        assertThat(told(text.replace(gate, ""))).containsExactly(
                "cuff-up: nothing stands for warm-before-cuff (H-04)");
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void aShippedFileAsksNoLessThanItself(String name) throws RefusedProtocol {
        String text = ShippedProtocols.text(name);

        assertThat(ShippedProtocols.compared(text, ProtocolFile.parse(text)))
                .contains(new Compared(name, List.of()));
    }

    @Test
    void aFileLikeNoShippedOneIsHeldAgainstNone() throws RefusedProtocol {
        String text = Shipped.text("demo-ili").replaceAll("\\b(id|protocol): ([a-z])", "$1: q$2");

        assertThat(ShippedProtocols.compared(text, ProtocolFile.parse(Shipped.text("demo-ili"))))
                .isEmpty();
    }
}
