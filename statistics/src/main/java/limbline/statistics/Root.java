package limbline.statistics;

import java.util.function.DoubleUnaryOperator;

/// The zero of a continuous function between two points where its signs differ.
///
/// R. P. Brent, An algorithm with guaranteed convergence for finding a zero of a function, Computer
/// Journal 14 (1971), doi:10.1093/comjnl/14.4.422. It stops when the bracket is as narrow as the
/// doubles there, so the answer is as good as the function's own sign.
final class Root {

    private static final int MOST_STEPS = 300;

    private Root() {}

    /// The x above 0 at which an increasing function passes 0, sought as log x so that 1e-200 is
    /// found as soon as 1: relative error up to |log x| units in the last place.
    static double positive(double guess, DoubleUnaryOperator increasing) {
        double low = Math.log(guess);
        double high = low;
        for (double stride = 1; low > -744 && increasing.applyAsDouble(Math.exp(low)) > 0;) {
            low -= stride;
            stride *= 2;
        }
        for (double stride = 1; high < 709 && increasing.applyAsDouble(Math.exp(high)) < 0;) {
            high += stride;
            stride *= 2;
        }
        return Math.exp(between(Math.max(low, -744), Math.min(high, 709),
                logX -> increasing.applyAsDouble(Math.exp(logX))));
    }

    /// @throws IllegalArgumentException if the function has the same sign at both ends
    static double between(double from, double to, DoubleUnaryOperator function) {
        double a = from;
        double b = to;
        double fa = function.applyAsDouble(a);
        double fb = function.applyAsDouble(b);
        Check.that(fa == 0 || fb == 0 || (fa < 0) != (fb < 0),
                "no sign change between %s (value %s) and %s (value %s)", from, fa, to, fb);
        if (fa == 0) {
            return a;
        }
        double c = a;
        double fc = fa;
        double step = b - a;
        double before = step;
        for (int i = 0; i < MOST_STEPS && fb != 0; i++) {
            if ((fb < 0) == (fc < 0)) {
                c = a;
                fc = fa;
                step = b - a;
                before = step;
            }
            if (Math.abs(fc) < Math.abs(fb)) {
                a = b;
                b = c;
                c = a;
                fa = fb;
                fb = fc;
                fc = fa;
            }
            double narrow = Math.ulp(b);
            double half = (c - b) / 2;
            if (Math.abs(half) <= narrow) {
                break;
            }
            double next = half;
            if (Math.abs(before) > narrow && Math.abs(fa) > Math.abs(fb)) {
                double guess = interpolated(a, fa, b, fb, c, fc);
                double allowed = Math.min(3 * Math.abs(half) / 2, Math.abs(before) / 2);
                if (guess * half > 0 && Math.abs(guess) < allowed) {
                    next = guess;
                    before = step;
                } else {
                    before = half;
                }
            } else {
                before = half;
            }
            step = next;
            a = b;
            fa = fb;
            b += Math.abs(step) > narrow ? step : Math.copySign(narrow, half);
            fb = function.applyAsDouble(b);
        }
        return b;
    }

    /// The step from b by inverse quadratic interpolation, or the secant's where c is a.
    private static double interpolated(
            double a, double fa, double b, double fb, double c, double fc) {
        double s = fb / fa;
        if (a == c) {
            return (c - b) * s / (s - 1);
        }
        double q = fa / fc;
        double r = fb / fc;
        double top = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
        return -top / ((q - 1) * (r - 1) * (s - 1));
    }
}
