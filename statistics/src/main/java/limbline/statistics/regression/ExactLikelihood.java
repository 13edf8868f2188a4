package limbline.statistics.regression;

import limbline.statistics.Check;

/// Cox's likelihood of discrete time: at each moment with d events, the probability that of all
/// sets of d among the n at risk this one had the event.
///
/// The sum over those sets is the d-th elementary symmetric function of the risks, built up one
/// row at a time with its derivatives; Gail MH, Lubin JH, Rubinstein LV. Biometrika
/// 1981;68:703-707. <https://doi.org/10.1093/biomet/68.3.703>. Kept is the mean over the sets and
/// not the sum, of risks divided by their mean, so it neither overflows nor vanishes.
final class ExactLikelihood implements Newton.Model {

    /// Some minutes of work. Beyond, Efron's ties answer nearly the same in linear time.
    private static final double MOST_STEPS = 1e11;

    private final CoxRows rows;

    ExactLikelihood(CoxRows rows) {
        Check.that(rows.weight == null, "case weights are not defined with exact ties");
        this.rows = rows;
        double steps = 0;
        double p = rows.covariates;
        for (int m = 0; m < rows.moments; m++) {
            steps += (double) events(m) * rows.first(m + 1) * (1 + p + p * p);
        }
        Check.that(steps < MOST_STEPS, "exact ties of these rows would take %.1g steps, above "
                + "%.1g; take Efron's", steps, MOST_STEPS);
    }

    private int events(int moment) {
        int events = 0;
        for (int i = rows.first(moment); i < rows.first(moment + 1); i++) {
            events += rows.event(i) ? 1 : 0;
        }
        return events;
    }

    @Override
    public Likelihood at(double[] beta) {
        int p = rows.covariates;
        double[] risk = new double[rows.size];
        for (int i = 0; i < risk.length; i++) {
            risk[i] = Math.exp(rows.predictor(i, beta));
        }
        Likelihood all = Likelihood.nothing(p);
        int opened = 0;
        for (int m = 0; m < rows.moments; m++) {
            if (rows.opens(m)) {
                opened = rows.first(m);
            }
            int d = events(m);
            if (d > 0) {
                all = all.merge(moment(m, opened, d, risk, beta));
            }
        }
        return all;
    }

    private Likelihood moment(int m, int opened, int d, double[] risk, double[] beta) {
        int p = rows.covariates;
        Sets sets = new Sets(d, p);
        double sum = 0;
        int n = 0;
        for (int i = opened; i < rows.first(m + 1); i++) {
            if (isAtRisk(i, m)) {
                sum += risk[i];
                n++;
            }
        }
        double mean = sum / n;
        double logLikelihood = -d * Math.log(mean);
        for (int i = opened; i < rows.first(m + 1); i++) {
            if (isAtRisk(i, m)) {
                sets.add(risk[i] / mean, rows.x, i * p);
            }
        }
        for (int k = 0; k < d; k++) {
            logLikelihood -= Math.log((double) (n - k) / (d - k)); // the number of sets
        }
        Likelihood one = sets.negative(logLikelihood);
        double events = 0;
        for (int i = rows.first(m); i < rows.first(m + 1); i++) {
            if (rows.event(i)) {
                events += rows.predictor(i, beta);
                for (int j = 0; j < p; j++) {
                    one.score()[j] += rows.x[i * p + j];
                }
            }
        }
        return new Likelihood(one.logLikelihood() + events, one.score(), one.information());
    }

    private boolean isAtRisk(int place, int moment) {
        return rows.leaves == null || rows.leaves[place] > moment;
    }

    /// The mean, over all sets of k rows seen so far, of the product of their risks, with its
    /// first and second derivatives, for each k up to d.
    private static final class Sets {
        private final double[] value;
        private final double[][] first;
        private final double[][] second;
        private int seen;

        Sets(int d, int p) {
            value = new double[d + 1];
            first = new double[d + 1][p];
            second = new double[d + 1][p * (p + 1) / 2];
            value[0] = 1;
        }

        void add(double risk, double[] x, int at) {
            seen++;
            for (int k = Math.min(seen, value.length - 1); k >= 1; k--) {
                double without = (double) (seen - k) / seen;
                double with = (double) k / seen * risk;
                int next = 0;
                for (int i = 0; i < first[k].length; i++) {
                    for (int j = 0; j <= i; j++) {
                        second[k][next] = without * second[k][next] + with * (second[k - 1][next]
                                + x[at + i] * first[k - 1][j] + x[at + j] * first[k - 1][i]
                                + x[at + i] * x[at + j] * value[k - 1]);
                        next++;
                    }
                }
                for (int i = 0; i < first[k].length; i++) {
                    first[k][i] = without * first[k][i]
                            + with * (first[k - 1][i] + x[at + i] * value[k - 1]);
                }
                value[k] = without * value[k] + with * value[k - 1];
            }
        }

        /// The logarithm of the mean over sets of d, taken from a log likelihood.
        Likelihood negative(double logLikelihood) {
            int d = value.length - 1;
            Likelihood sums = Likelihood.nothing(first[d].length);
            int next = 0;
            for (int i = 0; i < first[d].length; i++) {
                sums.score()[i] = -first[d][i] / value[d];
                for (int j = 0; j <= i; j++) {
                    sums.information()[next] = second[d][next] / value[d]
                            - first[d][i] / value[d] * (first[d][j] / value[d]);
                    next++;
                }
            }
            return new Likelihood(logLikelihood - Math.log(value[d]), sums.score(),
                    sums.information());
        }
    }
}
