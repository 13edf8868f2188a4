package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limbline.statistics.Check;
import limbline.statistics.Interval;
import limbline.statistics.pooling.Correction;
import limbline.statistics.pooling.Effect;
import limbline.statistics.pooling.Estimator;
import limbline.statistics.pooling.FreemanTukey;
import limbline.statistics.pooling.Heterogeneity;
import limbline.statistics.pooling.Limits;
import limbline.statistics.pooling.Pooled;
import limbline.statistics.pooling.PooledProportion;
import limbline.statistics.pooling.Prediction;
import limbline.statistics.pooling.Scale;
import limbline.statistics.pooling.Studies;
import limbline.statistics.pooling.Study;
import org.jspecify.annotations.Nullable;

/// Pooling of proportions. The script behind the cases corrects studies with 0 or n events on every
/// scale, and so does this.
final class MetaArea implements Area {

    private static final double LEVEL = 0.95;

    private static final Map<String, Scale> SCALES = Map.of(
            "PRAW", Scale.RAW, "PLN", Scale.LOG, "PLOGIT", Scale.LOGIT, "PAS", Scale.ARCSINE,
            "PFT", Scale.FREEMAN_TUKEY);

    private static final Map<String, FreemanTukey> WAYS_BACK = Map.of(
            "harmonic", FreemanTukey.HARMONIC_MEAN,
            "geometric", FreemanTukey.GEOMETRIC_MEAN,
            "arithmetic", FreemanTukey.ARITHMETIC_MEAN,
            "inverse_variance", FreemanTukey.INVERSE_VARIANCE);

    /// Those that the script applies on every scale; the others on two.
    private static final Set<String> EVERYWHERE = Set.of("DL", "REML", "PM");

    @Override
    public Set<String> fields() {
        return Set.of("data", "sm", "tau2_methods", "extras", "glmm", "metaprop");
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        Map<String, List<String>> columns = files.columns(spec.text("data"));
        Studies studies = studies(columns);
        List<String> methods = spec.has("tau2_methods") ? spec.texts("tau2_methods") : List.of();
        List<String> scales = spec.has("sm") ? spec.texts("sm") : List.of();
        Fields fields = new Fields()
                .put("k", studies.size())
                .put("total_events", studies.included().stream().mapToInt(Study::events).sum())
                .put("total_n", studies.included().stream().mapToInt(Study::trials).sum());
        for (String name : scales) {
            fields.put(name, onScale(name, studies, columns, methods,
                    spec.flag("extras", false)));
        }
        Map<String, String> leftOut = new LinkedHashMap<>();
        if (spec.flag("glmm", false)) {
            try {
                MetaAreaBinomialNormal.put(fields, studies);
            } catch (IllegalArgumentException refused) {
                // All of a case's other answers stand.
                for (String field : MetaAreaBinomialNormal.FIELDS) {
                    leftOut.put(field, "" + refused.getMessage());
                }
            }
        }
        if (spec.flag("metaprop", false)) {
            fields.put("meta_metaprop", metaprop(scales, studies, methods));
        }
        return new Answer.Computed(fields.map(), leftOut);
    }

