package limbline.app.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Girths as people type them.
class GirthListTest {

    @ParameterizedTest(name = "{0} every {1}")
    @CsvSource(delimiter = '|', textBlock = """
            52 48.5 45 | 4 cm | [52 cm at 0 cm, 48.5 cm at 4 cm, 45 cm at 8 cm]
            52, 48.5; 45 | 10 | [52 cm at 0 cm, 48.5 cm at 10 cm, 45 cm at 20 cm]
            52 cm 48.5cm | 4 | [52 cm at 0 cm, 48.5 cm at 4 cm]
            52 at 2 48 45 at 12 cm 44 | 4 | [52 cm at 2 cm, 48 cm at 6 cm, 45 cm at 12 cm, 44 cm at 16 cm]
            '' | 4 | []
            """)
    void areReadOneAfterTheOtherOrWithTheirPlace(String typed, String every, String girths) {
        assertThat(GirthList.parse(typed, every)).hasToString(girths);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            52 in 48 in | 4 | "52 in" is not in cm; write for example 51.5 cm
            52 48 | 2 in | "2 in" is not in cm; write for example 51.5 cm
            fifty 52 | 4 | "fifty 52" is not a girth; write numbers in cm, such as 52 48.5 45, or with the place: 50.5 at 10
            52 fifty | 4 | "52 fifty" is not in cm; write for example 51.5 cm
            52 -3 | 4 | "-3" is not a girth; write numbers in cm, such as 52 48.5 45, or with the place: 50.5 at 10
            520 485 | 4 | 520 cm is outside 0 to 300 cm; check the number and the unit
            0 48 | 4 | a girth of 0 cm at 0 cm is none
            """)
    void whatCannotBeReadIsNamed(String typed, String every, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> GirthList.parse(typed, every))
                .withMessage(message);
    }
}
