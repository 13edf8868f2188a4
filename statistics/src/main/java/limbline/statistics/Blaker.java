package limbline.statistics;

/// Blaker's interval for a proportion.
///
/// A proportion p is acceptable to the degree of the smaller tail at x plus the largest
/// probability of the other tail not above it; the interval spans all p whose degree is at least
/// α. H. Blaker, Confidence curves and improved exact confidence intervals for discrete
/// distributions, Can. J. Stat. 28 (2000), doi:10.2307/3315916. Below x/n the degree is
/// P(X >= x) + P(X <= y), where y steps up as p grows; between steps this is 1 minus the
/// probability of a range, so it falls and then rises, and each step begins at 2 P(X >= x). So the
/// lower limit lies between Clopper-Pearson's and the next step: J. Klaschka, On calculation of
/// Blaker's binomial confidence limits, COMPSTAT 2010. Solved to the last bits of p.
final class Blaker {

    /// A degree that falls short of α by no more than this part of it is α but for rounding. Where
    /// both tails are as large the degree turns there, and rounding would move the limit by 1e-9.
    private static final double ROUNDING = 1e-13;

    private Blaker() {}

    static Interval interval(int x, int n, double alpha) {
        return new Interval(lower(x, n, alpha), 1 - lower(n - x, n, alpha));
    }

    private static double lower(int x, int n, double alpha) {
        if (x == 0) {
            return 0;
        }
        double from = new Beta(x, n - x + 1.0).quantile(alpha / 2);
        Binomial first = new Binomial(n, from);
        int y = otherTail(x, first, first.upper(x - 1));
        double step = nextStep(x, y, n, from);
        if (degree(x, y, n, from) >= alpha * (1 - ROUNDING)) {
            return from;
        }
        return degree(x, y, n, step) <= alpha
                ? step
                : Root.between(from, step, p -> degree(x, y, n, p) - alpha);
    }

    /// The p above `from` at which the other tail takes in y + 1.
    private static double nextStep(int x, int y, int n, double from) {
        return Root.between(from, 1, p -> {
            Binomial binomial = new Binomial(n, p);
            return binomial.upper(x - 1) - binomial.lower(y + 1);
        });
    }

    private static double degree(int x, int y, int n, double p) {
        Binomial binomial = new Binomial(n, p);
        return binomial.upper(x - 1) + binomial.lower(y);
    }

    /// The largest y below x with P(X <= y) at most `limit`, or -1.
    private static int otherTail(int x, Binomial binomial, double limit) {
        int inside = -1;
        int outside = x;
        while (outside - inside > 1) {
            int middle = inside + (outside - inside) / 2;
            if (binomial.lower(middle) <= limit) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }
}
