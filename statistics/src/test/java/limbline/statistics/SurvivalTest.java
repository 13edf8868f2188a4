package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [Survival]: rows that make no sense are refused with their number and value, however counted.
class SurvivalTest {

    private static final int[] SEEN = {1, 1, 1};

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NaN       | row 2: a time of NaN is not a number of at least 0
            -1        | row 2: a time of -1.0 is not a number of at least 0
            -0.5      | row 2: a time of -0.5 is not a number of at least 0
            Infinity  | row 2: a time of Infinity is not a number of at least 0
            """)
    void refusesATimeThatIsNone(double time, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KaplanMeier.of(new double[] {1.5, time, 2}, SEEN))
                .withMessage(message);
    }

    @Test
    void refusesANegativeDay() {
        assertRefused(Survival.ofDays(new int[] {1, 2, -3}, SEEN),
                "row 3: a time of -3.0 is not a number of at least 0");
    }

    @Test
    void refusesAnUnknownStatus() {
        assertRefused(Survival.ofDays(new int[] {1, 2, 3}, new int[] {0, 2, 1}),
                "row 2: a status of 2 is neither 0 (censored) nor 1 (event)");
        assertRefused(Survival.ofDays(new int[] {1, 2, 3}, new int[] {0, 2, 3}, 2),
                "row 3: a status of 3 is not in 0 (censored) to 2");
        assertRefused(Survival.of(new double[] {.5, 2, 3}, new int[] {0, -1, 1}),
                "row 2: a status of -1 is neither 0 (censored) nor 1 (event)");
        assertRefused(Survival.ofDays(new int[] {1, 2, 3}, new int[] {Integer.MIN_VALUE, 0, 1}),
                "row 1: a status of -2147483648 is neither 0 (censored) nor 1 (event)");
    }

    @Test
    void refusesAnEndThatIsNotAfterItsStart() {
        Survival days = Survival.ofDays(new int[] {4, 5, 6}, SEEN);
        assertRefused(days.enteredAt(0, 5, 1),
                "row 2: a start of 5.0 is not at least 0 and before the end 5.0");
        assertRefused(days.enteredAt(0, 1, Double.NaN),
                "row 3: a start of NaN is not at least 0 and before the end 6.0");
        assertRefused(days.enteredAt(-1, 1, 2),
                "row 1: a start of -1.0 is not at least 0 and before the end 4.0");
    }

    @Test
    void refusesAWeightBelowZero() {
        Survival days = Survival.ofDays(new int[] {4, 5, 6}, SEEN);
        assertRefused(days.weighted(1, -0.1, 1),
                "row 2: a weight of -0.1 is not a number of at least 0");
        assertRefused(days.weighted(1, 1, Double.POSITIVE_INFINITY),
                "row 3: a weight of Infinity is not a number of at least 0");
    }

    @Test
    void refusesAGroupOutOfRangeOrWithoutARow() {
        Survival days = Survival.ofDays(new int[] {4, 5, 6}, SEEN);
        assertRefused(days.grouped(new int[] {0, 1, 2}, 2), "row 3: group 2 is not in 0 to 1");
        assertRefused(days.grouped(new int[] {0, 2, 2}, 3), "group 1 has no row");
        assertRefused(days.grouped(new int[] {0, 1, 1}, 2).stratified(new int[] {0, 0, 4}, 2),
                "row 3: stratum 4 is not in 0 to 1");
    }

    @Test
    void refusesLengthsThatDiffer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Survival.ofDays(new int[] {1, 2}, SEEN))
                .withMessage("2 times do not fit 3 statuses");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Survival.ofDays(new int[] {1, 2, 3}, SEEN).weighted(1, 2))
                .withMessage("2 weights do not fit 3 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Survival.ofDays(new int[0], new int[0]))
                .withMessage("0 rows are not in 1 to 200000000");
    }

    @Test
    void aLandmarkKeepsThoseAfterItAndRestartsTheClock() {
        Survival later = Survival.ofDays(new int[] {4, 5, 6}, new int[] {1, 0, 1}).landmark(4);

        assertThat(KaplanMeier.of(later).times()).containsExactly(1, 2);
        assertThat(KaplanMeier.of(later).survival()).containsExactly(1, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Survival.ofDays(new int[] {4}, new int[] {1}).landmark(4))
                .withMessage("nobody is under observation after the landmark 4.0");
    }

    private static void assertRefused(Survival data, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> RiskTable.of(data))
                .withMessage(message);
    }
}
