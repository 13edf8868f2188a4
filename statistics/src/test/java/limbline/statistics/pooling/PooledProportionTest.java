package limbline.statistics.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Proportions on their scales and back, and what stands beside a result.
class PooledProportionTest {

    private static final long SEED = 20261123;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    void scalesAreWhatCanBeDoneByHand() {
        Study study = new Study("a", 1, 4);

        assertThat(effect(Scale.RAW, study)).isEqualTo(new Effect("a", 0.25, 0.1875 / 4));
        assertThat(effect(Scale.LOG, study)).isEqualTo(new Effect("a", Math.log(0.25), 0.75));
        assertThat(effect(Scale.LOGIT, study))
                .isEqualTo(new Effect("a", Math.log(1.0 / 3), 1 + 1 / 3.0));
        assertThat(effect(Scale.ARCSINE, study).estimate())
                .isEqualTo(Math.PI / 6, within(1e-15));
        assertThat(effect(Scale.ARCSINE, study).variance()).isEqualTo(1.0 / 16);
        assertThat(effect(Scale.FREEMAN_TUKEY, study).estimate()).isEqualTo(
                (Math.asin(Math.sqrt(0.2)) + Math.asin(Math.sqrt(0.4))) / 2, within(1e-15));
        assertThat(effect(Scale.FREEMAN_TUKEY, study).variance()).isEqualTo(1.0 / 18);
    }

