package limbline.statistics.regression;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Each row's influence on the score of Fine and Gray's model: its own part, and the part that it
/// has through the estimated censoring. Their squares are the middle of the sandwich variance; all
/// in linear time by running sums over the moments. These are held for one block at a time, and for
/// each block what it begins with: a sum for each covariate and moment would take twice the room of
/// the rows. A first pass sums over the blocks, and a second, back from the last block to the first,
/// sums what the censorings come to and hands over the influences.
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
    private final Carried[] carried;

    /// @param fit after its last step
    FineGrayInfluence(FineGrayLikelihood fit) {
        this.fit = fit;
        rows = fit.rows;
        censoring = fit.censoring;
        p = rows.covariates;
        groups = censoring.groups();
        carried = new Carried[rows.blocks];
        Carried[] own = new Carried[rows.blocks];
        rows.inTurn(0, () -> {
            Along block = new Along();
            return (b, _) -> {
                block.of(b);
                own[b] = block.sums();
            };
        });
        for (int b = 0; b < rows.blocks; b++) {
            carried[b] = new Carried(p, groups);
        }
        for (int b = 1; b < rows.blocks; b++) {
            carried[b].before(carried[b - 1], own[b - 1]);
        }
        for (int b = rows.blocks - 2; b >= 0; b--) {
            carried[b].after(carried[b + 1], own[b + 1]);
        }
    }

    /// What is done with a row's influence, one number for each covariate, with case weights.
    private interface Taker {
        void take(int place, double[] influence);
    }

    /// The sum of the squares of the influences of what is independent.
    ///
    /// @param cluster of each row, from 0; none if the rows are independent
    double[][] squares(int @Nullable [] cluster) {
        double[][] squares = new double[p][p];
        double[][] clusters = cluster == null ? new double[0][]
                : new double[Arrays.stream(cluster).max().orElse(0) + 1][p];
        double[][] gone = new double[groups][p];
        rows.inTurn(2, () -> {
            Along block = new Along();
            double[][] began = new double[groups][p];
            double[][] own = new double[p][p];
            return (turn, turns) -> {
                // What the censorings come to is summed from the first time on.
                int b = rows.blocks - 1 - turn;
                block.of(b);
                block.along(carried[b]);
                turns.take(0, turn, () -> block.takeOver(gone, began));
                if (cluster == null) {
                    clear(own);
                    block.influences(began, (_, one) -> addSquare(one, own));
                    turns.take(1, turn, () -> add(own, squares));
                } else {
                    turns.take(1, turn, () -> block.influences(began,
                            (i, one) -> add(one, clusters[cluster[rows.row(i)]])));
                }
            };
        });
        for (double[] one : clusters) {
            addSquare(one, squares);
        }
        return squares;
    }

    private static void clear(double[][] sums) {
        for (double[] one : sums) {
            Arrays.fill(one, 0);
        }
    }

    private static void add(double[] one, double[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += one[j];
        }
    }

    private static void add(double[][] some, double[][] sums) {
        for (int j = 0; j < sums.length; j++) {
            add(some[j], sums[j]);
        }
    }

    private static void addSquare(double[] one, double[][] squares) {
        for (int i = 0; i < one.length; i++) {
            for (int j = 0; j < one.length; j++) {
                squares[i][j] += one[i] * one[j];
            }
        }
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

        /// By group, over those with a competing event, r x / G and last r / G.
        final double[][] competing;

        Carried(int p, int groups) {
            cumulativeX = new double[p];
            stillX = new double[groups][p];
            ownStill = new double[groups];
            ownStillX = new double[groups][p];
            atRisk = new double[groups];
            competing = new double[groups][p + 1];
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

    /// The running sums along the moments of one block; of one after the other, in the same space.
    private final class Along {

        private final FineGrayLikelihood.Block at = fit.new Block();

        /// At each moment, one covariate after the other: the mean covariates of those at risk.
        private final double[] mean = new double[rows.mostMoments * p];

        /// Up to and with each moment by time, and before it in the order of moments.
        private final double[] cumulativeX = new double[rows.mostMoments * p];
        private final double[][] stillX = new double[groups][rows.mostMoments * p];

        /// By group: how the score moves with the hazard of censoring at each moment, through those
        /// of the group who had a competing event before; the weight at risk and censored.
        private final double[][] through = new double[groups][rows.mostMoments * p];
        private final double[][] atRisk = new double[groups][rows.mostMoments];
        private final double[][] censored = new double[groups][rows.mostMoments];

        /// By group, up to and with each moment in their order: the hazard of its own events, times
        /// G; `through` holds the same times the mean covariates until it is worked out.
        private final double[][] ownStill = new double[groups][rows.mostMoments];

        void of(int b) {
            at.of(b);
            at.risks();
            at.means(mean);
        }

        /// What the block adds to each sum.
        Carried sums() {
            Carried sums = new Carried(p, groups);
            for (int k = 0; k < at.size; k++) {
                int first = k * p;
                for (int j = 0; j < p; j++) {
                    sums.cumulativeX[j] += at.hazard[k] * mean[first + j];
                }
                for (int g = 0; g < groups; g++) {
                    double free = at.free[g][k];
                    double own = ownHazard(k, g) * free;
                    sums.ownStill[g] += own;
                    for (int j = 0; j < p; j++) {
                        sums.stillX[g][j] += at.hazard[k] * free * mean[first + j];
                        sums.ownStillX[g][j] += own * mean[first + j];
                    }
                }
                for (int i = at.begin[k]; i < at.begin[k + 1]; i++) {
                    sums.atRisk[censoring.group(i)] += rows.weight(i);
                    addCompeting(k, i, sums.competing);
                }
            }
            return sums;
        }

        private void addCompeting(int k, int i, double[][] sums) {
            if (!rows.competing(i)) {
                return;
            }
            int g = censoring.group(i);
            double r = at.risk[i - at.from] / at.free[g][k];
            for (int j = 0; j < p; j++) {
                sums[g][j] += r * rows.x[i * p + j];
            }
            sums[g][p] += r;
        }

        /// Works out the running sums.
        void along(Carried began) {
            for (int g = 0; g < groups; g++) {
                count(g, began.atRisk[g]);
                still(g, began);
            }
            double[] sum = began.cumulativeX.clone();
            double[][] before = Arrays.stream(began.competing).map(double[]::clone)
                    .toArray(double[][]::new);
            for (int k = at.size - 1; k >= 0; k--) {
                int first = k * p;
                for (int j = 0; j < p; j++) {
                    sum[j] += at.hazard[k] * mean[first + j];
                    cumulativeX[first + j] = sum[j];
                }
                for (int g = 0; g < groups; g++) {
                    double still = ownStill[g][k];
                    for (int j = 0; j < p; j++) {
                        through[g][first + j] =
                                before[g][j] * still - before[g][p] * through[g][first + j];
                    }
                }
                for (int i = at.begin[k]; i < at.begin[k + 1]; i++) {
                    addCompeting(k, i, before);
                }
            }
        }

        private void count(int g, double before) {
            double left = before;
            for (int k = 0; k < at.size; k++) {
                double ended = 0;
                for (int i = at.begin[k]; i < at.begin[k + 1]; i++) {
                    if (censoring.group(i) == g) {
                        left += rows.weight(i);
                        ended += censoring.censored(i) ? rows.weight(i) : 0;
                    }
                }
                censored[g][k] = ended;
                atRisk[g][k] = left;
            }
        }

        private void still(int g, Carried began) {
            double own = began.ownStill[g];
            double[] sum = began.stillX[g].clone();
            double[] ownX = began.ownStillX[g].clone();
            for (int k = 0; k < at.size; k++) {
                int first = k * p;
                double free = at.free[g][k];
                double part = ownHazard(k, g) * free;
                own += part;
                ownStill[g][k] = own;
                for (int j = 0; j < p; j++) {
                    stillX[g][first + j] = sum[j];
                    sum[j] += at.hazard[k] * free * mean[first + j];
                    ownX[j] += part * mean[first + j];
                    through[g][first + j] = ownX[j];
                }
            }
        }

        /// The part of the hazard at a moment that comes from a group's events.
        private double ownHazard(int k, int g) {
            if (groups == 1 || at.hazard[k] == 0) {
                return at.hazard[k];
            }
            double own = 0;
            double all = 0;
            for (int i = at.begin[k]; i < at.begin[k + 1]; i++) {
                if (rows.event(i)) {
                    own += censoring.group(i) == g ? rows.weight(i) : 0;
                    all += rows.weight(i);
                }
            }
            return at.hazard[k] * own / all;
        }

        /// Takes over what the censorings of earlier times have come to, and adds those of the
        /// block.
        void takeOver(double[][] gone, double[][] began) {
            for (int g = 0; g < groups; g++) {
                System.arraycopy(gone[g], 0, began[g], 0, p);
            }
            for (int k = at.size - 1; k >= 0; k--) {
                go(k, gone);
            }
        }

        /// Adds to each group's sums what the censorings at a moment come to.
        private void go(int k, double[][] sums) {
            for (int g = 0; g < groups; g++) {
                double ended = censored[g][k];
                double n = atRisk[g][k];
                for (int j = 0; ended > 0 && j < p; j++) {
                    sums[g][j] -= through[g][k * p + j] * ended / (n * n);
                }
            }
        }

        /// Hands over the influence of each row, in one array that is used again.
        void influences(double[][] sofar, Taker taker) {
            double[] one = new double[p];
            for (int k = at.size - 1; k >= 0; k--) {
                go(k, sofar);
                for (int i = at.begin[k]; i < at.begin[k + 1]; i++) {
                    int g = censoring.group(i);
                    boolean left = censoring.censored(i);
                    double w = rows.weight(i);
                    for (int j = 0; j < p; j++) {
                        double own = left ? through[g][k * p + j] / atRisk[g][k] : 0;
                        one[j] = own(i, k, j) + w * (sofar[g][j] + own);
                    }
                    taker.take(i, one);
                }
            }
        }

        /// The row's own part of the score.
        private double own(int i, int k, int j) {
            double x = rows.x[i * p + j];
            int first = k * p + j;
            double sum = rows.event(i) ? rows.weight(i) * (x - mean[first]) : 0;
            double r = at.risk[i - at.from];
            sum -= r * (x * at.upTo(k) - cumulativeX[first]);
            if (rows.competing(i) && (at.b > 0 || k > 0)) {
                int g = censoring.group(i);
                sum -= r * (x * at.after(g, k) - stillX[g][first] / at.free[g][k]);
            }
            return sum;
        }
    }
}
