package limbline.statistics.reference;

import java.util.List;
import limbline.statistics.pooling.BinomialNormal;
import limbline.statistics.pooling.Studies;

/// The binomial-normal model of a case: as R prints it, and with 7 and 51 nodes at the optimum.
final class MetaAreaBinomialNormal {

    static final List<String> FIELDS = List.of("glmm_lme4", "glmm_agq7_converged",
            "glmm_agq51_converged", "glmm_common_effect");

    private static final double LEVEL = 0.95;
    private static final int MANY_NODES = 51;

    private MetaAreaBinomialNormal() {}

    static void put(Fields fields, Studies studies) {
        BinomialNormal seven = BinomialNormal.of(studies, BinomialNormal.DEFAULT_NODES, LEVEL);
        fields.put("glmm_lme4", new Fields()
                .put("note", "as printed by R; the optimiser stops early, expect about 5 digits")
                .put("beta", seven.intercept())
                .put("se", seven.standardError())
                .put("tau2", seven.tau() * seven.tau())
                .put("prob", seven.proportion())
                .put("prob_lower", seven.limits().lower())
                .put("prob_upper", seven.limits().upper())
                .put("Q_wald", seven.waldQ())
                .put("Q_lrt", seven.likelihoodRatioQ())
                .put("Q_df", studies.size() - 1)
                .put("p_wald", seven.p(seven.waldQ()))
                .put("p_lrt", seven.p(seven.likelihoodRatioQ()))
                .map());
        fields.put("glmm_agq7_converged", converged(seven));
        fields.put("glmm_agq51_converged",
                converged(BinomialNormal.of(studies, MANY_NODES, LEVEL)));
        fields.put("glmm_common_effect", new Fields()
                .put("beta", seven.commonIntercept())
                .put("se", seven.commonError())
                .put("loglik", seven.commonLogLikelihood())
                .put("Q_lrt", seven.likelihoodRatioQ())
                .put("df", studies.size() - 1)
                .map());
    }

    private static Object converged(BinomialNormal fit) {
        if (fit.tau() == 0) {
            return new Fields()
                    .put("tau_at_zero", true)
                    .put("beta", fit.intercept())
                    .put("tau2", 0.0)
                    .put("loglik", fit.logLikelihood())
                    .map();
        }
        return new Fields()
                .put("nodes", fit.nodes())
                .put("beta", fit.intercept())
                .put("tau", fit.tau())
                .put("tau2", fit.tau() * fit.tau())
                .put("loglik", fit.logLikelihood())
                .put("se_beta_full_hessian", fit.standardError())
                .put("se_tau", fit.tauError())
                .put("se_beta_fixed_tau", fit.errorAtTau())
                .put("prob", fit.proportion())
                .put("prob_lower", fit.limits().lower())
                .put("prob_upper", fit.limits().upper())
                .map();
    }
}
