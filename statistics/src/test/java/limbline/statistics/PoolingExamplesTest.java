package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import limbline.statistics.audit.Percentage;
import limbline.statistics.audit.PrintedTable;
import limbline.statistics.audit.Relation;
import limbline.statistics.audit.Verdict;
import limbline.statistics.pooling.Asymmetry;
import limbline.statistics.pooling.BinomialNormal;
import limbline.statistics.pooling.Correction;
import limbline.statistics.pooling.Effect;
import limbline.statistics.pooling.Estimator;
import limbline.statistics.pooling.Heterogeneity;
import limbline.statistics.pooling.Limits;
import limbline.statistics.pooling.MetaRegression;
import limbline.statistics.pooling.PooledProportion;
import limbline.statistics.pooling.Prediction;
import limbline.statistics.pooling.Scale;
import limbline.statistics.pooling.Sensitivity;
import limbline.statistics.pooling.Studies;
import limbline.statistics.pooling.Study;
import limbline.statistics.pooling.Subgroups;
import org.junit.jupiter.api.Test;

/// The examples of the README about proportions, pooling, audit and distributions, and that they
/// give what their comments say.
class PoolingExamplesTest {

    @Test
    void oneProportion() {
        Interval limits = ProportionInterval.BLAKER.of(3, 12, 0.95);
        double lower = limits.lower();                                  // 0.0719
        double upper = limits.upper();                                  // 0.5444

        double p = new BinomialTest(3, 12, 0.5).twoSided();             // 0.1460

        assertThat(lower).isEqualTo(0.0719, within(5e-5));
        assertThat(upper).isEqualTo(0.5444, within(5e-5));
        assertThat(p).isEqualTo(0.1460, within(5e-5));
    }

    @Test
    void poolingAndWhatFollows() {
        Studies studies = Studies.of(
                        new Study("Hegazy", 34, 40),
                        new Study("Moncrieff", 19, 21),
                        new Study("Turaga", 11, 14),
                        new Study("Vohra", 7, 17),
                        new Study("Interim", 5, 9))
                .without("Interim", "the first patients of Turaga");

        PooledProportion pooled = PooledProportion.of(
                studies, Scale.LOGIT, Estimator.REML, Limits.HARTUNG_KNAPP, 0.95);
        PooledProportion.Estimate response = pooled.proportion();       // 0.7650 (0.3470 to 0.9522)
        double tau2 = pooled.pooled().tau2();                           // 0.9970
        String how = pooled.model();
        // logit, random effects, inverse variance, tau² by REML, Hartung-Knapp limits
        List<String> notes = pooled.notes();
        // Left out: Interim (the first patients of Turaga).

        BinomialNormal model = BinomialNormal.of(studies, BinomialNormal.DEFAULT_NODES, 0.95);
        double median = model.proportion();                             // 0.7751

        assertThat(response.value()).isEqualTo(0.7650, within(5e-5));
        assertThat(response.limits().lower()).isEqualTo(0.3470, within(5e-5));
        assertThat(response.limits().upper()).isEqualTo(0.9522, within(5e-5));
        assertThat(tau2).isEqualTo(0.9970, within(5e-5));
        assertThat(how).isEqualTo(
                "logit, random effects, inverse variance, tau² by REML, Hartung-Knapp limits");
        assertThat(notes).contains("Left out: Interim (the first patients of Turaga).");
        assertThat(median).isEqualTo(0.7751, within(5e-5));

        List<Effect> effects = Scale.LOGIT.effects(studies, Correction.WHERE_NEEDED);

        Heterogeneity heterogeneity = Heterogeneity.of(effects, 0.95);
        double q = heterogeneity.q();                                   // 13.28
        Interval tau2Limits = heterogeneity.tau2();                     // 0.112 to 17.4

        Interval next = pooled.prediction(Prediction.T_K_MINUS_1).limits();

        List<Sensitivity.Part> without = Sensitivity.leaveOneOut(
                effects, Estimator.REML, Limits.NORMAL, 0.95);
        Subgroups byRegion = Subgroups.of(effects, List.of("EU", "AU", "US", "US"),
                Estimator.REML, Limits.NORMAL, 0.95);
        MetaRegression onSize = MetaRegression.of(effects,
                List.of(new MetaRegression.Moderator("patients", List.of(40.0, 21.0, 14.0, 17.0))),
                Estimator.REML, Limits.HARTUNG_KNAPP, 0.95);

        Asymmetry.Line peters = Asymmetry.peters(studies);
        String warning = peters.warning().orElse("");
        // 4 studies: with fewer than 10 a test of asymmetry cannot tell chance from bias and should
        // not be relied on.

        assertThat(q).isEqualTo(13.28, within(5e-3));
        assertThat(tau2Limits.lower()).isEqualTo(0.112, within(5e-4));
        assertThat(tau2Limits.upper()).isEqualTo(17.4, within(5e-2));
        assertThat(next.contains(response.value())).isTrue();
        assertThat(without).hasSize(4);
        assertThat(byRegion.groups()).containsOnlyKeys("AU", "EU", "US");
        assertThat(onSize.coefficients()).hasSize(2);
        assertThat(warning).isEqualTo("4 studies: with fewer than 10 a test of asymmetry cannot"
                + " tell chance from bias and should not be relied on.");
    }

    @Test
    void auditOfPercentages() {
        PrintedTable table = new PrintedTable(
                Map.of("CR", Percentage.parse("16.7"), "PR", Percentage.parse("16.7"),
                        "ORR", Percentage.parse("33.4")),
                List.of(new Relation.Sum(List.of("CR", "PR"), "ORR")),
                List.of(6));
        String finding = switch (table.verdict()) {
            case Verdict.Consistent _ -> "consistent";
            case Verdict.OnlyUnder(var solutions) -> solutions.getFirst().reading().words();
            case Verdict.Impossible(var why) -> why;
        };
        // totals are sums of rounded parts

        Verdict alone = PrintedTable.of("50", 7).verdict();
        // value: no whole count out of 7 prints as 50 under any rounding rule; 3/7 is 42.857,
        // 4/7 is 57.143.

        assertThat(finding).isEqualTo("totals are sums of rounded parts");
        assertThat(alone).isEqualTo(new Verdict.Impossible("value: no whole count out of 7 prints"
                + " as 50 under any rounding rule; 3/7 is 42.857, 4/7 is 57.143."));
    }

    @Test
    void distributions() {
        double tiny = Normal.upper(37);                                 // 5.7e-300
        double chi = new ChiSquared(1).upper(1370);                     // 6.9e-300
        double t = new StudentT(3).upperQuantile(0.025);                // 3.182

        assertThat(tiny).isEqualTo(5.7e-300, within(5e-302));
        assertThat(chi).isEqualTo(6.9e-300, within(5e-302));
        assertThat(t).isEqualTo(3.182, within(5e-4));
    }
}
