package limbline.app.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limbline.protocol.Proof;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same faults planted in a copy of each shipped file, whatever its steps are called: what the
/// check says of each, and how to reach it.
class FaultsInEveryFileTest {

    /// @param says what must stand in the verdict's name, its way, or a refusal's sentence
    private record Fault(String name, UnaryOperator<String> plant, String says) {}

    /// The words of a file that a fault needs.
    private record File(String name, String text, String up, String down, String drug) {

        static File of(String name) throws RefusedProtocol {
            boolean perfusion = name.contains("hilp");
            return new File(name, Shipped.text(name), perfusion ? "isolate" : "cuff-up",
                    perfusion ? "release" : "cuff-down",
                    name.equals("ili-doxorubicin") ? "doxorubicin" : "melphalan");
        }

        /// With `old` in the step replaced, a regular expression.
        String step(String text, String id, String old, String other) {
            Matcher found = Pattern.compile(
                    "(?ms)^  - id: " + id + "\n.*?(?=^  - id: |^\\S)").matcher(text);
            assertThat(found.find()).as("step %s", id).isTrue();
            return text.substring(0, found.start()) + found.group().replaceFirst(old, other)
                    + text.substring(found.end());
        }
    }

    static List<String> shipped() {
        return List.of("ili-paper", "ili-doxorubicin", "hilp-eu", "demo-ili", "demo-hilp");
    }

