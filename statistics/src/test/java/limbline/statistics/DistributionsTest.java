package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// The distribution functions against R, against 60-digit arithmetic, against closed forms and
/// against themselves.
class DistributionsTest {

    private static final long SEED = 20261123;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    /// R's own tails are good to about 1e-13 where they are deep, and some of its quantiles stop
    /// at 5e-14; hence the tolerance.
    @Test
    void agreeWithR() {
        for (Value value : values("distributions-r.csv")) {
            assertThat(value.relativeError()).as(value.line()).isLessThan(2e-13);
        }
    }

    @Test
    void agreeWithSixtyDigitsAlsoInDeepTails() {
        for (Value value : values("distributions-exact.csv")) {
            assertThat(value.relativeError()).as(value.line()).isLessThan(1e-14);
        }
    }

    /// Within a few units in the last place.
    @Test
    void tailsAreTheClosedFormsWhereThereAreSome() {
        assertThat(new ChiSquared(2).upper(1000)).isEqualTo(Math.exp(-500), within(1e-231));
        assertThat(new ChiSquared(4).upper(3)).isEqualTo(Math.exp(-1.5) * 2.5, within(1e-15));
        assertThat(new ChiSquared(1).upper(1.96 * 1.96))
                .isEqualTo(Normal.twoSided(1.96), within(1e-15));
        assertThat(new StudentT(1).upper(1)).isEqualTo(0.25, within(1e-15));
        assertThat(new StudentT(2).upper(Math.sqrt(2)))
                .isEqualTo(0.5 - 0.5 * Math.sqrt(0.5), within(1e-15));
        assertThat(new Beta(1, 5).upper(0.3)).isEqualTo(Math.pow(0.7, 5), within(1e-15));
        assertThat(new Beta(0.5, 0.5).lower(0.75)).isEqualTo(2.0 / 3, within(1e-15));
        assertThat(new FisherF(2, 4).upper(3)).isEqualTo(4.0 / 25, within(1e-15));
        assertThat(new Binomial(3, 0.5).lower(1)).isEqualTo(0.5, within(1e-15));
        assertThat(Gamma.log(0.5)).isEqualTo(Math.log(Math.sqrt(Math.PI)), within(1e-15));
    }

    @Test
    void quantilesInvertTails() {
        for (int i = 0; i < 300; i++) {
            double p = random.nextDouble(1e-6, 1);
            double degrees = random.nextInt(1, 200);
            String asked = "p %s, %s degrees, seed %d".formatted(p, degrees, SEED);

            assertThat(Normal.lower(Normal.quantile(p))).as(asked).isEqualTo(p, within(1e-14));
            assertThat(new ChiSquared(degrees).lower(new ChiSquared(degrees).quantile(p)))
                    .as(asked).isEqualTo(p, within(3e-14));
            assertThat(new StudentT(degrees).upper(new StudentT(degrees).upperQuantile(p)))
                    .as(asked).isEqualTo(p, within(1e-14));
            Beta beta = new Beta(degrees / 7, 3.5);
            assertThat(beta.lower(beta.quantile(p))).as(asked).isEqualTo(p, within(1e-14));
            assertThat(beta.upper(beta.upperQuantile(p))).as(asked).isEqualTo(p, within(1e-14));
        }
    }

    /// By closed forms: with 2 degrees of freedom chi-squared is an exponential distribution, and
    /// a beta distribution with a 1 is a power.
    @Test
    void quantilesDeepInATailAreRightToTheLastDigits() {
        for (double p : new double[] {1e-100, 1e-20, 1e-3, 0.3}) {
            near(new ChiSquared(2).quantile(p), -2 * Math.log1p(-p));
            near(new ChiSquared(2).upperQuantile(p), -2 * Math.log(p));
            near(new Beta(1, 1).quantile(p), p);
            near(new Beta(3, 1).quantile(p * p * p), p);
            near(new Beta(1, 5).quantile(p), -Math.expm1(Math.log1p(-p) / 5));
            near(new Beta(1, 3).upperQuantile(p * p * p), 1 - p);
        }
    }

    private static void near(double found, double expected) {
        assertThat(found / expected).as("%s, not %s", found, expected)
                .isEqualTo(1, within(2e-15));
    }

