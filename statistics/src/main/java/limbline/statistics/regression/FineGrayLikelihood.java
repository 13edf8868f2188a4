package limbline.statistics.regression;

import java.util.Arrays;

/// Fine and Gray's weighted partial likelihood, in the passes of [CoxLikelihood].
///
/// Who had a competing event at T stays at risk with the weight G(t-) / G(T-) of not having been
/// censored since. So at each moment the sums over those at risk are the usual ones, and for each
/// censoring group G(t-) times the sums of r / G(T-) over its earlier competing events: two running
/// sums, one from each end of time. Likewise a row goes through the hazard up to its own time, and
/// after a competing event through that of later moments times G.
final class FineGrayLikelihood implements Newton.Model {

    final CoxRows rows;
    final Censoring censoring;
    final double[] risk;

    /// At each moment. Its sums up to a moment are worked out block by block.
    final double[] hazard;

    /// What each block began with, at the last coefficients: see [#carried].
    private double[][] began = new double[0][];

    /// By block the sum of the hazard over all later blocks, which are earlier in time; and by group
    /// that of hazard times G over all blocks before.
    private final double[] earlier = new double[CoxRows.BLOCKS];
    private final double[][] later;

    FineGrayLikelihood(CoxRows rows, Censoring censoring) {
        this.rows = rows;
        this.censoring = censoring;
        risk = new double[rows.size];
        hazard = new double[rows.moments];
        later = new double[CoxRows.BLOCKS][censoring.groups()];
    }

    @Override
    public Likelihood at(double[] beta) {
        int p = rows.covariates;
        int groups = censoring.groups();
        // Of those at risk first, then of each group's competing events.
        double[][] sums = new double[CoxRows.BLOCKS][(1 + groups) * (p + 1)];
        rows.blocks(b -> sum(b, beta, sums[b]));
        began = carried(sums);
        Likelihood[] parts = new Likelihood[CoxRows.BLOCKS];
        double[][] hazards = new double[CoxRows.BLOCKS][1 + groups];
        rows.blocks(b -> parts[b] = moments(b, hazards[b]));
        carryHazards(hazards);
        rows.blocks(b -> information(b, parts[b].information()));
        Likelihood all = rows.ofEvents(beta);
        for (Likelihood part : parts) {
            all = all.merge(part);
        }
        return all;
    }

    private void carryHazards(double[][] hazards) {
        for (int b = CoxRows.BLOCKS - 2; b >= 0; b--) {
            earlier[b] = earlier[b + 1] + hazards[b + 1][0];
        }
        for (int b = 1; b < CoxRows.BLOCKS; b++) {
            for (int g = 0; g < censoring.groups(); g++) {
                later[b][g] = later[b - 1][g] + hazards[b - 1][1 + g];
            }
        }
    }

