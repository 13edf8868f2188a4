package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import limbline.statistics.Check;
import limbline.statistics.pooling.Asymmetry;
import limbline.statistics.pooling.Effect;
import limbline.statistics.pooling.Estimator;
import limbline.statistics.pooling.Limits;
import limbline.statistics.pooling.MetaRegression;
import limbline.statistics.pooling.Pooled;
import limbline.statistics.pooling.Scale;
import limbline.statistics.pooling.Sensitivity;
import limbline.statistics.pooling.Studies;
import limbline.statistics.pooling.Study;
import limbline.statistics.pooling.Subgroups;

/// What a case asks for beyond one pooled value.
final class MetaAreaExtras {

    private static final double LEVEL = 0.95;

    private MetaAreaExtras() {}

    static void put(Fields fields, Studies studies, Scale scale, List<Effect> effects,
            Map<String, List<String>> columns) {
        int k = effects.size();
        if (scale == Scale.LOGIT || scale == Scale.FREEMAN_TUKEY) {
            fields.put("leave_one_out", both(
                    Sensitivity.leaveOneOut(effects, Estimator.REML, Limits.NORMAL, LEVEL),
                    Sensitivity.leaveOneOut(
                            effects, Estimator.DERSIMONIAN_LAIRD, Limits.NORMAL, LEVEL)));
            fields.put("cumulative", both(
                    Sensitivity.cumulative(effects, Estimator.REML, Limits.NORMAL, LEVEL)
                            .subList(1, k),
                    Sensitivity.cumulative(
                            effects, Estimator.DERSIMONIAN_LAIRD, Limits.NORMAL, LEVEL)
                            .subList(1, k)));
            fields.put("cumulative_note", "element j pools studies 1..j+1");
        }
        if (k >= 3) {
            asymmetry(fields, studies, scale, effects);
        }
        if (columns.containsKey("subgroup")) {
            List<String> names = MetaArea.column(columns, "subgroup");
            if (new HashSet<>(names).size() > 1) {
                fields.put("subgroup", subgroups(effects, names));
            }
        }
        if (columns.containsKey("x1") && k > 3) {
            fields.put("metareg", new Fields()
                    .put("reml_z", regression(effects, columns, Estimator.REML, Limits.NORMAL))
                    .put("reml_knha",
                            regression(effects, columns, Estimator.REML, Limits.HARTUNG_KNAPP))
                    .put("dl_z", regression(
                            effects, columns, Estimator.DERSIMONIAN_LAIRD, Limits.NORMAL))
                    .map());
        }
    }

    private static List<Object> both(List<Sensitivity.Part> reml, List<Sensitivity.Part> dl) {
        List<Object> both = new ArrayList<>();
        for (int i = 0; i < reml.size(); i++) {
            Pooled moments = dl.get(i).pooled();
            both.add(new Fields()
                    .put("reml", part(reml.get(i).pooled()).map())
                    .put("dl", part(moments)
                            .put("Q", moments.q())
                            .put("I2", 100 * moments.i2())
                            .map())
                    .map());
        }
        return both;
    }

    private static Fields part(Pooled pooled) {
        return new Fields()
                .put("est", pooled.estimate())
                .put("se", pooled.standardError())
                .put("tau2", pooled.tau2());
    }

    private static void asymmetry(
            Fields fields, Studies studies, Scale scale, List<Effect> effects) {
        Asymmetry.Line egger = Asymmetry.egger(effects);
        Asymmetry.Ranks begg = Asymmetry.begg(effects);
        fields.put("egger_lm", line(egger).map());
        if (scale == Scale.LOGIT) {
            fields.put("peters", line(Asymmetry.peters(studies))
                    .put("note", "lm(logit ~ 1/n), weights 1/(1/x + 1/(n-x)) with x, n-x floored"
                            + " at 0.5")
                    .map());
        }
        List<Double> sizes = studies.included().stream().map(MetaAreaExtras::inverseSize).toList();
        if (new HashSet<>(sizes).size() > 1) {
            MetaRegression.Coefficient size = MetaRegression.of(effects,
                            List.of(new MetaRegression.Moderator("1/n", sizes)),
                            Estimator.REML, Limits.NORMAL, LEVEL)
                    .coefficients().get(1);
            fields.put("regtest_ninv",
                    new Fields().put("z", size.statistic()).put("p", size.p()).map());
        }
        fields.put("begg", new Fields()
                .put("kendall_tau", begg.tau())
                .put("p_ranktest", begg.exactP())
                .put("S", begg.score())
                .map());
        fields.put("meta_metabias", new Fields()
                .put("begg_z", begg.statistic())
                .put("begg_p", begg.p())
                .put("ks", begg.score())
                .put("se_ks", begg.scoreError())
                .put("egger_t", egger.statistic())
                .put("egger_p", egger.p())
                .put("egger_bias", egger.slope())
                .put("egger_se_bias", egger.slopeError())
                .map());
    }

    private static double inverseSize(Study study) {
        return 1.0 / study.trials();
    }

    private static Fields line(Asymmetry.Line line) {
        return new Fields()
                .put("intercept", line.intercept())
                .put("slope", line.slope())
                .put("se_slope", line.slopeError())
                .put("t", line.statistic())
                .put("df", line.freedom())
                .put("p", line.p())
                .put("sigma", line.sigma());
    }

    private static Object subgroups(List<Effect> effects, List<String> names) {
        Subgroups random =
                Subgroups.of(effects, names, Estimator.REML, Limits.NORMAL, LEVEL);
        Subgroups common =
                Subgroups.of(effects, names, Estimator.COMMON, Limits.NORMAL, LEVEL);
        Fields groups = new Fields();
        random.groups().forEach((name, pooled) -> groups.put(name, pooled.studies() > 1
                ? MetaArea.fit(pooled).put("k", pooled.studies()).map()
                : new Fields()
                        .put("k", 1)
                        .put("est", pooled.estimate())
                        .put("se", pooled.standardError())
                        .put("tau2", MetaArea.orNull(Double.NaN))
                        .map()));
        return new Fields()
                .put("groups", groups.map())
                .put("Q_between_random", random.betweenQ())
                .put("df", random.freedom())
                .put("p", random.p())
                .put("Q_between_common", common.betweenQ())
                .map();
    }

    private static Object regression(List<Effect> effects, Map<String, List<String>> columns,
            Estimator estimator, Limits limits) {
        List<Double> values = new ArrayList<>();
        for (String cell : MetaArea.column(columns, "x1")) {
            try {
                values.add(Double.valueOf(cell));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "x1 of row %d must be a number, but is %s"
                                .formatted(values.size() + 1, cell), e);
            }
        }
        MetaRegression fit = MetaRegression.of(effects,
                List.of(new MetaRegression.Moderator("x1", values)), estimator, limits, LEVEL);
        List<MetaRegression.Coefficient> all = fit.coefficients();
        Check.that(all.size() == 2, "a line has two coefficients, not %d", all.size());
        return new Fields()
                .put("coef", Fields.numbers(all.get(0).estimate(), all.get(1).estimate()))
                .put("se", Fields.numbers(all.get(0).standardError(), all.get(1).standardError()))
                .put("stat", Fields.numbers(all.get(0).statistic(), all.get(1).statistic()))
                .put("p", Fields.numbers(all.get(0).p(), all.get(1).p()))
                .put("tau2", fit.tau2())
                .put("QM", fit.moderatorQ())
                .put("QMp", fit.moderatorP())
                .put("QE", fit.residualQ())
                .put("QEp", fit.residualP())
                .put("R2", 100 * fit.r2())
                .put("I2", 100 * fit.i2())
                .map();
    }
}
