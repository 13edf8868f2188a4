package limbline.statistics;

import static limbline.statistics.SurvivalCurveTest.TREATED;
import static limbline.statistics.SurvivalCurveTest.TREATED_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// The log-rank family, Gray's test and comparisons of restricted means: a textbook's example,
/// closed forms and symmetries.
class GroupTestsTest {

    /// The controls of the trial of [SurvivalCurveTest], all relapsed.
    private static final int[] CONTROL = {
        1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23
    };

    private static Survival trial() {
        int[] weeks = IntStream.concat(Arrays.stream(TREATED), Arrays.stream(CONTROL)).toArray();
        int[] status = IntStream.concat(
                Arrays.stream(TREATED_STATUS), Arrays.stream(CONTROL).map(_ -> 1)).toArray();
        return Survival.ofDays(weeks, status)
                .grouped(IntStream.range(0, 42).map(i -> i / 21).toArray(), 2);
    }

    @Test
    void remissionOnMercaptopurineAgainstPlaceboAsInTheTextbook() {
        // Kleinbaum DG, Klein M. Survival analysis, 3rd edition, chapter 2: O 9 and 21, E 19.25 and
        // 10.75, chi-squared 16.793; as printed, so to half a unit of the last digit.
        LogRank test = LogRank.of(trial());

        assertThat(test.observed()).containsExactly(9, 21);
        assertThat(test.expected()[0]).isCloseTo(19.25, within(0.005));
        assertThat(test.expected()[1]).isCloseTo(10.75, within(0.005));
        assertThat(test.chiSquared()).isCloseTo(16.793, within(0.0005));
        assertThat(test.degrees()).isEqualTo(1);
        assertThat(Math.exp(test.logP())).isCloseTo(test.p(), within(1e-18));
    }

    @Test
    void observedAndExpectedAddUpToTheSame() {
        for (long seed = 1; seed <= 20; seed++) {
            Invented rows = Invented.rows(90, seed);
            RiskTable table = RiskTable.of(rows.byDay()).anyCause();
            LogRank test = LogRank.of(table, new LogRank.Weighting.GRho(0.7));
            assertThat(Arrays.stream(test.score()).sum()).as("seed %s", seed)
                    .isCloseTo(0, within(1e-12)); // a sum of some hundred terms of order 1
        }
    }

    @Test
    void whoEntersLateIsExpectedToHaveNoEventBefore() {
        for (long seed = 1; seed <= 20; seed++) {
            Invented rows = Invented.rows(90, seed);
            double[] starts = IntStream.range(0, 90)
                    .mapToDouble(i -> Math.floor(i % 3 * rows.days()[i] / 4.0)).toArray();
            LogRank test = LogRank.of(Survival.ofDays(rows.days(), rows.any())
                    .grouped(rows.group(), Invented.GROUPS).enteredAt(starts));

            assertThat(test.expected()).as("seed %s", seed)
                    .containsExactly(expected(rows, starts), within(1e-12));
        }
    }

    /// Over all times, events times the group's share of those at risk, by a double loop.
    private static double[] expected(Invented rows, double[] starts) {
        double[] expected = new double[Invented.GROUPS];
        for (int t : Arrays.stream(rows.days()).distinct().toArray()) {
            double[] atRisk = new double[Invented.GROUPS];
            int events = 0;
            for (int i = 0; i < starts.length; i++) {
                atRisk[rows.group()[i]] += starts[i] < t && t <= rows.days()[i] ? 1 : 0;
                events += rows.days()[i] == t ? rows.any()[i] : 0;
            }
            double all = Arrays.stream(atRisk).sum();
            for (int g = 0; g < expected.length; g++) {
                expected[g] += events * atRisk[g] / all;
            }
        }
        return expected;
    }

    @Test
    void theNumberingOfGroupsChangesNothing() {
        for (long seed = 1; seed <= 20; seed++) {
            Invented rows = Invented.rows(90, seed);
            int[] turned = Arrays.stream(rows.group())
                    .map(g -> (g + 1) % Invented.GROUPS).toArray();
            RiskTable one = RiskTable.of(rows.byDay());
            RiskTable other = RiskTable.of(rows.byDay().grouped(turned, Invented.GROUPS));

            assertThat(LogRank.of(one.anyCause(), new LogRank.Weighting.TaroneWare()).chiSquared())
                    .as("seed %s", seed).isCloseTo(LogRank.of(
                            other.anyCause(), new LogRank.Weighting.TaroneWare()).chiSquared(),
                            within(1e-11)); // another row of the variance is left out
            assertThat(GrayTest.of(one, 2, 0.5).chiSquared()).as("seed %s", seed)
                    .isCloseTo(GrayTest.of(other, 2, 0.5).chiSquared(), within(1e-10));
        }
    }

