package limbline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import limbline.measure.Finding;
import limbline.measure.Milligrams;
import limbline.patient.Site.Zone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The words all stations speak, as people type them.
class WordsTest {

    private static final Map<String, Function<String, Object>> PARSE = Map.of(
            "limb", Limb::parse, "histology", Histology::parse, "nodes", NodeCount::parse,
            "dose", DrugDose::parse, "option", Option::parse, "lesion", LesionId::parse,
            "operation", OperationId::parse, "patient", PatientId::parse,
            "image", ImageHash::parse);

    private static Object parse(String what, String text) {
        return Objects.requireNonNull(PARSE.get(what)).apply(text);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            limb      | Left Arm                  | left arm
            limb      | right-leg                 | right leg
            limb      | leg, side not stated      | leg, side not stated
            limb      | Arm side not-stated       | arm, side not stated
            histology | Synovial sarcoma (9041/3) | Synovial sarcoma (9041/3)
            histology | high-grade sarcoma        | high-grade sarcoma
            nodes     | 2 of 27                   | 2 of 27
            nodes     | 0 of 1                    | 0 of 1
            dose      | melphalan: 50.0 mg        | melphalan: 50 mg
            dose      | Melphalan : not-stated    | melphalan: not stated
            dose      | melphalan:not measured    | melphalan: not measured
            dose      | melphalan: printed "7 mg/L" | melphalan: printed "7 mg/L"
            option    | ILI                       | ILI
            option    | amputation: forequarter   | amputation: forequarter
            option    | Re irradiation            | re-irradiation
            lesion    | Biceps                    | biceps
            operation | op-1                      | op-1
            patient   | PAPER-1                   | PAPER-1
            """)
    void whatPeopleTypeIsReadAndWrittenInOneWay(String what, String text, String canonical) {
        assertThat(parse(what, text)).hasToString(canonical);
        assertThat(parse(what, canonical)).isEqualTo(parse(what, text));
    }

    @ParameterizedTest(name = "{0} \"{1}\"")
    @CsvSource(delimiter = '|', textBlock = """
            limb      | arm            | "arm" is not a limb; write left arm, right arm, left leg,
            limb      | both legs      | "both" is not one of: left, right
            limb      | left tail      | "tail" is not one of: arm, leg
            histology | (8811/3)       | the histology: nothing is written there
            nodes     | 28 of 27       | 28 of 27 nodes cannot be
            nodes     | 0 of 0         | 0 of 0 nodes cannot be
            nodes     | two of 27      | "two of 27" is not a count of nodes; write for example 2
            dose      | melphalan      | "melphalan" is not a drug with its dose; write melphalan:
            dose      | melphalan: 50  | "50" is not a number with its unit; write for example 50 mg
            dose      | melphalan: 7 mg/L | "7 mg/L" is not in mg; write for example 50 mg
            dose      | melphalan:     | "" is not one of: not-measured, not-stated, unknown,
            option    | surgery        | "surgery" is not one of: amputation, resection,
            lesion    | left forearm   | "left forearm" is not a lesion's name: up to 40 small
            operation | -1             | "-1" is not an operation's name: up to 40 small letters,
            patient   | ../etc         | "../etc" is not a patient's id: up to 64 letters, digits,
            image     | abc            | "abc" is not the SHA-256 of a picture: 64 hexadecimal
            """)
    void whatCannotBeIsRefusedWithWhatToWrite(String what, String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(what, text))
                .withMessageStartingWith(message);
    }

    @Test
    void aDrugThatIsUnknownIsRefusedWithTheDrugsThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DrugDose.parse("water: 50 mg"))
                .withMessageStartingWith("\"water\" is not one of: melphalan, dactinomycin,");
    }

    @Test
    void aPrintedDoseIsKeptWordForWord() {
        assertThat(DrugDose.parse("melphalan: printed \"7.5 mg/L\"").dose())
                .isEqualTo(Finding.<Milligrams>printed("7.5 mg/L"));
    }

    @ParameterizedTest(name = "{0} may be {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            left arm             | left arm             | true
            left arm             | right arm            | false
            left arm             | left leg             | false
            arm, side not stated | left arm             | true
            left arm             | arm, side not stated | true
            arm, side not stated | leg, side not stated | false
            """)
    void aLimbWithoutASideMayBeEither(String one, String other, boolean may) {
        assertThat(Limb.parse(one).mayBe(Limb.parse(other))).isEqualTo(may);
    }

    /// The codes of the list: IDEA4RC data model, "Subgroup Histology"; 8830/3 is not in it.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Myxofibrosarcoma (8811/3), Myxofibrosarcoma", "MFH (8830/3), ", "high-grade sarcoma, "})
    void aMorphologyOfTheListNamesItsSubtype(String text, String subtype) {
        assertThat(Histology.parse(text).subtype()).isEqualTo(Optional.ofNullable(subtype));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"8811", "8811/33", "C49.1", "88111/3"})
    void aMorphologyLooksLikeOne(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Histology("sarcoma", Optional.of(code)))
                .withMessage("\"%s\" is not an ICD-O-3 morphology; it looks like 8811/3", code);
    }

    @Test
    void aCodeInTheWordsIsRefusedBecauseItWouldBeReadAsOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Histology("sarcoma (8811/3)", Optional.empty()))
                .withMessage("the code in \"sarcoma (8811/3)\" belongs in the morphology");
    }

    @ParameterizedTest
    @EnumSource
    void aSiteHasALimbIfAndOnlyIfItIsOnOneOrOnItsGirdle(Site site) {
        assertThat(site.extremity().isPresent()).isEqualTo(site.zone() != Zone.ELSEWHERE);
    }

    /// The list decoded from dates that a spreadsheet had made of the codes.
    @Test
    void everySubtypeHasAMorphologyOfTheRightShape() {
        assertThat(SarcomaSubtypes.all()).hasSizeGreaterThan(70).allSatisfy((code, name) -> {
            assertThat(code).matches("[89]\\d{3}/[0-3]");
            assertThat(name).isNotBlank();
        });
    }
}
