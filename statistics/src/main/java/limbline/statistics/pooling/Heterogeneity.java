package limbline.statistics.pooling;

import java.util.List;
import limbline.statistics.Check;
import limbline.statistics.ChiSquared;
import limbline.statistics.Interval;
import limbline.statistics.Normal;

/// How much studies differ beyond chance: Cochran's Q with the test-based limits of H and I², and
/// the limits of tau² that Q itself gives. None of it depends on an estimator of tau².
///
/// Q = Σ (y - mu)²/v around the common effect, H² = Q/(k - 1), I² = 1 - 1/H². Limits of log H: ± z
/// times (log Q - log(k - 1)) / (2 (√(2Q) - √(2k - 3))) if Q > k, otherwise √((1 - 1/(3 (k - 2)²))
/// / (2 (k - 2))). J. P. T. Higgins, S. G. Thompson, Statist. Med. 21 (2002), doi:10.1002/sim.1186.
///
/// @param studies k, at least 2
/// @param q Cochran's
/// @param level of all limits
/// @param typicalVariance of a study's estimate, see [Pooled]
/// @param tau2 its limits by the Q profile: where the weighted squares are the chi-squared
///     quantiles with k - 1 degrees of freedom. W. Viechtbauer, Statist. Med. 26 (2007),
///     doi:10.1002/sim.2514
public record Heterogeneity(
        int studies, double q, double level, double typicalVariance, Interval tau2) {

    /// @param effects at least two
    /// @param level of the limits, such as 0.95
    public static Heterogeneity of(List<Effect> effects, double level) {
        Check.that(effects.size() >= 2, "heterogeneity needs two studies; there is %d",
                effects.size());
        Check.that(level > 0 && level < 1, "confidence level %s not between 0 and 1", level);
        MixedModel model = MixedModel.of(effects);
        WeightedFit common = model.fit(0);
        ChiSquared reference = new ChiSquared(model.freedom());
        double tail = (1 - level) / 2;
        Interval tau2 = new Interval(
                model.tau2WithSquares(reference.upperQuantile(tail)),
                model.tau2WithSquares(reference.quantile(tail)));
        return new Heterogeneity(effects.size(), common.squares(), level,
                model.freedom() / common.trace(model.ones()), tau2);
    }

    /// Of Q: studies less 1.
    public int freedom() {
        return studies - 1;
    }

    /// The p-value of Q.
    public double p() {
        return new ChiSquared(freedom()).upper(q);
    }

    /// √(Q / (k - 1)); below 1 where the studies agree better than chance would have it.
    public double h() {
        return Math.sqrt(q / freedom());
    }

    /// Standard error of log H; not a number with two studies unless Q > 2.
    public double logHError() {
        if (q > studies) {
            return 0.5 * (Math.log(q) - Math.log(freedom()))
                    / (Math.sqrt(2 * q) - Math.sqrt(2.0 * studies - 3));
        }
        double rest = studies - 2;
        return rest == 0
                ? Double.NaN
                : Math.sqrt((1 - 1 / (3 * rest * rest)) / (2 * rest));
    }

    /// Not cut off at 1, so that it can be computed on.
    public Interval hLimits() {
        double half = Normal.upperQuantile((1 - level) / 2) * logHError();
        return new Interval(h() * Math.exp(-half), h() * Math.exp(half));
    }

    /// I², 0 to 1.
    public double i2() {
        return i2(h());
    }

    /// From [#hLimits], cut off at 0.
    public Interval i2Limits() {
        return new Interval(i2(hLimits().lower()), i2(hLimits().upper()));
    }

    /// I² at the limits of tau²: metafor's `confint`.
    public Interval i2ByProfile() {
        return new Interval(tau2.lower() / (tau2.lower() + typicalVariance),
                tau2.upper() / (tau2.upper() + typicalVariance));
    }

    private static double i2(double h) {
        return Math.max(0, 1 - 1 / (h * h));
    }
}
