package limbline.app.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import limbline.app.board.CriteriaFile.Read;
import limbline.app.cli.Main;
import limbline.app.exchange.TextFile;
import limbline.app.protocol.Refusal;
import limbline.board.Criteria;
import limbline.board.Criterion;
import limbline.board.Question.Need;
import limbline.board.Question.Therapy;
import limbline.measure.Term;
import limbline.patient.Analyte;
import limbline.patient.Condition;
import limbline.patient.Drug;
import limbline.patient.HeartClass;
import limbline.patient.PulseSite;
import limbline.patient.Resectability;
import limbline.patient.Treatment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Files of criteria: those that ship, and every way in which one is refused.
class CriteriaFileTest {

    static final Path SHIPPED = Path.of("..", "criteria");

    private static final String WHOLE = """
            criteria: one
            version: "2"
            title: One
            option: ILI
            sources:
              SRC: "A source"
            all:
              - id: creatinine
                criterion: laboratory
                analyte: creatinine
                below: 2.0 mg/dL
                says: Creatinine below 2.0 mg/dL.
                source: SRC
                stale-after: {value: 14, unit: d, source: SRC}
            """;

    @Test
    void theShippedFilesAreTakenAndWhatNobodySourcedIsEmpty() {
        List<Criteria> all = new CriteriaFolder(SHIPPED).all().criteria();

        assertThat(all).extracting(Criteria::name).containsExactly("ili-nct00004250, version 1",
                "hilp-beromun, version 1", "trial-nct04332874, version 1");
        assertThat(all).extracting(one -> one.all().size()).containsExactly(19, 30, 7);
        assertThat(all.stream().flatMap(one -> one.all().stream())
                .filter(one -> !one.staleAfter().isEmpty()).map(Criterion::id)).isEmpty();
        assertThat(all.getLast().trial()).isTrue();
    }