    private void sum(int b, double[] beta, double[] sums) {
        for (int m = rows.block[b]; m < rows.block[b + 1]; m++) {
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                risk[i] = rows.weight(i) * Math.exp(rows.predictor(i, beta));
                add(risk[i], i, sums, 0);
                if (censoring.competing()[i]) {
                    addCompeting(m, i, 1, sums);
                }
            }
        }
    }

    private void addCompeting(int m, int i, double times, double[] sums) {
        int g = censoring.group(i);
        add(times * risk[i] / censoring.free()[g][m], i, sums, (1 + g) * (rows.covariates + 1));
    }

    private void add(double r, int place, double[] sums, int from) {
        int p = rows.covariates;
        int at = place * p;
        for (int j = 0; j < p; j++) {
            sums[from + j] += r * rows.x[at + j];
        }
        sums[from + p] += r;
    }

    /// What each block begins with: those at risk from the blocks before it, which are later in
    /// time, and the competing events of its own and of the blocks after it.
    private double[][] carried(double[][] sums) {
        int own = rows.covariates + 1;
        int all = sums[0].length;
        double[][] carried = new double[CoxRows.BLOCKS][all];
        for (int b = 1; b < CoxRows.BLOCKS; b++) {
            for (int j = 0; j < own; j++) {
                carried[b][j] = carried[b - 1][j] + sums[b - 1][j];
            }
        }
        double[] after = new double[all];
        for (int b = CoxRows.BLOCKS - 1; b >= 0; b--) {
            for (int j = own; j < all; j++) {
                after[j] += sums[b][j];
                carried[b][j] = after[j];
            }
        }
        return carried;
    }

    /// @param hazards that of the block, and by group that times G
    private Likelihood moments(int b, double[] hazards) {
        double[] logLikelihood = {0};
        Likelihood part = Likelihood.nothing(rows.covariates);
        Arrays.fill(hazard, rows.block[b], rows.block[b + 1], 0);
        eachEvent(b, (m, tied, now) -> {
            logLikelihood[0] -= tied.over(now[rows.covariates], false);
            tied.takeFrom(part.score(), part.information(), now);
            hazard[m] = tied.hazard;
            hazards[0] += tied.hazard;
            for (int g = 0; g < censoring.groups(); g++) {
                hazards[1 + g] += tied.hazard * censoring.free()[g][m];
            }
        });
        return new Likelihood(logLikelihood[0], part.score(), part.information());
    }

    /// What is done at a moment with an event.
    private interface AtEvent {
        /// @param now the sums over those at risk
        void take(int moment, TiedEvents tied, double[] now);
    }

    private void eachEvent(int b, AtEvent work) {
        int p = rows.covariates;
        double[] sums = began[b].clone();
        TiedEvents tied = new TiedEvents(p);
        double[] now = new double[p + 1];
        for (int m = rows.block[b]; m < rows.block[b + 1]; m++) {
            tied.clear();
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                add(risk[i], i, sums, 0);
                if (censoring.competing()[i]) {
                    addCompeting(m, i, -1, sums);
                } else if (rows.event[i]) {
                    tied.add(rows.weight(i), risk[i], rows.x, i * p);
                }
            }
            if (tied.count > 0) {
                atRisk(m, sums, now);
                work.take(m, tied, now);
            }
        }
    }

    /// The mean covariates of those at risk, at each moment of a block with an event.
    ///
    /// @param mean from the block's first moment on, one covariate after the other
    void means(int b, double[] mean) {
        int p = rows.covariates;
        eachEvent(b, (m, _, now) -> {
            for (int j = 0; j < p; j++) {
                mean[(m - rows.block[b]) * p + j] = now[j] / now[p];
            }
        });
    }

    private void atRisk(int m, double[] sums, double[] now) {
        System.arraycopy(sums, 0, now, 0, now.length);
        for (int g = 0; g < censoring.groups(); g++) {
            double free = censoring.free()[g][m];
            for (int j = 0; j < now.length; j++) {
                now[j] += free * sums[(1 + g) * now.length + j];
            }
        }
    }

    /// The sums of the hazard along the moments of a block.
    final class Sums {

        private final int from;

        /// Up to and with each moment, by time.
        private final double[] cumulative;

        /// By group, before each moment, in the order of the moments: of hazard times G.
        private final double[][] still;

        Sums(int b) {
            from = rows.block[b];
            int size = rows.block[b + 1] - from;
            cumulative = new double[size];
            still = new double[censoring.groups()][size];
            double sum = earlier[b];
            for (int k = size - 1; k >= 0; k--) {
                sum += hazard[from + k];
                cumulative[k] = sum;
            }
            for (int g = 0; g < still.length; g++) {
                sum = later[b][g];
                for (int k = 0; k < size; k++) {
                    still[g][k] = sum;
                    sum += hazard[from + k] * censoring.free()[g][from + k];
                }
            }
        }

        double upTo(int moment) {
            return cumulative[moment - from];
        }

        /// What whoever had a competing event at a moment goes through after it, by its weight.
        double after(int group, int moment) {
            return moment == 0 ? 0
                    : still[group][moment - from] / censoring.free()[group][moment];
        }
    }

    /// The cumulative hazard of somebody with covariates at their means, up to a time.
    double cumulative(double time) {
        double sum = 0;
        for (int m = rows.moments - 1; m >= 0 && rows.time(m) <= time; m--) {
            sum += hazard[m];
        }
        return sum;
    }

    private void information(int b, double[] information) {
        int from = rows.first[rows.block[b]];
        int to = rows.first[rows.block[b + 1]];
        double[] expected = new double[to - from];
        Sums sums = new Sums(b);
        for (int m = rows.block[b]; m < rows.block[b + 1]; m++) {
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                double through = sums.upTo(m);
                if (censoring.competing()[i]) {
                    through += sums.after(censoring.group(i), m);
                }
                expected[i - from] = risk[i] * through;
            }
        }
        RowSums.second(expected, rows.x, from, to, information, rows.covariates);
    }
}
