package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Limits of a proportion against closed forms, printed examples, their own symmetry and their
/// definition. Against R: the reference cases.
class ProportionIntervalTest {

    private static final long SEED = 20261123;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    /// Newcombe 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8<857), Table I, rows 81/263, 15/148,
    /// 0/20 and 1/29, as printed to four places.
    @Test
    void agreesWithTheExamplesOfNewcombe() {
        printed(ProportionInterval.WILSON, 81, 263, 0.2553, 0.3662);
        printed(ProportionInterval.WILSON, 15, 148, 0.0624, 0.1605);
        printed(ProportionInterval.WILSON, 0, 20, 0.0000, 0.1611);
        printed(ProportionInterval.WILSON, 1, 29, 0.0061, 0.1718);
        printed(ProportionInterval.WILSON_CORRECTED, 81, 263, 0.2535, 0.3682);
        printed(ProportionInterval.WILSON_CORRECTED, 15, 148, 0.0598, 0.1644);
        printed(ProportionInterval.WILSON_CORRECTED, 0, 20, 0.0000, 0.2005);
        printed(ProportionInterval.WILSON_CORRECTED, 1, 29, 0.0018, 0.1963);
        printed(ProportionInterval.CLOPPER_PEARSON, 81, 263, 0.2527, 0.3676);
        printed(ProportionInterval.CLOPPER_PEARSON, 15, 148, 0.0578, 0.1617);
        printed(ProportionInterval.CLOPPER_PEARSON, 0, 20, 0.0000, 0.1684);
        printed(ProportionInterval.CLOPPER_PEARSON, 1, 29, 0.0009, 0.1776);
        printed(ProportionInterval.MID_P, 81, 263, 0.2544, 0.3658);
        printed(ProportionInterval.MID_P, 15, 148, 0.0601, 0.1581);
        printed(ProportionInterval.MID_P, 0, 20, 0.0000, 0.1391);
        printed(ProportionInterval.MID_P, 1, 29, 0.0017, 0.1585);
    }

    @Test
    void noEventHasTheUpperLimitOfTheClosedForm() {
        // Clopper-Pearson solves (1 - p)^n = α/2, the mid-p half of it = α/2, so (1 - p)^n = α.
        assertThat(ProportionInterval.CLOPPER_PEARSON.of(0, 10, 0.95).upper())
                .isEqualTo(1 - Math.pow(0.025, 0.1), within(1e-15));
        assertThat(ProportionInterval.MID_P.of(0, 10, 0.95).upper())
                .isEqualTo(1 - Math.pow(0.05, 0.1), within(1e-15));
    }

