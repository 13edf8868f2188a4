package limbline.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An amount in another unit: masses only, exact, and only where it is asked for.
class AmountTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"3500 ug, mg, 3.5 mg", "0.05 g, mg, 50 mg", "50 mg, ug, 50000 ug",
        "1 ug, g, 0.000001 g", "0.1 ug, mg, 0.0001 mg", "7 mL, mL, 7 mL"})
    void aMassIsConvertedToTheLastDigit(String amount, String unit, String expected) {
        assertThat(Amount.parse(amount).in(Unit.parse(unit))).contains(Amount.parse(expected));
    }

    @Test
    void whatIsNoMassOfADrugIsNotConverted() {
        assertThat(Amount.parse("50 mL").in(Unit.LITRE)).isEmpty();
        assertThat(Amount.parse("50 mg").in(Unit.MILLIGRAM_PER_LITRE)).isEmpty();
        assertThat(Amount.parse("50 [iU]").in(Unit.MILLIGRAM)).isEmpty();
        assertThat(Amount.parse("1 kg").in(Unit.MILLIGRAM)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource({"37.60 Cel, 37.6 °C", "6 [Ch], 6 Fr", "7.31 [pH], 7.31", "95 mm[Hg], 95 mmHg",
        "21000 [iU], 21000 IU", "50 ug/kg, 50 µg/kg", "38 mL/min/L, 38 mL/min/L"})
    void peopleReadAndTypeAUnitAsTheyWriteIt(String code, String written) {
        Amount amount = Amount.parse(code);
        assertThat(amount.written()).isEqualTo(written);
        if (amount.unit() != Unit.PH) { // its unit is not written, and a bare number is none
            assertThat(Amount.parse(written)).isEqualTo(amount);
        }
        assertThat(Amount.parse(amount.toString())).isEqualTo(amount);
    }
}
