package limbline.statistics.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import limbline.statistics.Check;
import limbline.statistics.Survival;
import org.jspecify.annotations.Nullable;

/// Cox's proportional hazards model, fitted: how many times higher the hazard is for one unit more
/// of each covariate, whatever the hazard over time.
///
/// Cox DR. Regression models and life-tables. J R Stat Soc B 1972;34:187-220.
/// <https://doi.org/10.1111/j.2517-6161.1972.tb00899.x>
///
/// As R's `coxph` (and, with Breslow's ties, SAS's PHREG), but to the last digit: R stops some
/// digits earlier. Where R warns and answers all the same, about coefficients without bound, or
/// leaves a coefficient out, this refuses and says why: [NotEstimable].
public final class CoxFit {

    /// Below this many events for each covariate, coefficients are biased and limits too narrow.
    /// Peduzzi P, Concato J, Feinstein AR, Holford TR. J Clin Epidemiol 1995;48:1503-1510.
    /// <https://doi.org/10.1016/0895-4356(95)00048-8>
    private static final int EVENTS_PER_COVARIATE = 10;

    private final Survival data;
    private final Covariates covariates;
    private final CoxOptions options;
    private final CoxRows rows;
    private final Newton newton;
    private final double[][] modelVariance;
    private final double[][] variance;
    private @Nullable CoxMoments moments;

    private CoxFit(Survival data, Covariates covariates, CoxOptions options) {
        this.data = data;
        this.covariates = covariates;
        this.options = options;
        Check.that(data.causes() == 1, "Cox's model is of one kind of event, not of %s; take one "
                + "cause as the event and the others as censored, or fit FineGray", data.causes());
        rows = new CoxRows(data, 1, covariates, options.tolerance());
        if (rows.events() == 0) {
            throw new NotEstimable("nobody had the event; there is nothing to fit");
        }
        newton = Newton.fit(options.ties() == Ties.EXACT ? new ExactLikelihood(rows)
                : new CoxLikelihood(rows, isEfron()), covariates.names(), options.stopsAsR());
        modelVariance = new Symmetric(newton.at().information(), covariates.size(), 0).inverse();
        variance = options.robust() ? robust() : modelVariance;
    }

    public static CoxFit of(Survival data, Covariates covariates) {
        return of(data, covariates, CoxOptions.EFRON);
    }

    /// @param data one kind of event; strata, weights, starts and clusters count, groups do not
    /// @param covariates of the same rows
    /// @throws NotEstimable where there is no answer, and why
    public static CoxFit of(Survival data, Covariates covariates, CoxOptions options) {
        return new CoxFit(data, covariates, options);
    }

    private boolean isEfron() {
        return options.ties() == Ties.EFRON;
    }

    private double[][] robust() {
        double[][] byCluster = Symmetric.product(
                residuals().influence(residuals().score(), data.independent()), modelVariance);
        return square(byCluster);
    }

    /// a'a.
    private static double[][] square(double[][] a) {
        int p = a[0].length;
        double[][] square = new double[p][p];
        for (double[] row : a) {
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < p; j++) {
                    square[i][j] += row[i] * row[j];
                }
            }
        }
        return square;
    }

    public int size() {
        return rows.size;
    }

    public int events() {
        return rows.events();
    }

    /// With robust standard errors where they were asked for.
    public Coefficients coefficients() {
        return new Coefficients(covariates.names(), newton.coefficients(), variance);
    }

    /// With the standard errors of the model, whatever was asked for.
    public Coefficients modelBased() {
        return new Coefficients(covariates.names(), newton.coefficients(), modelVariance);
    }

    public CoxOptions options() {
        return options;
    }

    /// With all coefficients 0.
    public double nullLogLikelihood() {
        return newton.nullLogLikelihood();
    }

    public double logLikelihood() {
        return newton.at().logLikelihood();
    }

    public int iterations() {
        return newton.iterations();
    }

    public Test likelihoodRatio() {
        return new Test(2 * (logLikelihood() - nullLogLikelihood()), covariates.size());
    }

    /// By the standard errors that were asked for.
    public Test wald() {
        return coefficients().wald();
    }

    /// Of all coefficients being 0; with one covariate of two values and no ties, the log-rank
    /// test.
    public Test score() {
        return new Test(newton.scoreTest(), covariates.size());
    }

    /// The score test with the variance of robust standard errors.
    public Test robustScore() {
        Check.that(options.robust(), "robust standard errors were not asked for");
        CoxMoments atZero = new CoxMoments(rows, new double[covariates.size()], isEfron());
        CoxResiduals residuals = new CoxResiduals(atZero, modelVariance);
        double[][] byCluster = residuals.influence(residuals.score(), data.independent());
        double[] sum = new double[covariates.size()];
        for (double[] one : byCluster) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += one[j];
            }
        }
        Symmetric square = Symmetric.of(square(byCluster));
        if (!square.isDefinite()) {
            throw new NotEstimable("the robust score test needs more independent clusters than "
                    + "covariates");
        }
        return new Test(square.quadratic(sum), sum.length);
    }

    public CoxResiduals residuals() {
        return new CoxResiduals(moments(), modelVariance);
    }

    public ProportionalHazards proportionality(ProportionalHazards.Clock clock) {
        return ProportionalHazards.of(moments(), covariates.names(), clock);
    }

    public Concordance concordance() {
        double[] predictor = new double[rows.size];
        for (int i = 0; i < predictor.length; i++) {
            predictor[i] = covariates.predictor(rows.row(i), newton.coefficients());
        }
        return Concordance.of(rows, predictor, options.robust() ? data.independent()
                : IntStream.range(0, rows.size).toArray());
    }

    /// The predicted curve for given covariates, in the only stratum.
    public CoxCurve curve(double... x) {
        Check.that(data.strata() == 1, "of %s strata the curve must name one", data.strata());
        return curveIn(0, 0, x);
    }

    /// @param stratum from 0
    /// @param offset the known part of the linear predictor
    /// @param x one value for each covariate
    public CoxCurve curveIn(int stratum, double offset, double... x) {
        Check.that(x.length == covariates.size(), "%s values do not fit the covariates %s",
                x.length, covariates.names());
        Check.that(Arrays.stream(x).allMatch(Double::isFinite), "a covariate of %s is no number",
                Arrays.toString(x));
        Check.that(stratum >= 0 && stratum < data.strata(), "stratum %s is not in 0 to %s",
                stratum, data.strata() - 1);
        return new CoxCurve(moments(), stratum, x, offset, variance);
    }

    /// What to say beside the numbers: a sentence where there are too few events.
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        int events = events();
        int few = EVENTS_PER_COVARIATE * covariates.size();
        if (events < few) {
            warnings.add(("%s events for %s covariates: with fewer than %s for each, hazard ratios "
                    + "are unstable and limits too narrow.")
                    .formatted(events, covariates.size(), EVENTS_PER_COVARIATE));
        }
        return List.copyOf(warnings);
    }

    private CoxMoments moments() {
        Check.that(options.ties() != Ties.EXACT,
                "residuals, checks and curves are not defined with exact ties; take Efron's");
        CoxMoments known = moments;
        if (known == null) {
            known = new CoxMoments(rows, newton.coefficients(), isEfron());
            moments = known;
        }
        return known;
    }
}
