package limbline.statistics.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import limbline.statistics.ChiSquared;
import limbline.statistics.Interval;
import limbline.statistics.Normal;
import limbline.statistics.StudentT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Inverse-variance pooling by hand, by textbook and by what must not change it. Against R: the
/// reference cases.
class PooledTest {

    private static final long SEED = 20261123;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    /// Estimates 1 and 3, both with variance 1. Mean 2, Q = 2, trace of P = 2 - 2/2 = 1, so DL
    /// gives (2 - 1) / 1; the variance of the estimates is 2, less 1 for HE; 2 / (1 + t) = 1 for
    /// PM; REML is HE's with equal variances, ML has the divisor 2 and so 0; SJ starts from 1 and
    /// multiplies by Σw(y - 2)² = 1/2 + 1/2.
    @Test
    void twoStudiesAreWhatCanBeDoneByHand() {
        List<Effect> effects = effects(1, 1, 3, 1);

        assertThat(tau2(effects, Estimator.COMMON)).isZero();
        assertThat(tau2(effects, Estimator.DERSIMONIAN_LAIRD)).isEqualTo(1, within(1e-15));
        assertThat(tau2(effects, Estimator.HEDGES)).isEqualTo(1, within(1e-15));
        assertThat(tau2(effects, Estimator.SIDIK_JONKMAN)).isEqualTo(1, within(1e-15));
        assertThat(tau2(effects, Estimator.REML)).isEqualTo(1, within(1e-14));
        assertThat(tau2(effects, Estimator.ML)).isEqualTo(0, within(1e-14));
        assertThat(tau2(effects, Estimator.PAULE_MANDEL)).isEqualTo(1, within(1e-14));
        assertThat(tau2(effects, Estimator.EMPIRICAL_BAYES)).isEqualTo(1, within(1e-14));

        Pooled pooled = pool(effects, Estimator.DERSIMONIAN_LAIRD, Limits.NORMAL);
        assertThat(pooled.estimate()).isEqualTo(2, within(1e-15));
        assertThat(pooled.standardError()).isEqualTo(1, within(1e-15));
        assertThat(pooled.q()).isEqualTo(2, within(1e-15));
        assertThat(pooled.i2()).isEqualTo(0.5, within(1e-15));
        assertThat(pooled.h2()).isEqualTo(2, within(1e-15));
        assertThat(pooled.spread()).isEqualTo(1, within(1e-15));
        assertThat(pooled.qP()).isEqualTo(new ChiSquared(1).upper(2), within(1e-15));
        assertThat(pooled.p()).isEqualTo(Normal.twoSided(2), within(1e-15));
        assertThat(pooled.interval().upper()).isEqualTo(2 + Normal.quantile(0.975), within(1e-14));
        // The variance of DL's tau² is (2 + 4 tau² + 2 tau⁴) / 1.
        assertThat(pooled.tau2Error()).isEqualTo(Math.sqrt(8), within(1e-14));
    }

    /// M. Borenstein et al., Introduction to Meta-Analysis (2009), chapters 14 and 16, six studies
    /// with the weights 1/v printed there.
    @Test
    void agreesWithATextbook() {
        List<Effect> effects = effects(0.095, 1 / 30.352, 0.277, 1 / 32.568, 0.367, 1 / 20.048,
                0.664, 1 / 95.111, 0.462, 1 / 23.439, 0.185, 1 / 42.698);
        Pooled common = pool(effects, Estimator.COMMON, Limits.NORMAL);
        Pooled random = pool(effects, Estimator.DERSIMONIAN_LAIRD, Limits.NORMAL);

        assertThat(common.estimate()).isEqualTo(0.414, within(5e-4));
        assertThat(common.standardError()).isEqualTo(0.064, within(5e-4));
        // Estimates of three decimals leave Q uncertain by Σ 2w|y - M| · 0.0005, about 0.03.
        assertThat(common.q()).isEqualTo(12.003, within(0.03));
        assertThat(random.tau2()).isEqualTo(0.037, within(5e-4));
        assertThat(random.estimate()).isEqualTo(0.358, within(5e-4));
        assertThat(random.standardError()).isEqualTo(0.105, within(5e-4));
        assertThat(100 * random.i2()).isEqualTo(58.34, within(0.1));
    }

