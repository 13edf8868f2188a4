package limbline.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import limbline.statistics.AalenJohansen;
import limbline.statistics.Survival;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// [FineGrayFit] against other estimates that it must equal, a plain double loop, and its own
/// symmetries. R's answers are in `RegressionCasesTest`.
class FineGrayFitTest {

    private static final double ROUNDING = 1e-10;

    /// Every third event is one of another cause.
    private static int[] causes(Cohort cohort) {
        return IntStream.range(0, cohort.size())
                .map(i -> cohort.status()[i] == 0 ? 0 : i % 3 == 0 ? 2 : 1).toArray();
    }

    private static Survival competing(Cohort cohort) {
        return Survival.of(cohort.times(), causes(cohort), 2);
    }

    @Test
    void withoutACompetingEventItIsCoxsModel() {
        Cohort cohort = Cohort.of(120, 0.5, 1);
        FineGrayFit fit = FineGrayFit.of(
                Survival.of(cohort.times(), cohort.status(), 2), 1, cohort.covariates());
        CoxFit cox = CoxFit.of(cohort.observed(), cohort.covariates(),
                CoxOptions.BRESLOW.withRobustErrors());

        assertThat(fit.coefficients().values())
                .containsExactly(cox.coefficients().values(), within(ROUNDING));
        assertThat(fit.coefficients().standardErrors())
                .containsExactly(cox.coefficients().standardErrors(), within(ROUNDING));
        assertThat(fit.logLikelihood()).isCloseTo(cox.logLikelihood(), within(1e-9));
    }