    /// By closed forms.
    @Test
    void densitiesAreTheSlopesOfTheTails() {
        assertThat(new ChiSquared(2).density(3))
                .isEqualTo(0.5 * Math.exp(-1.5), within(1e-16));
        assertThat(new ChiSquared(4).density(3))
                .isEqualTo(0.75 * Math.exp(-1.5), within(1e-16));
        assertThat(new ChiSquared(4).density(0)).isZero();
        assertThat(new ChiSquared(4).density(-1)).isZero();
        assertThat(new Beta(2, 3).density(0.3)).isEqualTo(12 * 0.3 * 0.49, within(1e-15));
        assertThat(new Beta(2, 3).density(0)).isZero();
        assertThat(new Beta(2, 3).density(-0.5)).isZero();
        assertThat(new Beta(2, 3).density(1)).isZero();
        assertThat(new Beta(2, 3).density(1.5)).isZero();
        assertThat(new StudentT(1).density(2)).isEqualTo(1 / (5 * Math.PI), within(1e-16));
        assertThat(new StudentT(Double.POSITIVE_INFINITY).density(1))
                .isEqualTo(Math.exp(-0.5) / Math.sqrt(2 * Math.PI), within(1e-16));
    }

    /// 120 · 0.2³ · 0.8⁷ of ten trials have three events.
    @Test
    void logarithmsOfBinomialProbabilitiesReachBelowTheSmallestDouble() {
        assertThat(new Binomial(10, 0.2).logAt(3))
                .isEqualTo(Math.log(120 * 0.008 * Math.pow(0.8, 7)), within(1e-14));
        assertThat(new Binomial(2000, 0.5).logAt(2000))
                .isEqualTo(-2000 * Math.log(2), within(1e-11));
        assertThat(new Binomial(10, 0.2).logAt(11)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(new Binomial(10, 0.2).logAt(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(new Binomial(0, 0.2).lower(0)).isEqualTo(1);
        assertThat(new Binomial(0, 0.2).upper(0)).isZero();
    }

    @Test
    void binomialProbabilitiesAddUpToTheirTails() {
        for (int i = 0; i < 100; i++) {
            Binomial binomial = new Binomial(random.nextInt(1, 60), random.nextDouble());
            double sum = 0;
            for (int events = 0; events <= binomial.trials(); events++) {
                sum += binomial.at(events);
                assertThat(binomial.lower(events)).as("%s, %d events, seed %d",
                        binomial, events, SEED).isEqualTo(sum, within(1e-14));
                assertThat(binomial.upper(events)).isEqualTo(1 - sum, within(1e-14));
            }
        }
    }

    @Test
    void endsOfTheRangeAreExact() {
        assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Normal.upper(Double.POSITIVE_INFINITY)).isZero();
        assertThat(Normal.upper(Double.NEGATIVE_INFINITY)).isEqualTo(1);
        assertThat(new ChiSquared(3).upper(0)).isEqualTo(1);
        assertThat(new ChiSquared(3).upper(Double.POSITIVE_INFINITY)).isZero();
        assertThat(new ChiSquared(3).lower(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(new ChiSquared(3).quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(new StudentT(3).quantile(0.5)).isZero();
        assertThat(new StudentT(3).twoSided(0)).isEqualTo(1);
        assertThat(new StudentT(1).upper(1e200)).isEqualTo(1e-200 / Math.PI, within(1e-212));
        assertThat(new StudentT(Double.POSITIVE_INFINITY).quantile(0.975))
                .isEqualTo(Normal.quantile(0.975));
        assertThat(new Beta(2, 3).quantile(0)).isZero();
        assertThat(new Beta(2, 3).quantile(1)).isEqualTo(1);
        assertThat(new FisherF(2, 3).upper(0)).isEqualTo(1);
        assertThat(new ChiSquared(3).upper(Double.NaN)).isNaN();
        assertThat(new StudentT(3).twoSided(Double.NaN)).isNaN();
        assertThat(new Binomial(5, 0).at(0)).isEqualTo(1);
        assertThat(new Binomial(5, 1).at(4)).isZero();
    }

    @Test
    void refuseWhatIsNoProbabilityAndNoParameter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Normal.quantile(1.5))
                .withMessage("a probability of 1.5 is not in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChiSquared(0))
                .withMessage("0.0 degrees of freedom are not above 0 and below 1e9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudentT(Double.NaN))
                .withMessage("NaN degrees of freedom are not above 0 and below 1e9, or infinite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Beta(-1, 2))
                .withMessage("beta parameters -1.0 and 2.0 must be above 0 and below 1e15");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Binomial(-1, 0.5))
                .withMessage("-1 trials are below 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Root.between(1, 2, x -> x))
                .withMessage("no sign change between 1.0 (value 1.0) and 2.0 (value 2.0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Binomial(5, 1.1))
                .withMessage("a probability of 1.1 is not in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Binomial(5, -0.1))
                .withMessage("a probability of -0.1 is not in [0, 1]");
    }

    @Test
    void quantilesOfWhatIsNoProbabilityAreRefused() {
        for (double p : new double[] {-0.1, 1.1, Double.NaN}) {
            for (DoubleUnaryOperator quantile : List.<DoubleUnaryOperator>of(
                    new ChiSquared(3)::quantile, new ChiSquared(3)::upperQuantile,
                    new Beta(2, 3)::quantile, new Beta(2, 3)::upperQuantile,
                    new StudentT(3)::quantile, new StudentT(3)::upperQuantile,
                    Normal::quantile, Normal::upperQuantile)) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> quantile.applyAsDouble(p))
                        .withMessage("a probability of %s is not in [0, 1]", p);
            }
        }
    }

    @Test
    void parametersAreTakenUpToTheirLimits() {
        assertThat(new ChiSquared(Math.nextDown(1e9)).degrees()).isLessThan(1e9);
        assertThat(new StudentT(Math.nextDown(1e9)).degrees()).isLessThan(1e9);
        assertThatIllegalArgumentException().isThrownBy(() -> new ChiSquared(1e9));
        assertThatIllegalArgumentException().isThrownBy(() -> new StudentT(1e9));
        assertThatIllegalArgumentException().isThrownBy(() -> new StudentT(0));
        assertThat(new Beta(Math.nextDown(1e15), 1).a()).isLessThan(1e15);
        for (double outside : new double[] {0, 1e15}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Beta(outside, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> new Beta(1, outside));
        }
        assertThat(new Binomial(0, 0).at(0)).isEqualTo(1);
        assertThat(new FisherF(Math.nextDown(1e9), Math.nextDown(1e9)).upper(0)).isEqualTo(1);
        for (double outside : new double[] {0, 1e9, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new FisherF(outside, 1))
                    .withMessage("%s and 1.0 degrees of freedom are not above 0 and below 1e9",
                            outside);
            assertThatIllegalArgumentException().isThrownBy(() -> new FisherF(1, outside));
        }
        for (double outside : new double[] {0, -1, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Gamma.log(outside))
                    .withMessage("log-gamma is asked at %s; it must be above 0", outside);
        }
    }

    @Test
    void aRootIsFoundToTheLastBit() {
        assertThat(Root.between(0, 2, x -> x * x - 2)).isEqualTo(Math.sqrt(2), within(3e-16));
        assertThat(Root.between(-1, 4, Math::cbrt)).isEqualTo(0, within(1e-100));
        assertThat(Root.positive(1, x -> Math.log(x) + 500))
                .as("found as a logarithm, so 500 units in the last place off at most")
                .isEqualTo(Math.exp(-500), within(500 * 2.3e-16 * Math.exp(-500)));
    }

    /// Halving alone would ask 53 times and more.
    @Test
    void theRootOfASmoothFunctionIsFoundInFewSteps() {
        for (DoubleUnaryOperator function : List.<DoubleUnaryOperator>of(x -> x * x - 2,
                x -> Math.exp(x) - 5, x -> Math.atan(x - 1.3), x -> x * x * x - x - 1)) {
            int[] asked = new int[1];
            double root = Root.between(0, 2, x -> {
                asked[0]++;
                return function.applyAsDouble(x);
            });

            assertThat(function.applyAsDouble(root)).isEqualTo(0, within(2e-15));
            assertThat(asked[0]).isLessThan(14);
        }
        assertThat(Root.between(3, 5, x -> x - 3)).isEqualTo(3);
        assertThat(Root.between(3, 5, x -> x - 5)).isEqualTo(5);
    }

    /// By closed forms, and far out by the tail's power law.
    @Test
    void studentsTailsAndQuantilesHoldHoweverFar() {
        StudentT cauchy = new StudentT(1);
        assertThat(cauchy.lower(1)).isEqualTo(0.75, within(1e-15));
        assertThat(cauchy.lower(-1)).isEqualTo(0.25, within(1e-15));
        assertThat(new StudentT(Double.POSITIVE_INFINITY).twoSided(1.96))
                .isEqualTo(Normal.twoSided(1.96));
        StudentT heavy = new StudentT(0.5);
        assertThat(heavy.upper(1e151) / heavy.upper(1e149)).isEqualTo(0.1, within(1e-12));
        assertThat(heavy.upper(1e149) / heavy.upper(1e147)).isEqualTo(0.1, within(1e-12));
        for (double p : new double[] {1e-100, 1e-20, 1e-3, 0.3}) {
            near(cauchy.upperQuantile(p), 1 / Math.tan(Math.PI * p));
            near(new StudentT(2).upperQuantile(p), (1 - 2 * p) / Math.sqrt(2 * p * (1 - p)));
        }
    }

    /// Also where a double has no room for its digits, or none for twice itself.
    @Test
    void wideLogarithmsReachBothEndsOfTheDoubles() {
        for (double x : new double[] {Double.MIN_VALUE, 1e-320, 1e-310, 1e-300, 0.3, 1, 1.39,
            1.41, 1e300, 1.7e308, Double.MAX_VALUE}) {
            assertThat(Wide.log(x).value()).as("%s", x)
                    .isEqualTo(Math.log(x), within(Math.ulp(Math.log(x))));
        }
        assertThat(Wide.log(0).value()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Wide.log(Double.POSITIVE_INFINITY).value())
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Wide.log(-1).value()).isNaN();
    }

    private record Value(String line, double computed, double expected) {
        double relativeError() {
            return computed == expected ? 0 : Math.abs(computed - expected) / Math.abs(expected);
        }
    }

    private static List<Value> values(String file) {
        var stream =
                Objects.requireNonNull(DistributionsTest.class.getResourceAsStream(file), file);
        try (var reader = new BufferedReader(
                new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(DistributionsTest::value)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }

    private static Value value(String line) {
        String[] cells = line.split(",", -1);
        double a = Double.parseDouble(cells[1]);
        double b = cells[2].isEmpty() ? Double.NaN : Double.parseDouble(cells[2]);
        double c = cells[3].isEmpty() ? Double.NaN : Double.parseDouble(cells[3]);
        double computed = switch (cells[0]) {
            case "normal upper" -> Normal.upper(a);
            case "normal lower" -> Normal.lower(a);
            case "normal log upper" -> Normal.logUpper(a);
            case "normal quantile" -> Normal.quantile(a);
            case "chi-squared upper" -> new ChiSquared(a).upper(b);
            case "chi-squared lower" -> new ChiSquared(a).lower(b);
            case "chi-squared log upper" -> new ChiSquared(a).logUpper(b);
            case "chi-squared quantile" -> new ChiSquared(a).quantile(b);
            case "chi-squared upper quantile" -> new ChiSquared(a).upperQuantile(b);
            case "t two-sided" -> new StudentT(a).twoSided(b);
            case "t quantile" -> new StudentT(a).quantile(b);
            case "beta lower" -> new Beta(a, b).lower(c);
            case "beta upper" -> new Beta(a, b).upper(c);
            case "beta quantile" -> new Beta(a, b).quantile(c);
            case "F upper" -> new FisherF(a, b).upper(c);
            case "binomial at" -> new Binomial((int) a, b).at((int) c);
            case "binomial lower" -> new Binomial((int) a, b).lower((int) c);
            case "log-gamma" -> Gamma.log(a);
            default -> throw new AssertionError("unknown function in: " + line);
        };
        return new Value(line + " but is " + computed, computed, Double.parseDouble(cells[4]));
    }
}
