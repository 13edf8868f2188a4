package limbline.statistics.regression;

import java.util.Arrays;
import java.util.stream.IntStream;

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

    /// At each moment: the mean covariates; and by time, up to and with it, hazard times these.
    private final double[] mean;
    private final double[] cumulativeX;

    /// By group: the same times G, over each moment and all later ones.
    private final double[][] stillX;

    /// By group, at each moment with a censored row of it, how the score moves with the hazard of
    /// censoring there: through those of the group who had a competing event before.
    private final double[][] throughCensoring;

    /// By block and group, what the censorings before the block have come to.
    private final double[][][] gone;

    /// @param fit after its last step
    /// @param mean at each moment, one covariate after the other
    FineGrayInfluence(FineGrayLikelihood fit, double[] mean) {
        this.fit = fit;
        this.mean = mean;
        rows = fit.rows;
        censoring = fit.censoring;
        int groups = censoring.groups();
        cumulativeX = new double[rows.moments * rows.covariates];
        stillX = new double[groups][];
        throughCensoring = new double[groups][];
        // None of these sums needs another.
        IntStream.rangeClosed(0, 2 * groups).parallel().forEach(sum -> {
            if (sum == 2 * groups) {
                cumulate();
            } else if (sum < groups) {
                throughCensoring[sum] = throughCensoring(sum);
            } else {
                stillX[sum - groups] = still(sum - groups, fit.hazard);
            }
        });
        gone = new double[CoxRows.BLOCKS][groups][rows.covariates];
        double[][][] inBlock = new double[CoxRows.BLOCKS][groups][rows.covariates];
        rows.blocks(b -> {
            for (int m = rows.block[b + 1] - 1; m >= rows.block[b]; m--) {
                go(m, inBlock[b]);
            }
        });
        for (int b = CoxRows.BLOCKS - 2; b >= 0; b--) {
            for (int g = 0; g < groups; g++) {
                for (int j = 0; j < rows.covariates; j++) {
                    gone[b][g][j] = gone[b + 1][g][j] + inBlock[b + 1][g][j];
                }
            }
        }
    }

    private void cumulate() {
        int p = rows.covariates;
        double[] sum = new double[p];
        for (int m = rows.moments - 1; m >= 0; m--) {
            for (int j = 0; j < p; j++) {
                sum[j] += fit.hazard[m] * mean[m * p + j];
                cumulativeX[m * p + j] = sum[j];
            }
        }
    }

    /// Hazard times the mean covariates and the group's G, over each moment and all later ones.
    private double[] still(int g, double[] hazard) {
        int p = rows.covariates;
        double[] still = new double[rows.moments * p];
        double[] sum = new double[p];
        for (int m = 0; m < rows.moments; m++) {
            double part = hazard[m] * censoring.free()[g][m];
            for (int j = 0; j < p; j++) {
                sum[j] += part * mean[m * p + j];
                still[m * p + j] = sum[j];
            }
        }
        return still;
    }

    /// What is done with a row's influence, one number for each covariate, with case weights.
    interface Taker {
        void take(int row, double[] influence);
    }

    /// Adds to each group's sums what the censorings at a moment come to.
    private void go(int m, double[][] sums) {
        int p = rows.covariates;
        for (int g = 0; g < sums.length; g++) {
            double censored = censoring.censored()[g][m];
            double atRisk = censoring.atRisk()[g][m];
            for (int j = 0; censored > 0 && j < p; j++) {
                sums[g][j] -= throughCensoring[g][m * p + j] * censored / (atRisk * atRisk);
            }
        }
    }

    /// Hands over the influence of each row of a block, in one array that is used again.
    void ofBlock(int b, Taker taker) {
        int p = rows.covariates;
        double[] one = new double[p];
        double[][] sofar = Arrays.stream(gone[b]).map(double[]::clone).toArray(double[][]::new);
        for (int m = rows.block[b + 1] - 1; m >= rows.block[b]; m--) {
            go(m, sofar);
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                int g = censoring.group()[i];
                boolean censored = !rows.event[i] && !censoring.competing()[i];
                double w = rows.weight(i);
                for (int j = 0; j < p; j++) {
                    double left = censored
                            ? throughCensoring[g][m * p + j] / censoring.atRisk()[g][m] : 0;
                    one[j] = own(i, m, j) + w * (sofar[g][j] + left);
                }
                taker.take(rows.row[i], one);
            }
        }
    }

    /// The row's own part of the score.
    private double own(int i, int m, int j) {
        int p = rows.covariates;
        double x = rows.x[i * p + j];
        double sum = rows.event[i] ? rows.weight(i) * (x - mean[m * p + j]) : 0;
        double r = fit.risk[i];
        sum -= r * (x * fit.cumulative[m] - cumulativeX[m * p + j]);
        if (censoring.competing()[i] && m > 0) {
            int g = censoring.group()[i];
            sum -= r / censoring.free()[g][m]
                    * (x * fit.still[g][m - 1] - stillX[g][(m - 1) * p + j]);
        }
        return sum;
    }

    private double[] throughCensoring(int g) {
        double[] hazard = hazardOf(g);
        double[] still = new double[rows.moments];
        double sum = 0;
        for (int m = 0; m < still.length; m++) {
            sum += hazard[m] * censoring.free()[g][m];
            still[m] = sum;
        }
        return throughCensoring(g, still, still(g, hazard));
    }

    /// @param stillX overwritten with the answer
    private double[] throughCensoring(int g, double[] still, double[] stillX) {
        int p = rows.covariates;
        double[] before = new double[p + 1];
        for (int m = rows.moments - 1; m >= 0; m--) {
            for (int j = 0; j < p; j++) {
                stillX[m * p + j] = before[j] * still[m] - before[p] * stillX[m * p + j];
            }
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                if (censoring.competing()[i] && censoring.group()[i] == g) {
                    double r = fit.risk[i] / censoring.free()[g][m];
                    before[p] += r;
                    for (int j = 0; j < p; j++) {
                        before[j] += r * rows.x[i * p + j];
                    }
                }
            }
        }
        return stillX;
    }

    /// The part of the hazard at each moment that comes from a group's events.
    private double[] hazardOf(int g) {
        if (censoring.groups() == 1) {
            return fit.hazard;
        }
        double[] hazard = new double[rows.moments];
        for (int m = 0; m < hazard.length; m++) {
            double own = 0;
            double all = 0;
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                if (rows.event[i]) {
                    own += censoring.group()[i] == g ? rows.weight(i) : 0;
                    all += rows.weight(i);
                }
            }
            hazard[m] = all == 0 ? 0 : fit.hazard[m] * own / all;
        }
        return hazard;
    }
}
