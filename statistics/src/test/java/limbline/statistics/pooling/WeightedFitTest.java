package limbline.statistics.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Small fits whose matrices are worked by hand.
class WeightedFitTest {

    private static final double[][] X = {{1, 1, 1}, {1, 2, 4}, {1, 0, 2}};
    private static final double[] W = {1, 2, 3};

    /// X'WX is (6 17 7, 17 57 25, 7 25 13): its determinant is 96, that of its first two rows and
    /// columns 53.
    @Test
    void theDeterminantIsThatByHand() {
        assertThat(fit(1).logDeterminant()).isEqualTo(Math.log(6), within(1e-15));
        assertThat(fit(2).logDeterminant()).isEqualTo(Math.log(53), within(1e-14));
        assertThat(fit(3).logDeterminant()).isEqualTo(Math.log(96), within(1e-13));
    }

    /// Its inverse's diagonal: the minors 57·13 - 25² = 116, 6·13 - 7² = 29 and 53, over 96.
    @Test
    void theCovarianceIsTheInverseByHand() {
        WeightedFit fit = fit(3);

        assertThat(fit.covariance(0, 0)).isEqualTo(116 / 96.0, within(1e-13));
        assertThat(fit.covariance(1, 1)).isEqualTo(29 / 96.0, within(1e-13));
        assertThat(fit.covariance(2, 2)).isEqualTo(53 / 96.0, within(1e-13));
        assertThat(fit.squares()).as("three columns through three points")
                .isEqualTo(0, within(1e-20));
    }

    private static WeightedFit fit(int columns) {
        return new WeightedFit(new double[] {1, 3, 2}, java.util.Arrays.copyOf(X, columns), W);
    }
}
