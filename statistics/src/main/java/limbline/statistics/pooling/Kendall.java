package limbline.statistics.pooling;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import limbline.statistics.Normal;

/// Kendall's rank correlation, as `cor.test(method = "kendall")` in R.
///
/// M. G. Kendall, Rank Correlation Methods, 4th ed. (1970), chapters 3 to 5: tau-b, the variance
/// with ties, and the exact distribution by counting inversions.
final class Kendall {

    private Kendall() {}

    static Asymmetry.Ranks of(List<Double> x, List<Double> y) {
        int n = x.size();
        int score = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                score += (int) (Math.signum(x.get(i) - x.get(j))
                        * Math.signum(y.get(i) - y.get(j)));
            }
        }
        double pairs = n * (n - 1.0) / 2;
        double[] tiesX = ties(x);
        double[] tiesY = ties(y);
        double tau = score / Math.sqrt((pairs - tiesX[0] / 2) * (pairs - tiesY[0] / 2));
        double variance = (n * (n - 1.0) * (2.0 * n + 5) - tiesX[2] - tiesY[2]) / 18
                + (n < 3 ? 0 : tiesX[1] * tiesY[1] / (9.0 * n * (n - 1.0) * (n - 2.0)))
                + tiesX[0] * tiesY[0] / (2.0 * n * (n - 1.0));
        double error = Math.sqrt(variance);
        double p = Normal.twoSided(score / error);
        boolean hasTies = new HashSet<>(x).size() < n || new HashSet<>(y).size() < n;
        return new Asymmetry.Ranks(
                n, score, tau, error, hasTies ? p : exact(n, score), p);
    }

    /// Over groups of t equal values: the sums of t(t-1), t(t-1)(t-2) and t(t-1)(2t+5).
    private static double[] ties(List<Double> values) {
        double[] sums = new double[3];
        for (double one : new HashSet<>(values)) {
            double t = Collections.frequency(values, one);
            sums[0] += t * (t - 1);
            sums[1] += t * (t - 1) * (t - 2);
            sums[2] += t * (t - 1) * (2 * t + 5);
        }
        return sums;
    }

    /// Two-sided, as twice the smaller tail. The share of orders of n with each number of
    /// concordant pairs: a new element is concordant with 0 to all of those before it, each equally
    /// likely.
    private static double exact(int n, int score) {
        double[] share = {1};
        for (int size = 2; size <= n; size++) {
            double[] next = new double[share.length + size - 1];
            for (int i = 0; i < share.length; i++) {
                for (int more = 0; more < size; more++) {
                    next[i + more] += share[i] / size;
                }
            }
            share = next;
        }
        int concordant = (score + share.length - 1) / 2;
        double lower = 0;
        double upper = 0;
        for (int i = 0; i < share.length; i++) {
            lower += i <= concordant ? share[i] : 0;
            upper += i >= concordant ? share[i] : 0;
        }
        return Math.min(1, 2 * Math.min(lower, upper));
    }
}
