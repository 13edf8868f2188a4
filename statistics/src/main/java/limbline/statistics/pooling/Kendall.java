package limbline.statistics.pooling;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import limbline.statistics.Check;
import limbline.statistics.Normal;

/// Kendall's rank correlation, as `cor.test(method = "kendall")` in R.
///
/// M. G. Kendall, Rank Correlation Methods, 4th ed. (1970), chapters 3 to 5: tau-b, the variance
/// with ties, and the exact distribution by counting inversions.
final class Kendall {

    private static final int MOST = 10_000;
    private static final int MOST_EXACT = 500;

    private Kendall() {}

    static Asymmetry.Ranks of(List<Double> x, List<Double> y) {
        int n = x.size();
        Check.that(n <= MOST, "%d studies; ranks are compared among %d at most", n, MOST);
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
                n, score, tau, error, hasTies || n > MOST_EXACT ? p : exact(n, score), p);
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

    /// Two-sided, as twice the smaller tail. A new element is concordant with 0 to all of those
    /// before it, each equally likely; the distribution is symmetric, so only the lower tail is
    /// built, in which every term is added and none cancels.
    private static double exact(int n, int score) {
        int pairs = n * (n - 1) / 2;
        int concordant = (pairs + score) / 2;
        int tail = Math.min(concordant, pairs - concordant);
        double[] share = new double[tail + 1];
        share[0] = 1;
        for (int size = 2; size <= n; size++) {
            double[] next = new double[tail + 1];
            double window = 0;
            for (int i = 0; i <= tail; i++) {
                window += share[i] - (i < size ? 0 : share[i - size]);
                next[i] = window / size;
            }
            share = next;
        }
        double lower = 0;
        for (double one : share) {
            lower += one;
        }
        return Math.min(1, 2 * lower);
    }
}
