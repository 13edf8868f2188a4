package limbline.app.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import limbline.board.BoardSafeguard;
import limbline.followup.ClinicSafeguard;
import limbline.measure.Term;
import limbline.measure.Unit;
import limbline.patient.Drug;
import limbline.patient.Extremity;
import limbline.protocol.Action;
import limbline.protocol.BuiltIn;
import limbline.protocol.Deed;
import limbline.protocol.DrugClass;
import limbline.protocol.DrugRule;
import limbline.protocol.Interlock;
import limbline.protocol.Level;
import limbline.protocol.Limit;
import limbline.protocol.Measurand;
import limbline.protocol.Phase;
import limbline.protocol.Proof;
import limbline.protocol.Protocol;
import limbline.protocol.Prover;
import limbline.theatre.Safeguard;
import limbline.ward.WardSafeguard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShippedProtocolsTest {

    @ParameterizedTest
    @CsvSource({
        "ili-paper, proved but for 28 limits",
        "ili-doxorubicin, proved but for 19 limits",
        "hilp-eu, proved but for 23 limits",
        "demo-ili, proved",
        "demo-hilp, proved"
    })
    void eachChecksAsDescribed(String name, String verdict) throws Exception {
        Proof proof = Prover.prove(ProtocolFile.read(Shipped.file(name)));

        assertThat(proof.verdicts()).filteredOn(one -> !one.holds()).isEmpty();
        assertThat(proof.words()).isEqualTo(verdict);
    }

    @Test
    void whatNoSourceGivesIsEmpty() throws Exception {
        assertThat(ProtocolFile.read(Shipped.file("ili-paper")).unset()).contains(
                "act-near-baseline", "act-fresh", "melphalan.arm", "melphalan.leg", "melphalan.cap",
                "dactinomycin.arm", "dactinomycin.leg");
        assertThat(ProtocolFile.read(Shipped.file("hilp-eu")).unset()).contains("act-full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ili-paper", "ili-doxorubicin", "hilp-eu"})
    void noFileForPatientsHoldsAnInventedValue(String name) throws Exception {
        Protocol protocol = ProtocolFile.read(Shipped.file(name));

        assertThat(protocol.demonstration()).isFalse();
        assertThat(protocol.limits()).noneMatch(limit ->
                limit.setting() instanceof Limit.Setting.Value(_, _, Level level)
                        && level == Level.INVENTED);
    }

    @Test
    void theLabelsDactinomycinIsShownAndNotChosen() throws Exception {
        DrugRule rule = ProtocolFile.read(Shipped.file("ili-paper")).rule(Drug.DACTINOMYCIN)
                .orElseThrow();

        assertThat(rule.dose().get(Extremity.ARM)).isNotNull().satisfies(arm -> {
            assertThat(arm.isEmpty()).isTrue();
            assertThat(arm.choices()).hasToString("[35 µg/kg [DACT-LABEL]]");
        });
        assertThat(rule.dose().get(Extremity.LEG)).isNotNull().satisfies(leg ->
                assertThat(leg.choices()).hasToString("[50 µg/kg [DACT-LABEL]]"));
    }

    /// Values of the European product information (EMA, Beromun) and of Hegazy 2007, as issued.
    @Test
    void sourcedDosesStandAsTheirSourcesPrintThem() throws Exception {
        Protocol hilp = ProtocolFile.read(Shipped.file("hilp-eu"));
        Protocol doxorubicin = ProtocolFile.read(Shipped.file("ili-doxorubicin"));

        assertThat(dose(hilp, Drug.TASONERMIN)).isEqualTo("3 mg, 4 mg");
        assertThat(dose(hilp, Drug.MELPHALAN)).isEqualTo("13 mg/L, 10 mg/L");
        assertThat(hilp.rule(Drug.MELPHALAN).orElseThrow().cap().orElseThrow().amount())
                .hasToString("Optional[150 mg]");
        assertThat(dose(doxorubicin, Drug.DOXORUBICIN)).isEqualTo("0.7 mg/kg, 1.4 mg/kg");
        assertThat(doxorubicin.afterwards().getFirst().limits().stream()
                .flatMap(limit -> limit.amount().stream()).map(Object::toString).toList())
                .containsExactly("35 Gy", "10 {fraction}", "3 d", "7 d");
    }

    private static String dose(Protocol protocol, Drug drug) {
        DrugRule rule = protocol.rule(drug).orElseThrow();
        return Stream.of(Extremity.ARM, Extremity.LEG).map(limb -> rule.dose().get(limb))
                .map(limit -> limit == null ? "none" : limit.amount().orElseThrow().toString())
                .reduce((arm, leg) -> arm + ", " + leg).orElseThrow();
    }

    /// docs/hazards.md and the files hold each other: every interlock and timer has a hazard there
    /// that names it, everything named there exists, and so does every test.
    @Test
    void everyInterlockHasAHazardAndEveryHazardAnInterlockAndATest() throws Exception {
        Set<String> inFiles = new HashSet<>();
        for (Path file : protocolFiles()) {
            Protocol protocol = ProtocolFile.read(file);
            protocol.steps().forEach(step -> step.interlocks().forEach(
                    one -> inFiles.add(pair(one.hazard(), one))));
            protocol.aborts().forEach(path -> path.steps().forEach(step ->
                    step.interlocks().forEach(one -> inFiles.add(pair(one.hazard(), one)))));
            protocol.timers().forEach(timer -> inFiles.add(timer.hazard() + " " + timer.id()));
        }
        Set<String> inDocument = new HashSet<>();
        List<String> tests = new ArrayList<>();
        for (String row : Files.readAllLines(Path.of("..", "docs", "hazards.md"))) {
            if (row.startsWith("| H-")) {
                String[] cells = row.split("\\|", -1);
                for (String name : quoted(cells[4])) {
                    inDocument.add(cells[1].strip() + " " + name);
                }
                assertThat(quoted(cells[5])).as("tests of " + cells[1]).isNotEmpty();
                tests.addAll(quoted(cells[5]));
            }
        }
        Set<String> builtIn = new HashSet<>();
        for (BuiltIn one : BuiltIn.values()) {
            builtIn.add(one.term());
        }
        for (Safeguard one : Safeguard.values()) {
            builtIn.add(one.term());
        }
        for (BoardSafeguard one : BoardSafeguard.values()) {
            builtIn.add(one.term());
        }
        for (ClinicSafeguard one : ClinicSafeguard.values()) {
            builtIn.add(one.term());
        }
        for (WardSafeguard one : WardSafeguard.values()) {
            builtIn.add(one.term());
        }
        Set<String> named = new HashSet<>(inDocument);
        named.removeIf(one -> builtIn.contains(one.substring(one.indexOf(' ') + 1)));

        assertThat(named).isEqualTo(inFiles);
        assertThat(inDocument.stream().map(one -> one.substring(one.indexOf(' ') + 1)))
                .containsAll(builtIn.stream().filter(
                        one -> !one.equals("everything-explored")).toList());
        assertThat(tests).allSatisfy(test -> assertThat(exists(test)).as(test).isTrue());
    }

    /// docs/protocol.schema.json allows the words that the reader takes, no more and no fewer.
    @Test
    void theSchemaKnowsTheWordsOfTheReader() throws Exception {
        JsonNode schema = JsonMapper.builder().build().readTree(
                Files.readString(Path.of("..", "docs", "protocol.schema.json")));
        JsonNode steps = schema.at("/properties/steps/items/properties");

        assertThat(words(schema.at("/$defs/unit/enum"))).isEqualTo(terms(Unit.values()));
        assertThat(words(schema.at("/$defs/level/enum"))).isEqualTo(terms(Level.values()));
        assertThat(words(schema.at("/$defs/action/enum"))).isEqualTo(terms(Action.values()));
        assertThat(words(steps.at("/does/enum"))).isEqualTo(terms(Deed.values()));
        assertThat(words(schema.at("/properties/measurements/additionalProperties/properties"
                + "/measures/enum"))).isEqualTo(terms(Measurand.values()));
        assertThat(words(schema.at("/properties/aborts/items/properties/phase/enum")))
                .isEqualTo(terms(Phase.values()));
        assertThat(words(schema.at("/properties/drugs/additionalProperties/properties/class/enum")))
                .isEqualTo(terms(DrugClass.values()));
        assertThat(words(schema.at("/properties/drugs/additionalProperties/properties/by/enum")))
                .isEqualTo(terms(DrugRule.Basis.values()));
    }

    private static List<String> words(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue)
                .map(word -> word.replace(' ', '-').replace("pH", "ph")).toList();
    }

    private static List<String> terms(Enum<?>[] all) {
        return Stream.of(all).map(Term::text).map(word -> word.replace("pH", "ph")).toList();
    }

    private static String pair(String hazard, Interlock interlock) {
        return hazard + " " + interlock.id();
    }

    private static List<Path> protocolFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "protocols"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    private static List<String> quoted(String cell) {
        List<String> words = new ArrayList<>();
        String[] parts = cell.split("`", -1);
        for (int i = 1; i < parts.length; i += 2) {
            words.add(parts[i]);
        }
        return words;
    }

    /// "ProverTest.aSecondDoseIsFound" is a method of that name in a file of that name.
    private static boolean exists(String test) throws IOException {
        String[] parts = test.split("\\.", -1);
        for (String folder : List.of("../core/src/test/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                List<Path> found =
                        files.filter(file -> file.endsWith(parts[0] + ".java")).toList();
                for (Path file : found) {
                    if (Files.readString(file).contains("void " + parts[1] + "(")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
