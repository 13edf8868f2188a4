package limbline.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import limbline.statistics.Limits;
import limbline.statistics.LogRank;
import limbline.statistics.NelsonAalen;
import limbline.statistics.RiskTable;
import limbline.statistics.Scale;
import limbline.statistics.Survival;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// [CoxFit] against closed forms, other estimates that it must equal, and its own symmetries. R's
/// answers are in `RegressionCasesTest`.
class CoxFitTest {

    private static final double ROUNDING = 1e-10;

    @ParameterizedTest
    @EnumSource(Ties.class)
    void threeRowsHaveTheCoefficientOfTheClosedForm(Ties ties) {
        // L = 1 / (2 + u) * u / (1 + u) with u = exp(b) is largest at u = sqrt 2.
        CoxFit fit = CoxFit.of(Survival.of(new double[] {1, 2, 3}, new int[] {1, 1, 0}),
                Covariates.of(List.of("x"), new double[] {0, 1, 0}),
                new CoxOptions(ties, false, 0, false));

        double u = Math.sqrt(2);
        assertThat(fit.coefficients().values()[0]).isCloseTo(Math.log(2) / 2, within(1e-14));
        assertThat(fit.logLikelihood())
                .isCloseTo(Math.log(u / (2 + u) / (1 + u)), within(1e-14));
        assertThat(fit.nullLogLikelihood()).isCloseTo(Math.log(1 / 6.0), within(1e-14));
        // Information u·2/(2+u)² + u/(1+u)².
        assertThat(fit.coefficients().variance()[0][0]).isCloseTo(
                1 / (2 * u / ((2 + u) * (2 + u)) + u / ((1 + u) * (1 + u))), within(1e-12));
    }

    @Test
    void tiesWorkedByHandGiveTheirLogLikelihoods() {
        // Two of three at risk have the event at once; no effect at b = 0.
        Survival data = Survival.of(new double[] {1, 1, 2, 3}, new int[] {1, 1, 1, 0});
        Covariates x = Covariates.of(List.of("x"), new double[] {0, 1, 1, 0});

        assertThat(CoxFit.of(data, x, CoxOptions.BRESLOW).nullLogLikelihood())
                .isCloseTo(Math.log(1 / 4.0 / 4 / 2), within(1e-14));
        assertThat(CoxFit.of(data, x, CoxOptions.EFRON).nullLogLikelihood())
                .isCloseTo(Math.log(1 / 4.0 / 3 / 2), within(1e-14));
        assertThat(CoxFit.of(data, x, CoxOptions.EXACT).nullLogLikelihood())
                .isCloseTo(Math.log(1 / 6.0 / 2), within(1e-14)); // 4 over 2 sets
    }

    @Test
    void theScoreTestOfTwoGroupsWithoutTiesIsTheLogRankTest() {
        for (long seed = 1; seed <= 20; seed++) {
            Cohort cohort = Cohort.of(60, 0, seed);
            int[] group = DoubleStream.of(cohort.x()[1]).mapToInt(x -> (int) x).toArray();
            double logRank = LogRank.of(
                    RiskTable.of(cohort.observed().grouped(group, 2)),
                    new LogRank.Weighting.Equal()).chiSquared();

            assertThat(CoxFit.of(cohort.observed(), Covariates.of(List.of("b"), cohort.x()[1]))
                    .score().chiSquared()).as("seed %s", seed)
                    .isCloseTo(logRank, within(1e-10 * logRank));
        }
    }

    @Test
    void withoutTiesAllTiesAgree() {
        Cohort cohort = Cohort.of(80, 0, 5);
        double[] efron = coefficients(cohort, CoxOptions.EFRON);

        assertThat(coefficients(cohort, CoxOptions.BRESLOW)).containsExactly(efron, within(1e-12));
        assertThat(coefficients(cohort, CoxOptions.EXACT)).containsExactly(efron, within(1e-10));
    }

    @Test
    void exactTiesAreTheShareOfAllSetsByBruteForce() {
        Cohort cohort = Cohort.of(12, 4, 3);
        Covariates x = Covariates.of(List.of("a"), cohort.x()[0]);
        double beta = 0.3;
        CoxRows rows = new CoxRows(cohort.observed(), 1, x, 0);
        double expected = 0;
        for (double time : Arrays.stream(cohort.times()).distinct().toArray()) {
            expected += logShareOfSets(cohort, time, beta);
        }

        assertThat(new ExactLikelihood(rows).at(new double[] {beta}).logLikelihood())
                .isCloseTo(expected, within(1e-12));
    }

