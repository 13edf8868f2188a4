package limbline.statistics.regression;

import java.util.Arrays;
import limbline.statistics.Limits;
import limbline.statistics.Scale;

/// The survival that a fitted Cox model predicts for given covariates, in one stratum.
///
/// The hazard of a moment is estimated as its ties were: Efron's or Breslow's; survival is exp(-H).
/// The standard error has the part of the baseline and that of the coefficients; Tsiatis AA. Ann
/// Stat 1981;9:93-108. <https://doi.org/10.1214/aos/1176345335>
public final class CoxCurve {

    private final double[] times;
    private final double[] hazard;
    private final double[] errors;

    CoxCurve(CoxMoments moments, int stratum, double[] x, double offset, double[][] variance) {
        CoxRows rows = moments.rows;
        int p = rows.covariates;
        int begin = 0;
        while (begin < rows.moments && rows.stratum(begin) != stratum) {
            begin++;
        }
        int end = begin;
        while (end < rows.moments && rows.stratum(end) == stratum) {
            end++;
        }
        double[] centred = new double[p];
        double predictor = offset - rows.meanOffset;
        for (int j = 0; j < p; j++) {
            centred[j] = x[j] - rows.mean[j];
            predictor += centred[j] * moments.beta[j];
        }
        double ratio = Math.exp(predictor);
        int size = end - begin;
        times = new double[size];
        hazard = new double[size];
        errors = new double[size];
        for (int k = 0; k < size; k++) {
            int m = end - 1 - k;
            times[k] = rows.time(m);
            hazard[k] = moments.hazard[m] * ratio;
            double[] apart = new double[p];
            for (int j = 0; j < p; j++) {
                apart[j] = moments.hazard[m] * centred[j] - moments.hazardX[m][j];
            }
            double sum = moments.variance[m];
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < p; j++) {
                    sum += apart[i] * variance[i][j] * apart[j];
                }
            }
            errors[k] = Math.sqrt(sum) * ratio;
        }
    }

    /// The distinct times at which somebody of the stratum had the event or was censored.
    public double[] times() {
        return times.clone();
    }

    public double[] cumulativeHazard() {
        return hazard.clone();
    }

    /// Standard errors of the cumulative hazard, which are also those of log survival.
    public double[] hazardErrors() {
        return errors.clone();
    }

    public double[] survival() {
        return Arrays.stream(hazard).map(h -> Math.exp(-h)).toArray();
    }

    /// Limits of survival along the curve.
    public Limits limits(Scale scale, double confidence) {
        return Limits.of(scale, confidence, survival(), errors);
    }

    /// The curve at one time, as it was after the last time not later.
    public record Point(double time, double survival, double standardError, double hazard,
            double lower, double upper) {}

    public Point at(Scale scale, double confidence, double time) {
        int found = Arrays.binarySearch(times, time);
        int k = found >= 0 ? found : -found - 2;
        if (k < 0) {
            return new Point(time, 1, 0, 0, 1, 1);
        }
        double survival = Math.exp(-hazard[k]);
        Limits limits = Limits.of(scale, confidence, new double[] {survival},
                new double[] {errors[k]});
        return new Point(time, survival, errors[k] * survival, hazard[k], limits.lower()[0],
                limits.upper()[0]);
    }
}
