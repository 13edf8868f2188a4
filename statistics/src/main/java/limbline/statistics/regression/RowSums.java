package limbline.statistics.regression;

/// Sums over places that lie side by side: four at a time, so that a sum is fetched and stored once
/// for four rows. Their order is that of the places, whatever the number of threads.
final class RowSums {

    private RowSums() {}

    /// Adds f x to the first sums, one for each covariate, and f to the one after.
    ///
    /// @param f of the place `base` at 0
    static void first(double[] f, int base, double[] x, int from, int to, double[] sums,
            int covariates) {
        int i = from;
        for (; i + 3 < to; i += 4) {
            double f0 = f[i - base];
            double f1 = f[i - base + 1];
            double f2 = f[i - base + 2];
            double f3 = f[i - base + 3];
            int at = i * covariates;
            for (int j = 0; j < covariates; j++) {
                sums[j] += f0 * x[at + j] + f1 * x[at + covariates + j]
                        + (f2 * x[at + 2 * covariates + j] + f3 * x[at + 3 * covariates + j]);
            }
            sums[covariates] += f0 + f1 + (f2 + f3);
        }
        for (; i < to; i++) {
            for (int j = 0; j < covariates; j++) {
                sums[j] += f[i - base] * x[i * covariates + j];
            }
            sums[covariates] += f[i - base];
        }
    }

    /// Adds f x x' to the rows of a lower triangle.
    ///
    /// @param f of the place `base` at 0
    static void second(double[] f, int base, double[] x, int from, int to, double[] sums,
            int covariates) {
        int p = covariates;
        int i = from;
        for (; i + 3 < to; i += 4) {
            int a = i * p;
            int b = a + p;
            int c = b + p;
            int d = c + p;
            double f0 = f[i - base];
            double f1 = f[i - base + 1];
            double f2 = f[i - base + 2];
            double f3 = f[i - base + 3];
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
                double one = f[i - base] * x[at + j];
                for (int k = 0; k <= j; k++) {
                    sums[next++] += one * x[at + k];
                }
            }
        }
    }

    /// Adds f x x' and g x x' to the rows of two lower triangles.
    ///
    /// @param f of the place `base` at 0, and so g
    static void both(double[] f, double[] g, int base, double[] x, int from, int to, double[] sums,
            double[] others, int covariates) {
        int p = covariates;
        int i = from;
        for (; i + 1 < to; i += 2) {
            int a = i * p;
            int b = a + p;
            double f0 = f[i - base];
            double f1 = f[i - base + 1];
            double g0 = g[i - base];
            double g1 = g[i - base + 1];
            int next = 0;
            for (int j = 0; j < p; j++) {
                double x0 = x[a + j];
                double x1 = x[b + j];
                double xf0 = f0 * x0;
                double xf1 = f1 * x1;
                double xg0 = g0 * x0;
                double xg1 = g1 * x1;
                for (int k = 0; k <= j; k++) {
                    double y0 = x[a + k];
                    double y1 = x[b + k];
                    sums[next] += xf0 * y0 + xf1 * y1;
                    others[next] += xg0 * y0 + xg1 * y1;
                    next++;
                }
            }
        }
        second(f, base, x, i, to, sums, p);
        second(g, base, x, i, to, others, p);
    }
}
