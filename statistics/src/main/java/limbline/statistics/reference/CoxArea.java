package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import limbline.statistics.Check;
import limbline.statistics.Interval;
import limbline.statistics.Scale;
import limbline.statistics.Survival;
import limbline.statistics.regression.Coefficients;
import limbline.statistics.regression.Concordance;
import limbline.statistics.regression.Covariates;
import limbline.statistics.regression.CoxCurve;
import limbline.statistics.regression.CoxFit;
import limbline.statistics.regression.CoxOptions;
import limbline.statistics.regression.CoxResiduals;
import limbline.statistics.regression.ProportionalHazards;
import limbline.statistics.regression.Ties;

/// `coxph` at full convergence, `cox.zph(terms = FALSE)`, `basehaz(centered = FALSE)` and
/// `survfit(newdata =)`. Where R warns of a coefficient without bound or answers NA for a covariate
/// that depends on others, the case is not answered, and says why.
final class CoxArea implements Area {

    private static final int ROWS_OF_RESIDUALS = 8;

    @Override
    public Set<String> fields() {
        return Set.of("data", "time", "start", "event", "covariates", "strata", "offset", "ties",
                "weights", "robust", "cluster", "zph", "times", "newdata", "residuals", "factors",
                "keep");
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        Rows rows = Rows.of(spec, files);
        return fit(spec, rows, KaplanMeierArea.observed(spec, rows)).answer();
    }

    static Fields fit(Spec spec, Rows rows, Survival observed) {
        Survival data = spec.has("strata") ? stratified(rows, observed) : observed;
        Design design = Design.of(spec, rows);
        Covariates plain = design.covariates(Design.source(rows));
        Covariates covariates = spec.has("offset")
                ? plain.withOffset(rows.numbers("offset")) : plain;
        CoxOptions options = options(spec, data);
        CoxFit fit = CoxFit.of(data, covariates, options);
        Fields fields = estimates(fit);
        CoxFit asR = CoxFit.of(data, covariates, options.stoppingAsR());
        fields.put("r_default", new Fields()
                .put("coef", asR.coefficients().values())
                .put("loglik", asR.logLikelihood()).put("iter", asR.iterations())
                .put("se", asR.coefficients().standardErrors()));
        if (options.robust()) {
            // R leaves the offset out of this one.
            fields.put("robust_score", (spec.has("offset") ? CoxFit.of(data, plain, options) : fit)
                    .robustScore().chiSquared());
        }
        if (options.ties() == Ties.EXACT) {
            return fields;
        }
        fields.put("concordance", concordance(fit.concordance()));
        if (spec.has("zph")) {
            fields.put("zph", proportionality(spec, fit));
        }
        if (spec.has("times") && !spec.has("strata")) {
            curves(spec, rows, data, design, fit, fields);
        }
        if (spec.flag("residuals", false)) {
            fields.put("residuals", residuals(fit.residuals()));
        }
        return fields;
    }

    private static Survival stratified(Rows rows, Survival data) {
        int[] codes = rows.combinedCodes("strata");
        return data.stratified(codes, Arrays.stream(codes).max().orElse(0) + 1);
    }

    private static CoxOptions options(Spec spec, Survival data) {
        String ties = spec.text("ties", "efron");
        CoxOptions options = switch (ties) {
            case "efron" -> CoxOptions.EFRON;
            case "breslow" -> CoxOptions.BRESLOW;
            case "exact" -> CoxOptions.EXACT;
            default -> throw new IllegalArgumentException(
                    "the ties %s are not efron, breslow or exact".formatted(ties));
        };
        boolean robust = spec.has("cluster")
                || spec.flag("robust", data.hasFractionalWeights());
        Check.that(!robust || spec.has("cluster") || !spec.has("start") || !spec.has("robust"),
                "robust errors of intervals without a cluster are not supported: R refuses them");
        return robust ? options.withRobustErrors() : options;
    }

    private static Fields estimates(CoxFit fit) {
        Coefficients found = fit.coefficients();
        List<Coefficients.Effect> effects = found.effects(0.95);
        return new Fields().put("n", fit.size()).put("n_event", fit.events())
                .put("terms", found.names()).put("coef", found.values())
                .put("var", Fields.matrix(found.variance()))
                .put("se", found.standardErrors())
                .put("naive_se", fit.modelBased().standardErrors())
                .put("z", all(effects.stream().mapToDouble(Coefficients.Effect::z)))
                .put("p", all(effects.stream().mapToDouble(Coefficients.Effect::p)))
                .put("hr", all(effects.stream().mapToDouble(Coefficients.Effect::ratio)))
                .put("hr_lower", all(effects.stream().map(Coefficients.Effect::limits)
                        .mapToDouble(Interval::lower)))
                .put("hr_upper", all(effects.stream().map(Coefficients.Effect::limits)
                        .mapToDouble(Interval::upper)))
                .put("loglik_null", fit.nullLogLikelihood()).put("loglik", fit.logLikelihood())
                .put("lrt", test(fit.likelihoodRatio()))
                .put("wald", test(fit.wald()).without("p"))
                .put("score", test(fit.score()));
    }

