package limbline.statistics.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import limbline.statistics.Normal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// The binomial-normal model against 40-digit arithmetic and against its own limits. Against R: the
/// reference cases.
class BinomialNormalTest {

    private static final long SEED = 20261123;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @ParameterizedTest(name = "{0}, {1} nodes")
    @CsvFileSource(resources = "binomial-normal.csv")
    void agreesWithFortyDigits(String data, int nodes, double intercept, double tau,
            double logLikelihood, double standardError, double errorAtTau, double tauError) {
        BinomialNormal fit = BinomialNormal.of(studies(data), nodes, 0.95);
        // The likelihood is what is left of terms of about the size of the trials.
        double trials = studies(data).included().stream().mapToDouble(Study::trials).sum();

        assertThat(fit.intercept() / intercept).isEqualTo(1, within(1e-12));
        assertThat(fit.tau() / tau).isEqualTo(1, within(1e-12));
        assertThat(fit.logLikelihood()).isEqualTo(
                logLikelihood, within(1e-13 * Math.abs(logLikelihood) + 1e-16 * trials));
        assertThat(fit.standardError() / standardError).isEqualTo(1, within(1e-12));
        assertThat(fit.errorAtTau() / errorAtTau).isEqualTo(1, within(1e-12));
        assertThat(fit.tauError() / tauError).isEqualTo(1, within(1e-12));
    }

    @Test
    void moreNodesChangeLessAndLess() {
        Studies studies = studies("paper_orr");
        double seven = BinomialNormal.of(studies, 7, 0.95).tau();
        double twentyOne = BinomialNormal.of(studies, 21, 0.95).tau();
        double fortyOne = BinomialNormal.of(studies, 41, 0.95).tau();

        assertThat(Math.abs(twentyOne - seven)).isGreaterThan(1e-6);
        assertThat(fortyOne).isEqualTo(twentyOne, within(1e-9));
    }

    @Test
    void studiesThatAgreeHaveNoTauAndTheCommonEstimate() {
        BinomialNormal fit = BinomialNormal.of(
                Studies.of(new Study("a", 10, 30), new Study("b", 20, 60)), 7, 0.95);

        assertThat(fit.tau()).isZero();
        assertThat(fit.proportion()).isEqualTo(1.0 / 3, within(1e-15));
        assertThat(fit.standardError())
                .isEqualTo(1 / Math.sqrt(90 * 2.0 / 9), within(1e-15));
        assertThat(fit.logLikelihood()).isEqualTo(fit.commonLogLikelihood());
        assertThat(fit.likelihoodRatioQ()).isEqualTo(0, within(1e-12));
        assertThat(fit.waldQ()).isEqualTo(0, within(1e-12));
        assertThat(fit.tauError()).isNaN();
    }

    @Test
    void oneStudyIsItsOwnProportion() {
        BinomialNormal fit = BinomialNormal.of(Studies.of(new Study("a", 3, 12)), 7, 0.95);

        assertThat(fit.proportion()).isEqualTo(0.25, within(1e-15));
        assertThat(fit.p(fit.waldQ())).isEqualTo(1);
        assertThat(fit.prediction(Prediction.T_K_MINUS_1).lower()).isNaN();
    }

    @Test
    void eventsAndNonEventsMirrorEachOtherAndOrderDoesNotMatter() {
        for (int i = 0; i < 20; i++) {
            List<Study> some = new ArrayList<>();
            List<Study> others = new ArrayList<>();
            for (int k = 0; k < 6; k++) {
                int trials = random.nextInt(1, 60);
                int events = random.nextInt(0, trials + 1);
                some.add(new Study("s" + k, events, trials));
                others.addFirst(new Study("s" + k, trials - events, trials));
            }
            BinomialNormal one = BinomialNormal.of(Studies.of(some), 7, 0.95);
            BinomialNormal other = BinomialNormal.of(Studies.of(others), 7, 0.95);

            assertThat(one.intercept()).as("%s, seed %d", some, SEED)
                    .isEqualTo(-other.intercept(), within(1e-10));
            assertThat(one.tau()).as("%s, seed %d", some, SEED)
                    .isEqualTo(other.tau(), within(1e-10));
        }
    }

