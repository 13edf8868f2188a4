package limbline.statistics.pooling;

import static limbline.statistics.pooling.PooledTest.effects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import limbline.statistics.Normal;
import org.junit.jupiter.api.Test;

/// What follows from pooling: parts, groups, moderators and the funnel. Against R: the reference
/// cases.
class ConsequencesTest {

    private static final long SEED = 20261123;

    private static final List<Effect> FOUR = effects(1, 1, 3, 0.5, 2, 0.25, 6, 2);

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    void leavingOneOutIsPoolingTheRest() {
        List<Sensitivity.Part> left =
                Sensitivity.leaveOneOut(FOUR, Estimator.REML, Limits.HARTUNG_KNAPP, 0.9);

        assertThat(left).hasSize(4);
        assertThat(left.get(1)).isEqualTo(new Sensitivity.Part("2", Pooled.of(
                effects(1, 1, 2, 0.25, 6, 2), Estimator.REML, Limits.HARTUNG_KNAPP, 0.9)));
    }

    @Test
    void cumulativePoolingBeginsWithOneStudyAndEndsWithAll() {
        List<Sensitivity.Part> steps =
                Sensitivity.cumulative(FOUR, Estimator.REML, Limits.NORMAL, 0.95);

        assertThat(steps).hasSize(4);
        assertThat(steps.getFirst().pooled().estimate()).isEqualTo(1);
        assertThat(steps.getLast()).isEqualTo(new Sensitivity.Part(
                "4", Pooled.of(FOUR, Estimator.REML, Limits.NORMAL, 0.95)));
    }

