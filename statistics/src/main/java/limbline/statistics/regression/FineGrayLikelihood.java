package limbline.statistics.regression;

import java.util.Arrays;

/// Fine and Gray's weighted partial likelihood, in the manner of [CoxLikelihood].
///
/// Who had a competing event at T stays at risk with the weight G(t-) / G(T-) of not having been
/// censored since. So at each moment the sums over those at risk are the usual ones, and for each
/// censoring group G(t-) times the sums of r / G(T-) over its earlier competing events: two running
/// sums, one from each end of time. Likewise a row goes through the hazard up to its own time, and
/// after a competing event through that of later moments times G.
///
/// So a first pass sums over the competing events of each block, and a second one goes through the
/// blocks in turn.
final class FineGrayLikelihood implements Newton.Model {

    final CoxRows rows;
    final Censoring censoring;
    private final int p;
    private final int groups;

    /// The last coefficients, and at these what each block began with: the sums over those at risk
    /// from the blocks before it, and then by group over the competing events of its own and of the
    /// blocks after it.
    private double[] beta = new double[0];
    private final double[][] began;

    /// By block the sum of the hazard over all later blocks, which are earlier in time; and by group
    /// that of hazard times G over all blocks before.
    private final double[] earlier;
    private final double[][] later;

    FineGrayLikelihood(CoxRows rows, Censoring censoring) {
        this.rows = rows;
        this.censoring = censoring;
        p = rows.covariates;
        groups = censoring.groups();
        began = new double[rows.blocks][(1 + groups) * (p + 1)];
        earlier = new double[rows.blocks];
        later = new double[rows.blocks][groups];
    }

    @Override
    public Likelihood at(double[] beta) {
        this.beta = beta.clone();
        rows.inTurn(0, () -> {
            Block block = new Block();
            return (b, _) -> {
                block.of(b);
                block.sumCompeting(began[b]);
            };
        });
        for (int b = rows.blocks - 2; b >= 0; b--) {
            for (int j = p + 1; j < began[b].length; j++) {
                began[b][j] += began[b + 1][j];
            }
        }
        Sums all = new Sums(p, groups);
        rows.inTurn(3, () -> new Worker(all));
        double sum = 0;
        for (int b = rows.blocks - 1; b >= 0; b--) {
            double own = earlier[b];
            earlier[b] = sum;
            sum += own;
        }
        return rows.ofEvents(beta).merge(
                new Likelihood(all.logLikelihood, all.score, all.information))
                .withoutRounding(all.taken);
    }

    /// Sums over the blocks whose turn has been: of those at risk, r x and last r, and r x x'; by
    /// group, hazard times G.
    private static final class Sums {
        final double[] atRisk;
        final double[] second;
        final double[] still;
        double logLikelihood;
        final double[] score;
        final double[] information;
        final double[] taken;

        Sums(int p, int groups) {
            atRisk = new double[p + 1];
            second = new double[p * (p + 1) / 2];
            still = new double[groups];
            score = new double[p];
            information = new double[second.length];
            taken = new double[score.length];
        }
    }

    /// What is done at a moment with an event.
    private interface AtEvent {
        /// @param k which moment of the block
        /// @param now the sums over those at risk
        void take(int k, TiedEvents tied, double[] now);
    }

    /// The rows and moments of one block at the last coefficients; of one after the other, in the
    /// same space.
    final class Block {
        int b;
        int from;
        int to;

        /// How many moments, where each begins, and the end.
        int size;
        final int[] begin = new int[rows.mostMoments + 1];

        /// By place.
        final double[] risk = new double[rows.mostPlaces];

        /// By moment: G just before, by group; the hazard; its sum up to and with the moment by
        /// time; and by group that of hazard times G over all later times.
        final double[][] free = new double[groups][rows.mostMoments];
        final double[] hazard = new double[rows.mostMoments];
        private final double[] cumulative = new double[rows.mostMoments];
        private final double[][] still = new double[groups][rows.mostMoments];

        private final double[] sums = new double[(1 + groups) * (p + 1)];
        private final double[] now = new double[p + 1];
        private final TiedEvents tied = new TiedEvents(p);

        void of(int block) {
            b = block;
            from = rows.block[b];
            to = rows.block[b + 1];
            size = rows.begins(b, begin);
            censoring.free(b, free);
        }

        void risks() {
            rows.risks(b, beta, risk);
        }

