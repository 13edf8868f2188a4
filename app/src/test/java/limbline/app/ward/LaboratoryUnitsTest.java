package limbline.app.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import limbline.app.ward.LaboratoryUnits.Substance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Units against factors that follow from their definitions and from molar masses.
class LaboratoryUnitsTest {

    @ParameterizedTest(name = "{0} {1} is {2} {3}")
    @CsvSource({
        "563, U/L, 563, U/L", "10, ukat/L, 600, U/L", "1.2, 10*3/uL, 1.2, 10*9/L",
        "14.1, g/dL, 141, g/L", "80, ng/mL, 80, ug/L", "4.2, meq/L, 4.2, mmol/L", "2, min, 120, s"})
    void unitsOfOneKindConvertExactly(String value, String from, String to, String unit) {
        assertThat(LaboratoryUnits.convert(new BigDecimal(value), from, unit, Optional.empty()))
                .isEqualByComparingTo(to);
    }

    @ParameterizedTest(name = "{0} {1} of {2} is {3} {4}")
    @CsvSource({
        "1.2, mg/dL, CREATININE, 106.1, umol/L", "106.1, umol/L, CREATININE, 1.2002, mg/dL",
        "20, mg/dL, UREA_NITROGEN, 7.139, mmol/L", "20, mg/dL, UREA, 3.33, mmol/L",
        "16, mg/dL, POTASSIUM, 4.092, mmol/L"})
    void massAndAmountConvertBySubstance(
            String value, String from, Substance substance, String to, String unit) {
        assertThat(LaboratoryUnits.convert(
                        new BigDecimal(value), from, unit, Optional.of(substance)))
                .isEqualByComparingTo(to);
    }

    @Test
    void whatDoesNotConvertIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LaboratoryUnits.factor("g/L", "U/L", Optional.empty()))
                .withMessage("g/L cannot be converted into U/L");
    }

    /// Found by fuzzing: the library multiplies a power out and does not come back.
    @ParameterizedTest
    @ValueSource(strings = {"U100/L", "U999999/L", "10*999/L", "99999.U/L", "U-11"})
    void aUnitToAHighPowerIsNotKnown(String unit) {
        assertThat(LaboratoryUnits.knows(unit)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LaboratoryUnits(Map.of()).ucum(unit))
                .withMessage("the unit \"%s\" is not known; say what it means in UCUM", unit);
    }

    /// Blanks and the sign for micro are set aside on both sides, or what a person said of a unit that
    /// has some would never be found again.
    @ParameterizedTest
    @ValueSource(strings = {"Tsd. Leuko/µl", "Tsd.Leuko/μl", " Tsd. Leuko / ul"})
    void whatAPersonSaidOfAUnitHoldsHoweverItIsWritten(String said) {
        LaboratoryMap map = LaboratoryMapFile.read(Path.of("..", "maps", "laboratory.yaml"))
                .with(Map.of(), Map.of(said, "10*3/uL"));

        assertThat(new LaboratoryUnits(map.units()).ucum("Tsd. Leuko/µl")).isEqualTo("10*3/uL");
    }
}
