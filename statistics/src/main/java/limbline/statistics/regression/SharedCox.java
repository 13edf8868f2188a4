package limbline.statistics.regression;

import java.util.List;
import limbline.statistics.Check;

/// Cox's model fitted to the rows of several places none of which shows its rows to another: each
/// answers every step's coefficients with its [RiskSums], and only these are added up.
///
/// The answer is that of one pooled table. Where the places are strata of their own, each with its
/// own hazard over time, give their rows different strata.
///
/// Lu CL, Wang S, Ji Z, et al. WebDISCO: a web service for
/// distributed Cox model learning without patient-level data sharing. J Am Med Inform Assoc
/// 2015;22:1212-1219. <https://doi.org/10.1093/jamia/ocv083>
///
/// @param nullLogLikelihood with all coefficients 0
/// @param score the test that all coefficients are 0
public record SharedCox(Coefficients coefficients, double nullLogLikelihood, double logLikelihood,
        Test score) {

    /// A place with rows.
    @FunctionalInterface
    public interface Place {
        RiskSums at(double[] coefficients);
    }

    /// @param names of the covariates, which every place has in this order
    /// @param ties Efron's or Breslow's
    /// @throws NotEstimable where there is no answer, and why
    public static SharedCox of(List<String> names, Ties ties, List<Place> places) {
        Check.that(!places.isEmpty(), "there is no place with rows");
        Newton newton = Newton.fit(beta -> places.stream().map(place -> place.at(beta))
                .reduce(RiskSums::merge).orElseThrow().likelihood(ties), names, false);
        double[][] variance =
                new Symmetric(newton.at().information(), names.size(), 0).inverse();
        return new SharedCox(new Coefficients(names, newton.coefficients(), variance),
                newton.nullLogLikelihood(), newton.at().logLikelihood(),
                new Test(newton.scoreTest(), names.size()));
    }
}
