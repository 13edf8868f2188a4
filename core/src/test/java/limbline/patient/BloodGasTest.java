package limbline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A blood gas, value by value.
class BloodGasTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            pH 7.31            | ph: 7.31 [pH]            | pH 7.31
            ph: 7.31 [pH]      | ph: 7.31 [pH]            | pH 7.31
            pCO2 45 mmHg       | pco2: 45 mm[Hg]          | pCO2 45 mmHg
            PCO2 6.0kPa        | pco2: 6 kPa              | pCO2 6 kPa
            BE -3.2 mmol/L     | base-excess: -3.2 mmol/L | BE -3.2 mmol/L
            base excess 0 mmol/L | base-excess: 0 mmol/L  | BE 0 mmol/L
            K 4.1 mmol/L       | potassium: 4.1 mmol/L    | K 4.1 mmol/L
            Hb 9.8 g/dL        | haemoglobin: 9.8 g/dL    | Hb 9.8 g/dL
            Hct 31 %           | haematocrit: 31 %        | Hct 31 %
            """)
    void aValueIsReadAsPeopleAndAsFilesWriteIt(String typed, String kept, String written) {
        BloodGas gas = BloodGas.parse(typed);
        assertThat(gas).hasToString(kept).isEqualTo(BloodGas.parse(kept));
        assertThat(gas.written()).isEqualTo(written);
    }

    @Test
    void aWholeGasIsReadWithWhateverWasMeasured() {
        assertThat(BloodGas.list("pH 7.31, pCO2 45 mmHg; lactate 2.1 mmol/L")).containsExactly(
                BloodGas.parse("pH 7.31"), BloodGas.parse("pCO2 45 mmHg"),
                BloodGas.parse("lactate 2.1 mmol/L"));
        assertThat(BloodGas.list(" ")).isEqualTo(List.of());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            pH 7,31       | ",31" is not one of the units
            pH 73.1       | pH of 73.1 is outside 6 to 8; check number and unit
            pH 5.99       | pH of 5.99 is outside 6 to 8; check number and unit
            pCO2 45       | "45" is not a number with its unit
            pCO2 45 kPa   | pCO2 of 45 kPa is outside 0.6 to 34 kPa; check number and unit
            K 4.1 mg      | K is measured in mmol/L; 4.1 mg is not
            Hb 98 g/dL    | Hb of 98 g/dL is outside 0 to 30 g/dL; check number and unit
            radon 4 %     | "radon" is not one of: ph, pco2, po2,
            """)
    void whatNoAnalyserPrintsIsRefusedAndWhy(String typed, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> BloodGas.parse(typed))
                .withMessageStartingWith(why);
    }
}