    private static double[] all(DoubleStream values) {
        return values.toArray();
    }

    private static Fields test(limbline.statistics.regression.Test test) {
        return new Fields().put("chisq", test.chiSquared()).put("df", test.degrees())
                .put("p", test.p());
    }

    private static Fields concordance(Concordance found) {
        return new Fields().put("concordant", found.concordant())
                .put("discordant", found.discordant()).put("tied_x", found.tiedPrediction())
                .put("tied_y", found.tiedTime()).put("tied_xy", found.tiedBoth())
                .put("c", found.c()).put("se", found.standardError());
    }

    private static Fields proportionality(Spec spec, CoxFit fit) {
        Fields fields = new Fields();
        for (String transform : spec.texts("zph")) {
            ProportionalHazards found = fit.proportionality(switch (transform) {
                case "km" -> ProportionalHazards.Clock.KAPLAN_MEIER;
                case "identity" -> ProportionalHazards.Clock.IDENTITY;
                case "rank" -> ProportionalHazards.Clock.RANK;
                case "log" -> ProportionalHazards.Clock.LOG;
                default -> throw new IllegalArgumentException(
                        "the zph %s is not km, identity, rank or log".formatted(transform));
            });
            List<String> terms = new ArrayList<>(found.names());
            terms.add("GLOBAL");
            List<limbline.statistics.regression.Test> tests = new ArrayList<>(found.each());
            tests.add(found.global());
            fields.put(transform, new Fields().put("terms", terms)
                    .put("chisq", all(tests.stream().mapToDouble(test -> test.chiSquared())))
                    .put("df", all(tests.stream().mapToDouble(test -> test.degrees())))
                    .put("p", all(tests.stream().mapToDouble(test -> test.p()))));
        }
        return fields;
    }

    private static void curves(Spec spec, Rows rows, Survival data, Design design, CoxFit fit,
            Fields fields) {
        double[] times = spec.numbers("times");
        // Without new data R takes the offset at its mean.
        double offset = 0;
        if (spec.has("offset")) {
            double[] offsets = rows.numbers("offset");
            double weights = 0;
            for (int i = 0; i < offsets.length; i++) {
                offset += data.weight(i) * offsets[i];
                weights += data.weight(i);
            }
            offset /= weights;
        }
        CoxCurve baseline = fit.curveIn(0, offset, new double[fit.coefficients().values().length]);
        fields.put("basehaz_uncentered", new Fields().put("times", times)
                .put("cumhaz", all(Arrays.stream(times)
                        .map(time -> baseline.at(Scale.LOG, 0.95, time).hazard()))));
        if (!spec.has("newdata")) {
            return;
        }
        Design.Source given = Design.source(spec.map("newdata"));
        double[][] x = design.rows(given);
        double[] offsets = spec.has("offset")
                ? given.numbers(spec.text("offset")) : new double[x.length];
        double[] ordered = times.clone();
        Arrays.sort(ordered);
        List<CoxCurve.Point> points = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            CoxCurve curve = fit.curveIn(0, offsets[i], x[i]);
            for (double time : ordered) {
                points.add(curve.at(Scale.LOG, 0.95, time));
            }
        }
        fields.put("predicted", new Fields().put("times", times).put("n_new", x.length)
                .put("layout", "column-major: times vary fastest, then rows of newdata")
                .put("surv", all(points.stream().mapToDouble(CoxCurve.Point::survival)))
                .put("se_surv", all(points.stream().mapToDouble(CoxCurve.Point::standardError)))
                .put("lower_log", all(points.stream().mapToDouble(CoxCurve.Point::lower)))
                .put("upper_log", all(points.stream().mapToDouble(CoxCurve.Point::upper))));
    }

    private static Fields residuals(CoxResiduals residuals) {
        return new Fields()
                .put("martingale", column(residuals.martingale()))
                .put("deviance", column(residuals.deviance()))
                .put("schoenfeld", events(residuals.schoenfeld()))
                .put("scaledsch", events(residuals.scaledSchoenfeld()))
                .put("score", matrix(residuals.score()))
                .put("dfbeta", matrix(residuals.dfbeta()));
    }

    private static Fields column(double[] values) {
        return matrix(Arrays.stream(values).mapToObj(value -> new double[] {value})
                .toArray(double[][]::new));
    }

    private static Fields events(List<CoxResiduals.Event> events) {
        return matrix(events.stream().map(CoxResiduals.Event::residual).toArray(double[][]::new));
    }

    private static Fields matrix(double[][] rows) {
        double[] squares = new double[rows[0].length];
        for (double[] row : rows) {
            for (int j = 0; j < squares.length; j++) {
                squares[j] += row[j] * row[j];
            }
        }
        return new Fields()
                .put("first", Fields.matrix(
                        Arrays.copyOf(rows, Math.min(ROWS_OF_RESIDUALS, rows.length))))
                .put("sumsq", squares);
    }
}
