package limbline.app.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import limbline.protocol.Proof;
import org.junit.jupiter.api.Test;

/// Faults planted in copies of the shipped files: each is found, named, and shown how to reach.
class PlantedFaultsTest {

    /// The demonstration's ILI with `old` in it replaced, which must occur.
    private static String ili(String old, String other) throws RefusedProtocol {
        return changed(Shipped.text("demo-ili"), old, other);
    }

    private static String changed(String text, String old, String other) {
        assertThat(text).as("the place of the fault").contains(old);
        return text.replace(old, other);
    }

    /// Without the step or the other item of that id.
    private static String without(String text, String id) {
        StringBuilder kept = new StringBuilder();
        boolean inside = false;
        for (String line : text.lines().toList()) {
            if (line.equals("  - id: " + id)) {
                inside = true;
            } else if (line.startsWith("  - ") || (!line.isBlank() && !line.startsWith(" "))) {
                inside = false;
            }
            kept.append(inside ? "" : line + "\n");
        }
        assertThat(kept.length()).isLessThan(text.length());
        return kept.toString();
    }

    private static List<String> path(String text, String invariant) throws RefusedProtocol {
        Proof proof = Shipped.proof(text);
        assertThat(proof.isProved()).as("proved").isFalse();
        return proof.verdicts().stream().filter(one -> one.id().equals(invariant)).findFirst()
                .orElseThrow().path();
    }

    private static void refused(String text, int line, String sentence) {
        assertThatThrownBy(() -> ProtocolFile.parse(text)).isInstanceOfSatisfying(
                RefusedProtocol.class, refused -> assertThat(refused.refusals())
                        .map(Refusal::toString)
                        .anySatisfy(one -> assertThat(one)
                                .startsWith("line " + line + ", ").contains(sentence)));
    }

