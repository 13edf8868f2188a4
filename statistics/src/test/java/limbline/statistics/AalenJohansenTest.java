package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Cumulative incidence in closed form, beside Kaplan-Meier, and at the edges.
class AalenJohansenTest {

    /// A curve of at most some hundred steps, each rounded twice.
    private static final double EXACT = 1e-13;

    @Test
    void withoutCensoringIncidenceIsAShareWithItsBinomialError() {
        Invented rows = Invented.rows(100, 2);
        int[] cause = Arrays.stream(rows.status()).map(s -> s == 0 ? 1 : s).toArray();
        AalenJohansen curves = AalenJohansen.of(Survival.ofDays(rows.days(), cause, 2));

        for (int k = 0; k < curves.times().length; k++) {
            double t = curves.times()[k];
            double share = IntStream.range(0, 100)
                    .filter(i -> rows.days()[i] <= t && cause[i] == 2).count() / 100.0;
            double error = Math.sqrt(share * (1 - share) / 100);
            assertThat(curves.incidence(2)[k]).isCloseTo(share, within(EXACT));
            for (var kind : new AalenJohansen.Errors[] {
                AalenJohansen.Errors.JACKKNIFE, AalenJohansen.Errors.GREENWOOD
            }) {
                assertThat(curves.standardErrors(2, kind)[k]).as("%s at %s", kind, t)
                        .isCloseTo(error, within(1e-9)); // the root of a difference near 0
            }
        }
    }

    @Test
    void allProbabilitiesAddUpToOneAndAllTimesToTheHorizon() {
        for (long seed = 1; seed <= 20; seed++) {
            Invented rows = Invented.rows(120, seed);
            AalenJohansen curves =
                    AalenJohansen.of(Survival.ofDays(rows.days(), rows.status(), 2));
            for (int k = 0; k < curves.times().length; k++) {
                assertThat(curves.survival()[k] + curves.incidence(1)[k] + curves.incidence(2)[k])
                        .as("seed %s", seed).isCloseTo(1, within(EXACT));
            }
            assertThat(curves.timeLost(1, 30) + curves.timeLost(2, 30)
                    + curves.timeWithoutEvent(30)).as("seed %s", seed).isCloseTo(30, within(1e-12));
        }
    }

    @Test
    void aSingleCauseIsKaplanMeierUpsideDown() {
        Invented rows = Invented.rows(120, 8);
        Survival data = Survival.ofDays(rows.days(), rows.any());
        AalenJohansen incidence = AalenJohansen.of(data);
        SurvivalCurve survival = KaplanMeier.of(data);
        SurvivalCurve robust = KaplanMeier.of(data, Estimation.KAPLAN_MEIER.withRobustErrors());

        for (int k = 0; k < survival.times().length - 1; k++) {
            assertThat(incidence.incidence(1)[k])
                    .isCloseTo(1 - survival.survival()[k], within(EXACT));
            assertThat(incidence.standardErrors(1, AalenJohansen.Errors.GREENWOOD)[k])
                    .isCloseTo(survival.standardErrors()[k], within(1e-12));
            assertThat(incidence.standardErrors(1, AalenJohansen.Errors.JACKKNIFE)[k])
                    .isCloseTo(robust.standardErrors()[k], within(1e-12));
        }
    }

    @Test
    void oneLessKaplanMeierOfACauseOverstatesItsIncidence() {
        Invented rows = Invented.rows(120, 6);
        RiskTable table = RiskTable.of(Survival.ofDays(rows.days(), rows.status(), 2));
        double[] incidence = AalenJohansen.of(table).incidence(1);
        double[] survival = KaplanMeier.ofCause(table, 1).survival();

        for (int k = 0; k < incidence.length; k++) {
            assertThat(1 - survival[k]).isGreaterThanOrEqualTo(incidence[k] - EXACT);
        }
        assertThat(1 - survival[incidence.length - 1])
                .isGreaterThan(incidence[incidence.length - 1] + 0.05);
    }

    @Test
    void oneRowAndNobodyWithTheEvent() {
        AalenJohansen curves = AalenJohansen.of(
                Survival.ofDays(new int[] {4}, new int[] {2}, 2));

        assertThat(curves.incidence(1)).containsExactly(0);
        assertThat(curves.incidence(2)).containsExactly(1);
        assertThat(curves.standardErrors(2, AalenJohansen.Errors.JACKKNIFE)).containsExactly(0);
        assertThat(curves.at(2, AalenJohansen.Errors.GREENWOOD, 3, 4, 9)
                .stream().map(AalenJohansen.Point::incidence)).containsExactly(0.0, 1.0, 1.0);
    }

