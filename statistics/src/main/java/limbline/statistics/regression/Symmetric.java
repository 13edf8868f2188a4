package limbline.statistics.regression;

/// A symmetric positive definite matrix as its factors L D L' (Cholesky without roots).
final class Symmetric {

    /// A column that keeps less than this share of its own length beside the columns before it is
    /// taken as one of their combinations. Rounding leaves some 1e-15; two covariates that
    /// correlate by 1 - 1e-11 leave this much.
    private static final double DEPENDENT = 2e-11;

    private final int size;
    private final double[][] factor;

    /// The first column that depends on those before it; the size if none.
    private final int dependent;

    /// @param lower rows of the lower triangle, one after the other
    Symmetric(double[] lower, int size) {
        this(lower, size, DEPENDENT);
    }

    Symmetric(double[] lower, int size, double tolerance) {
        this.size = size;
        factor = new double[size][size];
        int found = size;
        int next = 0;
        for (int i = 0; i < size; i++) {
            double diagonal = lower[next + i];
            for (int j = 0; j <= i; j++) {
                double sum = lower[next++];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[k][k] * factor[j][k];
                }
                factor[i][j] = j < i ? sum / factor[j][j] : sum;
            }
            if (!(factor[i][i] > tolerance * diagonal) && found == size) {
                found = i;
            }
        }
        dependent = found;
    }

    static Symmetric of(double[][] matrix) {
        int size = matrix.length;
        double[] lower = new double[size * (size + 1) / 2];
        int next = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                lower[next++] = matrix[i][j];
            }
        }
        return new Symmetric(lower, size);
    }

    boolean isDefinite() {
        return dependent == size;
    }

    int dependent() {
        return dependent;
    }

    /// The x with M x = b.
    double[] solve(double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i][k] * x[k];
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            x[i] /= factor[i][i];
            for (int k = i + 1; k < size; k++) {
                x[i] -= factor[k][i] * x[k];
            }
        }
        return x;
    }

    /// b' M⁻¹ b.
    double quadratic(double[] b) {
        double[] x = solve(b);
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += x[i] * b[i];
        }
        return sum;
    }

    double[][] inverse() {
        double[][] inverse = new double[size][];
        for (int j = 0; j < size; j++) {
            double[] unit = new double[size];
            unit[j] = 1;
            inverse[j] = solve(unit);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                inverse[i][j] = inverse[j][i];
            }
        }
        return inverse;
    }

    /// a b.
    static double[][] product(double[][] a, double[][] b) {
        int inner = b.length;
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < inner; k++) {
                for (int j = 0; j < b[0].length; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }
}
