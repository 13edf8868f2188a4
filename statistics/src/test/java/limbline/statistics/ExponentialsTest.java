package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/// [Exponentials] beside `StrictMath`, whose own error is below 1 unit in the last place.
class ExponentialsTest {

    private static final long SEED = 20261125;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    void exponentialsAreRightToTwoUnitsInTheLastPlace() {
        assertExponentials(() -> random.nextGaussian(0, 3));
        assertExponentials(() -> random.nextGaussian(0, 1e-6));
        assertExponentials(() -> random.nextDouble(-708, 709));
    }

    @Test
    void logarithmsAreRightToTwoUnitsInTheLastPlace() {
        assertLogarithms(random::nextDouble);
        assertLogarithms(() -> 1 + random.nextGaussian(0, 1e-7));
        assertLogarithms(() -> StrictMath.exp(random.nextDouble(-700, 700)));
    }

    @Test
    void exponentialsBeyondTheNormalNumbersAreZeroOrInfinite() {
        double[] x = {-709, -746, -1e9, 710, 1e9, Double.NaN, 0, -0.0};
        Exponentials.exp(x, new double[x.length], x.length);
        assertThat(x).containsExactly(0, 0, 0, Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY, Double.NaN, 1, 1);
    }

    private static void assertExponentials(DoubleSupplier draw) {
        double[] x = DoubleStream.generate(draw).limit(20_000).toArray();
        double[] found = x.clone();
        Exponentials.exp(found, new double[x.length], x.length);
        assertWithinTwoUnits(x, found, StrictMath::exp);
    }

    private static void assertLogarithms(DoubleSupplier draw) {
        double[] x = DoubleStream.generate(draw).limit(20_000).toArray();
        double[] found = x.clone();
        Exponentials.log(found, new double[x.length], x.length);
        assertWithinTwoUnits(x, found, StrictMath::log);
    }

    private static void assertWithinTwoUnits(
            double[] x, double[] found, DoubleUnaryOperator exact) {
        for (int i = 0; i < x.length; i++) {
            double expected = exact.applyAsDouble(x[i]);
            assertThat(found[i]).as("of %s, seed %s", x[i], SEED)
                    .isCloseTo(expected, within(2 * Math.ulp(expected)));
        }
    }
}