    @Test
    void rowsThatEndTogetherAtTheLastTimeAreCountedWhereverABlockEnds() {
        // Counts are read in blocks of entries; the last time has three, for three fates.
        for (int n = 100; n <= 560; n++) {
            int rows = n;
            int[] days = IntStream.range(0, rows).map(i -> Math.min(i, rows - 3)).toArray();
            int[] status = IntStream.range(0, rows).map(i -> i % 3).toArray();
            Survival data = Survival.ofDays(days, status, 2);
            AalenJohansen counted = AalenJohansen.of(data);
            double[] ones = new double[rows];
            Arrays.fill(ones, 1);

            assertThat(counted.incidence(2)).as("%s rows", rows)
                    .containsExactly(AalenJohansen.of(data.weighted(ones)).incidence(2),
                            within(EXACT));
            assertThat(counted.standardErrors(2, AalenJohansen.Errors.AALEN))
                    .as("%s rows", rows).hasSize(rows - 2).doesNotContain(Double.NaN);
            int[] group = IntStream.range(0, rows).map(i -> i % 2).toArray();
            assertThat(GrayTest.of(data.grouped(group, 2), 1).chiSquared()).as("%s rows", rows)
                    .isPositive();
        }
    }

    @Test
    void aCurveOfSeveralCausesCountsWhatItRestsOn() {
        AalenJohansen curve = AalenJohansen.of(
                Survival.ofDays(new int[] {1, 2, 2, 3}, new int[] {1, 2, 2, 0}, 2));

        assertThat(curve.causes()).isEqualTo(2);
        assertThat(curve.times()).containsExactly(1, 2, 3);
        assertThat(curve.atRisk()).containsExactly(4, 3, 1);
        assertThat(curve.events(1)).containsExactly(1, 0, 0);
        assertThat(curve.events(2)).containsExactly(0, 2, 0);
        assertThat(curve.lastTime()).isEqualTo(3);
        assertThat(curve.timeWithoutEvent(2.5)).isEqualTo(1 + 0.75 + 0.125, within(1e-15));
    }

    /// Two ways to Aalen's variance: of rows that are all there from the start, and of any.
    @Test
    void entryAtTheStartIsNoneAlsoForTheErrors() {
        for (long seed = 1; seed <= 20; seed++) {
            Survival data = Survival.ofDays(Invented.rows(60, seed).days(),
                    Invented.rows(60, seed).status(), Invented.CAUSES);
            AalenJohansen plain = AalenJohansen.of(data);
            AalenJohansen entered = AalenJohansen.of(data.enteredAt(new double[60]));

            for (int cause = 1; cause <= Invented.CAUSES; cause++) {
                // Who is there from 0 has a time of its own in the second table.
                double[] found = entered.standardErrors(cause, AalenJohansen.Errors.AALEN);
                double[] expected = plain.standardErrors(cause, AalenJohansen.Errors.AALEN);
                assertThat(Arrays.copyOfRange(found, found.length - expected.length, found.length))
                        .as("seed %s", seed).containsExactly(expected, within(1e-14));
            }
        }
    }

    @Test
    void refusesSeveralGroupsAndAHorizonThatIsNone() {
        Survival data = Survival.ofDays(new int[] {1, 2}, new int[] {1, 2}, 2);

        assertThatIllegalArgumentException().isThrownBy(() -> AalenJohansen.of(RiskTable.of(
                data.grouped(new int[] {0, 1}, 2).stratified(new int[] {0, 1}, 2))))
                .withMessage("a curve is of one group, not of 4; take group(0), group(1), ... or"
                        + " pooled()");
        for (double horizon : new double[] {0, -1, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AalenJohansen.of(data).timeWithoutEvent(horizon))
                    .withMessage("a horizon of %s is not a time above 0", horizon);
        }
    }

    @Test
    void refusesACauseThatIsNoneAndErrorsThatAreNotDefined() {
        Survival data = Survival.ofDays(new int[] {1, 2}, new int[] {1, 2}, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AalenJohansen.of(data).incidence(3))
                .withMessage("cause 3 is not in 1 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AalenJohansen.of(data.weighted(1, 2))
                        .standardErrors(1, AalenJohansen.Errors.AALEN))
                .withMessage("with weights only the jackknife standard error is defined");
        RiskTable late = RiskTable.of(data.enteredAt(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AalenJohansen.of(late)
                        .standardErrors(1, AalenJohansen.Errors.JACKKNIFE))
                .withMessage("with delayed entry the jackknife needs the rows, not only their "
                        + "table");
    }
}
