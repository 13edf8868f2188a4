package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Survival curves by hand, in closed form, by symmetry, and at the edges.
class SurvivalCurveTest {

    private static final double EXACT = 1e-14;

    /// Weeks of remission on 6-mercaptopurine: Freireich EJ and others, Blood 1963;21:699-716.
    /// <https://doi.org/10.1182/blood.V21.6.699.699>
    static final int[] TREATED = {
        6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35
    };
    static final int[] TREATED_STATUS = {
        1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0
    };

    @Test
    void remissionOnMercaptopurineByHand() {
        SurvivalCurve curve = KaplanMeier.of(Survival.ofDays(TREATED, TREATED_STATUS));

        double[] steps = {
            18.0 / 21, 16.0 / 17, 14.0 / 15, 11.0 / 12, 10.0 / 11, 6.0 / 7, 5.0 / 6
        };
        double[] weeks = {6, 7, 10, 13, 16, 22, 23};
        double survival = 1;
        for (int i = 0; i < weeks.length; i++) {
            survival *= steps[i];
            assertThat(curve.at(Scale.PLAIN, 0.95, weeks[i]).getFirst().survival())
                    .isCloseTo(survival, within(EXACT));
        }
        assertThat(curve.quantile(0.5, Scale.LOG_LOG, 0.95).time())
                .isEqualTo(new Reached.At(23));
    }

    @Test
    void withoutCensoringSurvivalIsTheShareAliveWithItsBinomialError() {
        Invented rows = Invented.rows(100, 11);
        int[] everybody = new int[100];
        Arrays.fill(everybody, 1);
        Survival data = Survival.ofDays(rows.days(), everybody);
        SurvivalCurve greenwood = KaplanMeier.of(data);
        SurvivalCurve robust = KaplanMeier.of(
                data, Estimation.KAPLAN_MEIER.withRobustErrors());

        double[] times = greenwood.times();
        for (int k = 0; k < times.length - 1; k++) {
            double t = times[k];
            double alive = Arrays.stream(rows.days()).filter(day -> day > t).count() / 100.0;
            double error = Math.sqrt(alive * (1 - alive) / 100);
            assertThat(greenwood.survival()[k]).isCloseTo(alive, within(EXACT));
            assertThat(greenwood.standardErrors()[k]).isCloseTo(error, within(EXACT));
            assertThat(robust.standardErrors()[k]).isCloseTo(error, within(EXACT));
        }
    }

    @Test
    void withoutCensoringTheRestrictedMeanIsTheMeanWithItsError() {
        double[] times = {1, 4, 9, 16};
        RestrictedMean mean = KaplanMeier.of(times, new int[] {1, 1, 1, 1}).restrictedMean(10);

        assertThat(mean.mean()).isCloseTo((1 + 4 + 9 + 10) / 4.0, within(EXACT));
        // The variance of the cut times 1, 4, 9, 10, divided by n and not n - 1, over n.
        assertThat(mean.standardError()).isCloseTo(Math.sqrt(13.5 / 4), within(EXACT));
        assertThat(mean.lost()).isCloseTo(4, within(EXACT));
    }

    @Test
    void countsAsWeightsAreAsManyRows() {
        SurvivalCurve rows = KaplanMeier.of(Survival.ofDays(
                new int[] {1, 1, 2, 2, 2, 3}, new int[] {1, 1, 0, 0, 0, 1}));
        SurvivalCurve weights = KaplanMeier.of(Survival.ofDays(
                new int[] {1, 2, 3}, new int[] {1, 0, 1}).weighted(2, 3, 1));

        assertThat(weights.survival()).isEqualTo(rows.survival());
        assertThat(weights.standardErrors()).isEqualTo(rows.standardErrors());
    }

    @Test
    void delayedEntryFromTheStartIsNone() {
        Invented rows = Invented.rows(80, 5);
        Survival plain = Survival.ofDays(rows.days(), rows.any());
        SurvivalCurve late = KaplanMeier.of(plain.enteredAt(new double[80]));

        assertThat(late.survival()).isEqualTo(KaplanMeier.of(plain).survival());
        assertThat(late.atRisk()).isEqualTo(KaplanMeier.of(plain).atRisk());
    }

    @Test
    void aRowCutIntoIntervalsOfOneSubjectCountsOnce() {
        Survival whole = Survival.ofDays(new int[] {5, 8, 9}, new int[] {1, 0, 1});
        Survival cut = Survival.ofDays(new int[] {3, 5, 8, 9}, new int[] {0, 1, 0, 1})
                .enteredAt(0, 3, 0, 0).ofSubjects(1, 1, 2, 3);
        Estimation robust = Estimation.KAPLAN_MEIER.withRobustErrors();

        SurvivalCurve expected = KaplanMeier.of(whole.ofSubjects(1, 2, 3), robust);
        SurvivalCurve curve = KaplanMeier.of(cut, robust);
        assertThat(curve.times()).containsExactly(3, 5, 8, 9);
        assertThat(curve.censored()).containsExactly(0, 0, 1, 0);
        assertThat(Arrays.copyOfRange(curve.survival(), 1, 4)).isEqualTo(expected.survival());
        for (int k = 0; k < 3; k++) {
            assertThat(curve.standardErrors()[k + 1])
                    .isCloseTo(expected.standardErrors()[k], within(EXACT));
        }
    }