    private static double logShareOfSets(Cohort cohort, double time, double beta) {
        int[] atRisk = IntStream.range(0, cohort.size())
                .filter(i -> cohort.times()[i] >= time).toArray();
        int[] had = IntStream.of(atRisk)
                .filter(i -> cohort.times()[i] == time && cohort.status()[i] == 1).toArray();
        double all = 0;
        for (int set = 0; set < 1 << atRisk.length; set++) {
            if (Integer.bitCount(set) == had.length) {
                double sum = 0;
                for (int k = 0; k < atRisk.length; k++) {
                    sum += (set >> k & 1) * cohort.x()[0][atRisk[k]];
                }
                all += Math.exp(beta * sum);
            }
        }
        return beta * IntStream.of(had).mapToDouble(i -> cohort.x()[0][i]).sum() - Math.log(all);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderOfRowsDoesNotMatter(long seed) {
        Cohort cohort = Cohort.of(150, 0.5, seed);
        Cohort other = cohort.shuffled(Cohort.random(seed));
        CoxOptions options = CoxOptions.EFRON.withRobustErrors();
        Coefficients one = CoxFit.of(cohort.full(), cohort.covariates(), options).coefficients();
        Coefficients two = CoxFit.of(other.full(), other.covariates(), options).coefficients();

        assertThat(two.values()).containsExactly(one.values(), within(ROUNDING));
        assertThat(two.standardErrors()).containsExactly(one.standardErrors(), within(ROUNDING));
    }

    @Test
    void anotherUnitOrOriginOfACovariateChangesOnlyItsCoefficient() {
        Cohort cohort = Cohort.of(150, 0.5, 7);
        double[][] x = cohort.x().clone();
        x[2] = Arrays.stream(x[2]).map(age -> (age - 1000) * 365.25).toArray();
        CoxFit years = CoxFit.of(cohort.full(), cohort.covariates());
        CoxFit days = CoxFit.of(cohort.full(), Covariates.of(Cohort.NAMES, x));

        assertThat(days.coefficients().values()[2] * 365.25)
                .isCloseTo(years.coefficients().values()[2], within(ROUNDING));
        assertThat(days.coefficients().values()[0])
                .isCloseTo(years.coefficients().values()[0], within(ROUNDING));
        assertThat(days.logLikelihood()).isCloseTo(years.logLikelihood(), within(1e-9));
        assertThat(days.concordance().c()).isCloseTo(years.concordance().c(), within(1e-12));
    }

    @Test
    void onlyTheOrderOfTimesMatters() {
        Cohort cohort = Cohort.of(150, 0.5, 8);
        double[] later = Arrays.stream(cohort.times()).map(Math::sqrt).toArray();
        Covariates x = cohort.covariates();

        assertThat(CoxFit.of(Survival.of(later, cohort.status()), x).coefficients().values())
                .containsExactly(CoxFit.of(cohort.observed(), x).coefficients().values(),
                        within(ROUNDING));
    }

    @Test
    void aWeightOfTwoIsTheRowTwice() {
        Cohort cohort = Cohort.of(100, 0.5, 9);
        int[] twice = IntStream.range(0, 200).map(i -> i / 2).toArray();
        double[] two = new double[100];
        Arrays.fill(two, 2);
        Cohort doubled = cohort.rows(twice);
        CoxFit weighted = CoxFit.of(cohort.observed().weighted(two), cohort.covariates(),
                CoxOptions.BRESLOW);
        CoxFit repeated =
                CoxFit.of(doubled.observed(), doubled.covariates(), CoxOptions.BRESLOW);

        assertThat(weighted.coefficients().values())
                .containsExactly(repeated.coefficients().values(), within(ROUNDING));
        assertThat(weighted.coefficients().standardErrors())
                .containsExactly(repeated.coefficients().standardErrors(), within(ROUNDING));
        assertThat(weighted.logLikelihood()).isCloseTo(repeated.logLikelihood(), within(1e-9));
    }

    @Test
    void clustersOfLikeRowsAreWorthOneRow() {
        Cohort cohort = Cohort.of(100, 0.5, 10);
        int[] twice = IntStream.range(0, 200).map(i -> i / 2).toArray();
        Cohort doubled = cohort.rows(twice);
        CoxOptions robust = CoxOptions.BRESLOW.withRobustErrors();

        assertThat(CoxFit.of(doubled.observed().inClusters(twice), doubled.covariates(), robust)
                .coefficients().standardErrors())
                .containsExactly(CoxFit.of(cohort.observed(), cohort.covariates(), robust)
                        .coefficients().standardErrors(), within(ROUNDING));
    }

    @Test
    void delayedEntryAtTheStartIsNone() {
        Cohort cohort = Cohort.of(100, 0.5, 11);
        CoxFit plain = CoxFit.of(cohort.observed(), cohort.covariates());
        CoxFit late = CoxFit.of(
                cohort.observed().enteredAt(new double[100]), cohort.covariates());

        assertThat(late.coefficients().values()).isEqualTo(plain.coefficients().values());
        assertThat(late.residuals().martingale()).isEqualTo(plain.residuals().martingale());
    }

    @Test
    void intervalsOfOneSubjectAreThatSubject() {
        Cohort cohort = Cohort.of(100, 0.5, 12);
        int[] twice = IntStream.range(0, 200).map(i -> i / 2).toArray();
        Cohort cut = cohort.rows(twice);
        double[] starts = new double[200];
        double[] stops = cut.times().clone();
        int[] status = cut.status().clone();
        for (int i = 0; i < 200; i += 2) {
            stops[i] = cut.times()[i] / 3;
            starts[i + 1] = stops[i];
            status[i] = 0;
        }

        assertThat(CoxFit.of(Survival.of(stops, status).enteredAt(starts), cut.covariates())
                .coefficients().values())
                .containsExactly(CoxFit.of(cohort.observed(), cohort.covariates())
                        .coefficients().values(), within(ROUNDING));
    }

    @Test
    void anOffsetOfTheRightCoefficientLeavesNoneToFind() {
        Cohort cohort = Cohort.of(200, 0.5, 13);
        double b = CoxFit.of(cohort.observed(), Covariates.of(List.of("a"), cohort.x()[0]))
                .coefficients().values()[0];
        double[] known = Arrays.stream(cohort.x()[0]).map(x -> x * b).toArray();

        assertThat(CoxFit.of(cohort.observed(),
                Covariates.of(List.of("a"), cohort.x()[0]).withOffset(known))
                .coefficients().values()[0]).isCloseTo(0, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void residualsAddUpToNothing(long seed) {
        Cohort cohort = Cohort.of(200, 0.5, seed);
        CoxFit fit = CoxFit.of(cohort.full(), cohort.covariates());
        double[] martingale = fit.residuals().martingale();
        double[][] score = fit.residuals().score();
        double sum = 0;
        double[] scores = new double[3];
        for (int i = 0; i < 200; i++) {
            sum += cohort.weights()[i] * martingale[i];
            for (int j = 0; j < 3; j++) {
                scores[j] += cohort.weights()[i] * score[i][j];
            }
        }

        assertThat(sum).isCloseTo(0, within(1e-10));
        assertThat(scores).containsExactly(new double[3], within(1e-9));
        double[] unweighted = new double[3];
        CoxFit.of(cohort.observed(), cohort.covariates()).residuals().schoenfeld()
                .forEach(event -> {
                    for (int j = 0; j < 3; j++) {
                        unweighted[j] += event.residual()[j];
                    }
                });
        assertThat(unweighted).containsExactly(new double[3], within(1e-9));
    }

    @Test
    void withoutAnEffectTheCurveIsNelsonAalens() {
        // Everybody stands twice, with either value of x.
        Cohort cohort = Cohort.of(40, 0.5, 14);
        Cohort twice = cohort.rows(IntStream.range(0, 80).map(i -> i / 2).toArray());
        double[] x = IntStream.range(0, 80).mapToDouble(i -> i % 2).toArray();
        CoxFit fit = CoxFit.of(
                twice.observed(), Covariates.of(List.of("x"), x), CoxOptions.BRESLOW);
        double[] hazard = NelsonAalen.of(twice.observed()).cumulativeHazard();

        assertThat(fit.coefficients().values()[0]).isCloseTo(0, within(1e-14));
        assertThat(fit.curve(1).cumulativeHazard()).containsExactly(hazard, within(1e-12));
        assertThat(fit.curve(0).at(Scale.LOG, 0.95, 0).survival()).isEqualTo(1);
    }

    /// As in R, which takes the mean from the offsets too, up to where it refuses them (709).
    @ParameterizedTest
    @ValueSource(doubles = {0, 700, 710, -750, 1e5})
    void anOffsetOfAllMovesNothing(double offset) {
        Cohort cohort = Cohort.of(80, 0.5, 23);
        double[] everywhere = new double[80];
        Arrays.fill(everywhere, offset);
        CoxFit plain = CoxFit.of(cohort.full(), cohort.covariates());
        CoxFit moved = CoxFit.of(cohort.full(), cohort.covariates().withOffset(everywhere));

        assertThat(moved.coefficients().values())
                .containsExactly(plain.coefficients().values(), within(1e-13));
        assertThat(moved.coefficients().standardErrors())
                .containsExactly(plain.coefficients().standardErrors(), within(1e-13));
        assertThat(moved.logLikelihood()).isCloseTo(plain.logLikelihood(), within(1e-9));
        CoxCurve one = plain.curveIn(0, 0, 1, 0, 60);
        CoxCurve other = moved.curveIn(0, offset, 1, 0, 60);
        assertThat(other.survival()).containsExactly(one.survival(), within(1e-12));
        assertThat(other.hazardErrors()).containsExactly(one.hazardErrors(), within(1e-12));
    }

    /// Beside the others those of the lower hazard count for nothing already at e^-120; the squares
    /// of the larger sums are beyond all doubles.
    @ParameterizedTest
    @EnumSource(names = "EXACT", mode = EnumSource.Mode.EXCLUDE)
    void offsetsFarApartKeepTheirStandardErrors(Ties ties) {
        Cohort cohort = Cohort.of(80, 0.5, 24);
        double[] near = Arrays.stream(cohort.x()[1]).map(b -> b == 0 ? -60 : 60).toArray();
        double[] far = Arrays.stream(cohort.x()[1]).map(b -> b == 0 ? -550 : 550).toArray();
        Covariates a = Covariates.of(List.of("a"), cohort.x()[0]);
        CoxOptions options = new CoxOptions(ties, false, 0, false);
        Coefficients one = CoxFit.of(cohort.observed(), a.withOffset(near), options)
                .coefficients();
        Coefficients other = CoxFit.of(cohort.observed(), a.withOffset(far), options)
                .coefficients();

        assertThat(other.values()).containsExactly(one.values(), within(1e-12));
        assertThat(other.standardErrors()).containsExactly(one.standardErrors(), within(1e-12));
    }

    @Test
    void offsetsTooFarApartAndValuesTooLargeAreRefused() {
        Survival four = Survival.of(new double[] {1, 2, 3, 4}, new int[] {1, 1, 1, 0});
        double[] x = {0, 1, 1, 0};

        refused("row 4: an offset of 1000.0 is more than 700.0 from their mean 250.0; such hazards"
                + " cannot be added up", () -> CoxFit.of(four,
                Covariates.of(List.of("x"), x).withOffset(0, 0, 0, 1000)));
        assertThatExceptionOfType(NotEstimable.class)
                .isThrownBy(() -> CoxFit.of(four,
                        Covariates.of(List.of("x"), new double[] {0, 1e200, 2e200, 0})))
                .withMessageStartingWith("the coefficient of x cannot be estimated: the squares of"
                        + " its values are beyond all numbers");
    }

    @Test
    void aCurveIsOneWholeAndItsPointsAreOfIt() {
        Cohort cohort = Cohort.of(60, 1, 22);
        CoxFit fit = CoxFit.of(cohort.observed().stratified(cohort.stratum(), Cohort.STRATA),
                cohort.covariates());
        CoxCurve curve = fit.curveIn(1, 0.5, 1, 0, 60);
        Limits limits = curve.limits(Scale.LOG, 0.9);

        assertThat(curve.times()).isNotEmpty();
        for (int k = 0; k < curve.times().length; k++) {
            CoxCurve.Point point = curve.at(Scale.LOG, 0.9, curve.times()[k]);
            assertThat(curve.survival()[k]).isEqualTo(point.survival())
                    .isEqualTo(Math.exp(-curve.cumulativeHazard()[k]));
            assertThat(curve.hazardErrors()[k] * point.survival())
                    .isCloseTo(point.standardError(), within(1e-15));
            assertThat(limits.lower()[k]).isEqualTo(point.lower());
            assertThat(limits.upper()[k]).isEqualTo(point.upper());
        }
    }

    /// Two events so near that they are one time; R's `residuals` keeps the order of the rows.
    @Test
    void schoenfeldsResidualsOfOneTimeStandInTheOrderOfTheRows() {
        double[] times = {3, 2 + 4e-12, 2, 2 + 2e-12, 1, 4, 5};
        CoxFit fit = CoxFit.of(Survival.of(times, new int[] {1, 1, 1, 1, 0, 1, 0}),
                Covariates.of(List.of("x"), new double[] {1, 0, 2, 1, 0, 0, 1}));

        assertThat(fit.residuals().schoenfeld()).extracting(CoxResiduals.Event::row)
                .containsExactly(1, 2, 3, 0, 5);
        assertThat(fit.residuals().schoenfeld()).extracting(CoxResiduals.Event::time)
                .containsExactly(2.0, 2.0, 2.0, 3.0, 4.0);
    }

    @Test
    void theHazardOfEachStratumIsBreslowsByADoubleLoop() {
        Cohort cohort = Cohort.of(60, 1, 21);
        CoxFit fit = CoxFit.of(cohort.observed().stratified(cohort.stratum(), Cohort.STRATA),
                cohort.covariates(), CoxOptions.BRESLOW);
        double[] b = fit.coefficients().values();
        for (int s = 0; s < Cohort.STRATA; s++) {
            int stratum = s;
            int[] in = IntStream.range(0, 60).filter(i -> cohort.stratum()[i] == stratum)
                    .toArray();
            double[] times = IntStream.of(in).mapToDouble(i -> cohort.times()[i])
                    .sorted().distinct().toArray();
            double[] hazard = new double[times.length];
            double sum = 0;
            for (int k = 0; k < times.length; k++) {
                double risk = 0;
                int events = 0;
                for (int i : in) {
                    risk += cohort.times()[i] >= times[k]
                            ? Math.exp(cohort.covariates().predictor(i, b)) : 0;
                    events += cohort.times()[i] == times[k] ? cohort.status()[i] : 0;
                }
                sum += events / risk;
                hazard[k] = sum;
            }
            CoxCurve curve = fit.curveIn(stratum, Math.log(2), 0, 0, 0);

            assertThat(curve.times()).containsExactly(times);
            for (int k = 0; k < times.length; k++) {
                assertThat(curve.cumulativeHazard()[k])
                        .isCloseTo(2 * hazard[k], within(1e-10 * sum));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void concordanceIsThatOfAllPairs(long seed) {
        Cohort cohort = Cohort.of(60, 1, seed);
        double[][] x = {Arrays.stream(cohort.x()[0]).map(Math::rint).toArray()};
        CoxFit fit = CoxFit.of(cohort.full(), Covariates.of(List.of("a"), x));
        double sign = Math.signum(fit.coefficients().values()[0]);
        double[] counts = new double[5];
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                count(cohort, sign, x[0], i, j, counts);
            }
        }
        Concordance found = fit.concordance();

        assertThat(new double[] {found.concordant(), found.discordant(), found.tiedPrediction(),
            found.tiedTime(), found.tiedBoth()}).as("seed %s", seed)
                .containsExactly(counts, within(1e-9));
    }

    /// What the pair of i, which had the event, and j adds.
    private static void count(
            Cohort cohort, double sign, double[] x, int i, int j, double[] counts) {
        double t = cohort.times()[i];
        boolean atRisk = cohort.starts()[j] < t && cohort.times()[j] >= t
                && cohort.stratum()[i] == cohort.stratum()[j];
        if (i == j || cohort.status()[i] == 0 || !atRisk) {
            return;
        }
        double w = cohort.weights()[i] * cohort.weights()[j];
        boolean both = cohort.times()[j] == t && cohort.status()[j] == 1;
        if (both) {
            counts[x[i] == x[j] ? 4 : 3] += i < j ? w : 0;
        } else {
            double higher = sign * (x[i] - x[j]);
            counts[higher > 0 ? 0 : higher < 0 ? 1 : 2] += w;
        }
    }

    @Test
    void theAnswerHasTheSameBitsOnAnyNumberOfThreads() throws Exception {
        Cohort cohort = Cohort.of(40_000, 0, 15);
        double[] one;
        double[] four;
        try (ForkJoinPool alone = new ForkJoinPool(1); ForkJoinPool several = new ForkJoinPool(4)) {
            one = alone.submit(() -> coefficients(cohort, CoxOptions.EFRON)).get();
            four = several.submit(() -> coefficients(cohort, CoxOptions.EFRON)).get();
        }

        assertThat(four).isEqualTo(one);
    }

    @Test
    void aRowOfNoWeightIsRefusedAsByR() {
        Covariates arm = Covariates.of(List.of("arm"), new double[] {1, 0, 1, 0});
        Survival four = Survival.of(new double[] {1, 2, 3, 4}, new int[] {1, 1, 1, 0});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxFit.of(four.weighted(1, 0.5, 0, 1), arm))
                .withMessage("row 3: a weight of 0.0 is not above 0; a row that counts for nothing "
                        + "belongs to no regression");
        assertThat(CoxFit.of(four.weighted(1, 0.5, 1e-9, 1), arm).coefficients().values()[0])
                .isFinite();
    }

    @Test
    void aCovariateWhoseLevelHasNoEventIsToldAndNotAnswered() {
        assertThatExceptionOfType(NotEstimable.class).isThrownBy(() -> CoxFit.of(
                Survival.of(new double[] {1, 2, 3, 4, 5, 6}, new int[] {1, 1, 1, 0, 0, 0}),
                Covariates.of(List.of("arm", "age"), new double[] {1, 1, 1, 0, 0, 0},
                        new double[] {50, 61, 40, 52, 70, 45})))
                .withMessageStartingWith("the coefficient of arm (")
                .withMessageContaining("rising) has no bound: the events are separated")
                .withMessageContaining("join levels, leave the covariate out");
    }

    @Test
    void halfSeparatedCovariatesAreToldByName() {
        // Nobody with x = 1 has the event, though some are there to the end.
        Cohort cohort = Cohort.of(100, 0.5, 16);
        double[] x = new double[100];
        for (int i = 0; i < 100; i++) {
            x[i] = cohort.status()[i] == 0 && i % 3 == 0 ? 1 : 0;
        }

        assertThatExceptionOfType(NotEstimable.class).isThrownBy(() -> CoxFit.of(
                cohort.observed(), Covariates.of(List.of("a", "x"), cohort.x()[0], x)))
                .withMessageStartingWith("the coefficient of x (-")
                .withMessageContaining("falling) has no bound");
    }

    @Test
    void aCovariateThatFollowsFromOthersIsToldByName() {
        Cohort cohort = Cohort.of(50, 0.5, 17);
        double[] sum = new double[50];
        Arrays.setAll(sum, i -> 3 * cohort.x()[0][i] - cohort.x()[1][i] + 5);

        assertThatExceptionOfType(NotEstimable.class).isThrownBy(() -> CoxFit.of(
                cohort.observed(),
                Covariates.of(List.of("a", "b", "sum"), cohort.x()[0], cohort.x()[1], sum)))
                .withMessage("the coefficient of sum cannot be estimated: among those at risk at "
                        + "the events it is constant, or a combination of a, b. Leave it out, or "
                        + "one of the others.");
    }

    @Test
    void nearlyDependentCovariatesAreStillAnswered() {
        Cohort cohort = Cohort.of(200, 0.5, 18);
        double[] near = new double[200];
        Arrays.setAll(near, i -> cohort.x()[0][i] + 1e-4 * cohort.x()[2][i]);

        assertThat(CoxFit.of(cohort.observed(),
                Covariates.of(List.of("a", "near"), cohort.x()[0], near))
                .coefficients().standardErrors()[0]).isGreaterThan(10);
    }

    @Test
    void withoutAnyEventThereIsNothingToFit() {
        assertThatExceptionOfType(NotEstimable.class).isThrownBy(() -> CoxFit.of(
                Survival.of(new double[] {1, 2}, new int[] {0, 0}),
                Covariates.of(List.of("x"), new double[] {0, 1})))
                .withMessage("nobody had the event; there is nothing to fit");
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10})
    void tooFewEventsForACovariateAreSaid(int events) {
        double[] times = IntStream.range(0, 30).mapToDouble(i -> i + 1).toArray();
        int[] status = IntStream.range(0, 30).map(i -> i % 3 == 0 && i / 3 < events ? 1 : 0)
                .toArray();
        double[] x = IntStream.range(0, 30).mapToDouble(i -> i * 7 % 5).toArray();

        assertThat(CoxFit.of(Survival.of(times, status), Covariates.of(List.of("x"), x))
                .warnings()).isEqualTo(events == 10 ? List.of() : List.of(
                        "9 events for 1 covariates: with fewer than 10 for each, hazard ratios are "
                                + "unstable and limits too narrow."));
    }

    @Test
    void whatAModelCannotTakeIsRefusedWithTheReason() {
        Cohort cohort = Cohort.of(20, 0.5, 19);

        refused("covariates of 20 rows do not fit 2 rows", () -> CoxFit.of(
                Survival.of(new double[] {1, 2}, new int[] {1, 1}), cohort.covariates()));
        refused("row 2: x is NaN", () -> Covariates.of(
                List.of("x"), new double[] {1, Double.NaN}));
        refused("a name stands twice in [x, x]", () -> Covariates.of(
                List.of("x", "x"), new double[1], new double[1]));
        refused("case weights are not defined with exact ties", () -> CoxFit.of(
                cohort.full(), cohort.covariates(), CoxOptions.EXACT));
        refused("robust standard errors are not defined with exact ties",
                CoxOptions.EXACT::withRobustErrors);
        refused("residuals, checks and curves are not defined with exact ties; take Efron's",
                () -> CoxFit.of(cohort.observed(), cohort.covariates(), CoxOptions.EXACT)
                        .residuals());
        refused("of 3 strata the curve must name one", () -> CoxFit.of(
                cohort.full(), cohort.covariates()).curve(1, 2, 3));
        refused("2 values do not fit the covariates [a, b, c]", () -> CoxFit.of(
                cohort.observed(), cohort.covariates()).curve(1, 2));
        refused("Cox's model is of one kind of event, not of 2; take one cause as the event and "
                + "the others as censored, or fit FineGray", () -> CoxFit.of(
                Survival.of(cohort.times(), cohort.status(), 2), cohort.covariates()));
        refused("a covariate of [1.0, Infinity, 2.0] is no number", () -> CoxFit.of(
                cohort.observed(), cohort.covariates())
                .curve(1, Double.POSITIVE_INFINITY, 2));
        CoxFit stratified = CoxFit.of(cohort.full(), cohort.covariates());
        assertThat(stratified.curveIn(2, 0, 1, 2, 3).times()).isNotEmpty();
        refused("stratum 3 is not in 0 to 2", () -> stratified.curveIn(3, 0, 1, 2, 3));
        refused("stratum -1 is not in 0 to 2", () -> stratified.curveIn(-1, 0, 1, 2, 3));
        assertThat(stratified.options()).isEqualTo(CoxOptions.EFRON);
        refused("0 covariates are not in 1 to 500", () -> Covariates.of(List.of()));
        assertThat(Covariates.of(names(500), new double[500][2]).size()).isEqualTo(500);
        refused("501 covariates are not in 1 to 500",
                () -> Covariates.of(names(501), new double[501][2]));
        refused("2 names do not fit 1 columns",
                () -> Covariates.of(List.of("x", "y"), new double[1]));
        refused("row 1: offset is NaN", () -> cohort.covariates().withOffset(nothing(20)));
        refused("offset has 2 rows where others have 20",
                () -> cohort.covariates().withOffset(1, 2));
        refused("1 names, 2 values and a variance of 2 rows do not fit",
                () -> new Coefficients(List.of("x"), new double[2], new double[2][2]));
        for (double share : new double[] {0, 1, Double.NaN}) {
            refused("a confidence of %s is not in (0, 1)".formatted(share),
                    () -> stratified.coefficients().effects(share));
        }
        for (double tolerance : new double[] {-1, 1, Double.NaN}) {
            refused("a tolerance of %s is not in [0, 1)".formatted(tolerance),
                    () -> CoxOptions.EFRON.withTolerance(tolerance));
        }
        assertThat(CoxOptions.EFRON.withTolerance(0).tolerance()).isZero();
        refused("row 1: a status of 3 is neither 0 (censored) nor 1 (event)", () -> CoxFit.of(
                Survival.of(new double[] {1, 2}, new int[] {3, 1}),
                Covariates.of(List.of("x"), new double[] {0, 1})));
        refused("robust standard errors were not asked for", () -> CoxFit.of(
                cohort.observed(), cohort.covariates()).robustScore());
    }

    private static void refused(String message, org.assertj.core.api.ThrowableAssert
            .ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private static double[] nothing(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "x" + i).toList();
    }

    private static double[] coefficients(Cohort cohort, CoxOptions options) {
        return CoxFit.of(cohort.observed(), cohort.covariates(), options).coefficients().values();
    }
}
