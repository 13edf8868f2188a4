package limbline.theatre;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From a calculated mass to what can be drawn up.
class DoseLineTest {

    private static final long SEED = 20261125;

    @ParameterizedTest(name = "{0} mg in steps of {1} under {2} is {3}")
    @CsvSource({
        "51.2, 0.5, 90, 51",
        "51.24, 0.5, 90, 51",
        "51.25, 0.5, 90, 51", // as near to either: the lesser
        "51.26, 0.5, 90, 51.5",
        "90, 0.5, 90, 90",
        "89.9, 4, 90, 88", // 92 would be nearer, and above the cap
        "0.1, 0.5, 90, 0",
        "3.5, 0.1, 90, 3.5"
    })
    void theNearestStepThatIsNotAboveTheCap(
            BigDecimal mass, BigDecimal step, BigDecimal cap, BigDecimal drawn) {
        assertThat(DoseLine.inSteps(mass, step, Optional.of(cap))).isEqualByComparingTo(drawn);
    }

    @Test
    void whateverMassIsRoundedItIsWholeStepsNeverAboveTheCapAndNearby() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal step = BigDecimal.valueOf(random.nextInt(1, 400), 2);
            BigDecimal cap = BigDecimal.valueOf(random.nextInt(1, 20_000), 2);
            BigDecimal mass = BigDecimal.valueOf(random.nextInt(1, 2_000_000), 4).min(cap);
            BigDecimal drawn = DoseLine.inSteps(mass, step, Optional.of(cap));
            String case_ = "%s in %s under %s, seed %s".formatted(mass, step, cap, SEED);

            assertThat(drawn).as(case_).isLessThanOrEqualTo(cap);
            assertThat(drawn.remainder(step)).as(case_).isEqualByComparingTo("0");
            assertThat(drawn.subtract(mass).abs()).as(case_).isLessThan(step);
            if (drawn.compareTo(mass) > 0) {
                assertThat(drawn.subtract(mass).multiply(BigDecimal.TWO)).as(case_)
                        .isLessThan(step);
            }
        }
    }
}
