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

    /// So small a share of what was taken from it is what rounding leaves of nothing.
    private static final double ROUNDING = 1e-13;

    /// The same, with an information of 0 about each covariate that is constant among those at risk,
    /// whatever rounding has left of it.
    ///
    /// @param taken from the diagonal of the information
    Likelihood withoutRounding(double[] taken) {
        for (int j = 0; j < taken.length; j++) {
            int diagonal = j * (j + 3) / 2;
            if (information[diagonal] <= ROUNDING * taken[j]) {
                information[diagonal] = 0;
            }
        }
        return this;
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
