package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The survival examples of the README, with what they answer. Values as R's survival and cmprsk
/// print them, so to half a unit of the digits shown.
class SurvivalExamplesTest {

    @Test
    void oneCurve() {
        int[] days =   {  9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161};
        int[] status = {  1,  1,  0,  1,  1,  0,  1,  1,  0,  1,   0};

        SurvivalCurve curve = KaplanMeier.of(Survival.ofDays(days, status));
        List<SurvivalCurve.Point> atThirty = curve.at(Scale.LOG_LOG, 0.95, 30);
        // survival 0.614, standard error 0.153, limits 0.266 to 0.835
        Quantile median = curve.quantile(0.5, Scale.LOG_LOG, 0.95);
        // 31 days, from 13 days; the upper limit is not reached
        String upper = switch (median.upper()) {
            case Reached.At(double time) -> "%.0f days".formatted(time);
            case Reached.Not() -> "not reached";
        };
        RestrictedMean mean = curve.restrictedMean(60);             // 34.1 days
        FollowUp followUp = FollowUp.of(Survival.ofDays(days, status));
        Reached medianFollowUp = followUp.median(0.95).time();      // 103 days

        assertThat(atThirty.getFirst().survival()).isCloseTo(0.614, within(0.0005));
        assertThat(atThirty.getFirst().standardError()).isCloseTo(0.153, within(0.0005));
        assertThat(atThirty.getFirst().lower()).isCloseTo(0.266, within(0.0005));
        assertThat(atThirty.getFirst().upper()).isCloseTo(0.835, within(0.0005));
        assertThat(median.time()).isEqualTo(new Reached.At(31));
        assertThat(median.lower()).isEqualTo(new Reached.At(13));
        assertThat(upper).isEqualTo("not reached");
        assertThat(mean.mean()).isCloseTo(34.1, within(0.05));
        assertThat(medianFollowUp).isEqualTo(new Reached.At(103));
    }

    @Test
    void tablesFromTwoHospitals() {
        RiskTable north = RiskTable.of(
                Survival.ofDays(new int[] {20, 35, 35, 60}, new int[] {1, 1, 0, 1}));
        RiskTable south = RiskTable.of(
                Survival.ofDays(new int[] {15, 35, 80}, new int[] {0, 1, 0}));

        SurvivalCurve both = KaplanMeier.of(north.merge(south));    // as if of all seven rows
        AtRiskTable below = AtRiskTable.of(north.merge(south), 0, 30, 60);
        // at risk 7, 5, 2; events so far 0, 1, 4

        assertThat(both.rows()).isEqualTo(7);
        assertThat(below.groups().getFirst()).containsExactly(
                new AtRiskTable.Counts(7, 0, 0), new AtRiskTable.Counts(5, 1, 1),
                new AtRiskTable.Counts(2, 4, 2));
    }

    @Test
    void groupsAndCauses() {
        double[] years = {0.5, 1.1, 1.1, 1.9, 2.4, 3.0, 3.3, 4.1, 4.6, 5.2};
        int[] cause =    {  1,   1,   2,   0,   1,   2,   1,   0,   2,   0};
        int[] arm =      {  0,   0,   1,   1,   0,   1,   0,   1,   0,   1};

        Survival data = Survival.of(years, cause, 2).grouped(arm, 2);
        RiskTable table = RiskTable.of(data);
        LogRank anyEvent = LogRank.of(table.anyCause(), new LogRank.Weighting.Equal());
        double p = anyEvent.p();                                    // 0.186
        double gray = GrayTest.of(data, 1).p();                     // 0.022

        AalenJohansen first = AalenJohansen.of(table.group(0));
        var atThree = first.at(1, AalenJohansen.Errors.AALEN, 3).getFirst();
        // incidence 0.600, standard error 0.260
        List<String> warnings = KaplanMeier.ofCause(table.group(0), 1).warnings();
        // 1 - Kaplan-Meier of cause 1 takes the competing events as censored and overstates the
        // probability of the event; report the Aalen-Johansen cumulative incidence

        assertThat(p).isCloseTo(0.186, within(0.0005));
        assertThat(gray).isCloseTo(0.022, within(0.0005));
        assertThat(atThree.incidence()).isCloseTo(0.6, within(1e-12));
        assertThat(atThree.standardError()).isCloseTo(0.260, within(0.0005));
        assertThat(warnings).hasSize(1);
    }

    @Test
    void lateSubjectsWeightsAndClusters() {
        Survival data = Survival.of(new double[] {4, 5, 7, 8}, new int[] {1, 0, 1, 1})
                .enteredAt(0, 0, 2, 3.5)
                .weighted(1.2, 0.8, 1, 1.5)
                .ofSubjects(1, 1, 2, 3);
        SurvivalCurve robust = KaplanMeier.of(
                data, Estimation.KAPLAN_MEIER.withRobustErrors());
        double[] errors = robust.standardErrors();

        assertThat(errors).hasSize(4).doesNotContain(Double.NaN);
    }
}