    @Test
    void limitsByHartungAndKnappTakeTheSpreadOfTheStudies() {
        List<Effect> effects = effects(1, 1, 3, 1, 2, 1);
        // All weights 1 in the common model: Σ(y - 2)² / 2 = 1, standard error √(1/3).
        Pooled plain = pool(effects, Estimator.COMMON, Limits.HARTUNG_KNAPP);
        double half = new StudentT(2).quantile(0.975) * Math.sqrt(1.0 / 3);

        assertThat(plain.spread()).isEqualTo(1, within(1e-15));
        assertThat(plain.interval().lower()).isEqualTo(2 - half, within(1e-14));
        assertThat(plain.p()).isEqualTo(new StudentT(2).twoSided(2 * Math.sqrt(3)), within(1e-15));

        List<Effect> close = effects(1.9, 1, 2.1, 1, 2, 1);
        Pooled narrow = pool(close, Estimator.COMMON, Limits.HARTUNG_KNAPP);
        Pooled held = pool(close, Estimator.COMMON, Limits.HARTUNG_KNAPP_AT_LEAST_ONE);
        assertThat(narrow.spread()).isEqualTo(0.01, within(1e-15));
        assertThat(narrow.standardError()).isEqualTo(0.1 * held.standardError(), within(1e-14));
        assertThat(held.standardError()).isEqualTo(held.plainError());
    }

    @Test
    void predictionIsByANamedConvention() {
        Pooled pooled = pool(effects(1, 1, 3, 1, 2, 1, 8, 2), Estimator.REML, Limits.NORMAL);
        double spread = Math.sqrt(pooled.tau2() + pooled.plainError() * pooled.plainError());

        assertThat(pooled.prediction(Prediction.NORMAL).upper())
                .isEqualTo(pooled.estimate() + Normal.quantile(0.975) * spread, within(1e-13));
        assertThat(pooled.prediction(Prediction.T_K_MINUS_1).upper()).isEqualTo(
                pooled.estimate() + new StudentT(3).quantile(0.975) * spread, within(1e-13));
        assertThat(pooled.prediction(Prediction.T_K_MINUS_2).upper()).isEqualTo(
                pooled.estimate() + new StudentT(2).quantile(0.975) * spread, within(1e-13));
    }

    @ParameterizedTest
    @EnumSource
    void oneStudyIsItself(Estimator estimator) {
        Pooled pooled = pool(effects(0.3, 0.04), estimator, Limits.NORMAL);

        assertThat(pooled.estimate()).isEqualTo(0.3, within(1e-16));
        assertThat(pooled.standardError()).isEqualTo(0.2, within(1e-16));
        assertThat(pooled.tau2()).isZero();
        assertThat(pooled.tau2Error()).isNaN();
        assertThat(pooled.q()).isEqualTo(0, within(1e-30));
        assertThat(pooled.qP()).isEqualTo(1);
        assertThat(pooled.i2()).isZero();
        assertThat(pooled.h2()).isEqualTo(1);
        assertThat(pooled.prediction(Prediction.T_K_MINUS_1).lower()).isNaN();
        assertThat(pool(effects(0.3, 0.04), estimator, Limits.HARTUNG_KNAPP).interval().lower())
                .isNaN();
    }

    @ParameterizedTest
    @EnumSource
    void identicalStudiesHaveNoTau(Estimator estimator) {
        Pooled pooled = pool(effects(0.5, 0.2, 0.5, 0.2, 0.5, 0.2, 0.5, 0.2), estimator,
                Limits.NORMAL);

        assertThat(pooled.tau2()).isZero();
        assertThat(pooled.estimate()).isEqualTo(0.5, within(1e-16));
        assertThat(pooled.standardError()).isEqualTo(Math.sqrt(0.05), within(1e-15));
        assertThat(pooled.q()).isEqualTo(0, within(1e-30));
    }

    /// Moving all estimates moves the pooled one; stretching them stretches it, and tau² by the
    /// square; the order does not matter.
    @ParameterizedTest
    @EnumSource
    void movingStretchingAndReorderingDoWhatTheyMust(Estimator estimator) {
        for (int i = 0; i < 100; i++) {
            int k = random.nextInt(2, 15);
            List<Effect> effects = new ArrayList<>();
            for (int j = 0; j < k; j++) {
                effects.add(new Effect("s" + j, random.nextGaussian(),
                        random.nextDouble(0.05, 1)));
            }
            List<Effect> moved = effects.stream()
                    .map(e -> new Effect(e.study(), 3 * e.estimate() + 7, 9 * e.variance()))
                    .toList();
            List<Effect> shuffled = new ArrayList<>(effects);
            Collections.reverse(shuffled);
            Pooled one = pool(effects, estimator, Limits.NORMAL);
            Pooled other = pool(moved, estimator, Limits.NORMAL);
            Pooled again = pool(shuffled, estimator, Limits.NORMAL);
            String asked = "%s, seed %d".formatted(effects, SEED);

            assertThat(other.tau2()).as(asked).isEqualTo(9 * one.tau2(), within(1e-11));
            assertThat(other.estimate()).as(asked)
                    .isEqualTo(3 * one.estimate() + 7, within(1e-11));
            assertThat(other.i2()).as(asked).isEqualTo(one.i2(), within(1e-11));
            assertThat(other.q()).as(asked).isEqualTo(one.q(), within(1e-11));
            assertThat(again.tau2()).as(asked).isEqualTo(one.tau2(), within(1e-12));
            assertThat(again.estimate()).as(asked).isEqualTo(one.estimate(), within(1e-12));
        }
    }