    private static List<Fault> faults(File file) {
        String needs = "needs: \\[.*\\]";
        List<Fault> all = new ArrayList<>(List.of(
                new Fault("the ACT gate taken away", text -> file.step(text, file.drug,
                        "(?m)^.*measurement: act,.*\n", ""), "toxic-only-with-fresh-act"),
                new Fault("the ACT gate tells only", text -> file.step(text, file.drug,
                        "action: hold, measurement: act", "action: note, measurement: act"),
                        "toxic-only-with-fresh-act"),
                new Fault("two people may override the ACT", text -> file.step(text, file.drug,
                        "action: hold, measurement: act", "action: ask, measurement: act"),
                        "overridden by two people"),
                new Fault("the drug before the isolation", text -> file.step(text, file.drug,
                        needs, "needs: [time-out, heparin]"), "toxic-only-isolated"),
                new Fault("the washout skipped", text -> file.step(text, file.down, needs,
                        "needs: [" + file.up + "]"), "washout-before-release"),
                new Fault("another step lets the limb go", text -> text.replace(
                        "  - id: washout\n", """
                          - id: peek
                            says: Let the limb breathe.
                            who: [surgeon]
                            does: release
                            needs: [%s]
                          - id: washout
                        """.formatted(file.up)), "washout-before-release: "),
                new Fault("protamine in isolation", text -> file.step(text, "protamine", needs,
                        "needs: [" + file.up + "]"), file.up + ", protamine"),
                new Fault("the limb not compared", text -> file.step(text, "time-out",
                        "(?m)^.*compares: limb.*\n", ""), "only-the-signed-limb"),
                new Fault("two people may take another limb", text -> text.replace(
                        "action: hold, compares: limb", "action: ask, compares: limb"),
                        "only-the-signed-limb"),
                new Fault("isolated without the time-out", text -> file.step(text, file.up,
                        "\\[time-out, ", "["), "only-the-signed-limb: "),
                new Fault("one person compares the limb", text -> file.step(text, "time-out",
                        "    people: 2\n", ""), "by two people: write 2"),
                new Fault("an override on a hold", text -> text.replace(
                        "action: hold, compares: limb", "action: hold, override: yes, compares: limb"),
                        "a hold is never overridden"),
                new Fault("a second dose", text -> text.replace("  - id: washout\n", """
                          - id: more
                            says: Once more.
                            who: [surgeon]
                            gives: %s
                            needs: [time-out, %s, %1$s]
                            interlocks:
                              - {id: more-act, hazard: H-03, action: hold, measurement: act, at-least: act-full}
                          - id: washout
                        """.formatted(file.drug, file.up)), file.drug + ", more"),
                new Fault("a drug that nobody signs", text -> text.replaceFirst("(?m)(^  " + file.drug
                        + ":\n    class: cytotoxic\n    into: limb\n    order: )signed",
                        "$1standing"), "toxic-only-as-signed"),
                new Fault("a cytotoxic drug by another class", text -> text.replaceFirst("(?m)(^  "
                        + file.drug + ":\n    class: )cytotoxic", "$1vasodilator"),
                        file.drug + " is a drug of the class cytotoxic, not vasodilator"),
                new Fault("a cytotoxic drug by another name", text -> text
                        .replaceFirst("(?m)^  " + file.drug + ":\n    class: cytotoxic",
                                "  saline:\n    class: vasodilator")
                        .replace("gives: " + file.drug, "gives: saline"),
                        "\"saline\" is not one of: melphalan,"),
                new Fault("the drug into the body", text -> text.replaceFirst("(?m)(^  " + file.drug
                        + ":\n    class: cytotoxic\n    into: )limb", "$1body"),
                        file.drug + " goes into the limb"),
                new Fault("a limit without source", text -> text.replaceFirst(
                        "(value: \\d+, unit: Cel), source: [A-Z-]+", "$1"),
                        "a filled limit needs its source"),
                new Fault("a limit without unit", text -> text.replaceFirst(
                        "(value: \\d+), unit: Cel", "$1"), "a limit needs its unit"),
                new Fault("a limit of a source that is not there", text -> text.replaceFirst(
                        "(value: \\d+, unit: Cel, source: )[A-Z-]+", "$1HEARSAY"),
                        "\"HEARSAY\" is not among the sources"),
                new Fault("minutes for degrees", text -> text.replaceFirst(
                        "(value: \\d+, unit: )Cel", "$1min"), "is measured in Cel"),
                new Fault("degrees Fahrenheit", text -> text.replaceFirst(
                        "value: \\d+, unit: Cel", "value: 99, unit: Cel"),
                        "of 99 °C is outside 15 to 45 °C"),
                new Fault("a step twice", text -> text.replace("  - id: protamine\n",
                        "  - id: heparin\n"), "\"heparin\" is taken on line "),
                new Fault("a key that nothing knows", text -> text.replace("    does: isolate\n",
                        "    does: isolate\n    colour: blue\n"), "colour: unknown; allowed here:"),
                new Fault("steps that need each other", text -> file.step(text, "heparin", needs,
                        "needs: [" + file.up + "]"), "it needs itself, by way of time-out"),
                new Fault("an abort that needs a measurement", text -> text.replace(
                        "-removal-aborted, hazard: H-08, action: note",
                        "-removal-aborted, hazard: H-08, action: hold"), "gets no permission"),
                new Fault("no abort in isolation", text -> text.replaceFirst(
                        "(?ms)^  - phase: isolated\n.*?(?=^  - phase)", ""),
                        "no way to a safe end"),
                new Fault("a gate on what nothing measures", text -> text.replace(
                        "    measures: [act]\n", ""), file.up + " is never reached: nothing "
                        + "measures act"),
                new Fault("a freshness taken away", text -> text.replace(
                        "    fresh-for: act-fresh\n", ""), ", too old)"),
                new Fault("a gate turned round", text -> text.replace(
                        "hold, measurement: act, at-least: act-full}",
                        "hold, measurement: act, at-most: act-full}"),
                        "toxic-only-with-fresh-act"),
                new Fault("the isolation not called one", text -> text.replace(
                        "    does: isolate\n", ""), "toxic-only-isolated"),
                new Fault("nothing said to go in", text -> text.replace(
                        "    does: insert\n", ""), "takes out what no step puts in"),
                new Fault("nothing said to come out", text -> text.replace(
                        "    does: remove\n", ""), "no way to a safe end"),
                new Fault("the washout not called one", text -> text.replace(
                        "    does: wash out\n", ""), "washout-before-release"),
                new Fault("days for the minutes of an empty limit", text -> text.replaceFirst(
                        "(?m)^  act-interval: .*", "  act-interval: {unit: d}"),
                        "act-interval is in d; what a theatre times is in min"),
                new Fault("a unit left blank", text -> text.replaceFirst(
                        "(?m)^  act-interval: .*", "  act-interval: {unit: \"\"}"),
                        "a limit needs its unit"),
                new Fault("a level left blank", text -> text.replaceFirst(
                        "level: [a-z]+", "level:"), "level: nothing is written here"),
                new Fault("a limit that every value is beyond", text -> text.replaceFirst(
                        "(?m)^  act-full: .*",
                        "  act-full: {value: 0, unit: s, source: PAPER, level: derived}"),
                        "act-full of 0 s asks nothing: every activated clotting time"),
                new Fault("a leading zero", text -> text.replaceFirst(
                        "value: (\\d+), unit: Cel", "value: 0$1, unit: Cel"), "is not a number"),
                new Fault("a timer taken away", text -> file.step(text, "act-due", "(?s).*", ""),
                        "nothing-idle: not proved: the limit act-interval counts nowhere"),
                new Fault("a step that no longer gives its drug", text -> text.replace(
                        "    gives: " + file.drug + "\n", ""), "no step gives " + file.drug),
                new Fault("heparin for the drug", text -> text.replace(
                        "gives: " + file.drug, "gives: heparin"), "no step gives " + file.drug),
                new Fault("a second cuff", text -> text.replace("  - id: " + file.up + "\n", """
                          - id: other-cuff
                            says: The cuff of the other limb.
                            who: [surgeon]
                            does: isolate
                          - id: %s
                        """.formatted(file.up)), "other-cuff isolates the limb already"),
                new Fault("an abort that gives heparin", text -> text.replace(
                        "      - step: washout\n", "      - step: heparin\n"),
                        "heparin gives heparin; an abort gives nothing but"),
                new Fault("an abort that isolates", text -> text.replaceFirst(
                        "      - step: protamine\n", "      - step: " + file.up + "\n"),
                        file.up + " is no way out"),
                new Fault("an abort that reverses the heparin in isolation", text -> text.replace(
                        "      - step: washout\n", "      - step: washout\n      - step: protamine\n"),
                        "no-reversal-while-isolated: "),
                new Fault("an abort in the wrong order", text -> text.replace(
                        "      - step: washout\n      - step: " + file.down + "\n",
                        "      - step: " + file.down + "\n      - step: washout\n"),
                        file.down + " ends the isolation, so washout comes before it"),
                new Fault("an abort in isolation without the washout", text -> text.replace(
                        "      - step: washout\n", ""),
                        file.down + " would let what was given into the body"),
                new Fault("a dose for a leg only", text -> file.step(text.replaceFirst(
                        "(?m)(^  " + file.drug + ":\n(?:    .*\n)*?)      arm: .*\n", "$1"),
                        "heparin", "", ""), "one of arm and leg is missing"),
                new Fault("a dose for any beside both", text -> text.replaceFirst(
                        "(?m)(^  " + file.drug + ":\n(?:    .*\n)*?)(      arm: (.*)\n)",
                        "$1      any: $3\n$2"), "there is none for any"),
                new Fault("a text that runs backwards", text -> text.replace(
                        "says: Give heparin", "says: \u202eGive heparin"),
                        "turns the direction of the text"),
                new Fault("a ward's rule that is over before it begins", text -> text.replaceFirst(
                        "(?m)^(  ck-early-from: \\{value: )2", "$120"),
                        "(5 d [VROUENRAETS]) is over before ck-early-from (20 d"),
                new Fault("visits that end before they begin", text -> text.replaceFirst(
                        "(?m)^(  visit-last: \\{value: \\d+, unit: )mo", "$1d"),
                        "is over when the visit before it"),
                new Fault("a ward that counts in minutes", text -> text.replaceFirst(
                        "(?m)^  urine-window: .*", "  urine-window: {unit: min}"),
                        "urine-window is in min; a ward counts in h or d"),
                new Fault("the invariants too", text -> file.step(text, file.drug,
                        "(?m)^.*measurement: act,.*\n", "").replaceFirst(
                                "(?ms)^invariants:\n.*?(?=^\\S)", ""),
                        "toxic-only-with-fresh-act: ")));
        if (file.name.contains("hilp")) {
            all.add(new Fault("the pH only told of", text -> text.replace(
                    "action: hold, measurement: perfusate-ph, at-least",
                    "action: note, measurement: perfusate-ph, at-least"),
                    "tasonermin (perfusate-ph "));
            all.add(new Fault("the flow only told of", text -> text.replace(
                    "action: ask, measurement: flow", "action: note, measurement: flow"),
                    "tasonermin-at-its-flow: "));
            all.add(new Fault("a window turned round", text -> text.replace(
                    "measurement: flow, at-least: flow-least}",
                    "measurement: flow, at-most: flow-least}"),
                    "flow-not-lower and flow-not-higher both hold flow from above"));
            all.add(new Fault("a second perfusion only told of", text -> text.replace(
                    "action: ask, measurement: since", "action: note, measurement: since"),
                    "no-second-perfusion-too-soon: "));
            all.add(new Fault("a leak counted before the isolation", text -> file.step(text,
                    "leak-watch", needs, "needs: [time-out]"), "leak-counted-in-isolation: "));
        } else {
            all.add(new Fault("the washout's volume only told of", text -> text.replace(
                    "action: ask, measurement: washout", "action: note, measurement: washout"),
                    "flushed-with-enough: "));
            all.add(new Fault("a catheter before the time-out", text -> file.step(text,
                    "arterial-catheter", needs, "needs: []"),
                    "only-the-signed-limb: arterial-catheter"));
            all.add(new Fault("a gauge that nothing takes", text -> text.replaceFirst(
                    "(?m)(^  arterial-gauge:\n(?:    .*\n)*?)    at-any-time: yes\n", "$1"),
                    "arterial-not-thin asks for arterial-gauge, and nothing measures it"));
            all.add(new Fault("a cuff that goes up again", text -> file.step(text, file.up,
                    "    does: isolate\n", "    does: isolate\n    repeats: yes\n"),
                    "the clock of tourniquet (at most "));
        }
        if (!file.name.equals("ili-doxorubicin")) { // it names no time of circulation
            String time = "(?m)^(  (?:circulation-time|melphalan-time): \\{value: \\d+, unit: )min";
            String since = "(?m)^    since: (circulate|melphalan)\n    before: washout";
            all.add(new Fault("seconds for minutes",
                    text -> text.replaceFirst(time, "$1s"), " s is outside 2 min to 12 h"));
            all.add(new Fault("hours for minutes",
                    text -> text.replaceFirst(time, "$1h"), " h is outside 2 min to 12 h"));
            all.add(new Fault("a timer that can never run", text -> text.replaceFirst(since,
                    "    since: " + file.down + "\n    before: washout"), "never runs: " + file.down));
            all.add(new Fault("a timer turned round", text -> text.replaceFirst(
                    "(?m)(^    before: washout\n    )at-least", "$1at-most"),
                    "is refused for being late"));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void eachIsNamedAndShownHowToReach(String name) throws RefusedProtocol {
        File file = File.of(name);
        for (Fault fault : faults(file)) {
            String planted = fault.plant.apply(file.text);
            assertThat(planted).as("%s in %s", fault.name, name).isNotEqualTo(file.text);
            assertThat(said(planted)).as("%s in %s", fault.name, name).contains(fault.says);
        }
    }

    /// The refusals, or the invariants that do not hold with their ways.
    private static String said(String text) {
        try {
            Proof proof = Shipped.proof(text);
            return String.join("\n", proof.verdicts().stream().filter(one -> !one.holds())
                    .map(one -> one.id() + ": " + String.join(", ", one.path())).toList());
        } catch (RefusedProtocol e) {
            return String.join("\n", e.refusals().stream().map(Refusal::toString).toList());
        }
    }
}
