package limbline.statistics.regression;

import java.util.Arrays;

/// What happens at each moment of a fitted model: the ground of residuals, curves and checks.
/// Covariates are less their means throughout.
final class CoxMoments {

    final CoxRows rows;
    final double[] beta;

    /// exp of the linear predictor, by place, without weights.
    final double[] risk;

    /// Up to and with each moment, by time: the cumulative hazard, its variance, and the sum of
    /// mean covariates times hazard; each with a 0 at the end, for those there from the start.
    final double[] hazard;
    final double[] variance;
    final double[][] hazardX;

    /// At each moment, what those with the event did not go through of it; and the mean covariates
    /// that the tied events saw.
    final double[] less;
    final double[][] lessX;
    final double[][] meanX;

    /// At each moment with an event, its part of the score and of the information.
    final double[][] score;
    final double[][] information;

    private static final double[] NONE = {};

    CoxMoments(CoxRows rows, double[] beta, boolean efron) {
        this.rows = rows;
        this.beta = beta;
        int moments = rows.moments;
        int p = rows.covariates;
        risk = new double[rows.size];
        for (int i = 0; i < risk.length; i++) {
            risk[i] = Math.exp(rows.predictor(i, beta));
        }
        hazard = new double[moments + 1];
        variance = new double[moments + 1];
        hazardX = new double[moments + 1][p];
        less = new double[moments];
        lessX = new double[moments][];
        meanX = new double[moments][];
        score = new double[moments][];
        information = new double[moments][];
        Arrays.fill(lessX, NONE);
        Arrays.fill(meanX, NONE);
        Arrays.fill(score, NONE);
        Arrays.fill(information, NONE);
        goThrough(efron);
        accumulate();
    }

    private void goThrough(boolean efron) {
        int p = rows.covariates;
        RiskSet atRisk = new RiskSet(p);
        RiskSet having = new RiskSet(p);
        TiedEvents tied = new TiedEvents(p);
        for (int m = 0; m < rows.moments; m++) {
            if (rows.opens(m)) {
                atRisk.clear();
            }
            tied.clear();
            having.clear();
            for (int i = rows.first(m); i < rows.first(m + 1); i++) {
                double r = rows.weight(i) * risk[i];
                atRisk.add(r, rows.x, i * p);
                if (rows.event(i)) {
                    tied.add(rows.weight(i), r, rows.x, i * p);
                    having.add(r, rows.x, i * p);
                }
            }
            if (rows.leaver != null && rows.firstLeaver != null) {
                for (int k = rows.firstLeaver[m]; k < rows.firstLeaver[m + 1]; k++) {
                    int i = rows.leaver[k];
                    atRisk.add(-rows.weight(i) * risk[i], rows.x, i * p);
                }
            }
            if (tied.count > 0) {
                tied.over(atRisk.sum, efron);
                record(m, tied, atRisk, having);
            }
        }
    }

    private void record(int m, TiedEvents tied, RiskSet atRisk, RiskSet having) {
        int p = rows.covariates;
        hazard[m] = tied.hazard;
        variance[m] = tied.overSquare / atRisk.sum;
        less[m] = tied.less;
        lessX[m] = new double[p];
        meanX[m] = new double[p];
        score[m] = new double[p];
        information[m] = new double[p * (p + 1) / 2];
        for (int j = 0; j < p; j++) {
            double s = atRisk.first[j] / atRisk.sum;
            double e = tied.riskX[j] / atRisk.sum;
            hazardX[m][j] = s * tied.overSquare - e * tied.shareOverSquare;
            lessX[m][j] = s * tied.shareOverSquare - e * tied.squareOverSquare;
            meanX[m][j] = (atRisk.first[j] * tied.hazard - tied.riskX[j] * tied.less)
                    / tied.weight;
        }
        for (int q = 0; q < information[m].length; q++) {
            information[m][q] = atRisk.second[q] * tied.hazard - having.second[q] * tied.less;
        }
        tied.takeFrom(score[m], information[m], atRisk.first);
        for (int i = rows.first(m); i < rows.first(m + 1); i++) {
            for (int j = 0; rows.event(i) && j < p; j++) {
                score[m][j] += rows.weight(i) * rows.x[i * p + j];
            }
        }
    }

    private void accumulate() {
        for (int m = rows.moments - 2; m >= 0; m--) {
            if (!rows.opens(m + 1)) {
                hazard[m] += hazard[m + 1];
                variance[m] += variance[m + 1];
                for (int j = 0; j < rows.covariates; j++) {
                    hazardX[m][j] += hazardX[m + 1][j];
                }
            }
        }
    }

    /// The moment at which a place's delayed entry ends what it did not go through; the last, of
    /// no hazard, without.
    int entry(int place) {
        return rows.leaves == null ? rows.moments : rows.leaves[place];
    }

    /// The hazard that the row at a place of a moment went through.
    double through(int place, int moment) {
        return hazard[moment] - (rows.event(place) ? less[moment] : 0) - hazard[entry(place)];
    }

    /// Sums of r, r x and r x x'.
    private static final class RiskSet {
        double sum;
        final double[] first;
        final double[] second;

        RiskSet(int p) {
            first = new double[p];
            second = new double[p * (p + 1) / 2];
        }

        void clear() {
            sum = 0;
            Arrays.fill(first, 0);
            Arrays.fill(second, 0);
        }

        void add(double r, double[] x, int at) {
            sum += r;
            int next = 0;
            for (int j = 0; j < first.length; j++) {
                double one = r * x[at + j];
                first[j] += one;
                for (int k = 0; k <= j; k++) {
                    second[next++] += one * x[at + k];
                }
            }
        }
    }
}
