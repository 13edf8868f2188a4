package limbline.statistics.regression;

import java.util.Arrays;

/// Each row's influence on the score of Fine and Gray's model: its own part, and the part that it
/// has through the estimated censoring. Their squares are the middle of the sandwich variance; all
/// in linear time by running sums over the moments. These are held for one block at a time, and for
/// each block what it begins with: a sum for each covariate and moment would take twice the room of
/// the rows.
///
/// Fine JP, Gray RJ. J Am Stat Assoc 1999;94:496-509, section 3.
/// <https://doi.org/10.1080/01621459.1999.10474144>. The censoring of a group acts through the
/// competing events of that group. With several groups it acts at the events of all; R's `crr`
/// counts those of the group itself, and so does this.
final class FineGrayInfluence {

    private final FineGrayLikelihood fit;
    private final CoxRows rows;
    private final Censoring censoring;
    private final int p;
    private final int groups;

    /// Sums over the other blocks that each block begins with: over those before it in the order of
    /// the moments, or over those after it, which are earlier in time.
    private final Carried[] carried = new Carried[CoxRows.BLOCKS];

    /// @param fit after its last step
    FineGrayInfluence(FineGrayLikelihood fit) {
        this.fit = fit;
        rows = fit.rows;
        censoring = fit.censoring;
        p = rows.covariates;
        groups = censoring.groups();
        Carried[] own = new Carried[CoxRows.BLOCKS];
        rows.blocks(b -> own[b] = new Block(b).sums());
        for (int b = 0; b < CoxRows.BLOCKS; b++) {
            carried[b] = new Carried(p, groups);
        }
        for (int b = 1; b < CoxRows.BLOCKS; b++) {
            carried[b].before(carried[b - 1], own[b - 1]);
        }
        for (int b = CoxRows.BLOCKS - 2; b >= 0; b--) {
            carried[b].after(carried[b + 1], own[b + 1]);
        }
        double[][][] gone = new double[CoxRows.BLOCKS][groups][p];
        rows.blocks(b -> {
            Block block = new Block(b).along(carried[b]);
            for (int m = block.end - 1; m >= block.from; m--) {
                block.go(m, gone[b]);
            }
        });
        for (int b = CoxRows.BLOCKS - 2; b >= 0; b--) {
            for (int g = 0; g < groups; g++) {
                for (int j = 0; j < p; j++) {
                    carried[b].gone[g][j] = carried[b + 1].gone[g][j] + gone[b + 1][g][j];
                }
            }
        }
    }

    /// What is done with a row's influence, one number for each covariate, with case weights.
    interface Taker {
        void take(int row, double[] influence);
    }

    /// Hands over the influence of each row of a block, in one array that is used again.
    void ofBlock(int b, Taker taker) {
        new Block(b).along(carried[b]).influences(carried[b], taker);
    }

    /// Sums over blocks.
    private static final class Carried {

        /// By time, hazard times the mean covariates.
        final double[] cumulativeX;

        /// By group, hazard times G times the mean covariates; of the hazard that comes from the
        /// group's own events, times G, also times the mean covariates; its weight at risk.
        final double[][] stillX;
        final double[] ownStill;
        final double[][] ownStillX;
        final double[] atRisk;

        /// By group, over those with a competing event, r x / G and last r / G; and what its
        /// censorings have come to.
        final double[][] competing;
        final double[][] gone;

        Carried(int p, int groups) {
            cumulativeX = new double[p];
            stillX = new double[groups][p];
            ownStill = new double[groups];
            ownStillX = new double[groups][p];
            atRisk = new double[groups];
            competing = new double[groups][p + 1];
            gone = new double[groups][p];
        }

        /// Takes the sums over the blocks before from what the block before began with and has.
        void before(Carried its, Carried own) {
            for (int g = 0; g < atRisk.length; g++) {
                ownStill[g] = its.ownStill[g] + own.ownStill[g];
                atRisk[g] = its.atRisk[g] + own.atRisk[g];
                for (int j = 0; j < cumulativeX.length; j++) {
                    stillX[g][j] = its.stillX[g][j] + own.stillX[g][j];
                    ownStillX[g][j] = its.ownStillX[g][j] + own.ownStillX[g][j];
                }
            }
        }

        /// Takes the sums over the blocks after, likewise.
        void after(Carried its, Carried own) {
            for (int j = 0; j < cumulativeX.length; j++) {
                cumulativeX[j] = its.cumulativeX[j] + own.cumulativeX[j];
            }
            for (int g = 0; g < atRisk.length; g++) {
                for (int j = 0; j < competing[g].length; j++) {
                    competing[g][j] = its.competing[g][j] + own.competing[g][j];
                }
            }
        }
    }

    /// The running sums along the moments of one block.
    private final class Block {

        final int from;
        final int end;
        private final FineGrayLikelihood.Sums hazards;

        /// At each moment, one covariate after the other: the mean covariates of those at risk.
        private final double[] mean;

        /// Up to and with each moment by time, and before it in the order of moments.
        private final double[] cumulativeX;
        private final double[][] stillX;

        /// By group: how the score moves with the hazard of censoring at each moment, through those
        /// of the group who had a competing event before; the weight at risk and censored.
        private final double[][] through;
        private final double[][] atRisk;
        private final double[][] censored;

        Block(int b) {
            from = rows.block[b];
            end = rows.block[b + 1];
            int size = end - from;
            hazards = fit.new Sums(b);
            mean = new double[size * p];
            fit.means(b, mean);
            cumulativeX = new double[size * p];
            stillX = new double[groups][size * p];
            through = new double[groups][size * p];
            atRisk = new double[groups][size];
            censored = new double[groups][size];
        }

