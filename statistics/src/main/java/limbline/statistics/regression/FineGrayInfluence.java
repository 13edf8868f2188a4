package limbline.statistics.regression;

/// Each row's influence on the score of Fine and Gray's model: its own part, and the part that it
/// has through the estimated censoring. Their squares are the middle of the sandwich variance; all
/// in linear time by running sums over the moments.
///
/// Fine JP, Gray RJ. J Am Stat Assoc 1999;94:496-509, section 3.
/// <https://doi.org/10.1080/01621459.1999.10474144>. The censoring of a group acts through the
/// competing events of that group. With several groups it acts at the events of all; R's `crr`
/// counts those of the group itself, and so does this.
final class FineGrayInfluence {

    private final FineGrayLikelihood fit;
    private final CoxRows rows;
    private final Censoring censoring;
    private final double[][] mean;

    /// By time, up to and with each moment: the sum of hazard times the mean covariates.
    private final double[][] cumulativeX;

    /// By group: the same times G, over each moment and all later ones.
    private final double[][][] stillX;

    /// @param fit after its last step
    FineGrayInfluence(FineGrayLikelihood fit, double[][] mean) {
        this.fit = fit;
        this.mean = mean;
        rows = fit.rows;
        censoring = fit.censoring;
        int p = rows.covariates;
        cumulativeX = new double[rows.moments][p];
        stillX = new double[censoring.groups()][rows.moments][p];
        for (int m = rows.moments - 1; m >= 0; m--) {
            for (int j = 0; j < p; j++) {
                cumulativeX[m][j] = (m + 1 < rows.moments ? cumulativeX[m + 1][j] : 0) + part(m, j);
            }
        }
        for (int g = 0; g < stillX.length; g++) {
            for (int m = 0; m < rows.moments; m++) {
                for (int j = 0; j < p; j++) {
                    stillX[g][m][j] = (m > 0 ? stillX[g][m - 1][j] : 0)
                            + part(m, j) * censoring.free()[g][m];
                }
            }
        }
    }

    private double part(int m, int j) {
        return fit.hazard[m] == 0 ? 0 : fit.hazard[m] * mean[m][j];
    }

    /// What is done with a row's influence, one number for each covariate, with case weights.
    interface Taker {
        void take(int row, double[] influence);
    }

    /// Hands over the influence of each row, in one array that is used again.
    void byRow(Taker taker) {
        int p = rows.covariates;
        double[] one = new double[p];
        double[][][] throughCensoring = throughCensoring();
        double[][] gone = new double[censoring.groups()][p];
        for (int m = rows.moments - 1; m >= 0; m--) {
            for (int g = 0; g < gone.length; g++) {
                double[] q = throughCensoring[g][m];
                double atRisk = censoring.atRisk()[g][m];
                for (int j = 0; j < q.length; j++) {
                    gone[g][j] -= q[j] * censoring.censored()[g][m] / (atRisk * atRisk);
                }
            }
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                int g = censoring.group()[i];
                boolean censored = !rows.event[i] && !censoring.competing()[i];
                double w = rows.weight(i);
                for (int j = 0; j < p; j++) {
                    double left = censored
                            ? throughCensoring[g][m][j] / censoring.atRisk()[g][m] : 0;
                    one[j] = own(i, m, j) + w * (gone[g][j] + left);
                }
                taker.take(rows.row[i], one);
            }
        }
    }

    /// The row's own part of the score.
    private double own(int i, int m, int j) {
        double x = rows.x[i * rows.covariates + j];
        double sum = rows.event[i] ? rows.weight(i) * (x - mean[m][j]) : 0;
        double r = fit.risk[i];
        sum -= r * (x * fit.cumulative[m] - cumulativeX[m][j]);
        if (censoring.competing()[i] && m > 0) {
            int g = censoring.group()[i];
            sum -= r / censoring.free()[g][m]
                    * (x * fit.still[g][m - 1] - stillX[g][m - 1][j]);
        }
        return sum;
    }

    /// By group, at each moment with a censored row of it, how the score moves with the hazard of
    /// censoring there: through those of the group who had a competing event before.
    private double[][][] throughCensoring() {
        int p = rows.covariates;
        int groups = censoring.groups();
        double[][][] q = new double[groups][rows.moments][0];
        double[][] still = new double[groups][rows.moments];
        double[][][] ownX = new double[groups][rows.moments][p];
        for (int m = 0; m < rows.moments; m++) {
            double[] share = sharesOfGroups(m);
            for (int g = 0; g < groups; g++) {
                double part = share[g] * fit.hazard[m] * censoring.free()[g][m];
                still[g][m] = (m > 0 ? still[g][m - 1] : 0) + part;
                for (int j = 0; j < p; j++) {
                    ownX[g][m][j] = (m > 0 ? ownX[g][m - 1][j] : 0)
                            + (part == 0 ? 0 : part * mean[m][j]);
                }
            }
        }
        double[][] before = new double[groups][p + 1];
        for (int m = rows.moments - 1; m >= 0; m--) {
            for (int g = 0; g < groups; g++) {
                if (censoring.censored()[g][m] > 0) {
                    q[g][m] = new double[p];
                    for (int j = 0; j < p; j++) {
                        q[g][m][j] = before[g][j] * still[g][m]
                                - before[g][p] * ownX[g][m][j];
                    }
                }
            }
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                if (censoring.competing()[i]) {
                    int g = censoring.group()[i];
                    double r = fit.risk[i] / censoring.free()[g][m];
                    before[g][p] += r;
                    for (int j = 0; j < p; j++) {
                        before[g][j] += r * rows.x[i * p + j];
                    }
                }
            }
        }
        return q;
    }

    /// What share of a moment's events each group had.
    private double[] sharesOfGroups(int m) {
        double[] shares = new double[censoring.groups()];
        double all = 0;
        for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
            if (rows.event[i]) {
                shares[censoring.group()[i]] += rows.weight(i);
                all += rows.weight(i);
            }
        }
        for (int g = 0; all > 0 && g < shares.length; g++) {
            shares[g] /= all;
        }
        return shares;
    }
}
