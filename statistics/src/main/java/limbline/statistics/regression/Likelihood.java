package limbline.statistics.regression;

import limbline.statistics.Check;

/// What one step of Newton's method needs to know of any number of rows: the log likelihood at some
/// coefficients, its slope and its curvature. Parts whose risk sets are apart, such as strata that
/// lie in different hospitals, add up.
///
/// @param score the derivatives of the log likelihood
/// @param information the negative second derivatives: rows of the lower triangle, one after the
///     other
@SuppressWarnings("ArrayRecordComponent") // sums of one step; compared by nobody
public record Likelihood(double logLikelihood, double[] score, double[] information) {

    public Likelihood {
        Check.that(information.length == score.length * (score.length + 1) / 2,
                "an information of %s numbers does not fit a score of %s", information.length,
                score.length);
    }

    static Likelihood nothing(int size) {
        return new Likelihood(0, new double[size], new double[size * (size + 1) / 2]);
    }

    /// The sums over the rows of both.
    public Likelihood merge(Likelihood other) {
        Check.that(score.length == other.score.length,
                "sums over %s covariates do not add to sums over %s", other.score.length,
                score.length);
        return new Likelihood(logLikelihood + other.logLikelihood, sum(score, other.score),
                sum(information, other.information));
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }
}