    @Test
    void oneOfOneIsWhatCanBeDoneByHand() {
        // Blaker: the degree of p is p + 0 as long as the other tail, 1 - p, is larger.
        assertThat(ProportionInterval.BLAKER.of(1, 1, 0.95).lower())
                .isEqualTo(0.05, within(1e-15));
        assertThat(ProportionInterval.CLOPPER_PEARSON.of(1, 1, 0.95).lower())
                .isEqualTo(0.025, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void eventsAndNonEventsMirrorEachOther(ProportionInterval method) {
        for (int i = 0; i < 200; i++) {
            int n = random.nextInt(1, 400);
            int x = random.nextInt(0, n + 1);
            double level = random.nextDouble(0.5, 0.999);
            Interval one = method.of(x, n, level);
            Interval other = method.of(n - x, n, level);

            assertThat(one.lower()).as("%d of %d at %s, seed %d", x, n, level, SEED)
                    .isEqualTo(1 - other.upper(), within(1e-14));
        }
    }

    @Test
    void blakerHoldsWhatItsTestDoesNotRejectAndLiesInsideClopperPearson() {
        for (int i = 0; i < 300; i++) {
            int n = random.nextInt(1, 60);
            int x = random.nextInt(0, n + 1);
            double level = random.nextDouble(0.6, 0.995);
            Interval blaker = ProportionInterval.BLAKER.of(x, n, level);
            Interval exact = ProportionInterval.CLOPPER_PEARSON.of(x, n, level);
            String asked = "%d of %d at %s, seed %d".formatted(x, n, level, SEED);

            assertThat(blaker.lower()).as(asked).isGreaterThanOrEqualTo(exact.lower());
            assertThat(blaker.upper()).as(asked).isLessThanOrEqualTo(exact.upper());
            for (int j = 0; j < 50; j++) {
                double p = random.nextDouble();
                if (acceptable(x, n, p) > 1 - level) {
                    assertThat(blaker.contains(p)).as(asked + ", p " + p).isTrue();
                }
            }
            if (x > 0) {
                assertThat(acceptable(x, n, blaker.lower() * (1 + 1e-9)))
                        .as(asked).isGreaterThanOrEqualTo((1 - level) * (1 - 1e-6));
            }
        }
    }

    /// The exact methods cover at least their level for every p; Wald does not come near.
    @Test
    void exactMethodsCoverTheirLevel() {
        int n = 17;
        for (int i = 1; i < 100; i++) {
            double p = i / 100.0;
            assertThat(coverage(ProportionInterval.CLOPPER_PEARSON, n, p))
                    .as("p %s", p).isGreaterThanOrEqualTo(0.9);
            assertThat(coverage(ProportionInterval.BLAKER, n, p))
                    .as("p %s", p).isGreaterThanOrEqualTo(0.9);
        }
        assertThat(coverage(ProportionInterval.WALD, n, 0.03)).isLessThan(0.5);
    }

    @Test
    void theTwoCorrectionsOfWilsonDifferOnlyAtOneHalf() {
        for (int n = 1; n < 40; n++) {
            for (int x = 0; x <= n; x++) {
                assertThat(ProportionInterval.WILSON_CORRECTED.of(x, n, 0.95)
                        .equals(ProportionInterval.WILSON_CORRECTED_AS_R.of(x, n, 0.95)))
                        .as("%d of %d", x, n)
                        .isEqualTo(2 * x != n);
            }
        }
    }

    @Test
    void refusesWithTheValueAndTheRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProportionInterval.WILSON.of(11, 10, 0.95))
                .withMessage("events 11 not in [0, 10]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProportionInterval.WILSON.of(-1, 10, 0.95))
                .withMessage("events -1 not in [0, 10]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProportionInterval.BLAKER.of(0, 0, 0.95))
                .withMessage("trials 0 not in [1, 100000000]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProportionInterval.BLAKER.of(1, 2, 95))
                .withMessage("confidence level 95.0 not between 0 and 1");
    }

    @ParameterizedTest
    @EnumSource
    void levelsFromNearZeroToNearOneAreAnswered(ProportionInterval method) {
        for (int n = 1; n < 30; n++) {
            for (int x = 0; x <= n; x++) {
                for (double level : new double[] {0.001, 0.05, 0.5, 0.999999, 1 - 1e-12}) {
                    Interval limits = method.of(x, n, level);
                    assertThat(limits.lower()).as("%d of %d at %s", x, n, level)
                            .isLessThanOrEqualTo(limits.upper());
                }
            }
        }
    }

    @Test
    void aHundredMillionTrialsAreAnswered() {
        Interval exact = ProportionInterval.CLOPPER_PEARSON.of(20_000_000, 100_000_000, 0.95);
        Interval blaker = ProportionInterval.BLAKER.of(20_000_000, 100_000_000, 0.95);

        assertThat(exact.lower()).isEqualTo(0.2 - 1.959964 * 4e-5, within(1e-8));
        assertThat(blaker.lower()).isBetween(exact.lower(), exact.lower() + 1e-8);
    }

    @Test
    void theTwoSidedTestAddsWhatIsAsUnlikely() {
        for (int i = 0; i < 300; i++) {
            int n = random.nextInt(1, 80);
            int x = random.nextInt(0, n + 1);
            double p = random.nextBoolean() ? random.nextDouble() : 0.5;
            Binomial binomial = new Binomial(n, p);
            double sum = 0;
            for (int k = 0; k <= n; k++) {
                sum += binomial.at(k) <= binomial.at(x) * (1 + 1e-7) ? binomial.at(k) : 0;
            }
            assertThat(new BinomialTest(x, n, p).twoSided())
                    .as("%d of %d, p %s, seed %d", x, n, p, SEED)
                    .isEqualTo(sum, within(1e-13));
        }
    }

    /// 5 of 5 at one half has probability 1/32, as has 0 of 5: at 2/32 Blaker's lower limit is
    /// Clopper and Pearson's, and is one half.
    @Test
    void whereBothTailsAreAlikeTheLimitsAreClopperAndPearsons() {
        assertThat(ProportionInterval.BLAKER.of(5, 5, 15 / 16.0).lower())
                .isEqualTo(0.5, within(1e-15));
    }

    @Test
    void aTestOfWhatIsNoCountOrNoProbabilityIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BinomialTest(0, 0, 0.5))
                .withMessage("trials 0 not in [1, 100000000]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BinomialTest(0, 100_000_001, 0.5))
                .withMessage("trials 100000001 not in [1, 100000000]");
        assertThatIllegalArgumentException().isThrownBy(() -> new BinomialTest(3, 2, 0.5))
                .withMessage("events 3 not in [0, 2]");
        assertThatIllegalArgumentException().isThrownBy(() -> new BinomialTest(-1, 2, 0.5))
                .withMessage("events -1 not in [0, 2]");
        assertThatIllegalArgumentException().isThrownBy(() -> new BinomialTest(1, 2, 1.5))
                .withMessage("the hypothesis 1.5 is not in [0, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> new BinomialTest(1, 2, -0.5))
                .withMessage("the hypothesis -0.5 is not in [0, 1]");
        assertThat(new BinomialTest(0, 1, 0).twoSided()).isEqualTo(1);
        assertThat(new BinomialTest(1, 1, 1).twoSided()).isEqualTo(1);
        assertThat(new BinomialTest(0, 100_000_000, 1e-8).less())
                .isEqualTo(Math.exp(-1), within(1e-8));
    }

    private static void printed(
            ProportionInterval method, int x, int n, double lower, double upper) {
        Interval interval = method.of(x, n, 0.95);
        assertThat(interval.lower()).as("%s %d/%d", method, x, n).isEqualTo(lower, within(5.1e-5));
        assertThat(interval.upper()).as("%s %d/%d", method, x, n).isEqualTo(upper, within(5.1e-5));
    }

    /// Blaker's degree from its definition, term by term.
    private static double acceptable(int x, int n, double p) {
        Binomial binomial = new Binomial(n, p);
        double above = binomial.upper(x - 1);
        double below = binomial.lower(x);
        double least = Math.min(above, below);
        double other = 0;
        for (int k = 0; k <= n; k++) {
            double tail = above < below ? binomial.lower(k) : binomial.upper(k - 1);
            other = tail <= least ? Math.max(other, tail) : other;
        }
        return Math.min(1, least + other);
    }

    private static double coverage(ProportionInterval method, int n, double p) {
        double sum = 0;
        for (int x = 0; x <= n; x++) {
            sum += method.of(x, n, 0.9).contains(p) ? new Binomial(n, p).at(x) : 0;
        }
        return sum;
    }
}
