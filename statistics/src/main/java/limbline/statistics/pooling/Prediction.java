package limbline.statistics.pooling;

import limbline.statistics.Normal;
import limbline.statistics.StudentT;

/// The convention of a prediction interval: estimate ± quantile times the root of tau² + se², the
/// range in which the true effect of one more such study is expected.
public enum Prediction {

    /// Normal quantile: metafor's default.
    NORMAL {
        @Override
        double quantile(double tail, int studies) {
            return Normal.upperQuantile(tail);
        }
    },

    /// Student's t with k - 1 degrees of freedom: metafor with `test = "knha"`, and meta since 8.0.
    T_K_MINUS_1 {
        @Override
        double quantile(double tail, int studies) {
            return t(tail, studies - 1);
        }
    },

    /// Student's t with k - 2 degrees of freedom: J. P. T. Higgins, S. G. Thompson, D. J.
    /// Spiegelhalter, J. R. Stat. Soc. A 172 (2009), doi:10.1111/j.1467-985X.2008.00552.x; meta
    /// with `method.predict = "HTS"`. It needs three studies.
    T_K_MINUS_2 {
        @Override
        double quantile(double tail, int studies) {
            return t(tail, studies - 2);
        }
    };

    /// Not a number where the studies are too few.
    abstract double quantile(double tail, int studies);

    private static double t(double tail, int freedom) {
        return freedom < 1 ? Double.NaN : new StudentT(freedom).upperQuantile(tail);
    }
}
