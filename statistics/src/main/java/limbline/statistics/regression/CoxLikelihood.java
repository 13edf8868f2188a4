package limbline.statistics.regression;

import java.util.Arrays;

/// Cox's partial likelihood with Efron's or Breslow's ties, its slope and curvature, in one pass of
/// linear time.
///
/// With r = w exp(x'b) of a row and, at each moment, d events with the weights w, S0 and S1 the
/// sums of r and r x over those at risk and E0 and E1 over those with the event, the k-th of the
/// tied events sees D_k = S0 - (k/d) E0 (Breslow: D = S0). So a moment needs five sums over its events
/// and not one matrix for each: of c/D, c f/D, c/D², c f/D² and c f²/D² with f = k/d and c the mean
/// weight. And the matrix that the information sums over risk sets is the sum over rows of
/// r x x' times the hazard that each row went through, so no risk set's matrix is kept either.
///
/// A block first sums S0 and S1 of its own, takes over those of the blocks before and hands on
/// both; then it goes through its moments. Its rows go through the hazard of its own moments there
/// and then; through that of the blocks after it go the rows of all blocks before, by their sum of
/// r x x'. So nothing is held for each row but the row itself.
final class CoxLikelihood implements Newton.Model {

    private final CoxRows rows;
    private final boolean efron;

    CoxLikelihood(CoxRows rows, boolean efron) {
        this.rows = rows;
        this.efron = efron;
    }

    @Override
    public Likelihood at(double[] beta) {
        Sums all = new Sums(beta);
        rows.inTurn(2, () -> new Worker(beta, all));
        return rows.ofEvents(beta).merge(
                new Likelihood(all.logLikelihood, all.score, all.information))
                .withoutRounding(all.taken);
    }

    /// Sums over the blocks whose turn has been.
    private final class Sums {
        /// Of r x and last r over those at risk, and of r x x'.
        final double[] atRisk = new double[rows.covariates + 1];
        final double[] second = new double[rows.covariates * (rows.covariates + 1) / 2];

        double logLikelihood;
        final double[] score;
        final double[] information;
        final double[] taken;

        Sums(double[] beta) {
            score = new double[beta.length];
            information = new double[second.length];
            taken = new double[score.length];
        }
    }

    /// One block after the other, in the same space.
    private final class Worker implements InTurn.Worker {
        private final double[] beta;
        private final Sums all;
        private final int p = rows.covariates;
        private final double[] risk = new double[rows.mostPlaces];
        private final double[] expected = new double[rows.mostPlaces];
        private double[] leaverRisk = new double[0];
        private final double[] hazard = new double[rows.mostMoments];
        private final double[] less = new double[rows.mostMoments];
        private final double[] own = new double[p + 1];
        private final double[] sums = new double[p + 1];
        private final TiedEvents tied = new TiedEvents(p);
        private double logLikelihood;
        private final double[] score = new double[p];
        private final double[] information = new double[p * (p + 1) / 2];
        private final double[] second = new double[information.length];

        /// The block: its places and first moment; where each of its moments begins, and its end;
        /// its first moment of the last stratum, whether that opens there, and the hazard of the
        /// moments before any stratum opens.
        private int from;
        private int to;
        private int firstMoment;
        private int size;
        private final int[] begin = new int[rows.mostMoments + 1];
        private int last;
        private boolean opens;
        private double carried;

        Worker(double[] beta, Sums all) {
            this.beta = beta;
            this.all = all;
        }

        @Override
        public void run(int b, InTurn turns) {
            from = rows.block[b];
            to = rows.block[b + 1];
            firstMoment = rows.blockMoment[b];
            size = rows.begins(b, begin);
            rows.risks(b, beta, risk);
            leaverRisks(b);
            sumOwn();
            turns.take(0, b, this::takeOver);
            logLikelihood = 0;
            Arrays.fill(score, 0);
            Arrays.fill(information, 0);
            Arrays.fill(second, 0);
            Arrays.fill(tied.taken, 0);
            moments();
            goThrough();
            turns.take(1, b, this::add);
        }

        private void leaverRisks(int b) {
            if (rows.leaver == null || rows.firstLeaver == null) {
                return;
            }
            int begin = rows.firstLeaver[firstMoment];
            int end = rows.firstLeaver[rows.blockMoment[b + 1]];
            if (leaverRisk.length < end - begin) {
                leaverRisk = new double[end - begin];
            }
            for (int k = begin; k < end; k++) {
                int i = rows.leaver[k];
                leaverRisk[k - begin] = rows.weight(i) * Math.exp(rows.predictor(i, beta));
            }
        }

