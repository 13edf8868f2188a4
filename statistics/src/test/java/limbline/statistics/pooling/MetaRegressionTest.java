package limbline.statistics.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// [MetaRegression] and [Kendall] against `rma(mods = ~ a + b)` of metafor 3.8-1 (REML to a
/// threshold of 1e-14) and `cor.test` of R 4.2.2.
class MetaRegressionTest {

    private static final Offset<Double> CLOSE = within(1e-10);

    private static final List<Effect> EFFECTS = effects(
            new double[] {0.2, 0.9, -0.3, 1.4, 0.5, 1.1, 0.1, 2.0},
            new double[] {0.1, 0.2, 0.15, 0.3, 0.08, 0.25, 0.12, 0.4});

    private static final List<MetaRegression.Moderator> MODERATORS = List.of(
            new MetaRegression.Moderator("a", List.of(1.0, 2.0, 2.0, 5.0, 3.0, 4.0, 1.0, 6.0)),
            new MetaRegression.Moderator("b", List.of(0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0)));

    @Test
    void normalLimitsAreMetafors() {
        MetaRegression fit = fit(Estimator.REML, Limits.NORMAL);
        MetaRegression.Coefficient slope = fit.coefficients().get(1);

        assertThat(slope.estimate()).isEqualTo(0.33446699645565653, CLOSE);
        assertThat(slope.standardError()).isEqualTo(0.1030816010661754, CLOSE);
        assertThat(slope.p()).isEqualTo(0.0011758192764072504, CLOSE);
        assertThat(slope.interval().lower()).isEqualTo(0.13243077089722716, CLOSE);
        assertThat(slope.interval().upper()).isEqualTo(0.536503222014086, CLOSE);
        assertThat(fit.moderatorQ()).isEqualTo(10.73266727643522, CLOSE);
        assertThat(fit.moderatorP()).isEqualTo(0.00467122635861586, CLOSE);
        assertThat(fit.residualQ()).isEqualTo(5.284825831690043, CLOSE);
        assertThat(fit.residualP()).isEqualTo(0.38211740641070235, CLOSE);
        assertThat(fit.i2()).isEqualTo(0.1383506469097404, CLOSE);
        assertThat(fit.r2()).isEqualTo(0.9003367104138945, within(1e-8));
    }

    @Test
    void hartungAndKnappSpreadByTheResiduals() {
        MetaRegression fit = fit(Estimator.REML, Limits.HARTUNG_KNAPP);
        MetaRegression.Coefficient slope = fit.coefficients().get(1);

        assertThat(slope.standardError()).isEqualTo(0.09753557296256866, CLOSE);
        assertThat(slope.p()).isEqualTo(0.018652082341200655, CLOSE);
        assertThat(slope.interval().lower()).isEqualTo(0.08374382426969701, CLOSE);
        assertThat(slope.interval().upper()).isEqualTo(0.5851901686416161, CLOSE);
        assertThat(fit.moderatorQ()).isEqualTo(5.993960851243807, CLOSE);
        assertThat(fit.moderatorP()).isEqualTo(0.04699745970595719, CLOSE);
    }

    /// metafor's `test = "adhoc"`.
    @Test
    void spreadBelowOneMayBeForbidden() {
        MetaRegression fit = fit(Estimator.REML, Limits.HARTUNG_KNAPP_AT_LEAST_ONE);
        MetaRegression.Coefficient slope = fit.coefficients().get(1);

        assertThat(slope.standardError()).isEqualTo(0.1030816010661754, CLOSE);
        assertThat(slope.p()).isEqualTo(0.022830238791509607, CLOSE);
        assertThat(fit.moderatorQ()).isEqualTo(5.36633363821761, CLOSE);
        assertThat(fit.moderatorP()).isEqualTo(0.05694021671185921, CLOSE);
    }

    @Test
    void withoutTauTheShareOfHeterogeneityComesFromQ() {
        MetaRegression fit = fit(Estimator.COMMON, Limits.NORMAL);

        assertThat(fit.i2()).isEqualTo(0.05389502715153014, CLOSE);
        assertThat(fit.moderatorQ()).isEqualTo(11.77507331905306, CLOSE);
        assertThat(fit.coefficients().get(2).interval().lower())
                .isEqualTo(-0.4406613237951652, CLOSE);
    }

    @Test
    void refusesALevelThatIsNoneAndNoModerator() {
        for (double level : new double[] {0, 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MetaRegression.of(EFFECTS, MODERATORS, Estimator.REML,
                            Limits.NORMAL, level))
                    .withMessage("confidence level %s not between 0 and 1", level);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Heterogeneity.of(EFFECTS, level))
                    .withMessage("confidence level %s not between 0 and 1", level);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Pooled.of(EFFECTS, Estimator.REML, Limits.NORMAL, level))
                    .withMessage("confidence level %s not between 0 and 1", level);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetaRegression.of(EFFECTS, List.of(), Estimator.REML,
                        Limits.NORMAL, 0.95))
                .withMessage("no moderator to regress on");
    }

    /// `cor.test(x, y, method = "kendall", exact = FALSE)`: threes and pairs tied on both sides.
    @Test
    void ranksTiedOnBothSidesHaveRsVariance() {
        Asymmetry.Ranks ranks = Kendall.of(List.of(1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 5.0, 5.0, 7.0),
                List.of(2.0, 4.0, 4.0, 1.0, 4.0, 6.0, 6.0, 6.0, 9.0));

        assertThat(ranks.tau()).isEqualTo(0.7541997111515459, CLOSE);
        assertThat(ranks.score() / ranks.scoreError()).isEqualTo(2.5739051217532665, CLOSE);
        assertThat(ranks.p()).isEqualTo(0.010055784444026272, CLOSE);
        assertThat(ranks.exactP()).isEqualTo(ranks.p());
    }

    /// Student's quantiles: `qt(0.975, 3)` and `qt(0.975, 2)` of R.
    @Test
    void theNextStudysProportionIsExpectedAroundTheMeanLogit() {
        Studies studies = Studies.of(new Study("a", 3, 20), new Study("b", 12, 30),
                new Study("c", 9, 15), new Study("d", 20, 25));
        BinomialNormal fit = BinomialNormal.of(studies, 7, 0.95);
        double spread = Math.sqrt(fit.tau() * fit.tau()
                + fit.standardError() * fit.standardError());

        assertThat(fit.tau()).isGreaterThan(0.5);
        assertThat(logit(fit.prediction(Prediction.T_K_MINUS_1).lower()))
                .isEqualTo(fit.intercept() - 3.1824463052837078 * spread, CLOSE);
        assertThat(logit(fit.prediction(Prediction.T_K_MINUS_2).upper()))
                .isEqualTo(fit.intercept() + 4.302652729749462 * spread, CLOSE);
        assertThat(logit(fit.prediction(Prediction.NORMAL).upper()))
                .isEqualTo(fit.intercept() + 1.9599639845400536 * spread, CLOSE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinomialNormal.of(studies, 7, 1))
                .withMessage("confidence level 1.0 not between 0 and 1");
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    private static MetaRegression fit(Estimator estimator, Limits limits) {
        return MetaRegression.of(EFFECTS, MODERATORS, estimator, limits, 0.95);
    }

    private static List<Effect> effects(double[] estimates, double[] variances) {
        return IntStream.range(0, estimates.length)
                .mapToObj(i -> new Effect("s" + i, estimates[i], variances[i])).toList();
    }
}
