package limbline.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import limbline.statistics.Joined;
import limbline.statistics.RiskTable;
import limbline.statistics.Survival;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Times that are equal up to rounding, and the limits of what is taken.
class NearTimesTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void timesMovedByRoundingAreStillTied(long seed) {
        RandomGenerator random = Cohort.random(seed);
        Cohort cohort = Cohort.of(120, 0.5, seed);
        double[] moved = Arrays.stream(cohort.times())
                .map(t -> t + 1e-9 * random.nextDouble()).toArray();
        double[] starts = Arrays.stream(cohort.starts())
                .map(t -> t + 1e-9 * random.nextDouble()).toArray();
        Survival near = Survival.of(moved, cohort.status()).enteredAt(starts);
        Survival exact = Survival.of(cohort.times(), cohort.status()).enteredAt(cohort.starts());
        CoxFit tied = CoxFit.of(exact, cohort.covariates());

        assertThat(CoxFit.of(near, cohort.covariates()).coefficients().values())
                .containsExactly(tied.coefficients().values(), within(1e-10));
        assertThat(CoxFit.of(near, cohort.covariates(), CoxOptions.EFRON.withTolerance(0))
                .logLikelihood()).isNotCloseTo(tied.logLikelihood(), within(0.1));
    }

    @Test
    void aChainOfNearTimesTakesItsEarliest() {
        double[] ends = {1, 1 + 1e-8, 1 + 2e-8, 2, 3};
        double[] starts = {0, 1 + 1.5e-8, 2 - 1e-8, 2.5};
        Joined.join(ends, starts, RiskTable.TOLERANCE);

        assertThat(ends).containsExactly(1, 1, 1, 2 - 1e-8, 3);
        assertThat(starts).containsExactly(0, 1, 2 - 1e-8, 2.5);
    }

    @Test
    void nearIsMeasuredByTheMeanTimeOfAllThatAreDistinct() {
        // The mean is 300: steps of 4e-6 are near (1.3e-8 of it), of 6e-6 not.
        double[] ends = {100, 100 + 4e-6, 200, 200 + 6e-6, 900};
        double mean = Arrays.stream(ends).sum() / 5;
        Joined.join(ends, new double[0], RiskTable.TOLERANCE);

        assertThat(4e-6 / mean).isLessThan(RiskTable.TOLERANCE);
        assertThat(6e-6 / mean).isGreaterThan(RiskTable.TOLERANCE);
        assertThat(ends).containsExactly(100, 100, 200, 200 + 6e-6, 900);
    }

    @Test
    void timesFarApartAndAToleranceOfNothingLeaveAllAsItIs() {
        double[] ends = {1, 1 + 1e-12, 2};
        Joined.join(ends, new double[0], 0);

        assertThat(ends).containsExactly(1, 1 + 1e-12, 2);
        double[] apart = {1, 2, 3};
        double[] starts = {0.5, 2.5};
        Joined.join(apart, starts, RiskTable.TOLERANCE);
        assertThat(apart).containsExactly(1, 2, 3);
        assertThat(starts).containsExactly(0.5, 2.5);
    }

    @Test
    void anIntervalThatIsEmptyButForRoundingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CoxFit.of(
                Survival.of(new double[] {1, 2, 3}, new int[] {1, 1, 0})
                        .enteredAt(0, 2 - 1e-9, 0),
                Covariates.of(List.of("x"), new double[] {1, 0, 1})))
                .withMessage("row 2: its start and its end 1.999999999 differ by rounding only");
    }

    @Test
    void theLogarithmOfATimeOfNothingIsRefused() {
        Survival data = Survival.of(new double[] {0, 1, 2, 3}, new int[] {1, 1, 1, 0});
        CoxFit fit = CoxFit.of(data, Covariates.of(List.of("x"), new double[] {1, 0, 1, 0.5}));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.proportionality(ProportionalHazards.Clock.LOG))
                .withMessage("the logarithm of time needs times above 0");
    }

    @Test
    void exactTiesThatWouldTakeHoursAreRefused() {
        int n = 400_000;
        double[] times = new double[n];
        int[] status = new int[n];
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            times[i] = 1 + i % 2;
            status[i] = 1;
            x[i] = i % 5;
        }

        assertThatIllegalArgumentException().isThrownBy(() -> CoxFit.of(
                Survival.of(times, status), Covariates.of(List.of("x"), x), CoxOptions.EXACT))
                .withMessageStartingWith("exact ties of these rows would take")
                .withMessageEndingWith("take Efron's");
    }

    @Test
    void anInformationOfAnotherSizeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Likelihood(0, new double[2], new double[2]))
                .withMessage("an information of 2 numbers does not fit a score of 2");
    }
}