        /// What the block adds to each sum.
        Carried sums() {
            Carried sums = new Carried(p, groups);
            for (int m = from; m < end; m++) {
                int at = (m - from) * p;
                for (int j = 0; j < p; j++) {
                    sums.cumulativeX[j] += fit.hazard[m] * mean[at + j];
                }
                for (int g = 0; g < groups; g++) {
                    double free = censoring.free()[g][m];
                    double own = ownHazard(m, g) * free;
                    sums.ownStill[g] += own;
                    for (int j = 0; j < p; j++) {
                        sums.stillX[g][j] += fit.hazard[m] * free * mean[at + j];
                        sums.ownStillX[g][j] += own * mean[at + j];
                    }
                }
                for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                    sums.atRisk[censoring.group(i)] += rows.weight(i);
                    addCompeting(m, i, sums.competing);
                }
            }
            return sums;
        }

        private void addCompeting(int m, int i, double[][] sums) {
            if (!censoring.competing()[i]) {
                return;
            }
            int g = censoring.group(i);
            double r = fit.risk[i] / censoring.free()[g][m];
            for (int j = 0; j < p; j++) {
                sums[g][j] += r * rows.x[i * p + j];
            }
            sums[g][p] += r;
        }

        /// Works out the running sums.
        Block along(Carried began) {
            for (int g = 0; g < groups; g++) {
                count(g, began.atRisk[g]);
                still(g, began);
            }
            double[] sum = began.cumulativeX.clone();
            double[][] before = Arrays.stream(began.competing).map(double[]::clone)
                    .toArray(double[][]::new);
            for (int m = end - 1; m >= from; m--) {
                int at = (m - from) * p;
                for (int j = 0; j < p; j++) {
                    sum[j] += fit.hazard[m] * mean[at + j];
                    cumulativeX[at + j] = sum[j];
                }
                for (int g = 0; g < groups; g++) {
                    double still = ownStill[g][m - from];
                    for (int j = 0; j < p; j++) {
                        through[g][at + j] =
                                before[g][j] * still - before[g][p] * through[g][at + j];
                    }
                }
                for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                    addCompeting(m, i, before);
                }
            }
            return this;
        }

        private void count(int g, double before) {
            double left = before;
            for (int m = from; m < end; m++) {
                for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                    if (censoring.group(i) == g) {
                        left += rows.weight(i);
                        censored[g][m - from] +=
                                censoring.censored(rows, i) ? rows.weight(i) : 0;
                    }
                }
                atRisk[g][m - from] = left;
            }
        }

        /// By group, up to and with each moment in their order: the hazard of its own events, times
        /// G; `through` holds the same times the mean covariates until it is worked out.
        private final double[][] ownStill = new double[groups][];

        private void still(int g, Carried began) {
            ownStill[g] = new double[end - from];
            double own = began.ownStill[g];
            double[] sum = began.stillX[g].clone();
            double[] ownX = began.ownStillX[g].clone();
            for (int m = from; m < end; m++) {
                int at = (m - from) * p;
                double free = censoring.free()[g][m];
                double part = ownHazard(m, g) * free;
                own += part;
                ownStill[g][m - from] = own;
                for (int j = 0; j < p; j++) {
                    stillX[g][at + j] = sum[j];
                    sum[j] += fit.hazard[m] * free * mean[at + j];
                    ownX[j] += part * mean[at + j];
                    through[g][at + j] = ownX[j];
                }
            }
        }

        /// The part of the hazard at a moment that comes from a group's events.
        private double ownHazard(int m, int g) {
            if (groups == 1 || fit.hazard[m] == 0) {
                return fit.hazard[m];
            }
            double own = 0;
            double all = 0;
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                if (rows.event[i]) {
                    own += censoring.group(i) == g ? rows.weight(i) : 0;
                    all += rows.weight(i);
                }
            }
            return fit.hazard[m] * own / all;
        }

        /// Adds to each group's sums what the censorings at a moment come to.
        void go(int m, double[][] sums) {
            int k = m - from;
            for (int g = 0; g < groups; g++) {
                double ended = censored[g][k];
                double n = atRisk[g][k];
                for (int j = 0; ended > 0 && j < p; j++) {
                    sums[g][j] -= through[g][k * p + j] * ended / (n * n);
                }
            }
        }

        void influences(Carried began, Taker taker) {
            double[] one = new double[p];
            double[][] sofar = Arrays.stream(began.gone).map(double[]::clone)
                    .toArray(double[][]::new);
            for (int m = end - 1; m >= from; m--) {
                go(m, sofar);
                for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                    int g = censoring.group(i);
                    boolean left = censoring.censored(rows, i);
                    double w = rows.weight(i);
                    for (int j = 0; j < p; j++) {
                        double own = left
                                ? through[g][(m - from) * p + j] / atRisk[g][m - from] : 0;
                        one[j] = own(i, m, j) + w * (sofar[g][j] + own);
                    }
                    taker.take(rows.row[i], one);
                }
            }
        }

        /// The row's own part of the score.
        private double own(int i, int m, int j) {
            double x = rows.x[i * p + j];
            int at = (m - from) * p + j;
            double sum = rows.event[i] ? rows.weight(i) * (x - mean[at]) : 0;
            double r = fit.risk[i];
            sum -= r * (x * hazards.upTo(m) - cumulativeX[at]);
            if (censoring.competing()[i] && m > 0) {
                int g = censoring.group(i);
                sum -= r * (x * hazards.after(g, m)
                        - stillX[g][at] / censoring.free()[g][m]);
            }
            return sum;
        }
    }
}
