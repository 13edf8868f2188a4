package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// [StateOccupancy] by hand, and against the estimates that it becomes with fewer states. R's
/// answers are in `RegressionCasesTest`.
class StateOccupancyTest {

    @Test
    void twoSubjectsThatFallIllAndRecoverAreWorkedByHand() {
        // A: well to ill at 1, ill to well at 3, seen to 5. B: well to ill at 2, dies at 4.
        Histories histories = Histories.of(3, new int[] {7, 7, 7, 8, 8},
                new double[] {0, 1, 3, 0, 2}, new double[] {1, 3, 5, 2, 4},
                new int[] {2, 1, 0, 2, 3}, new int[] {1, 1, 1, 1, 1});
        StateOccupancy found = StateOccupancy.of(histories);

        assertThat(found.times()).containsExactly(1, 2, 3, 4, 5);
        assertThat(found.probabilities()).isDeepEqualTo(new double[][] {
            {0.5, 0.5, 0}, {0, 1, 0}, {0.5, 0.5, 0}, {0.5, 0, 0.5}, {0.5, 0, 0.5}
        });
        assertThat(found.atRisk()).isDeepEqualTo(new int[][] {
            {2, 0, 0}, {1, 1, 0}, {0, 2, 0}, {1, 1, 0}, {1, 0, 0}
        });
        assertThat(found.cumulativeHazard(1, 2)).containsExactly(0.5, 1.5, 1.5, 1.5, 1.5);
        assertThat(found.initial()).containsExactly(1, 0, 0);
        // Well: 1 day whole, 1 half, none, then half from 3 on.
        assertThat(found.sojourn(5)).containsExactly(1 + 0.5 + 0 + 1, 0.5 + 1 + 0.5, 0.5);
        assertThat(histories.moves()).isDeepEqualTo(new int[][] {
            {1, 0, 2, 0}, {0, 1, 0, 1}, {0, 0, 0, 0}
        });
        assertThat(histories.subjects()).isEqualTo(2);
        assertThat(histories.states()).isEqualTo(3);
    }