        /// The sums over those at risk, of the block's last stratum.
        private void sumOwn() {
            last = size;
            opens = false;
            while (last > 0 && !opens) {
                last--;
                opens = rows.opensAt(begin[last]);
            }
            Arrays.fill(own, 0);
            RowSums.first(risk, from, rows.x, begin[last], to, own, p);
            for (int k = last; k < size; k++) {
                takeAwayAt(k, own);
            }
        }

        private void takeAwayAt(int k, double[] from) {
            if (rows.leaver == null || rows.firstLeaver == null) {
                return;
            }
            int m = firstMoment + k;
            for (int l = rows.firstLeaver[m]; l < rows.firstLeaver[m + 1]; l++) {
                int at = rows.leaver[l] * p;
                double r = leaverRisk[l - rows.firstLeaver[firstMoment]];
                from[p] -= r;
                for (int j = 0; j < p; j++) {
                    from[j] -= r * rows.x[at + j];
                }
            }
        }

        private void takeOver() {
            for (int j = 0; j <= p; j++) {
                sums[j] = all.atRisk[j];
                all.atRisk[j] = (opens ? 0 : all.atRisk[j]) + own[j];
            }
        }

        private void moments() {
            for (int k = 0; k < size; k++) {
                if (rows.opensAt(begin[k])) {
                    Arrays.fill(sums, 0);
                }
                RowSums.first(risk, from, rows.x, begin[k], begin[k + 1], sums, p);
                takeAwayAt(k, sums);
                tied.clear();
                for (int i = begin[k]; i < begin[k + 1]; i++) {
                    if (rows.event(i)) {
                        tied.add(rows.weight(i), risk[i - from], rows.x, i * p);
                    }
                }
                boolean any = tied.count > 0;
                if (any) {
                    logLikelihood -= tied.over(sums[p], efron);
                    tied.takeFrom(score, information, sums);
                }
                hazard[k] = any ? tied.hazard : 0;
                less[k] = any ? tied.less : 0;
            }
        }

        /// The hazard that each row goes through in this block, and what becomes of the matrices.
        private void goThrough() {
            accumulate();
            for (int k = 0; k < size; k++) {
                for (int i = begin[k]; i < begin[k + 1]; i++) {
                    expected[i - from] =
                            risk[i - from] * (hazard[k] - (rows.event(i) ? less[k] : 0));
                }
            }
            RowSums.second(expected, from, rows.x, from, begin[last], information, p);
            RowSums.both(expected, risk, from, rows.x, begin[last], to, information, second, p);
            for (int k = 0; rows.leaver != null && k < size; k++) {
                takeAwayMatrices(k);
            }
        }

        /// Turns the hazard of each moment into that from it to the end of its stratum or block.
        private void accumulate() {
            double sum = 0;
            for (int k = size - 1; k >= 0; k--) {
                sum += hazard[k];
                hazard[k] = sum;
                sum = rows.opensAt(begin[k]) ? 0 : sum;
            }
            carried = sum;
        }

        private void takeAwayMatrices(int k) {
            if (rows.leaver == null || rows.firstLeaver == null) {
                return;
            }
            int m = firstMoment + k;
            for (int l = rows.firstLeaver[m]; l < rows.firstLeaver[m + 1]; l++) {
                int at = rows.leaver[l] * p;
                double r = leaverRisk[l - rows.firstLeaver[firstMoment]];
                int next = 0;
                for (int i = 0; i < p; i++) {
                    double one = r * rows.x[at + i];
                    for (int j = 0; j <= i; j++) {
                        double square = one * rows.x[at + j];
                        information[next] -= square * hazard[k];
                        second[next] -= k >= last ? square : 0;
                        next++;
                    }
                }
            }
        }

        private void add() {
            all.logLikelihood += logLikelihood;
            for (int j = 0; j < p; j++) {
                all.score[j] += score[j];
                all.taken[j] += tied.taken[j];
            }
            for (int q = 0; q < second.length; q++) {
                all.information[q] += information[q] + carried * all.second[q];
                all.second[q] = (opens ? 0 : all.second[q]) + second[q];
            }
        }
    }
}