    @Test
    void theJackknifeOfTheTableIsThatOfTheRows() {
        for (long seed = 1; seed <= 20; seed++) {
            Invented rows = Invented.rows(60, seed);
            Survival data = Survival.ofDays(rows.days(), rows.any()).weighted(rows.times(0.1));
            Estimation robust = Estimation.KAPLAN_MEIER.withRobustErrors();
            double[] table = KaplanMeier.of(data, robust).standardErrors();
            int[] own = java.util.stream.IntStream.range(0, 60).toArray();
            double[] byRow = KaplanMeier.of(data.ofSubjects(own), robust).standardErrors();
            for (int k = 0; k < table.length; k++) {
                assertThat(table[k]).as("seed %s, time %s", seed, k)
                        .isCloseTo(byRow[k], within(1e-12)); // sums in another order
            }
        }
    }

    @Test
    void oneRowWithAnEvent() {
        SurvivalCurve curve = KaplanMeier.of(new double[] {3}, new int[] {1});

        assertThat(curve.survival()).containsExactly(0);
        assertThat(curve.standardErrors()).containsExactly(Double.NaN);
        assertThat(curve.quantile(0.5, Scale.LOG, 0.95).time()).isEqualTo(new Reached.At(3));
    }

    @Test
    void everybodyCensored() {
        SurvivalCurve curve = KaplanMeier.of(new double[] {3, 4}, new int[] {0, 0});

        assertThat(curve.survival()).containsExactly(1, 1);
        assertThat(curve.limits(Scale.LOG, 0.95).lower()).containsExactly(1, 1);
        assertThat(curve.quantile(0.5, Scale.LOG, 0.95).time()).isEqualTo(new Reached.Not());
    }

    @Test
    void everybodyAtOneTimeWithEventsBeforeCensoring() {
        SurvivalCurve curve = KaplanMeier.of(new double[] {2, 2, 2, 2}, new int[] {1, 0, 1, 0});

        assertThat(curve.atRisk()).containsExactly(4);
        assertThat(curve.survival()).containsExactly(0.5);
        assertThat(curve.censored()).containsExactly(2);
    }

    @Test
    void aFlatStretchBetweenEventsHasItsMiddleAsMedian() {
        SurvivalCurve curve = KaplanMeier.of(new double[] {1, 2, 4, 5}, new int[] {1, 1, 1, 1});

        for (Quantile.Flat flat : Quantile.Flat.values()) {
            assertThat(curve.quantile(0.5, Scale.LOG, 0.95, flat).time()).as("%s", flat)
                    .isEqualTo(new Reached.At(3));
        }
    }

    @Test
    void aCurveThatEndsFlatAtOneHalfHasAMedianInRAndNoneInSas() {
        SurvivalCurve curve = KaplanMeier.of(new double[] {1, 2, 3, 6}, new int[] {1, 1, 0, 0});

        assertThat(curve.quantile(0.5, Scale.LOG, 0.95, Quantile.Flat.AS_R).time())
                .isEqualTo(new Reached.At(4)); // the middle of 2 and 6
        assertThat(curve.quantile(0.5, Scale.LOG, 0.95, Quantile.Flat.AS_SAS).time())
                .isEqualTo(new Reached.Not());
    }

    @Test
    void anotherUnitOfTimeMovesTimesOnly() {
        Invented rows = Invented.rows(150, 9);
        SurvivalCurve days = KaplanMeier.of(Survival.ofDays(rows.days(), rows.any()));
        SurvivalCurve quarters = KaplanMeier.of(rows.times(0.25), rows.any());

        assertThat(quarters.survival()).isEqualTo(days.survival());
        assertThat(quarters.standardErrors()).isEqualTo(days.standardErrors());
        assertThat(quarters.restrictedMean(5).mean())
                .isCloseTo(days.restrictedMean(20).mean() / 4, within(EXACT));
    }

    @Test
    void flemingHarringtonTakesTiesOneByOne() {
        SurvivalCurve curve = KaplanMeier.of(
                Survival.ofDays(new int[] {2, 2, 3}, new int[] {1, 1, 0}),
                Estimation.FLEMING_HARRINGTON);

        assertThat(curve.cumulativeHazard()[0]).isCloseTo(1.0 / 3 + 1.0 / 2, within(EXACT));
        assertThat(curve.survival()[0]).isCloseTo(Math.exp(-5.0 / 6), within(EXACT));
        assertThat(NelsonAalen.of(new double[] {2, 2, 3}, new int[] {1, 1, 0})
                .cumulativeHazard()[0]).isCloseTo(2.0 / 3, within(EXACT));
    }

