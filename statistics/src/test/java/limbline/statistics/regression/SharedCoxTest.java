package limbline.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import limbline.statistics.Survival;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sums of parts against one pooled table.
class SharedCoxTest {

    @ParameterizedTest
    @CsvSource({"EFRON,1", "EFRON,2", "EFRON,3", "BRESLOW,4", "BRESLOW,5"})
    void anySplitGivesTheFitOfThePooledTable(Ties ties, long seed) {
        RandomGenerator random = Cohort.random(seed);
        Cohort cohort = Cohort.of(200, 0.5, seed);
        int places = random.nextInt(2, 7);
        int[] placeOf = random.ints(200, 0, places).toArray();
        List<SharedCox.Place> sites = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            int here = place;
            Cohort part = cohort.rows(IntStream.range(0, 200)
                    .filter(i -> placeOf[i] == here).toArray());
            sites.add(beta -> RiskSums.of(part.full(), part.covariates(), beta));
        }
        SharedCox shared = SharedCox.of(Cohort.NAMES, ties, sites);
        CoxFit pooled = CoxFit.of(cohort.full(), cohort.covariates(),
                new CoxOptions(ties, false, 0, false));

        assertThat(shared.coefficients().values()).as("seed %s", seed)
                .containsExactly(pooled.coefficients().values(), within(1e-10));
        assertThat(shared.coefficients().standardErrors())
                .containsExactly(pooled.coefficients().standardErrors(), within(1e-10));
        assertThat(shared.logLikelihood()).isCloseTo(pooled.logLikelihood(), within(1e-9));
        assertThat(shared.nullLogLikelihood())
                .isCloseTo(pooled.nullLogLikelihood(), within(1e-9));
        assertThat(shared.score().chiSquared())
                .isCloseTo(pooled.score().chiSquared(), within(1e-9));
    }

    @Test
    void partsAddInAnyOrder() {
        Cohort cohort = Cohort.of(90, 0.5, 6);
        double[] beta = {0.2, -0.1, 0.01};
        RiskSums[] parts = IntStream.range(0, 3).mapToObj(k -> cohort.rows(
                        IntStream.range(30 * k, 30 * (k + 1)).toArray()))
                .map(part -> RiskSums.of(part.full(), part.covariates(), beta))
                .toArray(RiskSums[]::new);
        Likelihood one = parts[0].merge(parts[1]).merge(parts[2]).likelihood(Ties.EFRON);
        Likelihood other = parts[2].merge(parts[0].merge(parts[1])).likelihood(Ties.EFRON);

        assertThat(other.logLikelihood()).isCloseTo(one.logLikelihood(), within(1e-11));
        assertThat(other.score()).containsExactly(one.score(), within(1e-10));
        assertThat(other.information()).containsExactly(one.information(), within(1e-7));
    }

    @Test
    void likelihoodsOfStrataInDifferentPlacesAddUp() {
        Cohort cohort = Cohort.of(120, 0.5, 7);
        double[] beta = {0.2, -0.1, 0.01};
        Likelihood sum = Likelihood.nothing(3);
        for (int s = 0; s < Cohort.STRATA; s++) {
            int stratum = s;
            Cohort part = cohort.rows(IntStream.range(0, 120)
                    .filter(i -> cohort.stratum()[i] == stratum).toArray());
            sum = sum.merge(new CoxLikelihood(new CoxRows(
                    part.observed(), 1, part.covariates(), 0), true).at(beta));
        }
        Likelihood whole = new CoxLikelihood(new CoxRows(
                cohort.observed().stratified(cohort.stratum(), Cohort.STRATA), 1,
                cohort.covariates(), 0), true).at(beta);

        assertThat(sum.score()).containsExactly(whole.score(), within(1e-10));
        assertThat(sum.information()).containsExactly(whole.information(), within(1e-8));
    }

    /// Two tied events of two places, at the last time of all.
    @Test
    void eventsOfOneTimeInTwoPlacesAreTied() {
        Covariates x = Covariates.of(List.of("x"), new double[] {0, 1});
        Survival data = Survival.of(new double[] {5, 2}, new int[] {1, 1});
        Likelihood merged = RiskSums.of(data, x, 0.3)
                .merge(RiskSums.of(data, x, 0.3)).likelihood(Ties.EFRON);
        Likelihood pooled = RiskSums.of(
                Survival.of(new double[] {5, 2, 5, 2}, new int[] {1, 1, 1, 1}),
                Covariates.of(List.of("x"), new double[] {0, 1, 0, 1}), 0.3)
                .likelihood(Ties.EFRON);

        assertThat(merged.logLikelihood()).isCloseTo(pooled.logLikelihood(), within(1e-14));
        // Of the tied two at 5 alone: log 2 + log 1; at 2 they are joined by two of risk e^0.3.
        double r = Math.exp(0.3);
        assertThat(pooled.logLikelihood()).isCloseTo(
                -Math.log(2) + 2 * 0.3 - Math.log(2 + 2 * r) - Math.log(2 + r), within(1e-14));
    }

    @Test
    void sumsAtOtherCoefficientsDoNotAdd() {
        Survival data = Survival.of(new double[] {1, 2}, new int[] {1, 0});
        Covariates x = Covariates.of(List.of("x"), new double[] {0, 1});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RiskSums.of(data, x, 0.5).merge(RiskSums.of(data, x, 0.25)))
                .withMessage("sums at the coefficients [0.25] do not add to sums at [0.5]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RiskSums.of(data, x, 0.5).likelihood(Ties.EXACT))
                .withMessage("exact ties need the rows, not only their sums");
        assertThatIllegalArgumentException().isThrownBy(() -> RiskSums.of(data, x, 1, 2))
                .withMessage("2 coefficients do not fit 1 covariates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedCox.of(List.of("x"), Ties.EFRON, List.of()))
                .withMessage("there is no place with rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Likelihood.nothing(2).merge(Likelihood.nothing(3)))
                .withMessage("sums over 3 covariates do not add to sums over 2");
    }
}
