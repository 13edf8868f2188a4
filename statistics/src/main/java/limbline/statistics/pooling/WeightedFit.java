package limbline.statistics.pooling;

import limbline.statistics.Check;

/// A weighted least squares fit of y on a few columns, and the traces that the moment and
/// likelihood estimators of tau² are made of.
///
/// With W the weights, A the inverse of X'WX and P = W - W X A X' W: P y = W r for the residuals r,
/// so nothing larger than columns by columns is ever held.
final class WeightedFit {

    private final double[][] x;
    private final double[] w;
    private final double[] residuals;
    private final double[] coefficients;
    private final double[][] inverse;

    /// @param x one array per column, each as long as y
    WeightedFit(double[] y, double[][] x, double[] w) {
        this.x = x;
        this.w = w;
        int p = x.length;
        inverse = inverse(gram(w));
        double[] right = new double[p];
        for (int a = 0; a < p; a++) {
            for (int i = 0; i < y.length; i++) {
                right[a] += x[a][i] * w[i] * y[i];
            }
        }
        coefficients = new double[p];
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                coefficients[a] += inverse[a][b] * right[b];
            }
        }
        residuals = y.clone();
        for (int a = 0; a < p; a++) {
            for (int i = 0; i < y.length; i++) {
                residuals[i] -= x[a][i] * coefficients[a];
            }
        }
    }

    double coefficient(int column) {
        return coefficients[column];
    }

    /// X'WX inverted: the coefficients' covariance if the weights are inverse variances.
    double covariance(int a, int b) {
        return inverse[a][b];
    }

    /// b' V b for the coefficients from `first` on and the inverse V of their covariance.
    double wald(int first) {
        int m = coefficients.length - first;
        double[][] block = new double[m][m];
        for (int a = 0; a < m; a++) {
            for (int b = 0; b < m; b++) {
                block[a][b] = inverse[first + a][first + b];
            }
        }
        double[][] precision = inverse(block);
        double sum = 0;
        for (int a = 0; a < m; a++) {
            for (int b = 0; b < m; b++) {
                sum += coefficients[first + a] * precision[a][b] * coefficients[first + b];
            }
        }
        return sum;
    }

    /// y'Py.
    double squares() {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            sum += w[i] * residuals[i] * residuals[i];
        }
        return sum;
    }

    /// y'PPy.
    double squaresAgain() {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            double weighted = w[i] * residuals[i];
            sum += weighted * weighted;
        }
        return sum;
    }

    double weights() {
        double sum = 0;
        for (double weight : w) {
            sum += weight;
        }
        return sum;
    }

    /// Trace of W W.
    double weightsSquared() {
        double sum = 0;
        for (double weight : w) {
            sum += weight * weight;
        }
        return sum;
    }

    /// Trace of P D for a diagonal D.
    double trace(double[] d) {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            sum += w[i] * d[i] * (1 - w[i] * leverage(i));
        }
        return sum;
    }

    /// Trace of P D P E for diagonals D and E.
    double trace(double[] d, double[] e) {
        double[] squared = new double[w.length];
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            squared[i] = w[i] * w[i] * d[i];
            sum += squared[i] * e[i] * (1 - 2 * w[i] * leverage(i));
        }
        double[][] one = product(inverse, gram(squared));
        for (int i = 0; i < w.length; i++) {
            squared[i] = w[i] * w[i] * e[i];
        }
        double[][] other = product(inverse, gram(squared));
        for (int a = 0; a < x.length; a++) {
            for (int b = 0; b < x.length; b++) {
                sum += one[a][b] * other[b][a];
            }
        }
        return sum;
    }

    /// The logarithm of the determinant of X'WX.
    double logDeterminant() {
        double[][] square = gram(w);
        double log = 0;
        for (int a = 0; a < square.length; a++) {
            log += Math.log(square[a][a]);
            for (int b = a + 1; b < square.length; b++) {
                double factor = square[b][a] / square[a][a];
                for (int c = a; c < square.length; c++) {
                    square[b][c] -= factor * square[a][c];
                }
            }
        }
        return log;
    }

    /// x_i' A x_i.
    private double leverage(int i) {
        double sum = 0;
        for (int a = 0; a < x.length; a++) {
            for (int b = 0; b < x.length; b++) {
                sum += x[a][i] * inverse[a][b] * x[b][i];
            }
        }
        return sum;
    }

    /// X'DX for a diagonal D.
    private double[][] gram(double[] d) {
        double[][] gram = new double[x.length][x.length];
        for (int a = 0; a < x.length; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int i = 0; i < w.length; i++) {
                    sum += x[a][i] * d[i] * x[b][i];
                }
                gram[a][b] = sum;
                gram[b][a] = sum;
            }
        }
        return gram;
    }

    private static double[][] product(double[][] one, double[][] other) {
        double[][] product = new double[one.length][one.length];
        for (int a = 0; a < one.length; a++) {
            for (int b = 0; b < one.length; b++) {
                for (int c = 0; c < one.length; c++) {
                    product[a][b] += one[a][c] * other[c][b];
                }
            }
        }
        return product;
    }

    /// By Gauss and Jordan's elimination without pivoting: the matrix is positive definite unless
    /// a column repeats others.
    private static double[][] inverse(double[][] matrix) {
        int p = matrix.length;
        double[][] left = new double[p][];
        double[][] right = new double[p][p];
        for (int a = 0; a < p; a++) {
            left[a] = matrix[a].clone();
            right[a][a] = 1;
        }
        for (int a = 0; a < p; a++) {
            double pivot = left[a][a];
            Check.that(pivot > 1e-12 * matrix[a][a],
                    "column %d of the regression is a combination of the columns before it", a + 1);
            for (int c = 0; c < p; c++) {
                left[a][c] /= pivot;
                right[a][c] /= pivot;
            }
            for (int b = 0; b < p; b++) {
                double factor = left[b][a];
                for (int c = 0; c < p && b != a; c++) {
                    left[b][c] -= factor * left[a][c];
                    right[b][c] -= factor * right[a][c];
                }
            }
        }
        return right;
    }
}
