package limbline.statistics.pooling;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import limbline.statistics.Check;

/// Studies whose true effects scatter with variance tau² around a linear predictor.
final class MixedModel {

    private static final int MOST_STEPS = 20_000;

    private final double[] y;
    private final double[] v;
    private final double[][] x;

    /// @param x one array per column, the first all ones
    private MixedModel(double[] y, double[] v, double[][] x) {
        Check.that(y.length > x.length || (y.length == 1 && x.length == 1),
                "%d studies are too few for %d coefficients", y.length, x.length);
        this.y = y;
        this.v = v;
        this.x = x;
    }

    /// Without moderators.
    static MixedModel of(List<Effect> effects) {
        return of(effects, new double[0][]);
    }

    /// @param moderators one array per moderator, each as long as the effects
    static MixedModel of(List<Effect> effects, double[][] moderators) {
        double[][] x = new double[moderators.length + 1][];
        x[0] = new double[effects.size()];
        Arrays.fill(x[0], 1);
        System.arraycopy(moderators, 0, x, 1, moderators.length);
        return new MixedModel(effects.stream().mapToDouble(Effect::estimate).toArray(),
                effects.stream().mapToDouble(Effect::variance).toArray(), x);
    }

    int studies() {
        return y.length;
    }

    /// Studies less coefficients.
    int freedom() {
        return y.length - x.length;
    }

    double[] variances() {
        return v;
    }

    /// The diagonal of the identity.
    double[] ones() {
        return x[0];
    }

    WeightedFit fit(double tau2) {
        double[] w = new double[v.length];
        for (int i = 0; i < w.length; i++) {
            w[i] = 1 / (v[i] + tau2);
        }
        return new WeightedFit(y, x, w);
    }

    WeightedFit unweighted() {
        double[] w = new double[y.length];
        Arrays.fill(w, 1);
        return new WeightedFit(y, x, w);
    }

    /// Hedges's estimate before truncation.
    double hedges() {
        WeightedFit fit = unweighted();
        return (fit.squares() - fit.trace(v)) / freedom();
    }

    /// The variance of the y, divisor k.
    double crudeVariance() {
        double mean = Arrays.stream(y).sum() / y.length;
        return Arrays.stream(y).map(one -> (one - mean) * (one - mean)).sum() / y.length;
    }

    /// The tau² at which the weighted squares are as given, or 0 if they are smaller already there.
    /// The squares fall and are convex in tau², so Newton's steps from 0 only go up and never past.
    double tau2WithSquares(double squares) {
        double tau2 = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            WeightedFit fit = fit(tau2);
            double next = tau2 + (fit.squares() - squares) / fit.squaresAgain();
            if (!(next > tau2)) {
                break;
            }
            tau2 = next;
        }
        return tau2;
    }

    /// Fisher scoring from Hedges's estimate, each step halved until it stays at or above 0; close
    /// to the root the secant of the score, which needs a fifth of the steps. It goes on until the
    /// steps are rounding and shrink no more; 0 if the likelihood is higher there. Where studies are
    /// few and extreme, scoring can jump from one side of the root to the other and back for ever:
    /// a step beyond where the score was seen to turn goes to the middle between its two signs.
    ///
    /// @param score the derivative of the log-likelihood by tau², times 2
    /// @param information its expected slope
    double scored(ToDoubleFunction<WeightedFit> score, ToDoubleFunction<WeightedFit> information,
            DoubleUnaryOperator logLikelihood) {
        double nothing = 1e-12 * Arrays.stream(v).min().orElseThrow();
        double tau2 = Math.max(0, hedges());
        double lastScore = Double.NaN;
        double lastChange = Double.POSITIVE_INFINITY;
        double rising = 0;
        double falling = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_STEPS; i++) {
            WeightedFit fit = fit(tau2);
            double now = score.applyAsDouble(fit);
            if (now > 0) {
                rising = Math.max(rising, tau2);
            } else {
                falling = Math.min(falling, tau2);
            }
            double change = now / information.applyAsDouble(fit);
            double slope = (now - lastScore) / lastChange;
            if (slope < 0 && Math.abs(change) < 0.1 * tau2) {
                change = Math.clamp(-now / slope, -0.2 * tau2, 0.2 * tau2);
            }
            while (tau2 + change < 0) {
                change /= 2;
            }
            boolean beyond = tau2 + change < rising || tau2 + change > falling;
            if (beyond && rising < falling && falling < Double.POSITIVE_INFINITY) {
                change = (rising + falling) / 2 - tau2;
            }
            tau2 += change;
            double size = Math.abs(change);
            if (tau2 < nothing || size == 0
                    || (size >= Math.abs(lastChange) && size < 1e-10 * tau2)) {
                break;
            }
            lastScore = now;
            lastChange = change;
        }
        return tau2 < nothing
                        || logLikelihood.applyAsDouble(0) > logLikelihood.applyAsDouble(tau2)
                ? 0
                : tau2;
    }

    double logLikelihood(double tau2) {
        double sum = fit(tau2).squares();
        for (double one : v) {
            sum += Math.log(2 * Math.PI * (one + tau2));
        }
        return -sum / 2;
    }

    double restrictedLogLikelihood(double tau2) {
        return logLikelihood(tau2) - fit(tau2).logDeterminant() / 2;
    }
}