    @Test
    void statesAndHorizonsThatAreNoneAreRefused() {
        StateOccupancy found = StateOccupancy.of(Histories.of(2, new int[] {1, 2},
                new double[2], new double[] {1, 2}, new int[] {2, 0}, new int[] {1, 1}));

        for (int state : new int[] {0, 3}) {
            assertThatIllegalArgumentException().isThrownBy(() -> found.cumulativeHazard(state, 1))
                    .withMessage("state %s is not in 1 to 2", state);
            assertThatIllegalArgumentException().isThrownBy(() -> found.cumulativeHazard(1, state))
                    .withMessage("state %s is not in 1 to 2", state);
        }
        for (double horizon : new double[] {-1, 0, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> found.sojourn(horizon))
                    .withMessage("a horizon of %s is not after 0.0", horizon);
        }
        assertThat(found.sojourn(0.5)).containsExactly(0.5, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void withoutASecondMoveItIsTheCumulativeIncidence(long seed) {
        Invented rows = Invented.rows(80, seed);
        int n = rows.days().length;
        int[] subjects = new int[n];
        int[] initial = new int[n];
        Arrays.setAll(subjects, i -> n - i);
        Arrays.fill(initial, 1);
        int[] to = Arrays.stream(rows.status()).map(s -> s == 0 ? 0 : s + 1).toArray();
        StateOccupancy found = StateOccupancy.of(Histories.of(3, subjects, new double[n],
                rows.times(1), to, initial));
        AalenJohansen curves = AalenJohansen.of(
                Survival.ofDays(rows.days(), rows.status(), 2));

        for (int cause = 1; cause <= 2; cause++) {
            int state = cause;
            assertThat(Arrays.stream(found.probabilities()).mapToDouble(p -> p[state]).toArray())
                    .containsExactly(curves.incidence(cause), within(1e-13));
            assertThat(Arrays.stream(found.standardErrors()).mapToDouble(p -> p[state]).toArray())
                    .containsExactly(curves.standardErrors(
                            cause, AalenJohansen.Errors.JACKKNIFE), within(1e-12));
            assertThat(found.sojourn(20)[state])
                    .isCloseTo(curves.timeLost(cause, 20), within(1e-12));
        }
        assertThat(Arrays.stream(found.probabilities()).mapToDouble(p -> p[0]).toArray())
                .containsExactly(curves.survival(), within(1e-13));
    }

    @Test
    void anIntervalThatNothingButItsBorderPartsIsOne() {
        double[] starts = {0, 2, 4, 0};
        double[] stops = {2, 4, 6, 5};
        Histories cut = Histories.of(2, new int[] {1, 1, 1, 2}, starts, stops,
                new int[] {0, 0, 2, 2}, new int[] {1, 1, 1, 1});

        assertThat(StateOccupancy.of(cut).times()).containsExactly(2, 5, 6);
        assertThat(StateOccupancy.of(cut).probabilities()[1]).containsExactly(0.5, 0.5);
    }

    /// The second interval begins at 0.1 + 0.2, which is not 0.3 to the last bit; as in R's `survfit`
    /// (3.5-3), whose `timefix` goes before its check of the rows.
    @Test
    void anIntervalThatBeginsWhereTheLastEndedButForRoundingFollowsIt() {
        double[] starts = {0, 0.1 + 0.2, 0};
        double[] stops = {0.3, 1, 0.1 + 0.2};
        int[] to = {2, 3, 2};
        int[] subjects = {1, 1, 2};
        StateOccupancy found = StateOccupancy.of(
                Histories.of(3, subjects, starts, stops, to, new int[] {1, 1, 1}));

        assertThat(found.times()).containsExactly(0.3, 1);
        assertThat(found.probabilities()).isDeepEqualTo(new double[][] {{0, 1, 0}, {0, 0, 1}});
        assertThatIllegalArgumentException().isThrownBy(() -> Histories.of(
                3, subjects, starts, stops, to, new int[] {1, 1, 1}, 0))
                .withMessage("row 2: subject 1 is not observed between 0.3 and"
                        + " 0.30000000000000004");
        assertThatIllegalArgumentException().isThrownBy(() -> Histories.of(
                2, new int[] {1, 2}, new double[] {0.3, 0}, new double[] {0.1 + 0.2, 0.3},
                new int[] {2, 2}, new int[] {1, 1}))
                .withMessage("row 1: its start and its end 0.30000000000000004 differ by rounding"
                        + " only");
    }

    /// Rows of two subjects mixed, and the later interval of each first.
    @Test
    void rowsMayStandInAnyOrder() {
        StateOccupancy mixed = StateOccupancy.of(Histories.of(3, new int[] {7, 3, 7, 3},
                new double[] {2, 1, 0, 0}, new double[] {4, 5, 2, 1}, new int[] {3, 3, 2, 2},
                new int[] {1, 1, 1, 1}));

        assertThat(mixed.times()).containsExactly(1, 2, 4, 5);
        assertThat(mixed.probabilities()[1]).containsExactly(0, 1, 0);
        assertThat(mixed.probabilities()[2]).containsExactly(0, 0.5, 0.5);
    }

    @Test
    void whatIsNoHistoryIsRefusedWithItsRow() {
        refused("row 2: subject 1 is not observed between 1.0 and 2.0",
                new double[] {0, 2}, new double[] {1, 3}, new int[] {0, 0});
        refused("row 2: subject 1 is observed twice between 1.0 and 2.0",
                new double[] {0, 1}, new double[] {2, 3}, new int[] {0, 0});
        refused("row 2: a move from state 2 to itself",
                new double[] {0, 1}, new double[] {1, 3}, new int[] {2, 2});
        refused("row 1: a start of 1.0 is not before the end 1.0",
                new double[] {1, 1}, new double[] {1, 3}, new int[] {0, 0});
        refused("row 2: state 4 is not in 0 (none) to 3",
                new double[] {0, 1}, new double[] {1, 3}, new int[] {0, 4});
        assertThatIllegalArgumentException().isThrownBy(() -> Histories.of(1, new int[] {1},
                new double[] {0}, new double[] {1}, new int[] {0}, new int[] {1}))
                .withMessage("1 states are not in 2 to 100");
        assertThatIllegalArgumentException().isThrownBy(() -> Histories.of(2, new int[] {1},
                new double[] {0}, new double[] {1}, new int[] {0}, new int[] {0}))
                .withMessage("row 1: the initial state 0 is not in 1 to 2");
        assertThatIllegalArgumentException().isThrownBy(() -> Histories.of(2, new int[] {1},
                new double[] {0}, new double[] {1}, new int[] {0}, new int[] {3}))
                .withMessage("row 1: the initial state 3 is not in 1 to 2");
        assertThat(Histories.of(2, new int[] {1}, new double[] {0}, new double[] {1},
                new int[] {0}, new int[] {2}).moves()[1]).containsExactly(1, 0, 0);
        assertThat(Histories.of(100, new int[] {1}, new double[] {0}, new double[] {1},
                new int[] {100}, new int[] {1}).states()).isEqualTo(100);
        assertThatIllegalArgumentException().isThrownBy(() -> Histories.of(101, new int[] {1},
                new double[] {0}, new double[] {1}, new int[] {0}, new int[] {1}))
                .withMessage("101 states are not in 2 to 100");
        assertThatIllegalArgumentException().isThrownBy(() -> Histories.of(2, new int[0],
                new double[0], new double[0], new int[0], new int[0]))
                .withMessage("there is no row");
        assertThatIllegalArgumentException().isThrownBy(() -> Histories.of(2, new int[] {1},
                new double[] {0}, new double[] {1, 2}, new int[] {0}, new int[] {1}))
                .withMessage("2 values do not fit 1 rows");
    }

    private static void refused(String message, double[] starts, double[] stops, int[] to) {
        assertThatIllegalArgumentException().isThrownBy(() -> Histories.of(
                3, new int[] {1, 1}, starts, stops, to, new int[] {1, 1})).withMessage(message);
    }
}
