package limbline.statistics;

import java.util.Optional;

/// Small systems of linear equations.
final class LinearSystem {

    /// R's `qr` calls a column dependent that keeps less than this share of its length.
    private static final double SINGULAR = 1e-7;

    private LinearSystem() {}

    /// The x with a x = b for a symmetric matrix without negative eigenvalues, such as a variance;
    /// empty if it is singular. By Cholesky's factors.
    static Optional<double[]> solve(double[][] a, double[] b) {
        int n = b.length;
        double[][] l = new double[n][n];
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                if (i == j) {
                    if (!(sum > SINGULAR * SINGULAR * a[i][i])) {
                        return Optional.empty();
                    }
                    l[i][i] = Math.sqrt(sum);
                } else {
                    l[i][j] = sum / l[j][j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= l[i][k] * x[k];
            }
            x[i] /= l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= l[k][i] * x[k];
            }
            x[i] /= l[i][i];
        }
        return Optional.of(x);
    }
}
