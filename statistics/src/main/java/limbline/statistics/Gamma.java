package limbline.statistics;

/// The gamma function's logarithm and the regularized incomplete gamma functions.
///
/// P(a, x) is the integral from 0 to x of t^(a-1) e^-t / Γ(a), Q = 1 - P. The smaller of the two is
/// computed (series below the median, continued fraction above), the other is its complement:
/// W. Gautschi, A computational procedure for incomplete gamma functions, ACM TOMS 5 (1979),
/// doi:10.1145/355853.355863. The common factor x^a e^-x / Γ(a+1) follows C. Loader, Fast and
/// accurate computation of binomial probabilities (2000), with its exponent carried to 32 digits.
///
/// Relative error below 1e-14 for a from 0.5 to 1e4, however deep the tail; it grows with the
/// square root of a beyond. For a below 0.5, Q loses the digits by which it is smaller than 1.
final class Gamma {

    private static final double HALF_LOG_2_PI = 0.9189385332046728;
    private static final double ONE_MINUS_EULER = 0.42278433509846713;

    /// ζ(k) - 1 at k; from 2 to 54, where it falls below the last bit of 1.
    private static final double[] ZETA_MINUS_ONE = zetaMinusOne(55);

    private static final int MOST_TERMS = 1_000_000;

    private Gamma() {}

    /// log Γ(x), x above 0: relative error below 3e-15 also next to the zeros at 1 and 2.
    static double log(double x) {
        Check.that(x > 0, "log-gamma is asked at %s; it must be above 0", x);
        if (x < 0.5) {
            return log(x + 1) - Math.log(x);
        }
        if (x < 1.5) {
            return logAroundTwo(x - 1) - Math.log1p(x - 1);
        }
        if (x < 2.5) {
            return logAroundTwo(x - 2);
        }
        if (x < 12) {
            double product = 1;
            double rest = x;
            while (rest >= 2.5) {
                rest -= 1;
                product *= rest;
            }
            return Math.log(product) + logAroundTwo(rest - 2);
        }
        double shifted = x - 1;
        return (shifted + 0.5) * Math.log(shifted) - shifted + HALF_LOG_2_PI
                + stirlingError(shifted);
    }

    /// log(x!) less Stirling's formula for it, x above 0: absolute error below 5e-16.
    ///
    /// From 12 on Stirling's series; below it by the recurrence, whose step
    /// (x + 1/2) log(1 + 1/x) - 1 is t²/3 + t⁴/5 + ... with t = 1 / (2x + 1).
    static double stirlingError(double x) {
        double sum = 0;
        double at = x;
        if (at < 1) {
            sum += (at + 0.5) * Math.log1p(1 / at) - 1;
            at += 1;
        }
        while (at < 12) {
            sum += stirlingStep(at);
            at += 1;
        }
        double r = 1 / (at * at);
        double series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680
                - r * (1.0 / 1188 - r * (691.0 / 360360 - r * (1.0 / 156))))))) / at;
        return sum + series;
    }

    /// P(a, x).
    static double lower(double a, Wide x) {
        return isBelowMedian(a, x) ? lowerTail(a, x) : 1 - upperTail(a, x);
    }

    /// Q(a, x).
    static double upper(double a, Wide x) {
        return isBelowMedian(a, x) ? 1 - lowerTail(a, x) : upperTail(a, x);
    }

    /// log Q(a, x), also where Q is below the smallest double.
    static double logUpper(double a, Wide x) {
        return isBelowMedian(a, x)
                ? Math.log1p(-lowerTail(a, x))
                : logFactor(a, x).plus(Math.log(a * upperFraction(a, x.value()))).value();
    }

    /// x^a e^-x / Γ(a+1): with a whole number a, the Poisson probability.
    static double factor(double a, Wide x) {
        return logFactor(a, x).exp();
    }

    private static Wide logFactor(double a, Wide x) {
        return x.log().minus(Wide.log(a)).times(a).plus(a).minus(x)
                .plus(-stirlingError(a)).plus(-0.5 * Math.log(a) - HALF_LOG_2_PI);
    }

    /// The median lies between a - 1/3 and a. Below 1 the fraction is slow, and the complement of
    /// the series loses one digit at most.
    private static boolean isBelowMedian(double a, Wide x) {
        return x.high() < Math.max(1, a - 1.0 / 3);
    }

    private static double lowerTail(double a, Wide x) {
        if (x.high() <= 0) {
            return 0;
        }
        double term = 1;
        double sum = 1;
        for (int i = 1; term > sum * 1e-17; i++) {
            term *= x.high() / (a + i);
            sum += term;
        }
        return Math.min(1, factor(a, x) * sum);
    }

    private static double upperTail(double a, Wide x) {
        if (Double.isInfinite(x.high())) {
            return 0;
        }
        return Math.min(1, factor(a, x) * (a * upperFraction(a, x.value())));
    }

    /// Legendre's continued fraction 1/(x+1-a - 1(1-a)/(x+3-a - ...)), by Lentz's method.
    private static double upperFraction(double a, double x) {
        double b = x + 1 - a;
        double tiny = 1e-300;
        double value = b == 0 ? tiny : b;
        double c = value;
        double d = 0;
        for (int i = 1; i < MOST_TERMS; i++) {
            double numerator = -i * (i - a);
            b += 2;
            d = 1 / (b + numerator * d);
            c = b + numerator / c;
            double step = c * d;
            value *= step;
            if (!(Math.abs(step - 1) >= 1e-16)) { // not-a-number leaves the loop too
                return 1 / value;
            }
        }
        throw new ArithmeticException(
                "the incomplete gamma function does not converge at a = %s, x = %s; a is limited to"
                        .formatted(a, x) + " about 1e10");
    }

    private static double stirlingStep(double x) {
        double t = 1 / (2 * x + 1);
        double square = t * t;
        double power = square;
        double sum = 0;
        for (int odd = 3; power > 1e-19; odd += 2) {
            sum += power / odd;
            power *= square;
        }
        return sum;
    }

    /// log Γ(2 + e), |e| up to 1/2, by its Taylor series: Abramowitz and Stegun 6.1.33.
    private static double logAroundTwo(double e) {
        double sum = 0;
        for (int k = ZETA_MINUS_ONE.length - 1; k >= 2; k--) {
            sum = e * (ZETA_MINUS_ONE[k] / k - sum);
        }
        return e * (ONE_MINUS_EULER + sum);
    }

    /// By summing to 1/60^k and the Euler-Maclaurin tail.
    private static double[] zetaMinusOne(int count) {
        double[] zeta = new double[count];
        int last = 60;
        for (int k = 2; k < count; k++) {
            double power = Math.pow(last, -k);
            double step = k * power / last;
            double sum = power * last / (k - 1) + power / 2 + step / 12
                    - step * (k + 1) * (k + 2) / (720.0 * last * last)
                    + step * (k + 1) * (k + 2) * (k + 3) * (k + 4) / (30240 * Math.pow(last, 4));
            for (int n = last - 1; n >= 2; n--) {
                sum += Math.pow(n, -k);
            }
            zeta[k] = sum;
        }
        return zeta;
    }
}