    private static Studies studies(Map<String, List<String>> columns) {
        List<String> events = column(columns, "events");
        List<String> trials = column(columns, "n");
        List<Study> studies = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String row = Integer.toString(i + 1);
            studies.add(new Study(row, count(events.get(i), "events", row),
                    count(trials.get(i), "n", row)));
        }
        Studies all = Studies.of(studies);
        Check.that(all.leftOut().isEmpty(), "row %s has no trials", all.leftOut().isEmpty() ? ""
                : all.leftOut().getFirst().study().label());
        Check.that(all.size() >= 2, "pooling needs two studies; there is %d", all.size());
        return all;
    }

    private static int count(String cell, String column, String row) {
        try {
            return Fields.whole(Double.valueOf(cell), column + " of row " + row);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s of row %s must be a whole number, but is %s".formatted(column, row, cell),
                    e);
        }
    }

    static List<String> column(Map<String, List<String>> columns, String name) {
        List<String> column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException(
                    "the data have no column %s; they have %s".formatted(name, columns.keySet()));
        }
        return column;
    }

    private static Scale scale(String name) {
        Scale scale = SCALES.get(name);
        if (scale == null) {
            throw new IllegalArgumentException(
                    "no scale %s; there are PLOGIT, PFT, PAS, PRAW, PLN".formatted(name));
        }
        return scale;
    }

    private static Object onScale(String name, Studies studies,
            Map<String, List<String>> columns, List<String> methods, boolean extras) {
        Scale scale = scale(name);
        boolean everyMethod = scale == Scale.LOGIT || scale == Scale.FREEMAN_TUKEY;
        List<Effect> effects = scale.effects(studies, Correction.EVERY_SCALE);
        PooledProportion common = pool(studies, scale, "FE", Limits.NORMAL);
        Fields fields = new Fields()
                .put("yi", Fields.numbers(
                        effects.stream().mapToDouble(Effect::estimate).toArray()))
                .put("vi", Fields.numbers(
                        effects.stream().mapToDouble(Effect::variance).toArray()))
                .put("common", fit(common.pooled()).put("back", back(common)).map());
        for (String method : methods) {
            if (everyMethod || EVERYWHERE.contains(method)) {
                fields.put(method, random(studies, scale, method));
            }
        }
        Heterogeneity heterogeneity = Heterogeneity.of(effects, LEVEL);
        fields.put("q_profile", new Fields()
                .put("tau2_lower", heterogeneity.tau2().lower())
                .put("tau2_upper", heterogeneity.tau2().upper())
                .put("I2_lower", 100 * heterogeneity.i2ByProfile().lower())
                .put("I2_upper", 100 * heterogeneity.i2ByProfile().upper())
                .map());
        fields.put("higgins_thompson", higginsThompson(heterogeneity));
        if (extras) {
            MetaAreaExtras.put(fields, studies, scale, effects, columns);
        }
        return fields.map();
    }

    private static PooledProportion pool(
            Studies studies, Scale scale, String method, Limits limits) {
        return PooledProportion.of(studies, scale, Correction.EVERY_SCALE,
                Estimator.parse(method), limits, LEVEL);
    }

    /// What R's script takes from one fit; percentages for I².
    static Fields fit(Pooled pooled) {
        return new Fields()
                .put("est", pooled.estimate())
                .put("se", pooled.standardError())
                .put("lower", pooled.interval().lower())
                .put("upper", pooled.interval().upper())
                .put("stat", pooled.statistic())
                .put("p", pooled.p())
                .put("tau2", pooled.tau2())
                .put("se_tau2", orNull(pooled.tau2Error()))
                .put("I2", 100 * pooled.i2())
                .put("H2", pooled.h2())
                .put("Q", pooled.q())
                .put("Qp", pooled.qP());
    }

    private static Object random(Studies studies, Scale scale, String method) {
        PooledProportion plain = pool(studies, scale, method, Limits.NORMAL);
        PooledProportion hartung = pool(studies, scale, method, Limits.HARTUNG_KNAPP);
        PooledProportion adhoc = pool(studies, scale, method, Limits.HARTUNG_KNAPP_AT_LEAST_ONE);
        Pooled knapp = hartung.pooled();
        Fields prediction = new Fields()
                .put("z", prediction(plain, Prediction.NORMAL))
                .put("t_k_minus_1", prediction(plain, Prediction.T_K_MINUS_1));
        if (studies.size() > 2) {
            prediction.put("t_k_minus_2", prediction(plain, Prediction.T_K_MINUS_2));
        }
        return fit(plain.pooled())
                .put("back", back(plain))
                .put("hartung_knapp", new Fields()
                        .put("se", knapp.standardError())
                        .put("t", knapp.statistic())
                        .put("df", studies.size() - 1)
                        .put("p", knapp.p())
                        .put("lower", knapp.interval().lower())
                        .put("upper", knapp.interval().upper())
                        .put("back", back(hartung))
                        .put("q_factor", knapp.spread())
                        .map())
                .put("hartung_knapp_adhoc", new Fields()
                        .put("se", adhoc.pooled().standardError())
                        .put("lower", adhoc.pooled().interval().lower())
                        .put("upper", adhoc.pooled().interval().upper())
                        .map())
                .put("prediction", prediction.map())
                .map();
    }

    private static Object prediction(PooledProportion pooled, Prediction convention) {
        Interval interval = pooled.pooled().prediction(convention);
        return new Fields()
                .put("lower", interval.lower())
                .put("upper", interval.upper())
                .put("back", pooled.scale() == Scale.FREEMAN_TUKEY
                        ? ways(choice -> pooled.prediction(convention, choice))
                        : limits(pooled.prediction(convention)).map())
                .map();
    }

    private static Object back(PooledProportion pooled) {
        return pooled.scale() == Scale.FREEMAN_TUKEY
                ? ways(pooled::proportion)
                : limits(pooled.proportion()).map();
    }

    private interface WayBack {
        PooledProportion.Estimate by(FreemanTukey choice);
    }

    private static Object ways(WayBack way) {
        Fields fields = new Fields();
        WAYS_BACK.forEach((name, choice) -> {
            PooledProportion.Estimate estimate = way.by(choice);
            fields.put(name, limits(estimate).put("n", estimate.trials()).map());
        });
        return fields.map();
    }

    private static Fields limits(PooledProportion.Estimate estimate) {
        return new Fields()
                .put("est", estimate.value())
                .put("lower", estimate.limits().lower())
                .put("upper", estimate.limits().upper());
    }

    private static Object higginsThompson(Heterogeneity one) {
        return new Fields()
                .put("Q", one.q())
                .put("df", one.freedom())
                .put("p", one.p())
                .put("H_raw", one.h())
                .put("se_log_H", orNull(one.logHError()))
                .put("H_lower_raw", orNull(one.hLimits().lower()))
                .put("H_upper_raw", orNull(one.hLimits().upper()))
                .put("I2", one.i2())
                .put("I2_lower", orNull(one.i2Limits().lower()))
                .put("I2_upper", orNull(one.i2Limits().upper()))
                .map();
    }

    /// The answers of the R package meta, which has its own correction and reports I² by Higgins
    /// and Thompson, H at least 1, predicts with Student's t and k - 2 degrees of freedom, and cuts
    /// proportions off at 0 and 1.
    private static Object metaprop(List<String> scales, Studies studies, List<String> methods) {
        Fields fields = new Fields();
        for (String name : scales) {
            Fields own = new Fields();
            Scale scale = scale(name);
            for (String method : methods.stream().filter(EVERYWHERE::contains).toList()) {
                own.put(method + "_classic", metaprop(scale, studies, method, Limits.NORMAL));
                own.put(method + "_HK", metaprop(scale, studies, method, Limits.HARTUNG_KNAPP));
            }
            fields.put(name, own.map());
        }
        return fields.put("note", "metaprop(method='Inverse', method.predict='HTS'), PFT"
                + " back-transformed with the harmonic mean of n").map();
    }

    private static Object metaprop(
            Scale scale, Studies studies, String method, Limits limits) {
        Estimator estimator = Estimator.parse(method);
        Correction correction = Correction.AS_METAPROP;
        PooledProportion common = PooledProportion.of(
                studies, scale, correction, Estimator.COMMON, Limits.NORMAL, LEVEL);
        PooledProportion random =
                PooledProportion.of(studies, scale, correction, estimator, limits, LEVEL);
        Pooled plain = PooledProportion.of(
                studies, scale, correction, estimator, Limits.NORMAL, LEVEL).pooled();
        Heterogeneity heterogeneity = Heterogeneity.of(scale.effects(studies, correction), LEVEL);
        Interval predicted = plain.prediction(Prediction.T_K_MINUS_2);
        Pooled pooled = random.pooled();
        PooledProportion.Estimate back = way(random);
        return new Fields()
                .put("TE_common", common.pooled().estimate())
                .put("seTE_common", common.pooled().standardError())
                .put("TE_random", pooled.estimate())
                .put("seTE_random", pooled.standardError())
                .put("lower_random", pooled.interval().lower())
                .put("upper_random", pooled.interval().upper())
                .put("tau2", pooled.tau2())
                .put("Q", pooled.q())
                .put("I2", heterogeneity.i2())
                .put("I2_lower", orNull(heterogeneity.i2Limits().lower()))
                .put("I2_upper", orNull(heterogeneity.i2Limits().upper()))
                .put("H", Math.max(1, heterogeneity.h()))
                .put("lower_predict", orNull(predicted.lower()))
                .put("upper_predict", orNull(predicted.upper()))
                .put("prop_common", way(common).value())
                .put("prop_random", back.value())
                .put("prop_random_lower", Math.clamp(back.limits().lower(), 0, 1))
                .put("prop_random_upper", Math.clamp(back.limits().upper(), 0, 1))
                .map();
    }

    private static PooledProportion.Estimate way(PooledProportion pooled) {
        return pooled.scale() == Scale.FREEMAN_TUKEY
                ? pooled.proportion(FreemanTukey.HARMONIC_MEAN)
                : pooled.proportion();
    }

    static @Nullable Object orNull(double value) {
        return Double.isNaN(value) ? null : (Object) value;
    }
}