    @Test
    void medianFollowUpTakesCensoringAsTheEvent() {
        FollowUp followUp = FollowUp.of(
                Survival.ofDays(new int[] {1, 2, 3, 4}, new int[] {1, 0, 0, 0}));

        assertThat(followUp.median(0.95).time()).isEqualTo(new Reached.At(3));
    }

    @Test
    void theShareStillFollowedIsACurveOfItsOwn() {
        FollowUp followUp = FollowUp.of(Survival.ofDays(new int[] {2, 3, 4}, new int[] {1, 0, 0}));

        assertThat(followUp.stillFollowed().survival()).containsExactly(1, 0.5, 0);
    }

    /// What `quantile` of survival 3.5-3 gives for a `survfit` whose `surv` is set to this: the
    /// curve rises at 3 and comes back to 0.4 at its end.
    @Test
    void aBandThatRisesAndComesBackEndsFlat() {
        double[] times = {1, 2, 3, 4};
        double[] band = {0.8, 0.4, 0.6, 0.4};

        assertThat(Crossing.of(times, band, 0.2, Quantile.Flat.AS_R)).isEqualTo(new Reached.At(2));
        assertThat(Crossing.of(times, band, 0.4, Quantile.Flat.AS_R))
                .isEqualTo(new Reached.At(3.5));
        assertThat(Crossing.of(times, band, 0.6, Quantile.Flat.AS_R)).isEqualTo(new Reached.Not());
    }

    /// More limits than are worked on at a time are the same as one by one.
    @Test
    void limitsOfManyValuesAreThoseOfEach() {
        double[] p = IntStream.range(0, 2500).mapToDouble(i -> 1 - i / 2600.0).toArray();
        double[] error = IntStream.range(0, 2500).mapToDouble(i -> 0.001 + i / 9000.0).toArray();
        Limits all = Limits.of(Scale.LOG_LOG, 0.9, p, error);

        for (int i : new int[] {1, 1023, 1024, 1025, 2047, 2048, 2499}) {
            Limits one = Limits.of(Scale.LOG_LOG, 0.9, new double[] {p[i]},
                    new double[] {error[i]});
            assertThat(all.lower()[i]).isEqualTo(one.lower()[0]);
            assertThat(all.upper()[i]).isEqualTo(one.upper()[0]);
        }
        for (double confidence : new double[] {0, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Limits.of(Scale.LOG, confidence, p, error))
                    .withMessage("a confidence of %s is not in (0, 1)", confidence);
        }
    }

    @Test
    void robustErrorsNeedRowsAndAMeanNeedsAHorizon() {
        Survival data = Survival.ofDays(TREATED, TREATED_STATUS);
        Estimation robust = Estimation.KAPLAN_MEIER.withRobustErrors();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KaplanMeier.of(RiskTable.of(data), robust))
                .withMessage("robust standard errors need the rows, not only their table");
        for (double horizon : new double[] {0, -1, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KaplanMeier.of(data).restrictedMean(horizon));
        }
        RestrictedMean mean = KaplanMeier.of(data).restrictedMean(20);
        for (double confidence : new double[] {0, 1, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> mean.limits(confidence))
                    .withMessage("a confidence of %s is not in (0, 1)", confidence);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(Estimation.FLEMING_HARRINGTON::withRobustErrors)
                .withMessage(
                        "robust standard errors are not offered with events taken one by one");
        assertThat(NelsonAalen.of(RiskTable.of(data)).cumulativeHazard())
                .containsExactly(NelsonAalen.of(data).cumulativeHazard());
    }

    @Test
    void aCurveOfOneCauseAmongSeveralCarriesAWarning() {
        RiskTable table = RiskTable.of(
                Survival.ofDays(new int[] {1, 2, 3}, new int[] {1, 2, 0}, 2));

        assertThat(KaplanMeier.ofCause(table, 1).warnings()).containsExactly(
                "1 - Kaplan-Meier of cause 1 takes the competing events as censored and overstates "
                        + "the probability of the event; report the Aalen-Johansen cumulative "
                        + "incidence");
        assertThat(KaplanMeier.of(table.anyCause()).warnings()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> KaplanMeier.of(table))
                .withMessageStartingWith("a survival curve has one event, not 2 competing ones");
    }

    @Test
    void refusesWhatNoCurveAnswers() {
        SurvivalCurve curve = KaplanMeier.of(new double[] {3, 4}, new int[] {0, 1});
        assertThatIllegalArgumentException().isThrownBy(() -> curve.limits(Scale.LOG, 95))
                .withMessage("a confidence of 95.0 is not in (0, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curve.quantile(50, Scale.LOG, 0.95))
                .withMessage("a share of 50.0 is not in [0, 1]");
        assertThatIllegalArgumentException().isThrownBy(() -> curve.restrictedMean(0))
                .withMessage("a horizon of 0.0 is not a time above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KaplanMeier.of(RiskTable.of(
                        Survival.ofDays(new int[] {1, 2}, new int[] {1, 1})
                                .grouped(new int[] {0, 1}, 2))))
                .withMessageStartingWith("a curve is of one group, not of 2");
    }
}
