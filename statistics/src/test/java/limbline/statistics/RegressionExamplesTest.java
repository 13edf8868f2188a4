package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import limbline.statistics.regression.Coefficients;
import limbline.statistics.regression.Covariates;
import limbline.statistics.regression.CoxCurve;
import limbline.statistics.regression.CoxFit;
import limbline.statistics.regression.CoxOptions;
import limbline.statistics.regression.FineGrayFit;
import limbline.statistics.regression.NotEstimable;
import limbline.statistics.regression.ProportionalHazards;
import limbline.statistics.regression.RiskSums;
import limbline.statistics.regression.SharedCox;
import limbline.statistics.regression.Ties;
import org.junit.jupiter.api.Test;

/// The regression examples of the README, and that they answer what it says.
class RegressionExamplesTest {

    private static final double AS_PRINTED = 0.0005;

    @Test
    void coxAndFineGray() {
        int[] days =   {  9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 59, 161};
        int[] status = {  1,  1,  2,  1,  1,  0,  1,  1,  0,  1,  0,   0};
        double[] arm = {  0,  0,  0,  1,  0,  1,  0,  1,  1,  0,  1,   1};
        double[] age = { 61, 70, 48, 66, 52, 57, 73, 45, 60, 64, 55,  50};

        int[] event = Arrays.stream(status).map(s -> s == 1 ? 1 : 0).toArray();
        Covariates covariates = Covariates.of(List.of("arm", "age"), arm, age);
        CoxFit fit = CoxFit.of(Survival.ofDays(days, event), covariates);
        Coefficients.Effect ofArm = fit.coefficients().effects(0.95).getFirst();
        // hazard ratio 0.258 (0.0349 to 1.91)
        double p = fit.likelihoodRatio().p();                       // 0.145
        double c = fit.concordance().c();                           // 0.723
        double changes = fit.proportionality(
                ProportionalHazards.Clock.KAPLAN_MEIER).global().p();   // 0.557
        CoxCurve.Point atThirty = fit.curve(1, 60).at(Scale.LOG, 0.95, 30);
        // survival 0.829 of somebody of 60 in arm 1
        List<String> warnings = fit.warnings();
        // 7 events for 2 covariates: with fewer than 10 for each, hazard ratios are unstable and
        // limits too narrow.

        FineGrayFit incidence = FineGrayFit.of(Survival.ofDays(days, status, 2), 1, covariates);
        double ratio = incidence.coefficients().effects(0.95).getFirst().ratio();   // 0.423
        double atOneMonth = incidence.incidence(new double[] {1, 60}, 30)[0];       // 0.208

        assertThat(ofArm.ratio()).isCloseTo(0.258, within(AS_PRINTED));
        assertThat(ofArm.limits().lower()).isCloseTo(0.0349, within(AS_PRINTED / 10));
        assertThat(ofArm.limits().upper()).isCloseTo(1.91, within(AS_PRINTED * 10));
        assertThat(p).isCloseTo(0.145, within(AS_PRINTED));
        assertThat(c).isCloseTo(0.723, within(AS_PRINTED));
        assertThat(changes).isCloseTo(0.557, within(AS_PRINTED));
        assertThat(atThirty.survival()).isCloseTo(0.829, within(AS_PRINTED));
        assertThat(warnings).containsExactly("7 events for 2 covariates: with fewer than 10 for "
                + "each, hazard ratios are unstable and limits too narrow.");
        assertThat(ratio).isCloseTo(0.423, within(AS_PRINTED));
        assertThat(atOneMonth).isCloseTo(0.208, within(AS_PRINTED));
    }

    @Test
    void whatCannotBeEstimated() {
        Survival data = Survival.ofDays(new int[] {3, 5, 8, 9}, new int[] {1, 1, 0, 0});
        Covariates arm = Covariates.of(List.of("arm"), new double[] {1, 1, 0, 0});
        String why;
        try {
            why = "likelihood ratio test p = " + CoxFit.of(data, arm).likelihoodRatio().p();
        } catch (NotEstimable e) {
            why = e.getMessage();
        }
        // the coefficient of arm (22.7 and rising) has no bound: the events are separated, as where
        // one level of a covariate has none. No hazard ratio can be given; ...

        assertThat(why).startsWith("the coefficient of arm (22.7 and rising) has no bound: the "
                + "events are separated, as where one level of a covariate has none. No hazard "
                + "ratio can be given; ");
    }

    @Test
    void sumsOfSeveralHospitals() {
        Survival north = Survival.ofDays(new int[] {9, 13, 18, 28, 45}, new int[] {1, 1, 1, 0, 0});
        Survival south = Survival.ofDays(new int[] {13, 23, 31, 34}, new int[] {0, 1, 1, 1});
        Covariates inNorth = Covariates.of(List.of("arm"), new double[] {0, 0, 1, 1, 1});
        Covariates inSouth = Covariates.of(List.of("arm"), new double[] {0, 0, 0, 1});

        SharedCox both = SharedCox.of(List.of("arm"), Ties.EFRON, List.of(
                coefficients -> RiskSums.of(north, inNorth, coefficients),
                coefficients -> RiskSums.of(south, inSouth, coefficients)));

        CoxFit pooled = CoxFit.of(
                Survival.ofDays(new int[] {9, 13, 18, 28, 45, 13, 23, 31, 34},
                        new int[] {1, 1, 1, 0, 0, 0, 1, 1, 1}),
                Covariates.of(List.of("arm"), new double[] {0, 0, 1, 1, 1, 0, 0, 0, 1}),
                CoxOptions.EFRON);
        assertThat(both.coefficients().values())
                .containsExactly(pooled.coefficients().values(), within(1e-12));
    }

    @Test
    void severalStates() {
        int[] subject =  { 1,  1,  2,  3,  3,  4};
        double[] start = { 0, 20,  0,  0, 35,  0};
        double[] stop =  {20, 50, 40, 35, 60, 70};
        int[] to =       { 2,  3,  3,  2,  0,  0};
        int[] first =    { 1,  1,  1,  1,  1,  1};

        StateOccupancy states = StateOccupancy.of(
                Histories.of(3, subject, start, stop, to, first));
        double[] atFifty = states.probabilities()[3];               // 0.25, 0.25, 0.5
        double[] errors = states.standardErrors()[3];               // 0.217, 0.217, 0.25
        double[] meanTimes = states.sojourn(60);                    // 38.75, 13.75, 7.5

        assertThat(atFifty).containsExactly(0.25, 0.25, 0.5);
        assertThat(errors).containsExactly(new double[] {0.217, 0.217, 0.25}, within(AS_PRINTED));
        assertThat(meanTimes).containsExactly(38.75, 13.75, 7.5);
    }
}