    @Test
    void withoutCensoringCompetingEventsStayToTheEnd() {
        Cohort cohort = Cohort.of(120, 0.5, 2);
        int[] cause = IntStream.range(0, 120).map(i -> i % 3 == 0 ? 2 : 1).toArray();
        double last = 1 + Arrays.stream(cohort.times()).max().orElseThrow();
        double[] stay = IntStream.range(0, 120)
                .mapToDouble(i -> cause[i] == 2 ? last : cohort.times()[i]).toArray();
        int[] event = Arrays.stream(cause).map(c -> c == 1 ? 1 : 0).toArray();

        assertThat(FineGrayFit.of(Survival.of(cohort.times(), cause, 2), 1, cohort.covariates())
                .coefficients().values())
                .containsExactly(CoxFit.of(Survival.of(stay, event), cohort.covariates(),
                        CoxOptions.BRESLOW).coefficients().values(), within(ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSumsAreThoseOfAPlainDoubleLoop(long seed) {
        Cohort cohort = Cohort.of(70, 0.5, seed);
        int[] cause = causes(cohort);
        double[] beta = {0.3, -0.2, 0.01};
        Survival data = competing(cohort);
        CoxOrder order = new CoxOrder(data, 1, 0);
        CoxRows rows = new CoxRows(order, cohort.covariates());
        Likelihood found = new FineGrayLikelihood(rows,
                Censoring.of(order, new int[0], 1)).at(beta);
        double logLikelihood = 0;
        for (int i = 0; i < 70; i++) {
            if (cause[i] != 1) {
                continue;
            }
            double sum = 0;
            double t = cohort.times()[i];
            for (int j = 0; j < 70; j++) {
                double r = Math.exp(cohort.covariates().predictor(j, beta));
                sum += cohort.times()[j] >= t ? r : cause[j] == 2
                        ? r * free(cohort, t) / free(cohort, cohort.times()[j]) : 0;
            }
            logLikelihood += cohort.covariates().predictor(i, beta) - Math.log(sum);
        }

        assertThat(found.logLikelihood()).as("seed %s", seed)
                .isCloseTo(logLikelihood, within(1e-10));
        for (int j = 0; j < 3; j++) {
            double step = 1e-6;
            double[] up = beta.clone();
            double[] down = beta.clone();
            up[j] += step;
            down[j] -= step;
            FineGrayLikelihood model = new FineGrayLikelihood(rows,
                    Censoring.of(order, new int[0], 1));
            // The central difference of a function of some hundred in doubles.
            assertThat((model.at(up).logLikelihood() - model.at(down).logLikelihood())
                    / (2 * step)).isCloseTo(found.score()[j], within(1e-5));
            assertThat((model.at(down).score()[j] - model.at(up).score()[j]) / (2 * step))
                    .isCloseTo(found.information()[j * (j + 1) / 2 + j], within(1e-3));
        }
    }

    /// The probability of not having been censored before t, by counting.
    private static double free(Cohort cohort, double t) {
        double free = 1;
        for (double u : Arrays.stream(cohort.times()).distinct().sorted().toArray()) {
            if (u < t) {
                long atRisk = Arrays.stream(cohort.times()).filter(end -> end >= u).count();
                long censored = IntStream.range(0, cohort.size()).filter(i ->
                        cohort.times()[i] == u && cohort.status()[i] == 0).count();
                free *= 1 - (double) censored / atRisk;
            }
        }
        return free;
    }

    @Test
    void withoutAnEffectThePredictionIsNearAalenJohansens() {
        // Everybody stands twice, with either value of x. exp(-H) and the product limit differ by
        // less than half the square of a step: 1/400 for 20 steps of at most 1/20.
        Cohort cohort = Cohort.of(400, 0.5, 4);
        Cohort twice = cohort.rows(IntStream.range(0, 800).map(i -> i / 2).toArray());
        int[] cause = IntStream.range(0, 800).map(i -> causes(cohort)[i / 2]).toArray();
        Survival data = Survival.of(twice.times(), cause, 2);
        double[] x = IntStream.range(0, 800).mapToDouble(i -> i % 2).toArray();
        FineGrayFit fit = FineGrayFit.of(data, 1, Covariates.of(List.of("x"), x));
        double incidence = AalenJohansen.of(data)
                .at(1, AalenJohansen.Errors.AALEN, 5).getFirst().incidence();

        assertThat(fit.coefficients().values()[0]).isCloseTo(0, within(1e-13));
        assertThat(fit.incidence(new double[] {1}, 5)[0]).isCloseTo(incidence, within(0.02));
        assertThat(fit.incidence(new double[] {1}, 0)).containsExactly(0);
    }

    @Test
    void aWeightOfTwoIsTheRowTwice() {
        Cohort cohort = Cohort.of(100, 0.5, 5);
        int[] twice = IntStream.range(0, 200).map(i -> i / 2).toArray();
        int[] cause = IntStream.of(twice).map(i -> causes(cohort)[i]).toArray();
        double[] two = new double[100];
        Arrays.fill(two, 2);
        Cohort doubled = cohort.rows(twice);
        Coefficients weighted = FineGrayFit.of(
                competing(cohort).weighted(two), 1, cohort.covariates()).coefficients();
        // Like rows in one cluster count as the one row that weighs two.
        Coefficients repeated = FineGrayFit.of(
                Survival.of(doubled.times(), cause, 2).inClusters(twice), 1, doubled.covariates())
                .coefficients();

        assertThat(weighted.values()).containsExactly(repeated.values(), within(ROUNDING));
        assertThat(weighted.standardErrors())
                .containsExactly(repeated.standardErrors(), within(ROUNDING));
    }

    /// Of different weights, so that those who were censored weigh too.
    @Test
    void wholeWeightsAreAsManyRows() {
        Cohort cohort = Cohort.of(100, 0.5, 9);
        int[] often = IntStream.range(0, 100).flatMap(i -> IntStream.generate(() -> i)
                .limit(1 + i % 3)).toArray();
        double[] weights = IntStream.range(0, 100).mapToDouble(i -> 1 + i % 3).toArray();
        int[] cause = IntStream.of(often).map(i -> causes(cohort)[i]).toArray();
        Cohort repeated = cohort.rows(often);
        Coefficients weighted = FineGrayFit.of(
                competing(cohort).weighted(weights), 1, cohort.covariates()).coefficients();
        Coefficients rows = FineGrayFit.of(
                Survival.of(repeated.times(), cause, 2).inClusters(often), 1,
                repeated.covariates()).coefficients();

        assertThat(weighted.values()).containsExactly(rows.values(), within(ROUNDING));
        assertThat(weighted.standardErrors())
                .containsExactly(rows.standardErrors(), within(ROUNDING));
    }

    /// Nobody is censored before time 0: who has the event then, and whoever stays at risk, has
    /// not been lost by then. The value is that of `crr` (cmprsk 2.2-11) with 1 added to all times;
    /// without, it counts those censored at 0 as gone.
    @Test
    void whoIsCensoredAtTimeZeroIsCensoredAfterTheEventsThere() {
        double[] times = {0, 0, 0, 1, 2, 3, 4, 5, 6};
        int[] cause = {0, 1, 2, 1, 2, 1, 0, 1, 2};
        double[] x = {1, 0, 1, 1, 0, 0, 1, 1, 0};
        double[] later = Arrays.stream(times).map(t -> t + 1).toArray();
        Covariates covariates = Covariates.of(List.of("x"), x);

        assertThat(FineGrayFit.of(Survival.of(times, cause, 2), 1, covariates)
                .coefficients().values())
                .containsExactly(FineGrayFit.of(Survival.of(later, cause, 2), 1, covariates)
                        .coefficients().values(), within(1e-12))
                .containsExactly(new double[] {-0.0998574372447}, within(1e-12));
    }

    @Test
    void theOrderOfRowsAndTheNamesOfGroupsDoNotMatter() {
        Cohort cohort = Cohort.of(150, 0.5, 6);
        int[] order = IntStream.range(0, 150).map(i -> (i * 7) % 150).toArray();
        Cohort other = cohort.rows(order);
        int[] cause = IntStream.of(order).map(i -> causes(cohort)[i]).toArray();
        int[] renamed = IntStream.of(other.stratum()).map(g -> 2 - g).toArray();
        Coefficients one = FineGrayFit.of(competing(cohort), 1, cohort.covariates(),
                cohort.stratum(), 3).coefficients();
        Coefficients two = FineGrayFit.of(Survival.of(other.times(), cause, 2), 1,
                other.covariates(), renamed, 3).coefficients();

        assertThat(two.values()).containsExactly(one.values(), within(ROUNDING));
        assertThat(two.standardErrors()).containsExactly(one.standardErrors(), within(ROUNDING));
    }

    @Test
    void theAnswerHasTheSameBitsOnAnyNumberOfThreads() throws Exception {
        Cohort cohort = Cohort.of(30_000, 0, 7);
        try (ForkJoinPool alone = new ForkJoinPool(1); ForkJoinPool several = new ForkJoinPool(4)) {
            Coefficients one = alone.submit(() -> FineGrayFit.of(
                    competing(cohort), 1, cohort.covariates()).coefficients()).get();
            Coefficients four = several.submit(() -> FineGrayFit.of(
                    competing(cohort), 1, cohort.covariates()).coefficients()).get();

            assertThat(four.values()).isEqualTo(one.values());
            assertThat(four.variance()).isDeepEqualTo(one.variance());
        }
    }

    /// Whoever is at risk at an event has an x of 0.1, which no double is.
    @Test
    void aCovariateThatIsConstantAmongThoseAtRiskIsToldByName() {
        double[] times = {1, 1, 2, 3, 4, 5, 6, 7};
        int[] cause = {0, 0, 1, 2, 1, 1, 0, 1};
        double[] a = {0, 1, 1, 0, 0, 1, 0, 1};
        double[] x = {7, -3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};

        assertThatExceptionOfType(NotEstimable.class).isThrownBy(() -> FineGrayFit.of(
                Survival.of(times, cause, 2), 1, Covariates.of(List.of("x"), x)))
                .withMessageStartingWith("the coefficient of x cannot be estimated: among those at"
                        + " risk at the events it is constant.");
        assertThatExceptionOfType(NotEstimable.class).isThrownBy(() -> FineGrayFit.of(
                Survival.of(times, cause, 2), 1, Covariates.of(List.of("a", "x"), a, x)))
                .withMessageStartingWith("the coefficient of x cannot be estimated: among those at"
                        + " risk at the events it is constant, or a combination of a.");
    }

    @Test
    void aFitSaysWhatItRestsOn() {
        Cohort cohort = Cohort.of(80, 0.5, 10);
        FineGrayFit fit = FineGrayFit.of(competing(cohort), 1, cohort.covariates());

        assertThat(fit.size()).isEqualTo(80);
        assertThat(fit.events()).isEqualTo(Arrays.stream(causes(cohort))
                .filter(cause -> cause == 1).count());
        assertThat(fit.iterations()).isBetween(3, 9);
        assertThat(fit.wald().chiSquared()).isEqualTo(fit.coefficients().wald().chiSquared());
        assertThat(fit.wald().degrees()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.incidence(new double[] {1, 2}, 5))
                .withMessage("2 values do not fit the covariates [a, b, c]");
    }

    @Test
    void whatCannotBeFittedIsRefusedWithTheReason() {
        Cohort cohort = Cohort.of(20, 0.5, 8);
        Survival data = competing(cohort);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FineGrayFit.of(data, 3, cohort.covariates()))
                .withMessage("cause 3 is not in 1 to 2");
        assertThatIllegalArgumentException().isThrownBy(() -> FineGrayFit.of(
                data.enteredAt(new double[20]), 1, cohort.covariates()))
                .withMessage("Fine and Gray's model is offered without delayed entry and strata");
        assertThatIllegalArgumentException().isThrownBy(() -> FineGrayFit.of(
                data, 1, cohort.covariates(), new int[] {1, 2}, 3))
                .withMessage("2 censoring groups do not fit 20 rows");
        int[] groups = new int[20];
        groups[4] = 2;
        assertThatIllegalArgumentException().isThrownBy(() -> FineGrayFit.of(
                data, 1, cohort.covariates(), groups, 2))
                .withMessage("row 5: censoring group 2 is not in 0 to 1");
        assertThatExceptionOfType(NotEstimable.class).isThrownBy(() -> FineGrayFit.of(
                Survival.of(new double[] {1, 2}, new int[] {2, 0}, 2), 1,
                Covariates.of(List.of("x"), new double[] {0, 1})))
                .withMessage("nobody had the event of cause 1; there is nothing to fit");
    }
}