    @Test
    void aStalenessLimitIsReadWithItsSource() {
        assertThat(taken(WHOLE).all().getFirst().staleAfter().words()).isEqualTo("14 d [SRC]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            below: 2.0 mg/dL | below: 2.0 | line 11, all[1].below: "2.0" is not a number with its unit; write for example 563 U/L or >1000 U/L
            below: 2.0 mg/dL | below: 2.0 U/L | line 11, all[1].below: 2.0 U/L of creatinine cannot be held against values in umol/L
            below: 2.0 mg/dL | below: <2.0 mg/dL | line 11, all[1].below: "<2.0 mg/dL" is no limit; write the number alone
            below: 2.0 mg/dL | remark: x | line 11, all[1].remark: unknown; allowed here: id, criterion, says, source, about, stale-after, analyte, at-least, above, below, at-most
            analyte: creatinine | analyte: kreatinin | line 10, all[1].analyte: "kreatinin" is not one of: creatine-kinase, creatinine, urea, potassium, myoglobin, haemoglobin, leucocytes, platelets, activated-clotting-time, creatinine-clearance, aspartate-aminotransferase, alanine-aminotransferase, alkaline-phosphatase, bilirubin, calcium
            source: SRC} | source: OTHER} | line 14, all[1].stale-after.source: "OTHER" is not among the sources: SRC
            , source: SRC} | } | line 14, all[1].stale-after.source: a filled limit needs its source; leave the value empty if nobody can say where it comes from
            unit: d | unit: mg | line 14, all[1].stale-after.unit: write days (d) or weeks (wk)
            criterion: laboratory | criterion: lab | line 9, all[1].criterion: "lab" is not one of: condition, karnofsky, heart-class, laboratory, times-normal, pulses, below-tourniquet, measurable, resectability, age, sarcoma, drugs, since-therapy, stated
            option: ILI | option: cure | line 4, option: "cure" is not one of: amputation, resection, radiotherapy, re-irradiation, ILI, HILP, systemic-therapy, observation, trial
            id: creatinine | id: Creatinine 1 | line 8, all[1].id: "Creatinine 1" is no name; small letters, digits and hyphens, at most 40
            version: "2" | score: 5 | line 2, score: unknown; allowed here: criteria, version, title, option, trial, about, notes, sources, all
            """)
    void aFaultIsRefusedWithItsLine(String from, String to, String refusal) {
        assertThat(WHOLE).contains(from);
        assertThat(refusals(WHOLE.replace(from, to))).contains(refusal);
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        assertThat(refusals("criteria: one\nall:\n  - id: a\n  - id: a\n    criterion: stated\n"))
                .containsExactly(
                        "line 1, sources: missing", "line 1, version: missing",
                        "line 1, title: missing", "line 1, option: missing",
                        "line 3, all[1].criterion: missing; one of: condition, karnofsky,"
                                + " heart-class, laboratory, times-normal, pulses,"
                                + " below-tourniquet, measurable, resectability, age, sarcoma,"
                                + " drugs, since-therapy, stated",
                        "line 4, all[2].id: \"a\" is taken on line 3",
                        "line 4, all[2].says: missing", "line 4, all[2].source: missing");
    }

    @Test
    void whatIsNoYamlIsRefusedInOneSentence() {
        assertThat(refusals("")).containsExactly("line 1: nothing stands in it");
        assertThat(refusals("- a\n- b")).hasSize(1);
        assertThat(refusals("criteria: &a one")).singleElement().asString()
                .startsWith("line 1: an anchor (&) is not allowed here");
    }

    @Test
    void twoFilesOfOneIdDoNotStandTogetherAndABrokenOneIsNamed(@TempDir Path folder)
            throws Exception {
        Files.writeString(folder.resolve("a.yaml"), WHOLE);
        Files.writeString(folder.resolve("b.yaml"), WHOLE);
        Files.writeString(folder.resolve("c.yaml"), WHOLE.replace("option: ILI", "option: x"));
        CriteriaFolder criteria = new CriteriaFolder(folder);

        assertThat(criteria.all().criteria()).hasSize(1);
        assertThat(criteria.all().refused()).hasSize(2).first()
                .isEqualTo("b.yaml: another file is called one too");
        Files.delete(folder.resolve("b.yaml"));
        assertThat(criteria.all().refused()).singleElement().asString()
                .startsWith("c.yaml: line 4, option: \"x\" is not one of");
    }

    @Test
    void theCommandPrintsAndRefuses(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.yaml"), WHOLE);

        assertThat(run(0, "board", "criteria", file.toString()))
                .contains("creatinine                 Creatinine below 2.0 mg/dL. [SRC], no older"
                        + " than 14 d [SRC]");
        assertThat(run(0, "board", "criteria", file.toString(), "--json"))
                .contains("\"taken\":true").contains("\"staleAfter\":\"14 d\"");
        Files.writeString(file, WHOLE.replace("option: ILI", "option: x"));
        assertThat(run(2, "board", "criteria", file.toString()))
                .contains("a.yaml: refused\n  line 4, option:");
        assertThat(run(2, "board", "criteria", file.toString(), "--json"))
                .contains("\"taken\":false,\"refusals\":[{\"line\":4,\"path\":\"option\"");
        assertThat(run(2, "board", "criteria", folder.resolve("none").toString()))
                .contains("there is no such file");
    }

    /// docs/criteria.schema.json allows the fields and the words that the reader takes, no more and
    /// no fewer, in the reader's order.
    @Test
    void theSchemaKnowsTheFieldsAndTheWordsOfTheReader() throws Exception {
        JsonNode schema = JsonMapper.builder().build().readTree(
                Files.readString(Path.of("..", "docs", "criteria.schema.json")));
        JsonNode criterion = schema.at("/$defs/criterion");

        assertThat(refusals(WHOLE + "score: 5")).containsExactly("line 15, score: unknown; allowed"
                + " here: " + String.join(", ", schema.at("/properties").propertyNames()));
        assertThat(refusals(WHOLE.replace("criterion: laboratory", "criterion: lab")))
                .containsExactly("line 9, all[1].criterion: \"lab\" is not one of: "
                        + String.join(", ", words(criterion.at("/properties/criterion/enum"))));
        for (JsonNode one : criterion.at("/allOf")) {
            String kind = one.at("/if/properties/criterion/const").stringValue();
            List<String> fields = new ArrayList<>(criterion.at("/properties").propertyNames());
            fields.addAll(one.at("/then/properties").propertyNames());
            assertThat(refusals(WHOLE.replace("laboratory", kind) + "    score: 5")).as(kind)
                    .contains("line 15, all[1].score: unknown; allowed here: "
                            + String.join(", ", fields));
        }
        assertThat(criterion.at("/allOf").valueStream()
                .map(one -> one.at("/if/properties/criterion/const").stringValue()).toList())
                .isEqualTo(words(criterion.at("/properties/criterion/enum")));
        assertThat(words(schema.at("/properties/option/enum"))).isEqualTo(
                terms(Treatment.values()));
        assertThat(words(schema.at("/$defs/need/enum"))).isEqualTo(terms(Need.values()));
        assertThat(words(schema.at("/$defs/condition/enum"))).isEqualTo(terms(Condition.values()));
        assertThat(words(schema.at("/$defs/drug/enum"))).isEqualTo(terms(Drug.values()));
        assertThat(words(schema.at("/$defs/analyte/enum"))).isEqualTo(terms(Analyte.values()));
        assertThat(words(schema.at("/$defs/pulses/items/enum"))).isEqualTo(
                terms(PulseSite.values()));
        assertThat(words(criterion.at("/allOf/2/then/properties/at-most/enum"))).isEqualTo(
                terms(HeartClass.values()));
        assertThat(words(criterion.at("/allOf/8/then/properties/must-be/enum"))).isEqualTo(
                terms(Resectability.values()));
        assertThat(words(criterion.at("/allOf/12/then/properties/therapies/items/enum")))
                .isEqualTo(terms(Therapy.values()));
    }

    private static List<String> words(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }

    private static List<String> terms(Term[] all) {
        return Stream.of(all).map(Term::term).toList();
    }

    private static String run(int end, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out));
        assertThat(commands.execute(arguments)).isEqualTo(end);
        return out.toString();
    }

    private static Criteria taken(String text) {
        return ((Read.Taken) CriteriaFile.parse(new TextFile("file", text))).criteria();
    }

    private static List<String> refusals(String text) {
        return ((Read.Refused) CriteriaFile.parse(new TextFile("file", text))).refusals().stream()
                .map(Refusal::toString).toList();
    }
}
