package limbline.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The search for a maximum, on functions whose maximum is known, and the matrices it steps by.
class NewtonTest {

    /// -(b - 3)² / 2 · 4, which one step solves.
    @Test
    void aParabolaIsSolvedByOneStep() {
        Newton fit = Newton.fit(b -> likelihood(-2 * (b[0] - 3) * (b[0] - 3), 4 * (3 - b[0]), 4),
                List.of("x"), false);

        assertThat(fit.coefficients()).containsExactly(3);
        assertThat(fit.iterations()).isEqualTo(1);
        assertThat(fit.nullLogLikelihood()).isEqualTo(-18);
        assertThat(fit.scoreTest()).isEqualTo(36);
    }

    /// -log cosh(b - 2): Newton's steps from 0 would leap away from it, ever farther.
    @Test
    void aStepTooFarIsHalved() {
        Newton fit = Newton.fit(b -> {
            double slope = Math.tanh(2 - b[0]);
            return likelihood(-Math.log(Math.cosh(b[0] - 2)), slope, 1 - slope * slope);
        }, List.of("x"), false);

        assertThat(fit.coefficients()[0]).isCloseTo(2, within(1e-9));
    }

    @Test
    void whatNeverArrivesIsToldWithTheLastCoefficients() {
        assertThatExceptionOfType(NotEstimable.class)
                .isThrownBy(() -> Newton.fit(b -> likelihood(b[0], 1, 1), List.of("x"), false))
                .withMessage("the fit has not converged after 60 iterations; the last coefficients"
                        + " are x 60.00. Look for a covariate with extreme values, or scale it.");
        assertThatExceptionOfType(NotEstimable.class)
                .isThrownBy(() -> Newton.fit(
                        b -> new Likelihood(b[0], new double[] {1, 0.5}, new double[] {1, 0, 1}),
                        List.of("x", "y"), true))
                .withMessageContaining("after 20 iterations; the last coefficients are x 20.00, y 10.00.");
    }

    @Test
    void sumsThatNoNumberHoldsAreRefused() {
        assertThatExceptionOfType(NotEstimable.class)
                .isThrownBy(() -> Newton.fit(
                        b -> likelihood(Double.NaN, 1, 1), List.of("x"), false))
                .withMessage("the likelihood of no effect is no number: weights or offsets lie too"
                        + " far apart");
        assertThatExceptionOfType(NotEstimable.class)
                .isThrownBy(() -> Newton.fit(b -> new Likelihood(0, new double[2],
                        new double[] {1, 0, Double.POSITIVE_INFINITY}), List.of("x", "y"), false))
                .withMessage("the coefficient of y cannot be estimated: the squares of its values"
                        + " are beyond all numbers. Scale it.");
    }

    /// Flat, and each step a millionth: that is rounding, and no coefficient without bound.
    @Test
    void smallStepsOnFlatGroundAreNotCalledEndless() {
        assertThatExceptionOfType(NotEstimable.class)
                .isThrownBy(() -> Newton.fit(b -> likelihood(-5, 1e-6, 1), List.of("x"), false))
                .withMessageStartingWith("the fit has not converged");
        assertThatExceptionOfType(NotEstimable.class)
                .isThrownBy(() -> Newton.fit(b -> likelihood(-5, -1e-2, 1), List.of("x"), false))
                .withMessageStartingWith("the coefficient of x (-0.1 and falling) has no bound");
    }

    /// 0 if it is no more than 1e-13 of what was taken from it, covariate by covariate.
    @Test
    void anInformationOfRoundingIsNone() {
        Likelihood sums = new Likelihood(0, new double[3],
                new double[] {2, 9, 1e-13, 9, 9, 1.1e-13}).withoutRounding(new double[] {1, 1, 1});

        assertThat(sums.information()).containsExactly(2, 9, 0, 9, 9, 1.1e-13);
    }

    @Test
    void anInverseIsSymmetricToTheLastBit() {
        RandomGenerator random = Cohort.random(20261126);
        for (int round = 0; round < 50; round++) {
            double[][] factor = new double[5][5];
            for (double[] row : factor) {
                for (int j = 0; j < 5; j++) {
                    row[j] = random.nextGaussian();
                }
            }
            double[][] square = Symmetric.product(factor, transposed(factor));
            double[][] inverse = Symmetric.of(square).inverse();
            double[][] identity = Symmetric.product(square, inverse);
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 5; j++) {
                    assertThat(inverse[i][j]).isEqualTo(inverse[j][i]);
                    assertThat(identity[i][j]).isCloseTo(i == j ? 1 : 0, within(1e-6));
                }
            }
        }
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] turned = new double[5][5];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                turned[i][j] = matrix[j][i];
            }
        }
        return turned;
    }

    private static Likelihood likelihood(double value, double score, double information) {
        return new Likelihood(value, new double[] {score}, new double[] {information});
    }
}
