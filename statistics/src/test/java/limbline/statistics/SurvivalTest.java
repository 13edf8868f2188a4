package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

    @Test
    void aLandmarkTakesAllThatARowHas() {
        Survival later = whole().landmark(4);

        assertThat(later.size()).isEqualTo(3);
        assertThat(new double[] {later.time(0), later.time(1), later.time(2)})
                .containsExactly(1, 2, 3.5);
        assertThat(new double[] {later.start(0), later.start(1), later.start(2)})
                .containsExactly(0, 0, 1);
        assertThat(new double[] {later.weight(0), later.weight(1), later.weight(2)})
                .containsExactly(2, 3, 4);
        assertThat(new int[] {later.group(0), later.group(1), later.group(2)})
                .containsExactly(1, 0, 1);
        assertThat(new int[] {later.stratum(0), later.stratum(1), later.stratum(2)})
                .containsExactly(0, 1, 1);
        assertThat(later.independent()).containsExactly(0, 0, 1);
    }

    @Test
    void oneGroupHasItsRowsAndNoOther() {
        Survival some = whole().onlyGroup(1);

        assertThat(some.size()).isEqualTo(2);
        assertThat(some.groups()).isEqualTo(1);
        assertThat(some.strata()).isEqualTo(1);
        assertThat(new double[] {some.time(0), some.time(1)}).containsExactly(5, 7.5);
        assertThat(new double[] {some.start(0), some.start(1)}).containsExactly(1, 5);
        assertThat(some.independent()).containsExactly(0, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> whole().onlyGroup(2))
                .withMessage("group 2 is not in 0 to 1");
        assertThatIllegalArgumentException().isThrownBy(() -> whole().onlyGroup(-1))
                .withMessage("group -1 is not in 0 to 1");
        assertThat(Survival.ofDays(new int[] {3, 4}, new int[] {0, 1}).landmark(3.5).time(0))
                .isEqualTo(0.5);
    }

    @Test
    void clustersComeBeforeSubjectsAndSubjectsBeforeRows() {
        Survival plain = Survival.of(new double[] {1, 2, 3}, SEEN);

        assertThat(plain.hasClusters()).isFalse();
        assertThat(plain.independent()).containsExactly(0, 1, 2);
        assertThat(plain.ofSubjects(9, 9, 4).hasClusters()).isTrue();
        assertThat(plain.ofSubjects(9, 9, 4).independent()).containsExactly(1, 1, 0);
        assertThat(plain.inClusters(7, 8, 7).hasClusters()).isTrue();
        assertThat(plain.ofSubjects(9, 9, 4).inClusters(7, 8, 7).independent())
                .containsExactly(0, 1, 0);
    }

    @Test
    void aSubjectMayHaveTheEventTwice() {
        Survival once = Survival.of(new double[] {1, 2, 3}, new int[] {1, 0, 1});

        assertThat(once.hasSubjectWithTwoEvents()).isFalse();
        assertThat(once.ofSubjects(5, 5, 6).hasSubjectWithTwoEvents()).isFalse();
        assertThat(once.ofSubjects(5, 6, 5).hasSubjectWithTwoEvents()).isTrue();
        assertThat(once.ofSubjects(6, 5, 5).hasSubjectWithTwoEvents()).isFalse();
    }

    @Test
    void refusesColumnsOfAnotherLengthAndNumbersOutOfRange() {
        Survival three = Survival.ofDays(new int[] {1, 2, 3}, SEEN);
        int[] two = {0, 0};
        int[] zeros = {0, 0, 0};

        refused("2 times do not fit 3 statuses", () -> Survival.of(new double[] {1, 2}, SEEN));
        refused("2 starts do not fit 3 rows", () -> three.enteredAt(0, 0));
        refused("2 groups do not fit 3 rows", () -> three.grouped(two, 1));
        refused("2 strata do not fit 3 rows", () -> three.stratified(two, 1));
        refused("2 subjects do not fit 3 rows", () -> three.ofSubjects(two));
        refused("2 clusters do not fit 3 rows", () -> three.inClusters(two));
        refused("0 groups are not in 1 to " + Survival.MOST_GROUPS,
                () -> three.grouped(zeros, 0));
        refused("%d groups are not in 1 to %d".formatted(
                        Survival.MOST_GROUPS + 1, Survival.MOST_GROUPS),
                () -> three.grouped(zeros, Survival.MOST_GROUPS + 1));
        refused("0 strata of 1 groups are not in 1 to " + Survival.MOST_GROUPS,
                () -> three.stratified(zeros, 0));
        Survival all = three.grouped(zeros, Survival.MOST_GROUPS);
        assertThat(all.stratified(zeros, 1).strata()).isEqualTo(1);
        refused("2 strata of %d groups are not in 1 to %d".formatted(
                        Survival.MOST_GROUPS, Survival.MOST_GROUPS),
                () -> all.stratified(zeros, 2));
        refused("0 causes are not in 1 to " + Survival.MOST_CAUSES,
                () -> Survival.ofDays(new int[] {1}, new int[] {0}, 0));
        refused("%d causes are not in 1 to %d".formatted(
                        Survival.MOST_CAUSES + 1, Survival.MOST_CAUSES),
                () -> Survival.ofDays(new int[] {1}, new int[] {0}, Survival.MOST_CAUSES + 1));
        for (double landmark : new double[] {-1, Double.POSITIVE_INFINITY, Double.NaN}) {
            refused("a landmark of %s is not a time of at least 0".formatted(landmark),
                    () -> three.landmark(landmark));
        }
        assertThat(three.landmark(0).size()).isEqualTo(3);
    }

    /// Rows at their limits are good, and a row that is not is named before it is read.
    @Test
    void rowsAreCheckedBeforeTheyAreReadInAnotherWay() {
        Survival wrong = Survival.of(new double[] {1, 2}, new int[] {1, 2});
        String message = "row 2: a status of 2 is neither 0 (censored) nor 1 (event)";

        refused(message, wrong::reversed);
        refused(message, () -> wrong.landmark(0));
        refused(message, () -> wrong.onlyGroup(0));
        Survival.of(new double[] {0, 2}, new int[] {0, 1}).weighted(0, 1)
                .grouped(new int[] {1, 0}, 2).stratified(new int[] {0, 1}, 2).check();
        Survival.of(new double[] {1, 2}, new int[] {0, 1}).enteredAt(0, 0).check();
        Survival three = Survival.ofDays(new int[] {1, 2, 3}, SEEN);
        refused("row 1: group -1 is not in 0 to 0",
                () -> three.grouped(new int[] {-1, 0, 0}, 1).check());
        refused("row 1: stratum -1 is not in 0 to 0",
                () -> three.stratified(new int[] {-1, 0, 0}, 1).check());
        refused("row 2: stratum 1 is not in 0 to 0",
                () -> three.stratified(new int[] {0, 1, 0}, 1).check());
        refused("group 1 has no row", () -> three.grouped(new int[3], 2).check());
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    /// Four rows with everything that a row can have.
    private static Survival whole() {
        return Survival.of(new double[] {4, 5, 6, 7.5}, new int[] {1, 0, 1, 1})
                .enteredAt(0, 1, 2, 5)
                .weighted(1, 2, 3, 4)
                .grouped(new int[] {0, 1, 0, 1}, 2)
                .stratified(new int[] {0, 0, 1, 1}, 2)
                .ofSubjects(1, 2, 3, 4)
                .inClusters(8, 8, 8, 9);
    }

    private static void assertRefused(Survival data, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> RiskTable.of(data))
                .withMessage(message);
    }
}
