package limbline.statistics.regression;

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

    /// At each moment: hazard, and its sum up to and with it by time.
    final double[] hazard;
    final double[] cumulative;

    /// By group, at each moment: the sum of hazard times G over it and all later ones.
    final double[][] still;

    /// At each moment with an event, the mean of the covariates, one after the other; empty if
    /// nobody wants them.
    private final double[] mean;

    FineGrayLikelihood(CoxRows rows, Censoring censoring, double[] mean) {
        this.rows = rows;
        this.censoring = censoring;
        this.mean = mean;
        risk = new double[rows.size];
        hazard = new double[rows.moments];
        cumulative = new double[rows.moments];
        still = new double[censoring.groups()][rows.moments];
    }

    @Override
    public Likelihood at(double[] beta) {
        int p = rows.covariates;
        int groups = censoring.groups();
        // Of those at risk first, then of each group's competing events.
        double[][] sums = new double[CoxRows.BLOCKS][(1 + groups) * (p + 1)];
        rows.blocks(b -> sum(b, beta, sums[b]));
        double[][] carried = carried(sums);
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
        int g = censoring.group()[i];
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

    private Likelihood moments(int b, double[] sums) {
        int p = rows.covariates;
        double logLikelihood = 0;
        Likelihood part = Likelihood.nothing(p);
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
            hazard[m] = 0;
            if (tied.count > 0) {
                atRisk(m, sums, now);
                logLikelihood -= tied.over(now[p], false);
                tied.takeFrom(part.score(), part.information(), now);
                hazard[m] = tied.hazard;
                if (mean.length > 0) {
                    for (int j = 0; j < p; j++) {
                        mean[m * p + j] = now[j] / now[p];
                    }
                }
            }
        }
        return new Likelihood(logLikelihood, part.score(), part.information());
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

    private void accumulate() {
        double sum = 0;
        for (int m = rows.moments - 1; m >= 0; m--) {
            sum += hazard[m];
            cumulative[m] = sum;
        }
        for (int g = 0; g < still.length; g++) {
            sum = 0;
            for (int m = 0; m < rows.moments; m++) {
                sum += hazard[m] * censoring.free()[g][m];
                still[g][m] = sum;
            }
        }
    }

    /// The hazard that the row at a place of a moment went through.
    private double through(int place, int moment) {
        int g = censoring.group()[place];
        return cumulative[moment] + (censoring.competing()[place] && moment > 0
                ? still[g][moment - 1] / censoring.free()[g][moment] : 0);
    }

    private void information(int b, double[] information) {
        int from = rows.first[rows.block[b]];
        int to = rows.first[rows.block[b + 1]];
        double[] expected = new double[to - from];
        for (int m = rows.block[b]; m < rows.block[b + 1]; m++) {
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                expected[i - from] = risk[i] * through(i, m);
            }
        }
        RowSums.second(expected, rows.x, from, to, information, rows.covariates);
    }
}
