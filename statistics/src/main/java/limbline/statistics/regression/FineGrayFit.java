package limbline.statistics.regression;

import java.util.Arrays;
import limbline.statistics.Check;
import limbline.statistics.Survival;

/// Fine and Gray's model, fitted: how many times higher the hazard of the cumulative incidence of
/// one cause is, in the presence of the others, for one unit more of each covariate. It answers
/// what becomes of patients, not what a covariate does to the cause: for that, fit Cox's model with
/// the other causes as censored, and report both.
///
/// Fine JP, Gray RJ. A proportional hazards model for the subdistribution of a competing risk. J Am
/// Stat Assoc 1999;94:496-509. <https://doi.org/10.1080/01621459.1999.10474144>
///
/// As R's `cmprsk::crr`: Breslow's ties, times exactly as given, censoring by Kaplan and Meier in
/// each censoring group, the sandwich variance. `crr` stops at a slope of 1e-6; here the iteration
/// goes on to the last digit. R's `finegray` with `coxph` differs where times are tied, since it
/// counts a censoring after an event of one time, and its robust errors take the censoring as
/// known. Case weights weigh the censoring too, so that a weight of 2 counts as two rows.
public final class FineGrayFit {

    private final Covariates covariates;
    private final CoxRows rows;
    private final FineGrayLikelihood likelihood;
    private final Newton newton;
    private final double[][] variance;

    private FineGrayFit(Survival data, int cause, Covariates covariates, int[] groups, int number) {
        this.covariates = covariates;
        Check.that(cause >= 1 && cause <= data.causes(), "cause %s is not in 1 to %s", cause,
                data.causes());
        Check.that(!data.hasStarts() && data.strata() == 1,
                "Fine and Gray's model is offered without delayed entry and strata");
        CoxOrder order = new CoxOrder(data, cause, 0);
        // What it takes to estimate the censoring is gone before the covariates are put in order.
        Censoring censoring = Censoring.of(order, groups, number);
        rows = new CoxRows(order, covariates);
        if (rows.events() == 0) {
            throw new NotEstimable("nobody had the event of cause %s; there is nothing to fit"
                    .formatted(cause));
        }
        likelihood = new FineGrayLikelihood(rows, censoring);
        newton = Newton.fit(likelihood, covariates.names(), false);
        // The likelihood stands where the last step began: no digit away from where it ended.
        double[][] bread = new Symmetric(newton.at().information(), covariates.size(), 0)
                .inverse();
        double[][] middle = new FineGrayInfluence(likelihood)
                .squares(data.hasClusters() ? data.independent() : null);
        variance = Symmetric.product(Symmetric.product(bread, middle), bread);
    }

    /// @param data with competing causes; weights and clusters count, groups do not
    /// @param cause of interest, from 1
    /// @throws NotEstimable where there is no answer, and why
    public static FineGrayFit of(Survival data, int cause, Covariates covariates) {
        return new FineGrayFit(data, cause, covariates, new int[0], 1);
    }

    /// With censoring estimated in groups, where it may depend on a covariate.
    ///
    /// @param censoringGroup of each row, from 0
    public static FineGrayFit of(
            Survival data, int cause, Covariates covariates, int[] censoringGroup, int groups) {
        Check.that(censoringGroup.length == data.size(), "%s censoring groups do not fit %s rows",
                censoringGroup.length, data.size());
        for (int i = 0; i < censoringGroup.length; i++) {
            Check.that(censoringGroup[i] >= 0 && censoringGroup[i] < groups,
                    "row %s: censoring group %s is not in 0 to %s", i + 1, censoringGroup[i],
                    groups - 1);
        }
        return new FineGrayFit(data, cause, covariates, censoringGroup, groups);
    }

    public int size() {
        return rows.size;
    }

    /// Events of the cause.
    public int events() {
        return rows.events();
    }

    /// With standard errors by the sandwich, which counts that the censoring is estimated.
    public Coefficients coefficients() {
        return new Coefficients(covariates.names(), newton.coefficients(), variance);
    }

    public double nullLogLikelihood() {
        return newton.nullLogLikelihood();
    }

    public double logLikelihood() {
        return newton.at().logLikelihood();
    }

    public int iterations() {
        return newton.iterations();
    }

    /// The score at the coefficients: 0 but for rounding.
    public double[] scoreAtOptimum() {
        return newton.at().score().clone();
    }

    public Test wald() {
        return coefficients().wald();
    }

    /// The predicted cumulative incidence for given covariates, at given times.
    public double[] incidence(double[] x, double... times) {
        Check.that(x.length == covariates.size(), "%s values do not fit the covariates %s",
                x.length, covariates.names());
        double predictor = -rows.meanOffset;
        for (int j = 0; j < x.length; j++) {
            predictor += (x[j] - rows.mean[j]) * newton.coefficients()[j];
        }
        double ratio = Math.exp(predictor);
        double[] hazard = likelihood.hazards();
        return Arrays.stream(times)
                .map(t -> -Math.expm1(-ratio * cumulative(hazard, t))).toArray();
    }

    /// The cumulative hazard of somebody with covariates at their means, up to a time.
    private double cumulative(double[] hazard, double time) {
        double sum = 0;
        for (int m = hazard.length - 1; m >= 0 && rows.time(m) <= time; m--) {
            sum += hazard[m];
        }
        return sum;
    }
}