    @Test
    void strataOfOneAreNoStrata() {
        Invented rows = Invented.rows(90, 4);
        Survival plain = Survival.ofDays(rows.days(), rows.status(), 2).grouped(rows.group(), 3);
        Survival one = plain.stratified(new int[90], 1);

        assertThat(GrayTest.of(one, 1).chiSquared())
                .isEqualTo(GrayTest.of(plain, 1).chiSquared());
    }

    @Test
    void groupsAlikeDoNotDiffer() {
        int[] days = {1, 2, 3, 4, 1, 2, 3, 4};
        int[] status = {1, 2, 1, 0, 1, 2, 1, 0};
        int[] group = {0, 0, 0, 0, 1, 1, 1, 1};
        RiskTable table = RiskTable.of(Survival.ofDays(days, status, 2).grouped(group, 2));

        assertThat(GrayTest.of(table, 1, 0).chiSquared()).isCloseTo(0, within(1e-28));
        assertThat(LogRank.of(table.anyCause(), new LogRank.Weighting.Gehan()).p()).isEqualTo(1);
    }

    @Test
    void refusesWhatATestCannotCompare() {
        RiskTable one = RiskTable.of(Survival.ofDays(new int[] {1, 2}, new int[] {1, 0}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogRank.of(one, new LogRank.Weighting.Equal()))
                .withMessage("a test compares at least 2 groups, not 1");
        Survival none = Survival.ofDays(new int[] {1, 2}, new int[] {0, 0})
                .grouped(new int[] {0, 1}, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> LogRank.of(none)).withMessage(
                "there is nothing to compare: fewer than two groups were at risk of an event");
        assertThatIllegalArgumentException().isThrownBy(() -> GrayTest.of(none, 1)).withMessage(
                "the groups cannot be compared: too few had the event of cause 1");
        assertThatIllegalArgumentException().isThrownBy(() -> LogRank.of(none.weighted(1, 2)))
                .withMessage("a log-rank test counts rows and takes no weights");
    }

    @Test
    void refusesMeansThatCannotBeCompared() {
        Survival data = Survival.ofDays(new int[] {1, 2, 3, 4}, new int[] {1, 0, 1, 1});
        RestrictedMean two = KaplanMeier.of(data).restrictedMean(2);
        RestrictedMean three = KaplanMeier.of(data).restrictedMean(3);

        refused("a comparison is of 2 groups, not of 1",
                () -> RestrictedMeanComparison.latestHorizon(data));
        refused("restricted means up to 2.0 and up to 3.0 do not compare",
                () -> new RestrictedMeanComparison(two, three));
        for (double confidence : new double[] {0, 1}) {
            refused("a confidence of %s is not in (0, 1)".formatted(confidence),
                    () -> new RestrictedMeanComparison(two, two).difference(confidence));
        }
    }

    @Test
    void refusesWhatALogRankTestCannotCompare() {
        RiskTable competing = RiskTable.of(
                Survival.ofDays(new int[] {1, 2}, new int[] {1, 2}, 2)
                        .grouped(new int[] {0, 1}, 2));

        refused("a rho of NaN is not a finite number",
                () -> new LogRank.Weighting.GRho(Double.NaN));
        refused("a log-rank test has one event, not 2 competing ones; take anyCause(),"
                + " onlyCause(c), or Gray's test",
                () -> LogRank.of(competing, new LogRank.Weighting.Equal()));
    }

    @Test
    void refusesWhatGraysTestCannotCompare() {
        Survival data = Survival.ofDays(new int[] {1, 2, 3, 4}, new int[] {1, 2, 0, 1}, 2);
        RiskTable two = RiskTable.of(data.grouped(new int[] {0, 1, 0, 1}, 2));
        Survival late = data.grouped(new int[] {0, 1, 0, 1}, 2).enteredAt(0, 1, 0, 2);

        refused("a test compares at least 2 groups, not 1",
                () -> GrayTest.of(RiskTable.of(data), 1, 0));
        refused("cause 0 is not in 1 to 2", () -> GrayTest.of(two, 0, 0));
        refused("cause 3 is not in 1 to 2", () -> GrayTest.of(two, 3, 0));
        refused("a rho of NaN is not a finite number", () -> GrayTest.of(two, 1, Double.NaN));
        refused("Gray's test counts rows and takes no weights", () -> GrayTest.of(RiskTable.of(
                data.grouped(new int[] {0, 1, 0, 1}, 2).weighted(1, 2, 1, 1)), 1, 0));
        refused("Gray's test takes no delayed entry",
                () -> GrayTest.of(RiskTable.of(late), 1, 0));
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    /// R 4.2.2, cmprsk 2.2-11: `cuminc(time, status, group)$Tests`. The last of the first group has
    /// the event, so that nobody of it is left; in the second table two have it together.
    @Test
    void aGroupThatEndsWithEventsIsComparedAsByCuminc() {
        int[] firsts = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
        RiskTable one = RiskTable.of(Survival.ofDays(new int[] {1, 3, 5, 7, 9, 2, 4, 6, 8, 10},
                new int[] {1, 2, 1, 0, 1, 1, 0, 2, 1, 0}, 2).grouped(firsts, 2));
        RiskTable tied = RiskTable.of(Survival.ofDays(
                new int[] {1, 3, 5, 7, 9, 9, 2, 4, 6, 8, 10, 11},
                new int[] {1, 2, 1, 0, 1, 1, 1, 0, 2, 1, 1, 0}, 2)
                .grouped(new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}, 2));

        assertThat(GrayTest.of(one, 1, 0).chiSquared())
                .isCloseTo(0.407850258350086, within(1e-13));
        assertThat(GrayTest.of(one, 2, 0).chiSquared())
                .isCloseTo(0.000493304668317682, within(1e-15));
        assertThat(GrayTest.of(tied, 1, 0).chiSquared())
                .isCloseTo(0.941359537202041, within(1e-13));
        assertThat(GrayTest.of(tied, 2, 0).chiSquared())
                .isCloseTo(0.000202276953861179, within(1e-15));
    }

    @Test
    void theAdjustedDifferenceWithoutCovariatesOrCensoringIsThatOfTheMeans() {
        double[] times = {1, 4, 9, 16, 2, 3, 5};
        int[] group = {0, 0, 0, 0, 1, 1, 1};
        Survival data = Survival.of(times, new int[] {1, 1, 1, 1, 1, 1, 1}).grouped(group, 2);
        var difference = RestrictedMeanRegression
                .of(data, 10, RestrictedMeanRegression.Link.IDENTITY).terms().get(1);
        var ratio = RestrictedMeanRegression
                .of(data, 10, RestrictedMeanRegression.Link.LOG).terms().get(1);
        var lost = RestrictedMeanRegression
                .of(data, 10, RestrictedMeanRegression.Link.LOG_OF_LOST).terms().get(1);
        var plain = new RestrictedMeanComparison(
                KaplanMeier.of(data.onlyGroup(0)).restrictedMean(10),
                KaplanMeier.of(data.onlyGroup(1)).restrictedMean(10));

        assertThat(difference.coefficient())
                .isCloseTo(plain.difference(0.95).estimate(), within(1e-13));
        assertThat(difference.limits(0.95).lower())
                .isCloseTo(plain.difference(0.95).lower(), within(1e-12));
        assertThat(Math.exp(ratio.coefficient()))
                .isCloseTo(plain.ratio(0.95).estimate(), within(1e-13));
        assertThat(Math.exp(ratio.limits(0.95).upper()))
                .isCloseTo(plain.ratio(0.95).upper(), within(1e-12));
        assertThat(Math.exp(lost.coefficient()))
                .isCloseTo(plain.ratioOfLost(0.95).estimate(), within(1e-13));
        assertThat(lost.p()).isCloseTo(plain.ratioOfLost(0.95).p(), within(1e-12));
    }

    @Test
    void theLatestHorizonIsThatOfTheLaterGroupOnceTheOtherIsAtZero() {
        Survival ends = Survival.ofDays(new int[] {3, 5}, new int[] {1, 0})
                .grouped(new int[] {0, 1}, 2);
        Survival open = Survival.ofDays(new int[] {3, 5}, new int[] {0, 1})
                .grouped(new int[] {0, 1}, 2);

        assertThat(RestrictedMeanComparison.latestHorizon(ends)).isEqualTo(5);
        assertThat(RestrictedMeanComparison.latestHorizon(open)).isEqualTo(3);
    }
}