    private static int lineOf(String text, String words) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(words)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no line with " + words);
    }

    @Test
    void aRemovedActGate() throws RefusedProtocol {
        String gate = "    interlocks:\n      - {id: act-before-melphalan, hazard: H-03, "
                + "action: hold, measurement: act, at-least: act-full}\n";

        assertThat(path(ili(gate, ""), "toxic-only-with-fresh-act")).containsExactly(
                "time-out", "arterial-catheter", "venous-catheter", "prime-circuit", "heparin",
                "cuff-up", "papaverine", "melphalan (act not measured)").hasSize(8);
    }

    @Test
    void aDrugBeforeTheCuff() throws RefusedProtocol {
        String early = ili("gives: melphalan\n    needs: [time-out, cuff-up, papaverine]",
                "gives: melphalan\n    needs: [time-out, heparin]");

        assertThat(path(early, "toxic-only-isolated")).containsExactly("time-out",
                "arterial-catheter", "venous-catheter", "heparin", "melphalan");
    }

    @Test
    void aWashoutSkipped() throws RefusedProtocol {
        String text = changed(Shipped.text("demo-ili"),
                "    does: release\n    needs: [washout]",
                "    does: release\n    needs: [circulate]");

        assertThat(path(text, "washout-before-release")).endsWith(
                "circulate", "cuff-down, overridden by two people (washout-volume not measured)");
    }

    @Test
    void aWashoutStepTakenOut() throws RefusedProtocol {
        String text = without(Shipped.text("demo-ili"), "washout");

        refused(text, lineOf(text, "needs: [washout]"),
                "\"washout\" is not among the steps of this file");
    }

    @Test
    void aDeadEnd() throws RefusedProtocol {
        String text = ili("needs: [cuff-down, protamine]", "needs: [cuff-up, protamine]");

        assertThat(path(text, "every-step-reached").getFirst()).isEqualTo(
                "not proved: catheters-out is never reached: it needs cuff-up, protamine, never "
                        + "done all at once");
        assertThat(path(text, "always-a-way-on")).last().isEqualTo(
                "from here the procedure cannot be completed, only aborted");
    }

    @Test
    void aLimitWithoutItsSource() throws RefusedProtocol {
        String text = ili("act-full: {value: 350, unit: s, source: PAPER, level: paper}",
                "act-full: {value: 350, unit: s, level: paper}");

        refused(text, lineOf(text, "act-full: {value"), "limits.act-full.source: a filled limit "
                + "needs its source");
    }

    @Test
    void aLimitWithoutItsUnit() throws RefusedProtocol {
        String text = ili("act-full: {value: 350, unit: s,", "act-full: {value: 350,");

        refused(text, lineOf(text, "act-full: {value"), "a limit needs its unit");
    }

    @Test
    void swappedUnits() throws RefusedProtocol {
        String minutes = ili(
                "act-full: {value: 350, unit: s,", "act-full: {value: 350, unit: min,");
        refused(minutes, lineOf(minutes, "anticoagulation: {"),
                "act-full is in min, and act is measured in s");
        refused(ili("leg: {value: 50, unit: ug/kg", "leg: {value: 50, unit: mg/kg"),
                lineOf(minutes, "  dactinomycin:\n".strip()) + 1,
                "dactinomycin is not dosed in mg/kg");
        refused(ili("leg: {value: 6, unit: mg/L", "leg: {value: 6, unit: mg/kg"),
                lineOf(minutes, "  melphalan:") + 1, "melphalan.leg is dosed by litre of limb");
        String fahrenheit = ili("limb-warm: {value: 37,", "limb-warm: {value: 98.6,");
        refused(fahrenheit, lineOf(fahrenheit, "id: warm-before-cuff"),
                "limb-temperature of 98.6 °C is outside 15 to 45 °C");
    }

    @Test
    void aTimerThatCanNeverRun() throws RefusedProtocol {
        String text = ili("    since: circulate\n    before: washout",
                "    since: cuff-down\n    before: washout");

        assertThat(path(text, "every-timer-runs")).containsExactly("not proved: the timer "
                + "circulation never runs: cuff-down is never done while it could be of use");
        assertThat(path(text, "every-step-reached").getFirst()).isEqualTo(
                "not proved: washout is never reached: the timer circulation (30 min [PAPER] since "
                        + "cuff-down) does not let it");
    }

    @Test
    void aTimerTurnedRound() throws RefusedProtocol {
        assertThat(path(ili("    at-least: circulation-time\n", "    at-most: circulation-time\n"),
                "no-timer-closes-the-way-out")).last().isEqualTo(
                        "washout is refused for being late");
    }

    @Test
    void aTimerOnlyTelling() throws RefusedProtocol {
        assertThat(path(ili("    at-least: circulation-time\n    action: hold",
                "    at-least: circulation-time\n    action: note"), "circulated-before-washout"))
                .endsWith("circulate", "washout");
    }

    @Test
    void aTimerThatBeginsTooEarlyOrIsTakenOut() throws RefusedProtocol {
        assertThat(path(ili("since: circulate\n", "since: cuff-up\n"),
                "circulated-before-washout")).endsWith(
                        "circulate", "time passes: 30 min since cuff-up", "washout");
        assertThat(path(without(Shipped.text("demo-ili"), "circulation"),
                "circulated-before-washout")).endsWith("circulate", "washout");
    }

    @Test
    void aClottingTimeThatShowsTwoThings() throws RefusedProtocol {
        String low = ili("anticoagulation: {measurement: act, at-least: act-full}",
                "anticoagulation: {measurement: act, at-least: act-near-baseline}");
        refused(low, lineOf(low, "anticoagulation: {"), "act-near-baseline shows that "
                + "heparin holds and, at act-before-removal, act-near-baseline that it has worn"
                + " off");
    }

    @Test
    void aDrugForTheLimbGivenIntoTheBody() throws RefusedProtocol {
        String text = ili("class: cytotoxic\n    into: limb", "class: cytotoxic\n    into: body");
        refused(text, lineOf(text, "  melphalan:") + 1, "melphalan goes into the limb");
    }

    @Test
    void aGateOnAMeasurementThatNothingTakes() throws RefusedProtocol {
        String text = ili("    measures: [act]\n", "");

        assertThat(path(text, "every-step-reached").getFirst()).isEqualTo(
                "not proved: cuff-up is never reached: nothing measures act");
    }

    @Test
    void anOverrideOnAHold() throws RefusedProtocol {
        String asked = ili("{id: act-before-melphalan, hazard: H-03, action: hold,",
                "{id: act-before-melphalan, hazard: H-03, action: ask,");
        assertThat(path(asked, "toxic-only-with-fresh-act")).last().isEqualTo(
                "melphalan, overridden by two people (act not measured)");

        String override = ili("{id: act-before-melphalan, hazard: H-03, action: hold,",
                "{id: act-before-melphalan, hazard: H-03, action: hold, override: yes,");
        refused(override, lineOf(override, "override: yes"), "a hold is never overridden");
    }

    @Test
    void aGateThatOnlyTells() throws RefusedProtocol {
        assertThat(path(ili("{id: act-before-dactinomycin, hazard: H-03, action: hold,",
                "{id: act-before-dactinomycin, hazard: H-03, action: note,"),
                "toxic-only-with-fresh-act")).last().isEqualTo("dactinomycin (act not measured)");
    }

    @Test
    void aGateTurnedRound() throws RefusedProtocol {
        assertThat(path(ili("action: hold, measurement: act, at-least: act-full}\n\n  - id: dact",
                "action: hold, measurement: act, at-most: act-full}\n\n  - id: dact"),
                "toxic-only-with-fresh-act")).last().isEqualTo("melphalan (act 179 s)");
    }

    @Test
    void aSecondDose() throws RefusedProtocol {
        String text = ili("  - id: circulate\n", """
                  - id: melphalan-again
                    says: The other half.
                    who: [perfusionist]
                    gives: melphalan
                    needs: [time-out, cuff-up, papaverine]
                    interlocks:
                      - id: act-again
                        hazard: H-03
                        action: hold
                        measurement: act
                        at-least: act-full
                  - id: circulate
                """);

        assertThat(path(text, "toxic-only-as-signed")).endsWith("melphalan", "melphalan-again");
    }

    @Test
    void aDoseThatRepeatsOrThatNobodySigned() throws RefusedProtocol {
        String repeats = ili("    gives: melphalan\n", "    gives: melphalan\n    repeats: yes\n");
        refused(repeats, lineOf(repeats, "repeats: yes"), "a signed order is given once");
        assertThat(path(ili("    order: signed\n    by: litre of limb",
                "    order: standing\n    by: litre of limb"), "toxic-only-as-signed"))
                .last().isEqualTo("melphalan");
    }

    @Test
    void aDrugCalledSomethingElse() throws RefusedProtocol {
        String text = ili("    class: cytotoxic\n    into: limb\n    order: signed\n    by: litre",
                "    class: vasodilator\n    into: limb\n    order: signed\n    by: litre");

        refused(text, lineOf(text, "  melphalan:") + 1,
                "melphalan is a drug of the class cytotoxic, not vasodilator");
    }

    @Test
    void anAbortThatNeedsAMeasurement() throws RefusedProtocol {
        assertThat(path(ili("{id: act-before-removal-aborted, hazard: H-08, action: note,",
                "{id: act-before-removal-aborted, hazard: H-08, action: hold,"),
                "abort-never-gated")).last().isEqualTo(
                        "catheters-out gets no permission (act not measured)");
    }

    @Test
    void anAbortMissingInAPhase() throws RefusedProtocol {
        String way = """
                  - phase: isolated
                    steps:
                      - step: washout
                      - step: cuff-down
                """;
        assertThat(path(ili(way, ""), "always-a-safe-end")).last().isEqualTo(
                "no way to a safe end (every measurement is missing)");
    }

    @Test
    void aWrongLimbStepTakenOut() throws RefusedProtocol {
        String text = without(Shipped.text("demo-ili"), "time-out")
                .replace("needs: [time-out, ", "needs: [")
                .replace("needs: [time-out]", "needs: []");

        assertThat(path(text, "only-the-signed-limb")).containsExactly("arterial-catheter");
    }

    @Test
    void aFreshnessTakenAway() throws RefusedProtocol {
        assertThat(path(ili("    fresh-for: act-fresh\n", ""), "toxic-only-with-fresh-act"))
                .last().isEqualTo("melphalan (act 350 s, too old)");
    }

    @Test
    void aStepThatNeedsItself() throws RefusedProtocol {
        assertThat(path(ili("    does: wash out\n    needs: [cuff-up, circulate]",
                "    does: wash out\n    needs: [cuff-up, washout]"),
                "every-step-reached").getFirst())
                .isEqualTo("not proved: washout is never reached: it needs itself");
    }

    @Test
    void theCentresInvariantsEmptiedLeaveTheBuiltInOnes() throws RefusedProtocol {
        String text = Shipped.text("demo-ili");
        String emptied = text.replaceFirst(
                "(?ms)^invariants:\\n.*?(?=^# How the limb)", "invariants: []\n");

        assertThat(Shipped.proof(emptied).words()).isEqualTo("proved");
        assertThat(path(changed(emptied,
                "gives: melphalan\n    needs: [time-out, cuff-up, papaverine]",
                "gives: melphalan\n    needs: [time-out, heparin]"), "toxic-only-isolated"))
                .isNotEmpty();
    }

    @Test
    void namesThatNothingHasAndNamesThatTwoHave() throws RefusedProtocol {
        String unknown = ili("{id: warm-before-cuff, hazard: H-04, action: hold, measurement: limb-"
                + "temperature",
                "{id: warm-before-cuff, hazard: H-04, action: hold, measurement: limb-heat");
        refused(unknown, lineOf(unknown, "limb-heat"),
                "\"limb-heat\" is not among the measurements: act, limb-temperature");
        String twice = ili("  - id: dactinomycin\n", "  - id: melphalan\n");
        int first = lineOf(twice, "  - id: melphalan");
        assertThatThrownBy(() -> ProtocolFile.parse(twice)).hasMessageContaining(
                "\"melphalan\" is taken on line " + first);
    }

    @Test
    void aLeakThatNoLongerHoldsThePerfusion() throws RefusedProtocol {
        String text = changed(Shipped.text("demo-hilp"),
                "{id: leak-before-melphalan, hazard: H-10, action: hold,",
                "{id: leak-before-melphalan, hazard: H-10, action: note,");

        assertThat(path(text, "melphalan-without-leak")).last().isEqualTo(
                "melphalan (leak not measured)");
    }
}
