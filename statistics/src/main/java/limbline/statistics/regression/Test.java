package limbline.statistics.regression;

import limbline.statistics.ChiSquared;

/// A test by a statistic that is chi-squared if nothing matters.
///
/// @param degrees of freedom
public record Test(double chiSquared, int degrees) {

    public double p() {
        return new ChiSquared(degrees).upper(chiSquared);
    }
}
