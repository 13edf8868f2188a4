package limbline.statistics.regression;

import org.jspecify.annotations.Nullable;

/// Cox's partial likelihood with Efron's or Breslow's ties, its slope and curvature, in three
/// passes of linear time.
///
/// With r = w exp(x'b) of a row and, at each moment, d events with the weights w, S0 and S1 the
/// sums of r and r x over those at risk and E0 and E1 over those with the event, the k-th of the
/// tied events sees D_k = S0 - (k/d) E0 (Breslow: D = S0). So a moment needs five sums over its events
/// and not one matrix for each: of c/D, c f/D, c/D², c f/D² and c f²/D² with f = k/d and c the mean
/// weight. And the matrix that the information sums over risk sets is the sum over rows of
/// r x x' times the hazard that each row went through, so no risk set's matrix is kept either.
///
/// The first pass sums S0 and S1 of each block, the second goes through the moments with the sums
/// of the blocks before, the third through the rows with their hazard.
final class CoxLikelihood implements Newton.Model {

    private final CoxRows rows;
    private final boolean efron;
    private final double[] risk;

    /// At each moment the hazard, then the sum up to it by time, and 0 after the last; and how much
    /// less of it those with the event went through, which is 0 where none are tied.
    private final double[] hazard;
    private final double @Nullable [] less;

    CoxLikelihood(CoxRows rows, boolean efron) {
        this.rows = rows;
        this.efron = efron;
        risk = new double[rows.size];
        hazard = new double[rows.moments + 1];
        less = efron && rows.hasTiedEvents() ? new double[rows.moments] : null;
    }

    @Override
    public Likelihood at(double[] beta) {
        int p = rows.covariates;
        double[][] carried = new double[CoxRows.BLOCKS][p + 1];
        rows.blocks(b -> sum(b, beta, carried[b]));
        if (rows.leaver != null) {
            rows.blocks(b -> takeAway(b, carried[b]));
        }
        carry(carried);
        Likelihood[] parts = new Likelihood[CoxRows.BLOCKS];
        rows.blocks(b -> parts[b] = moments(b, carried[b]));
        accumulate();
        rows.blocks(b -> information(b, parts[b].information()));
        Likelihood all = rows.ofEvents(beta);
        for (Likelihood part : parts) {
            all = all.merge(part);
        }
        return all;
    }

    /// Risks, and the sums of those of the block's last stratum.
    private void sum(int b, double[] beta, double[] sums) {
        int p = rows.covariates;
        int from = rows.first[rows.block[b]];
        int to = rows.first[rows.block[b + 1]];
        for (int i = from; i < to; i++) {
            risk[i] = rows.weight(i) * Math.exp(rows.predictor(i, beta));
        }
        RowSums.first(risk, rows.x, rows.first[lastStratum(b)], to, sums, p);
    }

    /// The first moment of the block that belongs to its last stratum.
    private int lastStratum(int b) {
        int moment = Math.max(rows.block[b], rows.block[b + 1] - 1);
        while (moment > rows.block[b] && !rows.opens(moment)) {
            moment--;
        }
        return moment;
    }

    private void takeAway(int b, double[] sums) {
        for (int m = lastStratum(b); m < rows.block[b + 1]; m++) {
            takeAwayAt(m, sums);
        }
    }

    private void takeAwayAt(int moment, double[] sums) {
        int p = rows.covariates;
        if (rows.leaver == null || rows.firstLeaver == null) {
            return;
        }
        for (int k = rows.firstLeaver[moment]; k < rows.firstLeaver[moment + 1]; k++) {
            int i = rows.leaver[k];
            double r = risk[i];
            sums[p] -= r;
            for (int j = 0; j < p; j++) {
                sums[j] -= r * rows.x[i * p + j];
            }
        }
    }

    /// Turns each block's sums into those of the blocks before it.
    private void carry(double[][] sums) {
        double[] before = new double[rows.covariates + 1];
        for (int b = 0; b < CoxRows.BLOCKS; b++) {
            int from = rows.block[b];
            int to = rows.block[b + 1];
            boolean opens = false;
            for (int m = from; m < to && !opens; m++) {
                opens = rows.opens(m);
            }
            double[] own = sums[b];
            sums[b] = before.clone();
            for (int j = 0; j < own.length; j++) {
                before[j] = (opens ? 0 : before[j]) + own[j];
            }
        }
    }

    private Likelihood moments(int b, double[] sums) {
        int p = rows.covariates;
        double[] x = rows.x;
        double logLikelihood = 0;
        Likelihood part = Likelihood.nothing(p);
        double[] score = part.score();
        TiedEvents tied = new TiedEvents(p);
        for (int m = rows.block[b]; m < rows.block[b + 1]; m++) {
            if (rows.opens(m)) {
                java.util.Arrays.fill(sums, 0);
            }
            RowSums.first(risk, x, rows.first[m], rows.first[m + 1], sums, p);
            takeAwayAt(m, sums);
            tied.clear();
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                if (rows.event[i]) {
                    tied.add(rows.weight(i), risk[i], x, i * p);
                }
            }
            boolean any = tied.count > 0;
            if (any) {
                logLikelihood -= tied.over(sums[p], efron);
                tied.takeFrom(score, part.information(), sums);
            }
            hazard[m] = any ? tied.hazard : 0;
            if (less != null) {
                less[m] = any ? tied.less : 0;
            }
        }
        return new Likelihood(logLikelihood, score, part.information());
    }

    /// The hazard up to each moment.
    private void accumulate() {
        for (int m = rows.moments - 1; m >= 0; m--) {
            boolean last = m + 1 == rows.moments || rows.opens(m + 1);
            hazard[m] += last ? 0 : hazard[m + 1];
        }
    }

    private void information(int b, double[] information) {
        int[] leaves = rows.leaves;
        int from = rows.first[rows.block[b]];
        int to = rows.first[rows.block[b + 1]];
        double[] expected = new double[to - from];
        for (int m = rows.block[b]; m < rows.block[b + 1]; m++) {
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                expected[i - from] = risk[i] * (hazard[m]
                        - (less != null && rows.event[i] ? less[m] : 0)
                        - (leaves == null ? 0 : hazard[leaves[i]]));
            }
        }
        RowSums.second(expected, rows.x, from, to, information, rows.covariates);
    }
}
