package limbline.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers with units: right, in another unit, below, at and above their range, and no numbers.
class QuantityTest {

    private static final Map<String, Function<String, Quantity>> PARSE = Map.of(
            "Gy", Gray::parse, "mg", Milligrams::parse, "mm", Millimetres::parse,
            "mL", Millilitres::parse, "mm[Hg]", MillimetresOfMercury::parse, "h", Hours::parse,
            "a", Years::parse);

    private static Quantity parse(String unit, String text) {
        return Objects.requireNonNull(PARSE.get(unit)).apply(text);
    }

    @ParameterizedTest(name = "{0} of {1} is written {2}")
    @CsvSource({
        "Gy, 50 Gy, 50 Gy", "Gy, 50.0Gy, 50 Gy", "Gy, 1.80 Gy, 1.8 Gy", "mg, 0 mg, 0 mg",
        "mm, 35   mm, 35 mm", "mL, 250 mL, 250 mL", "'mm[Hg]', '30 mm[Hg]', '30 mm[Hg]'",
        "h, ' 6 h ', 6 h", "a, 34 a, 34 a", "mg, 100 mg, 100 mg"})
    void aNumberWithItsUnitIsRead(String unit, String text, String written) {
        Quantity quantity = parse(unit, text);

        assertThat(quantity).hasToString(written);
        assertThat(quantity.unit()).isEqualTo(unit);
        assertThat(parse(unit, quantity.toString())).isEqualTo(quantity);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            Gy     | 5000 cGy   | "5000 cGy" is not in Gy; write for example 50 Gy
            Gy     | 50 gy      | "50 gy" is not in Gy; write for example 50 Gy
            mg     | 50 mg/L    | "50 mg/L" is not in mg; write for example 50 mg
            mg     | 50 mL      | "50 mL" is not in mg; write for example 50 mg
            mL     | 0.25 L     | "0.25 L" is not in mL; write for example 250 mL
            mm     | 3.5 cm     | "3.5 cm" is not in mm; write for example 35 mm
            mm[Hg] | 4 kPa      | "4 kPa" is not in mm[Hg]; write for example 30 mm[Hg]
            h      | 90 min     | "90 min" is not in h; write for example 6 h
            a      | 34 years   | "34 years" is not in a; write for example 34 a
            """)
    void aWrongUnitIsRefusedWithWhatToWrite(String unit, String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(unit, text))
                .withMessage(message);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {
        "", "50", "mg", "5,5 mg", "1e3 mg", "NaN mg", "Infinity mg", "12345678901234 mg",
        "0x10 mg", "٣ mg", "50 mg\u0000"})
    void whatIsNoNumberWithAUnitIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Milligrams.parse(text))
                .withMessageStartingWith("\"" + text);
    }

    @ParameterizedTest(name = "{0}: {1} to {2}")
    @CsvSource({
        "Gy, 0.01, 200, 0.009, 200.001", "mg, 0, 10000, -0.001, 10000.001",
        "mm, 0, 1000, -1, 1001", "mL, 0, 30000, -1, 30001", "'mm[Hg]', 0, 400, -1, 401",
        "h, 0.01, 168, 0.009, 168.1", "a, 0, 130, -1, 131"})
    void theRangeIsClosedAtBothEnds(
            String unit, String least, String most, String below, String above) {
        assertThat(parse(unit, least + " " + unit).value()).isEqualByComparingTo(least);
        assertThat(parse(unit, most + " " + unit).value()).isEqualByComparingTo(most);
        for (String outside : new String[] {below, above}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse(unit, outside + " " + unit))
                    .withMessage("%s %s is outside %s to %s %s; check the number and the unit",
                            outside, unit, least, most, unit);
        }
    }

    @Test
    void equalAmountsAreEqualHoweverTheyWereWritten() {
        assertThat(new Milligrams(new BigDecimal("5E+1"))).isEqualTo(Milligrams.parse("50.0 mg"))
                .hasToString("50 mg");
        assertThat(Milligrams.parse("9 mg")).isLessThan(Milligrams.parse("10 mg"));
    }

    @Test
    void aCalculatedAmountIsRoundedBeforeItIsOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Milligrams(new BigDecimal("0.1234567891")))
                .withMessage("0.1234567891 mg is finer than 9 decimals; round it");
    }

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource({
        "563 U/L, 563 U/L", ">1000U/L, >1000 U/L", "< 0.30 mg/dL, <0.30 mg/dL",
        ">= 1000 U/L, >=1000 U/L", "<=5 U/L, <=5 U/L",
        "4.50 10*9/L, 4.50 10*9/L", "40 %, 40 %"})
    void aLaboratoryValueKeepsItsBoundAndItsDigits(String text, String written) {
        assertThat(LabValue.parse(text)).hasToString(written);
        assertThat(LabValue.parse(written)).isEqualTo(LabValue.parse(text));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "563", "-1 U/L", "U/L", "1,5 U/L", "5 6 U/L", "1234567890 U/L"})
    void whatIsNoLaboratoryValueIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabValue.parse(text))
                .withMessage("\"%s\" is not a number with its unit; write for example 563 U/L or "
                        + ">1000 U/L", text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"563 u/l, u/l", "5610*9/L, *9/L", "563 IU, IU"})
    void aLaboratoryValueInAnUnknownUnitIsRefusedWithTheUnitsThereAre(String text, String unit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabValue.parse(text))
                .withMessage("\"%s\" is not one of the units U/L, ukat/L, umol/L, mmol/L, mg/dL, "
                        + "g/dL, g/L, ug/L, ng/mL, 10*9/L, 10*3/uL, mL/min, s, %%", unit);
    }
}