    /// No step of a fine grid has a higher likelihood than the tau² found.
    @Test
    void likelihoodEstimatesAreTheHighestPoint() {
        for (int i = 0; i < 200; i++) {
            List<Effect> effects = new ArrayList<>();
            for (int j = 0; j < 3 + i % 8; j++) {
                effects.add(new Effect("s" + j, 2 * random.nextGaussian(),
                        Math.exp(2 * random.nextGaussian())));
            }
            MixedModel model = MixedModel.of(effects);
            double restricted = model.restrictedLogLikelihood(tau2(effects, Estimator.REML));
            double full = model.logLikelihood(tau2(effects, Estimator.ML));
            double near = tau2(effects, Estimator.REML);
            for (double t : new double[] {0, near * 0.99, near * 1.01, near + 1e-3}) {
                assertThat(restricted).as("%s at %s, seed %d", effects, t, SEED)
                        .isGreaterThanOrEqualTo(model.restrictedLogLikelihood(t) - 1e-12);
            }
            assertThat(full).as("%s, seed %d", effects, SEED)
                    .isGreaterThanOrEqualTo(model.logLikelihood(0) - 1e-12);
        }
    }

    @Test
    void theQProfileIsWhereTheSquaresAreTheQuantiles() {
        List<Effect> effects = effects(1, 1, 4, 0.5, 2, 0.3, 8, 2, -3, 1);
        Heterogeneity one = Heterogeneity.of(effects, 0.95);
        MixedModel model = MixedModel.of(effects);

        assertThat(model.fit(one.tau2().lower()).squares())
                .isEqualTo(new ChiSquared(4).quantile(0.975), within(1e-12));
        assertThat(model.fit(one.tau2().upper()).squares())
                .isEqualTo(new ChiSquared(4).quantile(0.025), within(1e-12));
        assertThat(one.tau2().contains(tau2(effects, Estimator.PAULE_MANDEL))).isTrue();
        assertThat(one.i2()).isEqualTo(1 - 4 / one.q(), within(1e-15));
        assertThat(one.i2ByProfile().lower()).isEqualTo(
                one.tau2().lower() / (one.tau2().lower() + one.typicalVariance()));
    }

    @Test
    void homogeneousStudiesHaveLimitsThatBeginAtZero() {
        Heterogeneity one = Heterogeneity.of(effects(1, 1, 1.1, 1, 0.9, 1, 1, 1), 0.95);

        assertThat(one.tau2()).isEqualTo(new Interval(0, 0));
        assertThat(one.i2()).isZero();
        // Q < k: the error of log H is √((1 - 1/(3·4)) / 4).
        assertThat(one.logHError()).isEqualTo(Math.sqrt(11.0 / 48), within(1e-15));
        assertThat(Heterogeneity.of(effects(1, 1, 2, 1), 0.95).logHError()).isNaN();
    }

    @Test
    void everyResultSaysHowItWasMade() {
        assertThat(pool(effects(1, 1, 3, 1), Estimator.REML, Limits.HARTUNG_KNAPP).model())
                .isEqualTo("random effects, inverse variance, tau² by REML, Hartung-Knapp limits");
        assertThat(pool(effects(1, 1, 3, 1), Estimator.COMMON, Limits.NORMAL).model())
                .isEqualTo("common effect, inverse variance, normal limits");
    }

    @Test
    void refusesWithTheStudyAndTheValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> effects(1, 1, 2, 0))
                .withMessage("study 2: variance 0.0 is not above 0 and finite");
        assertThatIllegalArgumentException().isThrownBy(() -> effects(Double.NaN, 1))
                .withMessage("study 1: estimate NaN is not finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pool(List.of(), Estimator.REML, Limits.NORMAL))
                .withMessage("no study to pool");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pooled.of(effects(1, 1), Estimator.REML, Limits.NORMAL, 95))
                .withMessage("confidence level 95.0 not between 0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Heterogeneity.of(effects(1, 1), 0.95))
                .withMessage("heterogeneity needs two studies; there is 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Estimator.parse("BAYES"))
                .withMessage("no estimator BAYES; there are FE, DL, HE, SJ, REML, ML, PM, EB");
    }

    /// Pairs of estimate and variance.
    static List<Effect> effects(double... pairs) {
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            effects.add(new Effect(Integer.toString(i / 2 + 1), pairs[i], pairs[i + 1]));
        }
        return effects;
    }

    private static Pooled pool(List<Effect> effects, Estimator estimator, Limits limits) {
        return Pooled.of(effects, estimator, limits, 0.95);
    }

    private static double tau2(List<Effect> effects, Estimator estimator) {
        return pool(effects, estimator, Limits.NORMAL).tau2();
    }
}
