package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import limbline.statistics.Check;
import limbline.statistics.ChiSquared;
import limbline.statistics.Interval;
import limbline.statistics.KaplanMeier;
import limbline.statistics.RestrictedMean;
import limbline.statistics.RestrictedMeanComparison;
import limbline.statistics.RestrictedMeanComparison.Contrast;
import limbline.statistics.RestrictedMeanRegression;
import limbline.statistics.Survival;
import limbline.statistics.SurvivalCurve;

/// `survRM2::rmst2`, and the restricted mean of `survfit` beside it.
final class RestrictedMeanArea implements Area {

    private static final double CONFIDENCE = 0.95;

    @Override
    public Set<String> fields() {
        return Set.of("data", "time", "event", "group", "tau", "covariates", "factors", "keep");
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        Rows rows = Rows.of(spec, files);
        Check.that(rows.levels("group").equals(List.of("0", "1")),
                "the groups must be 0 and 1, but are %s", rows.levels("group"));
        Survival data = Survival.of(rows.numbers("time"), rows.integers("event"))
                .grouped(rows.integers("group"), 2);
        double tau = spec.number("tau", RestrictedMeanComparison.latestHorizon(data));
        // survRM2 refuses a later horizon, where no mean is known.
        Check.that(tau <= RestrictedMeanComparison.latestHorizon(data),
                "the horizon %s is after %s, the last time known of both groups", tau,
                RestrictedMeanComparison.latestHorizon(data));
        SurvivalCurve zero = KaplanMeier.of(data.onlyGroup(0));
        SurvivalCurve one = KaplanMeier.of(data.onlyGroup(1));
        RestrictedMean control = zero.restrictedMean(tau);
        RestrictedMean treated = one.restrictedMean(tau);
        var comparison = new RestrictedMeanComparison(control, treated);
        Fields fields = new Fields().put("tau", tau)
                .put("arm0", arm(control)).put("arm1", arm(treated))
                .put("diff_1_minus_0", contrast(comparison.difference(CONFIDENCE)))
                .put("ratio_1_over_0", contrast(comparison.ratio(CONFIDENCE)))
                .put("rmtl_ratio", contrast(comparison.ratioOfLost(CONFIDENCE)))
                .put("survival_rmean", new Fields()
                        .put("arm0", survfit(spec, zero)).put("arm1", survfit(spec, one)));
        if (spec.has("covariates")) {
            fields.put("adjusted", adjusted(spec, rows, data, tau));
        }
        return fields.answer();
    }

    private static Fields arm(RestrictedMean mean) {
        Interval limits = mean.limits(CONFIDENCE);
        return new Fields().put("rmst", mean.mean()).put("se", mean.standardError())
                .put("lower", limits.lower()).put("upper", limits.upper())
                .put("var", mean.standardError() * mean.standardError())
                .put("rmtl", mean.lost());
    }

    private static Fields contrast(Contrast contrast) {
        return new Fields().put("est", contrast.estimate()).put("lower", contrast.lower())
                .put("upper", contrast.upper()).put("p", contrast.p());
    }

    /// Without a horizon `survfit` takes the last time of each curve.
    private static Fields survfit(Spec spec, SurvivalCurve curve) {
        RestrictedMean mean = curve.restrictedMean(spec.number("tau", curve.lastTime()));
        return new Fields().put("rmean", mean.mean()).put("se", mean.standardError());
    }

    private static Fields adjusted(Spec spec, Rows rows, Survival data, double tau) {
        List<String> names = spec.texts("covariates");
        double[][] covariates = names.stream().map(rows::columnOfNumbers).toArray(double[][]::new);
        var regression = RestrictedMeanRegression.of(
                data, tau, RestrictedMeanRegression.Link.IDENTITY, covariates);
        List<String> terms = new ArrayList<>(List.of("intercept", "arm"));
        terms.addAll(names);
        List<Object> difference = new ArrayList<>();
        for (RestrictedMeanRegression.Term term : regression.terms()) {
            Interval limits = term.limits(CONFIDENCE);
            // survRM2 takes 1 - pchisq, and so keeps few digits of a small p.
            double p = 1 - new ChiSquared(1).lower(term.z() * term.z());
            difference.add(Fields.numbers(term.coefficient(), term.standardError(), term.z(), p,
                    limits.lower(), limits.upper()));
        }
        return new Fields().put("terms", terms).put("difference", difference)
                .put("cols", List.of("coef", "se(coef)", "z", "p", "lower .95", "upper .95"));
    }
}