        private void sumCompeting(double[] sums) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < size; k++) {
                for (int i = begin[k]; i < begin[k + 1]; i++) {
                    if (rows.competing(i)) {
                        risk[i - from] = rows.weight(i) * Math.exp(rows.predictor(i, beta));
                        addCompeting(k, i, 1, sums);
                    }
                }
            }
        }

        private void addCompeting(int k, int i, double times, double[] sums) {
            int g = censoring.group(i);
            double r = times * risk[i - from] / free[g][k];
            int sum = (1 + g) * (p + 1);
            int at = i * p;
            for (int j = 0; j < p; j++) {
                sums[sum + j] += r * rows.x[at + j];
            }
            sums[sum + p] += r;
        }

        private void eachEvent(AtEvent work) {
            System.arraycopy(began[b], 0, sums, 0, sums.length);
            for (int k = 0; k < size; k++) {
                tied.clear();
                RowSums.first(risk, from, rows.x, begin[k], begin[k + 1], sums, p);
                for (int i = begin[k]; i < begin[k + 1]; i++) {
                    if (rows.competing(i)) {
                        addCompeting(k, i, -1, sums);
                    } else if (rows.event(i)) {
                        tied.add(rows.weight(i), risk[i - from], rows.x, i * p);
                    }
                }
                if (tied.count > 0) {
                    atRisk(k);
                    work.take(k, tied, now);
                }
            }
        }

        private void atRisk(int k) {
            System.arraycopy(sums, 0, now, 0, now.length);
            for (int g = 0; g < groups; g++) {
                for (int j = 0; j < now.length; j++) {
                    now[j] += free[g][k] * sums[(1 + g) * now.length + j];
                }
            }
        }

        /// The hazard at each moment, and the mean covariates of those at risk where there is an
        /// event.
        ///
        /// @param mean from the block's first moment on, one covariate after the other; without an
        ///     event it is left as it was, and finite
        void means(double[] mean) {
            Arrays.fill(hazard, 0, size, 0);
            eachEvent((k, tied, now) -> {
                tied.over(now[p], false);
                hazard[k] = tied.hazard;
                for (int j = 0; j < p; j++) {
                    mean[k * p + j] = now[j] / now[p];
                }
            });
            accumulate(earlier[b]);
            still();
        }

        /// @param sum of the hazard before the block, by time
        private void accumulate(double sum) {
            for (int k = size - 1; k >= 0; k--) {
                sum += hazard[k];
                cumulative[k] = sum;
            }
        }

        private void still() {
            for (int g = 0; g < groups; g++) {
                double sum = later[b][g];
                for (int k = 0; k < size; k++) {
                    still[g][k] = sum;
                    sum += hazard[k] * free[g][k];
                }
            }
        }

        double upTo(int k) {
            return cumulative[k];
        }

        /// What whoever had a competing event at a moment goes through after it, by its weight.
        double after(int g, int k) {
            return b == 0 && k == 0 ? 0 : still[g][k] / free[g][k];
        }
    }

    private final class Worker implements InTurn.Worker {
        private final Sums all;
        private final Block block = new Block();
        private final double[] own = new double[p + 1];
        private final double[] ownStill = new double[groups];
        private final double[] expected = new double[rows.mostPlaces];
        private double logLikelihood;
        private final double[] score = new double[p];
        private final double[] information = new double[p * (p + 1) / 2];
        private final double[] second = new double[information.length];

        Worker(Sums all) {
            this.all = all;
        }

        @Override
        public void run(int b, InTurn turns) {
            block.of(b);
            block.risks();
            Arrays.fill(own, 0);
            RowSums.first(block.risk, block.from, rows.x, block.from, block.to, own, p);
            turns.take(0, b, () -> {
                for (int j = 0; j <= p; j++) {
                    began[b][j] = all.atRisk[j];
                    all.atRisk[j] += own[j];
                }
            });
            moments();
            turns.take(1, b, () -> {
                for (int g = 0; g < groups; g++) {
                    later[b][g] = all.still[g];
                    all.still[g] += ownStill[g];
                }
            });
            goThrough();
            turns.take(2, b, this::add);
        }

        private void moments() {
            logLikelihood = 0;
            Arrays.fill(score, 0);
            Arrays.fill(information, 0);
            Arrays.fill(ownStill, 0);
            Arrays.fill(block.tied.taken, 0);
            Arrays.fill(block.hazard, 0, block.size, 0);
            block.eachEvent((k, tied, now) -> {
                logLikelihood -= tied.over(now[p], false);
                tied.takeFrom(score, information, now);
                block.hazard[k] = tied.hazard;
                for (int g = 0; g < groups; g++) {
                    ownStill[g] += tied.hazard * block.free[g][k];
                }
            });
        }

        /// The hazard of this block, and after a competing event of those before, that each row goes
        /// through; that of the blocks after it goes by the sums of r x x'.
        private void goThrough() {
            block.accumulate(0);
            block.still();
            for (int k = 0; k < block.size; k++) {
                for (int i = block.begin[k]; i < block.begin[k + 1]; i++) {
                    double through = block.upTo(k);
                    if (rows.competing(i)) {
                        through += block.after(censoring.group(i), k);
                    }
                    expected[i - block.from] = block.risk[i - block.from] * through;
                }
            }
            Arrays.fill(second, 0);
            RowSums.both(expected, block.risk, block.from, rows.x, block.from, block.to, information,
                    second, p);
        }

        private void add() {
            double hazard = block.size == 0 ? 0 : block.upTo(0);
            earlier[block.b] = hazard;
            all.logLikelihood += logLikelihood;
            for (int j = 0; j < p; j++) {
                all.score[j] += score[j];
                all.taken[j] += block.tied.taken[j];
            }
            for (int q = 0; q < second.length; q++) {
                all.information[q] += information[q] + hazard * all.second[q];
                all.second[q] += second[q];
            }
        }
    }

    /// The hazard at each moment, at the last coefficients.
    double[] hazards() {
        double[] hazards = new double[rows.moments];
        double[] mean = new double[rows.mostMoments * p];
        Block block = new Block();
        for (int b = 0; b < rows.blocks; b++) {
            block.of(b);
            block.risks();
            block.means(mean);
            System.arraycopy(block.hazard, 0, hazards, rows.blockMoment[b], block.size);
        }
        return hazards;
    }
}