    @Test
    void limitsAreTheNormalOnesOfTheLogit() {
        BinomialNormal fit = BinomialNormal.of(studies("paper_orr"), 7, 0.9);
        double half = Normal.quantile(0.95) * fit.standardError();

        assertThat(fit.logits().lower()).isEqualTo(fit.intercept() - half, within(1e-15));
        assertThat(fit.limits().upper())
                .isEqualTo(1 / (1 + Math.exp(-fit.intercept() - half)), within(1e-15));
        assertThat(fit.model()).isEqualTo("binomial-normal model (random intercept on the logit),"
                + " maximum likelihood, adaptive Gauss-Hermite quadrature with 7 nodes");
    }

    @Test
    void refusesWhereNoLogitCanBeEstimated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinomialNormal.of(
                        Studies.of(new Study("a", 0, 5), new Study("b", 0, 9)), 7, 0.95))
                .withMessage("all 2 studies have no event: their logit has no finite estimate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinomialNormal.of(studies("paper_orr"), 0, 0.95))
                .withMessage("nodes 0 not in [1, 101]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinomialNormal.of(
                        Studies.of(new Study("a", 5, 5), new Study("b", 9, 9)), 7, 0.95))
                .withMessage("all 2 studies have only events: their logit has no finite estimate");
        for (double level : new double[] {0, 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BinomialNormal.of(studies("paper_orr"), 7, level))
                    .withMessage("confidence level %s not between 0 and 1", level);
        }
    }

    @Test
    void quadratureIsExactForPolynomials() {
        for (int count : new int[] {1, 2, 7, 20, 51, 101}) {
            Hermite rule = Hermite.of(count);
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < count; i++) {
                double weight = Math.exp(rule.logWeight(i));
                sum += weight;
                squares += weight * rule.node(i) * rule.node(i);
            }
            assertThat(sum).as("%d nodes", count).isEqualTo(Math.sqrt(Math.PI), within(1e-13));
            if (count > 1) {
                assertThat(squares).as("%d nodes", count)
                        .isEqualTo(Math.sqrt(Math.PI) / 2, within(1e-13));
            }
        }
    }

    /// Abramowitz and Stegun, Handbook of Mathematical Functions (1964), table 25.10, in closed form.
    @Test
    void nodesAndWeightsOfFewAreTheTabulatedOnes() {
        Hermite two = Hermite.of(2);
        Hermite three = Hermite.of(3);

        assertThat(Hermite.of(1).node(0)).isZero();
        assertThat(two.node(0)).isEqualTo(-Math.sqrt(0.5), within(1e-15));
        assertThat(two.node(1)).isEqualTo(Math.sqrt(0.5), within(1e-15));
        assertThat(two.logWeight(0))
                .isEqualTo(Math.log(Math.sqrt(Math.PI) / 2), within(1e-14));
        assertThat(three.node(1)).isEqualTo(0, within(1e-15));
        assertThat(three.node(2)).isEqualTo(Math.sqrt(1.5), within(1e-15));
        assertThat(three.logWeight(1))
                .isEqualTo(Math.log(Math.sqrt(Math.PI) * 2 / 3), within(1e-14));
        assertThat(three.logWeight(2))
                .isEqualTo(Math.log(Math.sqrt(Math.PI) / 6), within(1e-14));
    }

    static Studies studies(String data) {
        String path = "/reference/data/" + data + ".csv";
        try (InputStream in = Objects.requireNonNull(
                BinomialNormalTest.class.getResourceAsStream(path), path)) {
            List<Study> studies = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().skip(1).toList()) {
                String[] cells = line.split(",", -1);
                studies.add(new Study(cells[0], Integer.parseInt(cells[1]),
                        Integer.parseInt(cells[2])));
            }
            return Studies.of(studies);
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }
}
