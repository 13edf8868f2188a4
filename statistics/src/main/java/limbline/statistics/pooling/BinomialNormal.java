package limbline.statistics.pooling;

import java.util.List;
import limbline.statistics.Binomial;
import limbline.statistics.Check;
import limbline.statistics.ChiSquared;
import limbline.statistics.Interval;
import limbline.statistics.Normal;

/// Proportions pooled by the binomial-normal model: events are binomial, and the logits of the
/// studies' true proportions are normal with mean `intercept` and standard deviation `tau`. It
/// needs no correction for zeros and no known variances. T. H. Hamza, H. C. van Houwelingen, T.
/// Stijnen, J. Clin. Epidemiol. 61 (2008), doi:10.1016/j.jclinepi.2007.03.016.
///
/// Maximum likelihood, each study's integral by adaptive Gauss-Hermite quadrature: J. C. Pinheiro,
/// D. M. Bates, J. Comput. Graph. Stat. 4 (1995), doi:10.1080/10618600.1995.10474663. The optimum
/// is solved to the last digits by Newton's method with exact derivatives; `rma.glmm` in R
/// maximizes the same 7-node likelihood but stops after about five.
///
/// @param studies pooled
/// @param nodes of the quadrature
/// @param level of all limits
/// @param intercept mean logit
/// @param tau 0 where the likelihood is highest there: then all is the common-effect model's
/// @param logLikelihood with the binomial coefficients
/// @param standardError of the intercept, tau estimated too; for tau = 0 the common-effect one
/// @param errorAtTau the same with tau taken as known
/// @param tauError of tau; not a number for tau = 0
public record BinomialNormal(Studies studies, int nodes, double level, double intercept,
        double tau, double logLikelihood, double standardError, double errorAtTau,
        double tauError) {

    /// As `rma.glmm` in R.
    public static final int DEFAULT_NODES = 7;

    /// @param nodes from 1 (Laplace's approximation) to 101
    public static BinomialNormal of(Studies studies, int nodes, double level) {
        Check.that(level > 0 && level < 1, "confidence level %s not between 0 and 1", level);
        return new BinomialNormalFit(studies.included(), Hermite.of(nodes))
                .best(studies, nodes, level);
    }

    /// Normal limits of the mean logit.
    public Interval logits() {
        double half = Normal.upperQuantile((1 - level) / 2) * standardError;
        return new Interval(intercept - half, intercept + half);
    }

    /// The median of the studies' true proportions.
    public double proportion() {
        return Scale.LOGIT.back(intercept);
    }

    /// The limits of [#proportion].
    public Interval limits() {
        return new Interval(
                Scale.LOGIT.back(logits().lower()), Scale.LOGIT.back(logits().upper()));
    }

    /// Where the true proportion of one more such study is expected.
    public Interval prediction(Prediction convention) {
        double half = convention.quantile((1 - level) / 2, studies.size())
                * Math.sqrt(tau * tau + standardError * standardError);
        return new Interval(
                Scale.LOGIT.back(intercept - half), Scale.LOGIT.back(intercept + half));
    }

    /// Twice the log-likelihood that separate proportions gain over a common one; chi-squared with
    /// studies - 1 degrees of freedom where counts are large.
    public double likelihoodRatioQ() {
        double q = 0;
        for (Study study : studies.included()) {
            q += 2 * (logBinomial(study, (double) study.events() / study.trials())
                    - logBinomial(study, common(studies.included())));
        }
        return q;
    }

    /// Cochran's Q of the logits with weights x (n - x) / n; studies with no event, or events only,
    /// weigh nothing.
    public double waldQ() {
        double weights = 0;
        double sum = 0;
        double squares = 0;
        for (Study study : studies.included()) {
            if (!study.isAtTheEdge()) {
                Effect effect = Scale.LOGIT.effect(study, Correction.WHERE_NEEDED);
                weights += 1 / effect.variance();
                sum += effect.estimate() / effect.variance();
                squares += effect.estimate() * effect.estimate() / effect.variance();
            }
        }
        return weights == 0 ? 0 : squares - sum * sum / weights;
    }

    /// The p-value of either Q; 1 with one study.
    public double p(double q) {
        return studies.size() == 1 ? 1 : new ChiSquared(studies.size() - 1).upper(q);
    }

    /// Model and estimator in words, for the foot of a table.
    public String model() {
        return "binomial-normal model (random intercept on the logit), maximum likelihood, adaptive"
                + " Gauss-Hermite quadrature with " + nodes + (nodes == 1 ? " node" : " nodes");
    }

    /// The logit of all events over all trials: the estimate if no study differs from another.
    public double commonIntercept() {
        double p = common(studies.included());
        return Math.log(p / (1 - p));
    }

    /// Its standard error.
    public double commonError() {
        double p = common(studies.included());
        double trials = studies.included().stream().mapToDouble(Study::trials).sum();
        return 1 / Math.sqrt(trials * p * (1 - p));
    }

    /// The log-likelihood if no study differs from another.
    public double commonLogLikelihood() {
        double p = common(studies.included());
        return studies.included().stream().mapToDouble(one -> logBinomial(one, p)).sum();
    }

    static double common(List<Study> studies) {
        double events = studies.stream().mapToDouble(Study::events).sum();
        return events / studies.stream().mapToDouble(Study::trials).sum();
    }

    static double logBinomial(Study study, double p) {
        return new Binomial(study.trials(), p).logAt(study.events());
    }
}
