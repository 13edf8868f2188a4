package limbline.app.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers in a figure are those of decimal arithmetic, however fast they are written.
class SvgTest {

    @ParameterizedTest
    @CsvSource({"0,0", "-0.004,0", "0.005,0", "0.015,0.02", "1.005,1", "1.015,1.02", "-0.05,-0.05",
        "-1.5,-1.5", "12.30,12.3", "7,7", "-7.25,-7.25", "999999.999,1000000", "1e6,1000000",
        "12345678.905,12345678.9", "0.994999,0.99", "0.1,0.1", "100,100"})
    void aNumberHasAtMostTwoDecimals(double value, String written) {
        assertThat(Svg.number(value)).isEqualTo(written);
    }

    @Test
    void anyNumberIsWrittenAsItsDecimalsRoundHalfEven() {
        long seed = 20_261_125;
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 200_000; i++) {
            double value = switch (i % 4) {
                case 0 -> random.nextInt(-2_000_000, 2_000_000) / 1000.0; // many end in half a step
                case 1 -> random.nextDouble(-1100, 1100);
                case 2 -> random.nextInt(-2_000_000, 2_000_000) / 1000.0 * (1 + Math.ulp(1.0));
                default -> random.nextDouble(-2e6, 2e6);
            };
            BigDecimal plain = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
            assertThat(Svg.number(value)).as("%s, seed %s", value, seed)
                    .isEqualTo(plain.signum() == 0 ? "0" : plain.toPlainString());
        }
    }
}
