package limbline.statistics.regression;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import limbline.statistics.Survival;

/// Rows made up for property tests: covariates that matter, ties, delayed entry, strata, weights.
@SuppressWarnings("ArrayRecordComponent") // columns
record Cohort(double[] starts, double[] times, int[] status, double[][] x, int[] stratum,
        double[] weights) {

    static final List<String> NAMES = List.of("a", "b", "c");
    static final int STRATA = 3;

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// @param step between times: the larger, the more ties
    static Cohort of(int size, double step, long seed) {
        RandomGenerator random = random(seed);
        Cohort cohort = new Cohort(new double[size], new double[size], new int[size],
                new double[3][size], new int[size], new double[size]);
        for (int i = 0; i < size; i++) {
            cohort.x[0][i] = random.nextGaussian();
            cohort.x[1][i] = random.nextInt(2);
            cohort.x[2][i] = 60 + 10 * random.nextGaussian();
            double hazard = Math.exp(0.5 * cohort.x[0][i] - 0.4 * cohort.x[1][i]
                    + 0.02 * (cohort.x[2][i] - 60));
            double event = random.nextExponential() / hazard * 8;
            double censored = random.nextExponential() * 12;
            double time = Math.max(Math.min(event, censored), step);
            cohort.times[i] = step == 0 ? time : Math.ceil(time / step) * step;
            cohort.starts[i] = random.nextInt(3) == 0
                    ? Math.floor(cohort.times[i] * random.nextDouble() / (step == 0 ? 1e-9 : step))
                            * (step == 0 ? 1e-9 : step) : 0;
            if (cohort.starts[i] >= cohort.times[i]) {
                cohort.starts[i] = 0;
            }
            cohort.status[i] = event <= censored ? 1 : 0;
            cohort.stratum[i] = random.nextInt(STRATA);
            cohort.weights[i] = 0.25 * random.nextInt(1, 9);
        }
        return cohort;
    }

    int size() {
        return times.length;
    }

    Survival observed() {
        return Survival.of(times, status);
    }

    /// With everything that a row can have.
    Survival full() {
        return observed().enteredAt(starts).stratified(stratum, STRATA).weighted(weights);
    }

    Covariates covariates() {
        return Covariates.of(NAMES, x);
    }

    /// Some rows, each as often as it is named.
    Cohort rows(int... rows) {
        return new Cohort(pick(starts, rows), pick(times, rows), pick(status, rows),
                Arrays.stream(x).map(column -> pick(column, rows)).toArray(double[][]::new),
                pick(stratum, rows), pick(weights, rows));
    }

    Cohort shuffled(RandomGenerator random) {
        int[] order = IntStream.range(0, size()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(0, i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return rows(order);
    }

    private static double[] pick(double[] column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(i -> column[i]).toArray();
    }

    private static int[] pick(int[] column, int[] rows) {
        return Arrays.stream(rows).map(i -> column[i]).toArray();
    }
}
