package limbline.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import limbline.statistics.Survival;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows that are cut into several blocks, which must not be seen in any answer.
class BlocksTest {

    private static final int ROWS = 20_000;

    /// Sums of some 1e4 numbers, some of which cancel.
    private static final Percentage ROUNDING = Percentage.withPercentage(1e-7);

    @ParameterizedTest
    @CsvSource({"EFRON,0,1", "EFRON,0.001,2", "BRESLOW,0.01,3", "EFRON,2,4", "EFRON,100,5"})
    void theLikelihoodIsThatOfTheSumsByTime(Ties ties, double step, long seed) {
        Cohort cohort = Cohort.of(ROWS, step, seed);
        double[] beta = {0.3, -0.2, 0.01};
        for (Survival data : List.of(cohort.observed(), cohort.observed().enteredAt(
                cohort.starts()), cohort.full())) {
            Likelihood found = new CoxLikelihood(new CoxRows(data, 1, cohort.covariates(), 0),
                    ties == Ties.EFRON).at(beta);
            Likelihood expected = RiskSums.of(data, cohort.covariates(), beta).likelihood(ties);

            assertThat(found.logLikelihood()).as("seed %s", seed)
                    .isCloseTo(expected.logLikelihood(), ROUNDING);
            for (int j = 0; j < beta.length; j++) {
                // A score is a difference of two sums of about the information.
                assertThat(found.score()[j]).isCloseTo(expected.score()[j],
                        within(1e-7 * expected.information()[j * (j + 3) / 2]));
            }
            for (int q = 0; q < expected.information().length; q++) {
                assertThat(found.information()[q]).isCloseTo(expected.information()[q], within(
                        1e-7 * (Math.abs(expected.information()[q]) + 1)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void fineAndGraysModelOfRowsThatCountTwiceIsThatOfTwiceTheRows(double step) {
        Cohort cohort = Cohort.of(ROWS, step, 6);
        Cohort twice = cohort.rows(IntStream.range(0, 2 * ROWS).map(i -> i / 2).toArray());
        double[] two = new double[ROWS];
        java.util.Arrays.fill(two, 2);
        int[] groups = IntStream.range(0, ROWS).map(i -> i % 3).toArray();
        int[] groupsTwice = IntStream.range(0, 2 * ROWS).map(i -> i / 2 % 3).toArray();
        int[] pairs = IntStream.range(0, 2 * ROWS).map(i -> i / 2).toArray();

        Coefficients one = FineGrayFit.of(competing(cohort).weighted(two), 1, cohort.covariates(),
                groups, 3).coefficients();
        Coefficients other = FineGrayFit.of(competing(twice).inClusters(pairs), 1,
                twice.covariates(), groupsTwice, 3).coefficients();

        for (int j = 0; j < 3; j++) {
            assertThat(one.values()[j]).isCloseTo(other.values()[j], ROUNDING);
            assertThat(one.standardErrors()[j]).isCloseTo(other.standardErrors()[j], ROUNDING);
        }
    }

    /// R 4.2.2, cmprsk 2.2-11: `crr(time, status, cbind(x1, x2), cengroup = i %% 2, gtol = 1e-12)`
    /// of 9000 rows, which are two blocks here.
    @Test
    void twoBlocksAndTwoCensoringGroupsAreCrrs() {
        int n = 9000;
        double[] times = new double[n];
        int[] cause = new int[n];
        int[] group = new int[n];
        double[][] x = new double[2][n];
        for (int i = 0; i < n; i++) {
            x[0][i] = i * 37 % 101 / 101.0;
            x[1][i] = i * 53 % 7 == 0 ? 1 : 0;
            times[i] = 1 + i * 7919 % 9001 / 3;
            double u = i * 104_729L % 997 / 997.0;
            group[i] = i % 2;
            cause[i] = u < 0.2 + 0.2 * group[i] ? 0
                    : u < 0.5 + 0.2 * x[0][i] + 0.1 * x[1][i] ? 1 : 2;
        }

        FineGrayFit fit = FineGrayFit.of(Survival.of(times, cause, 2), 1,
                Covariates.of(List.of("x1", "x2"), x), group, 2);

        assertThat(fit.events()).isEqualTo(2825);
        assertThat(fit.coefficients().values()).containsExactly(
                new double[] {0.8375306152424189, 0.3844473753172784}, within(1e-10));
        assertThat(fit.coefficients().standardErrors()).containsExactly(
                new double[] {0.06507681625687757, 0.04776379604760019}, within(1e-12));
        assertThat(fit.coefficients().variance()[0][1])
                .isCloseTo(-6.574581643288988e-05, within(1e-14));
        assertThat(fit.logLikelihood()).isCloseTo(-24168.730256303803, within(1e-8));
    }

    /// Some who were censored had a competing event instead.
    private static Survival competing(Cohort cohort) {
        int[] cause = IntStream.range(0, cohort.size())
                .map(i -> cohort.status()[i] == 0 && cohort.x()[1][i] == 0 ? 2
                        : cohort.status()[i]).toArray();
        return Survival.of(cohort.times(), cause, 2);
    }

    @Test
    void oneMomentLargerThanABlockIsOneBlock() {
        int n = 3 * ROWS;
        double[] times = new double[n];
        int[] status = new int[n];
        double[][] x = new double[1][n];
        for (int i = 0; i < n; i++) {
            times[i] = i % 10 == 0 ? 1 : i % 10 < 9 ? 2 : 3;
            status[i] = i % 3 == 0 ? 1 : 0;
            x[0][i] = i % 7;
        }
        CoxRows rows = new CoxRows(Survival.of(times, status), 1,
                Covariates.of(List.of("x"), x), 0);

        assertThat(rows.moments).isEqualTo(3);
        assertThat(rows.mostPlaces).isEqualTo(n * 8 / 10);
        assertThat(rows.block[rows.blocks]).isEqualTo(n);
    }

    @Test
    void turnsAreTakenInTheOrderOfTheBlocksWhoeverIsFaster() throws Exception {
        List<Integer> seen = new ArrayList<>();
        try (ForkJoinPool several = new ForkJoinPool(4)) {
            several.submit(() -> InTurn.run(4, 2000, 1, () -> (b, turns) ->
                    turns.take(0, b, () -> seen.add(b)))).get();
        }

        assertThat(seen).isEqualTo(IntStream.range(0, 2000).boxed().toList());
    }

    @Test
    void whatFailsInOneBlockEndsTheWorkOnAll() throws Exception {
        try (ForkJoinPool several = new ForkJoinPool(4)) {
            assertThatThrownBy(() -> several.submit(() -> InTurn.run(4, 100, 1,
                    () -> (b, turns) -> {
                        if (b == 7) {
                            throw new ArithmeticException("block 7");
                        }
                        turns.take(0, b, () -> {});
                    })).get()).hasRootCauseInstanceOf(RuntimeException.class);
        }
    }
}