    /// Under the common effect Cochran's Q splits exactly into within and between.
    @Test
    void theQOfAllIsThatWithinAndBetweenGroups() {
        for (int i = 0; i < 100; i++) {
            List<Effect> effects = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int k = 0; k < 9; k++) {
                effects.add(new Effect("s" + k, random.nextGaussian(),
                        random.nextDouble(0.1, 2)));
                names.add("abc".substring(k % 3, k % 3 + 1));
            }
            Subgroups groups =
                    Subgroups.of(effects, names, Estimator.COMMON, Limits.NORMAL, 0.95);
            double within =
                    groups.groups().values().stream().mapToDouble(Pooled::q).sum();
            double all = Pooled.of(effects, Estimator.COMMON, Limits.NORMAL, 0.95).q();

            assertThat(within + groups.betweenQ()).as("seed %d", SEED)
                    .isEqualTo(all, within(1e-12));
            assertThat(groups.freedom()).isEqualTo(2);
        }
    }

    /// A moderator of 0 and 1 gives the difference of the two groups' common effects.
    @Test
    void aModeratorOfTwoValuesIsTheDifferenceOfTwoGroups() {
        List<Effect> effects = effects(1, 1, 3, 0.5, 2, 0.25, 6, 2);
        MetaRegression fit = MetaRegression.of(effects,
                List.of(new MetaRegression.Moderator("late", List.of(0.0, 0.0, 1.0, 1.0))),
                Estimator.COMMON, Limits.NORMAL, 0.95);
        // Group means (1 + 3·2) / 3 = 7/3, variance 1/3; (2·4 + 6/2) / 4.5 = 22/9, variance 2/9.
        MetaRegression.Coefficient slope = fit.coefficients().get(1);

        assertThat(fit.coefficients().getFirst().estimate()).isEqualTo(7.0 / 3, within(1e-14));
        assertThat(slope.estimate()).isEqualTo(22.0 / 9 - 7.0 / 3, within(1e-14));
        assertThat(slope.standardError()).isEqualTo(Math.sqrt(5.0 / 9), within(1e-14));
        assertThat(slope.p()).isEqualTo(Normal.twoSided(slope.statistic()), within(1e-15));
        assertThat(fit.moderatorQ())
                .isEqualTo(slope.statistic() * slope.statistic(), within(1e-14));
        assertThat(fit.moderatorP()).isEqualTo(slope.p(), within(1e-14));
        assertThat(fit.freedom()).isEqualTo(2);
    }

    /// Residuals of equal size on a line: the least squares by hand.
    @Test
    void severalModeratorsAreFittedTogether() {
        List<Effect> effects = effects(1, 1, 2, 1, 4, 1, 5, 1, 3, 1);
        MetaRegression fit = MetaRegression.of(effects, List.of(
                        new MetaRegression.Moderator("a", List.of(-1.0, -1.0, 1.0, 1.0, 0.0)),
                        new MetaRegression.Moderator("b", List.of(-1.0, 1.0, -1.0, 1.0, 0.0))),
                Estimator.COMMON, Limits.HARTUNG_KNAPP, 0.95);

        // Orthogonal columns: intercept 3, slopes 6/4 and 2/4, no residual at all.
        assertThat(fit.coefficients()).extracting(MetaRegression.Coefficient::name)
                .containsExactly("intercept", "a", "b");
        assertThat(fit.coefficients().get(1).estimate()).isEqualTo(1.5, within(1e-14));
        assertThat(fit.coefficients().get(2).estimate()).isEqualTo(0.5, within(1e-14));
        assertThat(fit.residualQ()).isEqualTo(0, within(1e-25));
    }

    @Test
    void moderatorsThatExplainAllOfTauHaveAnR2OfOne() {
        List<Effect> effects = effects(1, 0.1, 1.1, 0.1, 4, 0.1, 4.1, 0.1);
        MetaRegression fit = MetaRegression.of(effects,
                List.of(new MetaRegression.Moderator("late", List.of(0.0, 0.0, 1.0, 1.0))),
                Estimator.REML, Limits.NORMAL, 0.95);

        assertThat(fit.tau2()).isZero();
        assertThat(fit.r2()).isEqualTo(1);
        assertThat(fit.i2()).isZero();
    }

    @Test
    void ranksOfFourStudiesAreCountedByHand() {
        // 24 orders; the score 6 belongs to one of them, and -6 to one.
        Asymmetry.Ranks perfect =
                Kendall.of(List.of(1.0, 2.0, 3.0, 4.0), List.of(5.0, 6.0, 7.0, 8.0));

        assertThat(perfect.score()).isEqualTo(6);
        assertThat(perfect.tau()).isEqualTo(1);
        assertThat(perfect.exactP()).isEqualTo(2.0 / 24, within(1e-15));
        assertThat(perfect.scoreError()).isEqualTo(Math.sqrt(4 * 3 * 13 / 18.0), within(1e-15));
        assertThat(Kendall.of(List.of(1.0, 2.0, 4.0, 3.0), List.of(5.0, 6.0, 7.0, 8.0)).exactP())
                .as("scores of 4 and more belong to 1 + 3 orders")
                .isEqualTo(8.0 / 24, within(1e-15));
    }

    /// All 720 orders of six, one by one.
    @Test
    void exactRanksAreTheShareOfAllOrders() {
        List<Double> fixed = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
        List<List<Double>> orders = orders(fixed);
        int[] scores = orders.stream().mapToInt(one -> Kendall.of(one, fixed).score()).toArray();
        for (int i = 0; i < orders.size(); i += 37) {
            int score = scores[i];
            long below = Arrays.stream(scores).filter(one -> one <= score).count();
            long above = Arrays.stream(scores).filter(one -> one >= score).count();
            assertThat(Kendall.of(orders.get(i), fixed).exactP()).as("score %d", score)
                    .isEqualTo(Math.min(1, 2.0 * Math.min(below, above) / 720), within(1e-14));
        }
    }

    private static List<List<Double>> orders(List<Double> values) {
        if (values.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Double>> orders = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            List<Double> rest = new ArrayList<>(values);
            Double first = rest.remove(i);
            for (List<Double> order : orders(rest)) {
                List<Double> whole = new ArrayList<>(order);
                whole.addFirst(first);
                orders.add(whole);
            }
        }
        return orders;
    }

    @Test
    void tiesLeaveOnlyTheNormalP() {
        Asymmetry.Ranks tied = Kendall.of(List.of(1.0, 1.0, 2.0), List.of(1.0, 2.0, 3.0));

        assertThat(tied.score()).isEqualTo(2);
        assertThat(tied.tau()).isEqualTo(2 / Math.sqrt(6), within(1e-15));
        assertThat(tied.exactP()).isEqualTo(tied.p());
    }

    @Test
    void beggsScoreChangesItsSignWithTheEffects() {
        for (int i = 0; i < 50; i++) {
            List<Effect> some = new ArrayList<>();
            List<Effect> mirrored = new ArrayList<>();
            for (int k = 0; k < 12; k++) {
                Effect effect = new Effect("s" + k, random.nextGaussian(),
                        random.nextDouble(0.1, 2));
                some.add(effect);
                mirrored.add(new Effect("s" + k, -effect.estimate(), effect.variance()));
            }
            assertThat(Asymmetry.begg(some).score()).as("seed %d", SEED)
                    .isEqualTo(-Asymmetry.begg(mirrored).score());
            assertThat(Asymmetry.egger(some).statistic()).as("seed %d", SEED)
                    .isEqualTo(-Asymmetry.egger(mirrored).statistic(), within(1e-9));
        }
    }

    @Test
    void belowTenStudiesEveryTestOfAsymmetryWarns() {
        String warning = "9 studies: with fewer than 10 a test of asymmetry cannot tell chance"
                + " from bias and should not be relied on.";
        assertThat(Asymmetry.egger(some(9)).warning()).contains(warning);
        assertThat(Asymmetry.begg(some(9)).warning()).contains(warning);
        assertThat(Asymmetry.peters(counted(9)).warning()).contains(warning);
        assertThat(Asymmetry.egger(some(10)).warning()).isEmpty();
        assertThat(Asymmetry.begg(some(10)).warning()).isEmpty();
        assertThat(Asymmetry.peters(counted(10)).warning()).isEmpty();
        assertThat(Asymmetry.peters(counted(10)).test()).isEqualTo("Peters");
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sensitivity.leaveOneOut(
                        effects(1, 1), Estimator.REML, Limits.NORMAL, 0.95))
                .withMessage("leaving one out needs two studies; there is 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subgroups.of(FOUR, List.of("a", "b"), Estimator.REML,
                        Limits.NORMAL, 0.95))
                .withMessage("2 group names for 4 studies");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subgroups.of(FOUR, List.of("a", "a", "a", "a"), Estimator.REML,
                        Limits.NORMAL, 0.95))
                .withMessage("groups [a]: at least two are needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> regress(List.of(1.0, 2.0)))
                .withMessage("moderator x has 2 values for 4 studies");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> regress(List.of(1.0, 2.0, Double.NaN, 3.0)))
                .withMessage("moderator x of study 3 is NaN, not a finite number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> regress(List.of(2.0, 2.0, 2.0, 2.0)))
                .withMessage(
                        "column 2 of the regression is a combination of the columns before it");
        assertThatIllegalArgumentException().isThrownBy(() -> Asymmetry.egger(some(2)))
                .withMessage("a line needs three studies; there are 2");
        assertThatIllegalArgumentException().isThrownBy(() -> Asymmetry.begg(some(1)))
                .withMessage("ranks need two studies; there is 1");
        assertThat(Asymmetry.begg(some(2)).studies()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetaRegression.of(effects(1, 1, 3, 0.5),
                        List.of(new MetaRegression.Moderator("x", List.of(1.0, 2.0))),
                        Estimator.REML, Limits.NORMAL, 0.95))
                .withMessage("2 studies are too few for 2 coefficients");
    }

    @Test
    void ranksAreComparedExactlyUpTo500StudiesAndNotAtAllBeyond10000() {
        Asymmetry.Ranks exact = Kendall.of(drawn(500), drawn(500));
        Asymmetry.Ranks normal = Kendall.of(drawn(501), drawn(501));
        List<Double> many = Collections.nCopies(10_001, 1.0);

        assertThat(exact.exactP()).isNotEqualTo(exact.p()).isEqualTo(exact.p(), within(1e-2));
        assertThat(normal.exactP()).isEqualTo(normal.p());
        assertThatIllegalArgumentException().isThrownBy(() -> Kendall.of(many, many))
                .withMessage("10001 studies; ranks are compared among 10000 at most");
    }

    private List<Double> drawn(int count) {
        return random.doubles(count).boxed().toList();
    }

    private static MetaRegression regress(List<Double> values) {
        return MetaRegression.of(FOUR, List.of(new MetaRegression.Moderator("x", values)),
                Estimator.REML, Limits.NORMAL, 0.95);
    }

    private List<Effect> some(int k) {
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            effects.add(new Effect("s" + i, random.nextGaussian(), 0.1 + i));
        }
        return effects;
    }

    private static Studies counted(int k) {
        List<Study> studies = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            studies.add(new Study("s" + i, 3 + i % 4, 10 + 3 * i));
        }
        return Studies.of(studies);
    }
}