    @Test
    void aStudyWithoutEventsIsCorrectedAsTheConventionSays() {
        Study none = new Study("a", 0, 9);

        assertThat(effect(Scale.LOGIT, none))
                .isEqualTo(new Effect("a", Math.log(0.5 / 9.5), 2 + 1 / 9.5));
        assertThat(effect(Scale.LOG, none)).isEqualTo(new Effect("a", Math.log(0.05), 2 - 0.1));
        assertThat(effect(Scale.ARCSINE, none).estimate()).isZero();
        assertThat(Scale.RAW.effect(none, Correction.EVERY_SCALE))
                .isEqualTo(new Effect("a", 0.05, 0.05 * 0.95 / 10));
        assertThat(Scale.RAW.effect(none, Correction.AS_METAPROP))
                .isEqualTo(new Effect("a", 0, 0.05 * 0.95 / 10));
        assertThat(Scale.LOG.effect(none, Correction.AS_METAPROP))
                .isEqualTo(new Effect("a", Math.log(0.5 / 9.5), 2 - 1 / 9.5));
        assertThat(Scale.LOG.effect(new Study("a", 9, 9), Correction.AS_METAPROP))
                .isEqualTo(new Effect("a", 0, 1 / 9.0 - 1 / 9.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> effect(Scale.RAW, none))
                .withMessage("study a: 0 of 9 has variance 0 on the raw scale; pool on another"
                        + " scale or by the binomial-normal model, or leave it out");
    }

    @ParameterizedTest
    @EnumSource
    void oneStudyComesBackAsItsOwnProportion(Scale scale) {
        for (int i = 0; i < 200; i++) {
            int n = random.nextInt(2, 200);
            int x = random.nextInt(1, n);
            PooledProportion pooled = PooledProportion.of(Studies.of(new Study("a", x, n)), scale,
                    Estimator.REML, Limits.NORMAL, 0.95);
            double back = scale == Scale.FREEMAN_TUKEY
                    ? pooled.proportion(FreemanTukey.HARMONIC_MEAN).value()
                    : pooled.proportion().value();

            assertThat(back).as("%d of %d, seed %d", x, n, SEED)
                    .isEqualTo((double) x / n, within(1e-12));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOGIT", "ARCSINE", "FREEMAN_TUKEY", "RAW"})
    void eventsAndNonEventsMirrorEachOther(Scale scale) {
        for (int i = 0; i < 100; i++) {
            List<Study> some = new ArrayList<>();
            List<Study> others = new ArrayList<>();
            for (int k = 0; k < 5; k++) {
                int n = random.nextInt(3, 90);
                int x = random.nextInt(1, n);
                some.add(new Study("s" + k, x, n));
                others.add(new Study("s" + k, n - x, n));
            }
            PooledProportion one = pool(some, scale);
            PooledProportion other = pool(others, scale);

            assertThat(one.pooled().tau2()).as("%s, seed %d", some, SEED)
                    .isEqualTo(other.pooled().tau2(), within(1e-12));
            if (scale == Scale.FREEMAN_TUKEY) {
                for (FreemanTukey choice : FreemanTukey.values()) {
                    assertThat(one.proportion(choice).value()).as("%s, seed %d", some, SEED)
                            .isEqualTo(1 - other.proportion(choice).value(), within(1e-9));
                }
            } else {
                assertThat(one.proportion().value()).as("%s, seed %d", some, SEED)
                        .isEqualTo(1 - other.proportion().value(), within(1e-12));
            }
        }
    }

    /// A textbook case of what is wrong with the scale: G. Schwarzer et al., Res. Synth. Methods 10
    /// (2019), where the four choices give different proportions of the same pooled value.
    @Test
    void theFourWaysBackDisagreeWhichIsWhyTheScaleIsDiscouraged() {
        PooledProportion pooled = pool(List.of(new Study("a", 1, 5), new Study("b", 2, 1000),
                new Study("c", 4, 5000)), Scale.FREEMAN_TUKEY);

        double harmonic = pooled.proportion(FreemanTukey.HARMONIC_MEAN).value();
        double arithmetic = pooled.proportion(FreemanTukey.ARITHMETIC_MEAN).value();
        assertThat(arithmetic).isGreaterThan(2 * harmonic);
        assertThat(pooled.proportion(FreemanTukey.HARMONIC_MEAN).trials())
                .isEqualTo(3 / (0.2 + 0.001 + 0.0002), within(1e-12));
        assertThat(pooled.proportion(FreemanTukey.GEOMETRIC_MEAN).trials())
                .isEqualTo(Math.cbrt(5 * 1000 * 5000.0), within(1e-9));
        assertThat(pooled.notes()).anyMatch(note ->
                note.startsWith("The Freeman-Tukey scale is discouraged"));
        assertThatIllegalArgumentException().isThrownBy(pooled::proportion)
                .withMessage("the Freeman-Tukey scale has no way back without a number of trials;"
                        + " name a FreemanTukey choice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pool(List.of(new Study("a", 1, 5)), Scale.LOGIT)
                        .proportion(FreemanTukey.HARMONIC_MEAN))
                .withMessage("the way back HARMONIC_MEAN is for the Freeman-Tukey scale, not for"
                        + " the logit");
    }

    @Test
    void aResultNamesWhatWasLeftOutAndCorrectedAndHow() {
        Studies studies = Studies.of(new Study("Hegazy", 34, 40), new Study("Vohra", 7, 17),
                        new Study("Small", 0, 4), new Study("Empty", 0, 0),
                        new Study("Twice", 9, 20))
                .without("Twice", "the same patients as Hegazy");
        PooledProportion pooled = PooledProportion.of(
                studies, Scale.LOGIT, Estimator.DERSIMONIAN_LAIRD, Limits.NORMAL, 0.95);

        assertThat(pooled.model()).isEqualTo("logit, random effects, inverse variance, tau² by"
                + " DerSimonian-Laird, normal limits");
        assertThat(pooled.notes()).containsExactly(
                "Left out: Empty (no trials, so nothing is known of its proportion).",
                "Left out: Twice (the same patients as Hegazy).",
                "Half an event added, having none or only events: Small.");
        assertThat(pooled.pooled().studies()).isEqualTo(3);
    }

    @Test
    void whatIsCorrectedIsNamedByScaleAndConvention() {
        Study none = new Study("none", 0, 10);
        for (Scale scale : Scale.values()) {
            boolean alwaysCorrects = scale == Scale.LOG || scale == Scale.LOGIT;

            assertThat(scale.corrects(none, Correction.WHERE_NEEDED)).as("%s", scale)
                    .isEqualTo(alwaysCorrects);
            assertThat(scale.corrects(none, Correction.AS_METAPROP)).as("%s", scale)
                    .isEqualTo(alwaysCorrects || scale == Scale.RAW);
            assertThat(scale.corrects(none, Correction.EVERY_SCALE)).as("%s", scale).isTrue();
            assertThat(scale.corrects(new Study("some", 1, 10), Correction.EVERY_SCALE)).isFalse();
        }
    }

    @Test
    void theWayBackFromALogitHoldsWhereItsExponentialOverflows() {
        assertThat(Scale.LOGIT.back(0)).isEqualTo(0.5);
        assertThat(Scale.LOGIT.back(800)).isEqualTo(1);
        assertThat(Scale.LOGIT.back(-740)).isEqualTo(Math.exp(-740)).isGreaterThan(0);
    }

    @Test
    void theEndsOfTheFreemanTukeyScaleAreNoneAndAll() {
        for (double n : new double[] {1, 7, 20.5, 1e6}) {
            assertThat(FreemanTukey.back(FreemanTukey.of(0, n), n)).isZero();
            assertThat(FreemanTukey.back(FreemanTukey.of(n, n), n)).isEqualTo(1);
        }
    }

    @Test
    void narrowHartungKnappLimitsAreFlagged() {
        List<Study> alike = List.of(new Study("a", 10, 20), new Study("b", 21, 40),
                new Study("c", 15, 30));

        assertThat(PooledProportion.of(Studies.of(alike), Scale.LOGIT, Estimator.REML,
                Limits.HARTUNG_KNAPP, 0.95).notes()).containsExactly(
                "The studies agree better than chance would have it, so the Hartung-Knapp limits"
                        + " are narrower than the normal ones would be.");
    }

    @Test
    void hartungKnappLimitsThatAreWiderAreNotFlagged() {
        assertThat(PooledProportion.of(Studies.of(new Study("a", 10, 20), new Study("b", 30, 40),
                        new Study("c", 8, 30)), Scale.LOGIT, Estimator.REML,
                Limits.HARTUNG_KNAPP, 0.95).notes()).isEmpty();
    }

    @Test
    void limitsBeyondOneBoundAreFlaggedAndThoseWithinAreNot() {
        assertThat(pool(List.of(new Study("a", 19, 20), new Study("b", 29, 30)), Scale.RAW).notes())
                .hasSize(1);
        assertThat(pool(List.of(new Study("a", 1, 20), new Study("b", 1, 30)), Scale.RAW).notes())
                .hasSize(1);
        assertThat(pool(List.of(new Study("a", 10, 20), new Study("b", 15, 30)), Scale.RAW).notes())
                .isEmpty();
    }

    @Test
    void limitsBeyondTheBoundsAreFlagged() {
        assertThat(pool(List.of(new Study("a", 1, 20), new Study("b", 19, 20)), Scale.RAW)
                .notes()).containsExactly("The scale (raw proportion) knows no bounds: limits"
                + " beyond 0 or 1 are shown as they are.");
    }

    @Test
    void hartungKnappLimitsWiderThanTheNormalOnesAreNotFlagged() {
        // Their spread is below 1, but Student's t with 3 degrees of freedom makes up for it.
        PooledProportion pooled = PooledProportion.of(
                Studies.of(new Study("Hegazy", 34, 40), new Study("Moncrieff", 19, 21),
                        new Study("Turaga", 11, 14), new Study("Vohra", 7, 17)),
                Scale.LOGIT, Estimator.REML, Limits.HARTUNG_KNAPP, 0.95);

        assertThat(pooled.pooled().spread()).isLessThan(1);
        assertThat(pooled.notes()).isEmpty();
    }

    @Test
    void allOrNoneOfEveryStudyCanBePooledOnTheLogitScale() {
        PooledProportion none = pool(List.of(new Study("a", 0, 9), new Study("b", 0, 9)),
                Scale.LOGIT);
        PooledProportion all = pool(List.of(new Study("a", 9, 9), new Study("b", 9, 9)),
                Scale.LOGIT);

        assertThat(none.proportion().value()).isEqualTo(0.05, within(1e-15));
        assertThat(all.proportion().value()).isEqualTo(0.95, within(1e-15));
    }

    @Test
    void refusesStudiesThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Study("Vohra", 18, 17))
                .withMessage("study Vohra: events 18 not in [0, 17]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Study("Vohra", -1, 17))
                .withMessage("study Vohra: events -1 not in [0, 17]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Study("Vohra", 0, -1))
                .withMessage("study Vohra: trials -1 not in [0, 100000000]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Study("Vohra", 0, 100_000_001))
                .withMessage("study Vohra: trials 100000001 not in [0, 100000000]");
        assertThat(new Study("Vohra", 0, 100_000_000).trials()).isEqualTo(100_000_000);
        List<Study> many = IntStream.rangeClosed(0, 100_000)
                .mapToObj(i -> new Study("s" + i, 1, 2)).toList();
        assertThat(Studies.of(many.subList(0, 100_000)).size()).isEqualTo(100_000);
        assertThatIllegalArgumentException().isThrownBy(() -> Studies.of(many))
                .withMessage("100001 studies; at most 100000");
        assertThatIllegalArgumentException().isThrownBy(() -> new Study(" ", 1, 2))
                .withMessage("a study has no label (1 of 2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Studies.of(new Study("a", 1, 2), new Study("a", 1, 3)))
                .withMessage("study a stands at positions 1 and 2; give each a label of its own");
        assertThatIllegalArgumentException().isThrownBy(() -> Studies.of(new Study("a", 0, 0)))
                .withMessage("no study is left to pool; 1 left out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Studies.of(new Study("a", 1, 2)).without("b", "why"))
                .withMessage("no study b; there are [a]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Studies.of(new Study("a", 1, 2), new Study("b", 1, 2))
                        .without("b", " "))
                .withMessage("study b is left out without a reason");
    }

    private static Effect effect(Scale scale, Study study) {
        return scale.effect(study, Correction.WHERE_NEEDED);
    }

    private static PooledProportion pool(List<Study> studies, Scale scale) {
        return PooledProportion.of(
                Studies.of(studies), scale, Estimator.REML, Limits.NORMAL, 0.95);
    }
}
