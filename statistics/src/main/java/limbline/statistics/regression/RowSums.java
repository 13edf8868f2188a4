package limbline.statistics.regression;

/// Sums over places that lie side by side: four at a time, so that a sum is fetched and stored once
/// for four rows. Their order is that of the places, whatever the number of threads.
final class RowSums {

    private RowSums() {}

    /// Adds f x to the first sums, one for each covariate, and f to the one after.
    static void first(double[] f, double[] x, int from, int to, double[] sums, int covariates) {
        int i = from;
        for (; i + 3 < to; i += 4) {
            double f0 = f[i];
            double f1 = f[i + 1];
            double f2 = f[i + 2];
            double f3 = f[i + 3];
            int at = i * covariates;
            for (int j = 0; j < covariates; j++) {
                sums[j] += f0 * x[at + j] + f1 * x[at + covariates + j]
                        + (f2 * x[at + 2 * covariates + j] + f3 * x[at + 3 * covariates + j]);
            }
            sums[covariates] += f0 + f1 + (f2 + f3);
        }
        for (; i < to; i++) {
            for (int j = 0; j < covariates; j++) {
                sums[j] += f[i] * x[i * covariates + j];
            }
            sums[covariates] += f[i];
        }
    }

    /// Adds f x x' to the rows of a lower triangle.
    ///
    /// @param f of the place `from` at 0
    static void second(double[] f, double[] x, int from, int to, double[] sums, int covariates) {
        int p = covariates;
        int i = from;
        for (; i + 3 < to; i += 4) {
            int a = i * p;
            int b = a + p;
            int c = b + p;
            int d = c + p;
            double f0 = f[i - from];
            double f1 = f[i - from + 1];
            double f2 = f[i - from + 2];
            double f3 = f[i - from + 3];
            int next = 0;
            for (int j = 0; j < p; j++) {
                double x0 = f0 * x[a + j];
                double x1 = f1 * x[b + j];
                double x2 = f2 * x[c + j];
                double x3 = f3 * x[d + j];
                for (int k = 0; k <= j; k++) {
                    sums[next++] += x0 * x[a + k] + x1 * x[b + k]
                            + (x2 * x[c + k] + x3 * x[d + k]);
                }
            }
        }
        for (; i < to; i++) {
            int at = i * p;
            int next = 0;
            for (int j = 0; j < p; j++) {
                double one = f[i - from] * x[at + j];
                for (int k = 0; k <= j; k++) {
                    sums[next++] += one * x[at + k];
                }
            }
        }
    }
}
