package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import limbline.statistics.Check;
import limbline.statistics.Survival;
import limbline.statistics.regression.Coefficients;
import limbline.statistics.regression.Covariates;
import limbline.statistics.regression.CoxFit;
import limbline.statistics.regression.CoxOptions;
import limbline.statistics.regression.FineGrayFit;

/// `cmprsk::crr` at full convergence, and `finegray` with `coxph`.
final class FineGrayArea implements Area {

    @Override
    public Set<String> fields() {
        return Set.of("data", "time", "state", "covariates", "cause", "times", "predict",
                "censgroup", "factors", "keep");
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        Rows rows = Rows.of(spec, files);
        int[] state = rows.integers("state");
        int cause = Fields.whole(spec.number("cause"), "cause");
        Survival data = Survival.of(rows.numbers("time"), state,
                Math.max(cause, Arrays.stream(state).max().orElse(1)));
        Covariates covariates = Design.of(spec, rows).covariates(Design.source(rows));
        FineGrayFit fit = spec.has("censgroup")
                ? FineGrayFit.of(data, cause, covariates, rows.codes("censgroup"),
                        rows.levels("censgroup").size())
                : FineGrayFit.of(data, cause, covariates);
        Coefficients found = fit.coefficients();
        List<Coefficients.Effect> effects = found.effects(0.95);
        Fields fields = new Fields().put("n", fit.size()).put("terms", found.names())
                .put("coef", found.values()).put("se", found.standardErrors())
                .put("var", Fields.matrix(found.variance()))
                .put("p", effects.stream().mapToDouble(Coefficients.Effect::p).toArray())
                .put("shr", effects.stream().mapToDouble(Coefficients.Effect::ratio).toArray())
                .put("loglik", fit.logLikelihood()).put("loglik_null", fit.nullLogLikelihood())
                .put("converged", true).put("score_at_optimum", fit.scoreAtOptimum());
        if (spec.has("predict")) {
            fields.put("predict", predicted(spec, fit));
        }
        if (!spec.has("censgroup")) {
            fields.put("finegray_coxph", weighted(data, cause, covariates));
        }
        return fields.answer();
    }

    private static Fields predicted(Spec spec, FineGrayFit fit) {
        double[] times = spec.numbers("times");
        List<double[]> rows = new ArrayList<>();
        for (Object row : spec.list("predict")) {
            // As in R, a row of one value may be that value.
            rows.add((row instanceof List<?> values ? values : List.of(row)).stream()
                    .mapToDouble(value -> Fields.number(value, "predict")).toArray());
        }
        double[][] incidence = new double[times.length][rows.size()];
        for (int j = 0; j < rows.size(); j++) {
            double[] column = fit.incidence(rows.get(j), times);
            for (int i = 0; i < times.length; i++) {
                incidence[i][j] = column[i];
            }
        }
        return new Fields().put("times", times)
                .put("rows", Fields.matrix(rows.toArray(double[][]::new)))
                .put("cif", asR(incidence));
    }

    /// R's `apply` answers for a single time with a plain list, and with one row with its value.
    private static Object asR(double[][] incidence) {
        if (incidence.length > 1) {
            return Fields.matrix(incidence);
        }
        double[] only = incidence[0];
        return only.length == 1 ? Fields.number(only[0]) : Fields.numbers(only);
    }

    private static Fields weighted(Survival data, int cause, Covariates covariates) {
        WeightedIntervals intervals = WeightedIntervals.of(data, cause);
        Survival rows = intervals.observed();
        Covariates each = intervals.repeated(covariates);
        return new Fields().put("rows", intervals.size())
                .put("sum_weights", intervals.sumOfWeights())
                .put("breslow", fit(CoxFit.of(rows, each, CoxOptions.BRESLOW.withRobustErrors())))
                .put("efron", fit(CoxFit.of(rows, each, CoxOptions.EFRON.withRobustErrors())));
    }

    private static Fields fit(CoxFit fit) {
        return new Fields().put("coef", fit.coefficients().values())
                .put("se_robust", fit.coefficients().standardErrors())
                .put("se_naive", fit.modelBased().standardErrors())
                .put("loglik", fit.logLikelihood());
    }
}
