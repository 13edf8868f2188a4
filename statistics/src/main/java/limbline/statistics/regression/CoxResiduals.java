package limbline.statistics.regression;

import java.util.ArrayList;
import java.util.List;

/// What a fitted Cox model leaves unexplained, row by row in the order of the data, without case
/// weights unless said.
///
/// Therneau TM, Grambsch PM, Fleming TR. Martingale-based residuals for survival models. Biometrika
/// 1990;77:147-160. <https://doi.org/10.1093/biomet/77.1.147>
public final class CoxResiduals {

    private final CoxMoments moments;
    private final double[][] modelVariance;

    CoxResiduals(CoxMoments moments, double[][] modelVariance) {
        this.moments = moments;
        this.modelVariance = modelVariance;
    }

    /// The event (1 or 0) less the hazard that the row went through.
    public double[] martingale() {
        CoxRows rows = moments.rows;
        double[] residuals = new double[rows.size];
        for (int m = 0; m < rows.moments; m++) {
            for (int i = rows.first(m); i < rows.first(m + 1); i++) {
                residuals[rows.row(i)] = (rows.event(i) ? 1 : 0)
                        - moments.risk[i] * moments.through(i, m);
            }
        }
        return residuals;
    }

    /// Martingale residuals made nearly symmetric: their signed share of the deviance.
    public double[] deviance() {
        double[] residuals = martingale();
        CoxRows rows = moments.rows;
        for (int i = 0; i < rows.size; i++) {
            int row = rows.row(i);
            double r = residuals[row];
            double log = rows.event(i) ? Math.log(1 - r) : 0;
            residuals[row] = Math.signum(r) * Math.sqrt(-2 * (r + log));
        }
        return residuals;
    }

    /// Each row's part of the score, one column for each covariate.
    public double[][] score() {
        CoxRows rows = moments.rows;
        int p = rows.covariates;
        double[][] residuals = new double[rows.size][p];
        for (int m = 0; m < rows.moments; m++) {
            for (int i = rows.first(m); i < rows.first(m + 1); i++) {
                double[] one = residuals[rows.row(i)];
                double through = moments.through(i, m);
                double[] before = moments.hazardX[moments.entry(i)];
                for (int j = 0; j < p; j++) {
                    double x = rows.x[i * p + j];
                    double mean = moments.hazardX[m][j] - before[j]
                            - (rows.event(i) ? moments.lessX[m][j] : 0);
                    one[j] = (rows.event(i) ? x - moments.meanX[m][j] : 0)
                            - moments.risk[i] * (x * through - mean);
                }
            }
        }
        return residuals;
    }

    /// About how much smaller each coefficient would be without the row: its score residual times
    /// its case weight and the model's variance. R weights these, and these alone, by default.
    public double[][] dfbeta() {
        double[][] residuals = Symmetric.product(score(), modelVariance);
        CoxRows rows = moments.rows;
        for (int i = 0; i < rows.size; i++) {
            double[] one = residuals[rows.row(i)];
            for (int j = 0; j < one.length; j++) {
                one[j] *= rows.weight(i);
            }
        }
        return residuals;
    }

    /// The weighted influence of each independent cluster on the coefficients, as robust errors
    /// square it.
    ///
    /// @param cluster of each row, from 0
    double[][] influence(double[][] scores, int[] cluster) {
        CoxRows rows = moments.rows;
        int clusters = 0;
        for (int one : cluster) {
            clusters = Math.max(clusters, one + 1);
        }
        double[][] sums = new double[clusters][rows.covariates];
        for (int i = 0; i < rows.size; i++) {
            int row = rows.row(i);
            for (int j = 0; j < rows.covariates; j++) {
                sums[cluster[row]][j] += rows.weight(i) * scores[row][j];
            }
        }
        return sums;
    }

    /// One event's covariates less what was to be expected.
    ///
    /// @param row from 0
    @SuppressWarnings("ArrayRecordComponent") // one row of a table; compared by nobody
    public record Event(int row, int stratum, double time, double[] residual) {}

    /// Schoenfeld's residuals, one for each event: by stratum and time, and at one time in the
    /// order of the rows. Schoenfeld D. Biometrika 1982;69:239-241.
    /// <https://doi.org/10.1093/biomet/69.1.239>
    public List<Event> schoenfeld() {
        CoxRows rows = moments.rows;
        int p = rows.covariates;
        List<Event> all = new ArrayList<>();
        int end = rows.moments;
        List<List<Event>> strata = new ArrayList<>();
        while (end > 0) {
            int begin = end - 1;
            while (!rows.opens(begin)) {
                begin--;
            }
            List<Event> one = new ArrayList<>();
            for (int m = end - 1; m >= begin; m--) {
                for (int i = rows.first(m); i < rows.first(m + 1); i++) {
                    if (rows.event(i)) {
                        double[] residual = new double[p];
                        for (int j = 0; j < p; j++) {
                            residual[j] = rows.x[i * p + j] - moments.meanX[m][j];
                        }
                        one.add(new Event(rows.row(i), rows.stratum(m), rows.time(m), residual));
                    }
                }
            }
            strata.addFirst(one);
            end = begin;
        }
        strata.forEach(all::addAll);
        return all;
    }

    /// Schoenfeld's residuals on the scale of the coefficients: times the model's variance and the
    /// number of events, plus the coefficient; their trend in time is that of the coefficient.
    /// Grambsch PM, Therneau TM. Biometrika 1994;81:515-526.
    /// <https://doi.org/10.1093/biomet/81.3.515>
    public List<Event> scaledSchoenfeld() {
        List<Event> plain = schoenfeld();
        double[][] matrix = plain.stream().map(Event::residual).toArray(double[][]::new);
        double[][] scaled = Symmetric.product(matrix, modelVariance);
        List<Event> all = new ArrayList<>();
        for (int e = 0; e < scaled.length; e++) {
            for (int j = 0; j < scaled[e].length; j++) {
                scaled[e][j] = scaled[e][j] * scaled.length + moments.beta[j];
            }
            Event event = plain.get(e);
            all.add(new Event(event.row(), event.stratum(), event.time(), scaled[e]));
        }
        return all;
    }
}
