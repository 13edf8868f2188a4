package limbline.statistics.regression;

import java.util.ArrayList;
import java.util.List;
import limbline.statistics.Check;
import limbline.statistics.Interval;
import limbline.statistics.Normal;

/// The estimated coefficients of a regression: logarithms of hazard ratios.
///
/// @param variance a matrix, of which the standard errors are the roots of the diagonal
@SuppressWarnings("ArrayRecordComponent") // an estimate; compared by nobody
public record Coefficients(List<String> names, double[] values, double[][] variance) {

    public Coefficients {
        names = List.copyOf(names);
        Check.that(names.size() == values.length && values.length == variance.length,
                "%s names, %s values and a variance of %s rows do not fit", names.size(),
                values.length, variance.length);
    }

    /// One covariate's part.
    ///
    /// @param ratio of hazards, for one unit more of the covariate: exp(coefficient)
    /// @param limits of the ratio
    public record Effect(String name, double coefficient, double standardError, double z, double p,
            double ratio, Interval limits) {}

    public double[] standardErrors() {
        double[] errors = new double[values.length];
        for (int j = 0; j < errors.length; j++) {
            errors[j] = Math.sqrt(variance[j][j]);
        }
        return errors;
    }

    /// @param confidence for example 0.95
    public List<Effect> effects(double confidence) {
        Check.that(confidence > 0 && confidence < 1, "a confidence of %s is not in (0, 1)",
                confidence);
        double wide = Normal.quantile(1 - (1 - confidence) / 2);
        double[] errors = standardErrors();
        List<Effect> effects = new ArrayList<>();
        for (int j = 0; j < values.length; j++) {
            double b = values[j];
            double z = b / errors[j];
            effects.add(new Effect(names.get(j), b, errors[j], z, 2 * Normal.upper(Math.abs(z)),
                    Math.exp(b), new Interval(Math.exp(b - wide * errors[j]),
                            Math.exp(b + wide * errors[j]))));
        }
        return List.copyOf(effects);
    }

    /// Wald's test that all are 0.
    public Test wald() {
        Symmetric matrix = Symmetric.of(variance);
        if (!matrix.isDefinite()) {
            throw new NotEstimable("the variance of the coefficients is singular: there are fewer "
                    + "independent clusters than covariates, or hardly more");
        }
        return new Test(matrix.quadratic(values), values.length);
    }
}
