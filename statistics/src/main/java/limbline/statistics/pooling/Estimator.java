package limbline.statistics.pooling;

/// How tau², the variance between studies, is estimated.
///
/// Notation: study estimates y with known variances v, weights w = 1/(v + tau²), k studies, p
/// coefficients (1 without moderators), P as in [WeightedFit]. All are truncated at 0. Compared in
/// A. A. Veroniki et al., Res. Synth. Methods 7 (2016), doi:10.1002/jrsm.1164.
///
/// Where R stops iterating at a change of 1e-5, these go on to the last digits: metafor's answers
/// with `threshold = 1e-14`.
public enum Estimator {

    /// The common-effect model (metafor's `FE`, `EE`): tau² is 0 by assumption.
    COMMON("common effect") {
        @Override
        double tau2(MixedModel model) {
            return 0;
        }

        @Override
        double variance(MixedModel model, double tau2) {
            return Double.NaN;
        }
    },

    /// R. DerSimonian, N. Laird, Control. Clin. Trials 7 (1986), doi:10.1016/0197-2456(86)90046-2.
    DERSIMONIAN_LAIRD("DerSimonian-Laird") {
        @Override
        double tau2(MixedModel model) {
            WeightedFit fit = model.fit(0);
            return Math.max(0, (fit.squares() - model.freedom()) / fit.trace(model.ones()));
        }

        @Override
        double variance(MixedModel model, double tau2) {
            WeightedFit fit = model.fit(0);
            double trace = fit.trace(model.ones());
            return (2 * model.freedom() + 4 * tau2 * trace
                            + 2 * tau2 * tau2 * fit.trace(model.ones(), model.ones()))
                    / (trace * trace);
        }
    },

    /// L. V. Hedges, Psychol. Bull. 93 (1983), doi:10.1037/0033-2909.93.2.388; unweighted.
    HEDGES("Hedges") {
        @Override
        double tau2(MixedModel model) {
            return Math.max(0, model.hedges());
        }

        @Override
        double variance(MixedModel model, double tau2) {
            WeightedFit fit = model.unweighted();
            double freedom = model.freedom();
            return (2 * fit.trace(model.variances(), model.variances())
                            + 4 * tau2 * fit.trace(model.variances())
                            + 2 * tau2 * tau2 * freedom)
                    / (freedom * freedom);
        }
    },

    /// K. Sidik, J. N. Jonkman, J. R. Stat. Soc. C 54 (2005), doi:10.1111/j.1467-9876.2005.00489.x;
    /// from the crude variance of the y (divisor k), so above 0 unless all studies agree.
    SIDIK_JONKMAN("Sidik-Jonkman") {
        @Override
        double tau2(MixedModel model) {
            double crude = model.crudeVariance();
            return crude * model.fit(crude).squares() / model.freedom();
        }

        @Override
        double variance(MixedModel model, double tau2) {
            double crude = model.crudeVariance();
            WeightedFit fit = model.fit(crude);
            double ratio = crude / model.freedom();
            return ratio * ratio * (2 * fit.trace(model.variances(), model.variances())
                    + 4 * tau2 * fit.trace(model.ones(), model.variances())
                    + 2 * tau2 * tau2 * fit.trace(model.ones(), model.ones()));
        }
    },

    /// Restricted maximum likelihood. W. Viechtbauer, J. Educ. Behav. Stat. 30 (2005),
    /// doi:10.3102/10769986030003261; metafor's default and ours.
    REML("REML") {
        @Override
        double tau2(MixedModel model) {
            return model.scored(
                    fit -> fit.squaresAgain() - fit.trace(model.ones()),
                    fit -> fit.trace(model.ones(), model.ones()),
                    model::restrictedLogLikelihood);
        }

        @Override
        double variance(MixedModel model, double tau2) {
            return 2 / model.fit(tau2).trace(model.ones(), model.ones());
        }
    },

    /// Maximum likelihood; smaller than [#REML] because it takes the mean as known.
    ML("ML") {
        @Override
        double tau2(MixedModel model) {
            return model.scored(fit -> fit.squaresAgain() - fit.weights(),
                    WeightedFit::weightsSquared, model::logLikelihood);
        }

        @Override
        double variance(MixedModel model, double tau2) {
            return 2 / model.fit(tau2).weightsSquared();
        }
    },

    /// R. C. Paule, J. Mandel, J. Res. Natl. Bur. Stand. 87 (1982), doi:10.6028/jres.087.022: the
    /// tau² at which the weighted squares equal their degrees of freedom.
    PAULE_MANDEL("Paule-Mandel") {
        @Override
        double tau2(MixedModel model) {
            return model.tau2WithSquares(model.freedom());
        }

        @Override
        double variance(MixedModel model, double tau2) {
            double k = model.studies();
            double weights = model.fit(tau2).weights();
            return 2 * k * k / (model.freedom() * weights * weights);
        }
    },

    /// C. N. Morris, J. Am. Stat. Assoc. 78 (1983), doi:10.1080/01621459.1983.10477920. Its
    /// equation has the root of [#PAULE_MANDEL]: the same number by another road.
    EMPIRICAL_BAYES("empirical Bayes") {
        @Override
        double tau2(MixedModel model) {
            return PAULE_MANDEL.tau2(model);
        }

        @Override
        double variance(MixedModel model, double tau2) {
            return PAULE_MANDEL.variance(model, tau2);
        }
    };

    private final String words;

    Estimator(String words) {
        this.words = words;
    }

    /// What a table or a figure calls it.
    public String words() {
        return words;
    }

    /// The estimator by its usual abbreviation: FE, DL, HE, SJ, REML, ML, PM or EB.
    public static Estimator parse(String abbreviation) {
        return switch (abbreviation) {
            case "FE" -> COMMON;
            case "DL" -> DERSIMONIAN_LAIRD;
            case "HE" -> HEDGES;
            case "SJ" -> SIDIK_JONKMAN;
            case "REML" -> REML;
            case "ML" -> ML;
            case "PM" -> PAULE_MANDEL;
            case "EB" -> EMPIRICAL_BAYES;
            default -> throw new IllegalArgumentException(
                    "no estimator %s; there are FE, DL, HE, SJ, REML, ML, PM, EB"
                            .formatted(abbreviation));
        };
    }

    abstract double tau2(MixedModel model);

    /// The sampling variance of the estimate, truncated tau² inserted.
    abstract double variance(MixedModel model, double tau2);
}
