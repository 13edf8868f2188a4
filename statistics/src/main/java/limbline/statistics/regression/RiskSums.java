package limbline.statistics.regression;

import java.util.Arrays;
import limbline.statistics.Check;
import limbline.statistics.Survival;

/// What Cox's likelihood at some coefficients needs to know of any number of rows, by stratum and
/// time: sums over those who leave observation there, less those who enter, and over those with the
/// event.
///
/// **They add up.** `a.merge(b)` holds the sums of the rows of both, so threads, the partitions of
/// a cluster and hospitals that may not share patients fit the model that one pooled table would
/// give; see [SharedCox]. Any split in any order gives the same up to rounding, some 1e-16 of each
/// sum. Times are taken exactly as given, since what is nearly equal depends on all times together.
///
/// At a time at which a hospital has one row, its sums are that row's covariates: days may have to
/// be rounded to weeks before they leave it.
public final class RiskSums {

    private final int covariates;
    private final double[] beta;
    private final int[] stratum;
    private final double[] time;

    /// One row of [#width] numbers for each stratum and time.
    private final double[][] sums;

    private RiskSums(int covariates, double[] beta, int[] stratum, double[] time,
            double[][] sums) {
        this.covariates = covariates;
        this.beta = beta;
        this.stratum = stratum;
        this.time = time;
        this.sums = sums;
    }

    /// Of r, r x and r x x' over those who leave; events, their weight and linear predictors; of x
    /// over these; of r, r x and r x x' over these.
    private static int width(int p) {
        return 2 * moments(p) + 3 + p;
    }

    private static int moments(int p) {
        return 1 + p + p * (p + 1) / 2;
    }

    /// @param beta at which coefficients
    public static RiskSums of(Survival data, Covariates covariates, double... beta) {
        int p = covariates.size();
        Check.that(beta.length == p, "%s coefficients do not fit %s covariates", beta.length, p);
        CoxRows rows = new CoxRows(data, 1, covariates, 0);
        int[] strata = new int[rows.moments + (data.hasStarts() ? data.size() : 0)];
        double[] times = new double[strata.length];
        double[][] sums = new double[strata.length][];
        int next = 0;
        for (int m = 0; m < rows.moments; m++) {
            strata[next] = rows.stratum(m);
            times[next] = rows.time(m);
            double[] one = new double[width(p)];
            for (int i = rows.first(m); i < rows.first(m + 1); i++) {
                addRow(one, covariates, rows.row(i), rows.weight(i), beta, rows.event(i));
            }
            sums[next++] = one;
        }
        for (int i = 0; data.hasStarts() && i < data.size(); i++) {
            strata[next] = data.stratum(i);
            times[next] = data.start(i);
            double[] one = new double[width(p)];
            double r = data.weight(i) * Math.exp(covariates.predictor(i, beta));
            addMoments(one, 0, -r, covariates, i);
            sums[next++] = one;
        }
        return new RiskSums(p, beta.clone(), strata, times, sums).inOrder();
    }

    private static void addRow(double[] sums, Covariates x, int row, double weight, double[] beta,
            boolean event) {
        int p = x.size();
        double predictor = x.predictor(row, beta);
        double r = weight * Math.exp(predictor);
        addMoments(sums, 0, r, x, row);
        if (event) {
            int at = moments(p);
            sums[at] += 1;
            sums[at + 1] += weight;
            sums[at + 2] += weight * predictor;
            for (int j = 0; j < p; j++) {
                sums[at + 3 + j] += weight * x.columns[j][row];
            }
            addMoments(sums, at + 3 + p, r, x, row);
        }
    }

    private static void addMoments(double[] sums, int at, double r, Covariates x, int row) {
        int p = x.size();
        sums[at] += r;
        int next = at + 1 + p;
        for (int j = 0; j < p; j++) {
            double one = r * x.columns[j][row];
            sums[at + 1 + j] += one;
            for (int k = 0; k <= j; k++) {
                sums[next++] += one * x.columns[k][row];
            }
        }
    }

    /// The sums of the rows of both.
    ///
    /// @param other at the same coefficients
    public RiskSums merge(RiskSums other) {
        Check.that(Arrays.equals(beta, other.beta), "sums at the coefficients %s do not add to "
                + "sums at %s", Arrays.toString(other.beta), Arrays.toString(beta));
        int n = time.length;
        int[] strata = Arrays.copyOf(stratum, n + other.time.length);
        double[] times = Arrays.copyOf(time, strata.length);
        double[][] all = Arrays.copyOf(sums, strata.length);
        System.arraycopy(other.stratum, 0, strata, n, other.time.length);
        System.arraycopy(other.time, 0, times, n, other.time.length);
        System.arraycopy(other.sums, 0, all, n, other.time.length);
        return new RiskSums(covariates, beta, strata, times, all).inOrder();
    }

    /// By stratum, and from the last time to the first; what is of one time added up.
    private RiskSums inOrder() {
        Integer[] order = new Integer[time.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> stratum[a] != stratum[b]
                ? Integer.compare(stratum[a], stratum[b]) : Double.compare(time[b], time[a]));
        int[] strata = new int[time.length];
        double[] times = new double[time.length];
        double[][] all = new double[time.length][];
        int last = -1;
        for (int i : order) {
            if (last >= 0 && strata[last] == stratum[i] && times[last] == time[i]) {
                for (int k = 0; k < sums[i].length; k++) {
                    all[last][k] += sums[i][k];
                }
            } else {
                last++;
                strata[last] = stratum[i];
                times[last] = time[i];
                all[last] = sums[i].clone();
            }
        }
        return new RiskSums(covariates, beta, Arrays.copyOf(strata, last + 1),
                Arrays.copyOf(times, last + 1), Arrays.copyOf(all, last + 1));
    }

    /// The likelihood of all rows, its slope and curvature.
    ///
    /// @param ties Efron's or Breslow's; exact ones need the rows
    public Likelihood likelihood(Ties ties) {
        Check.that(ties != Ties.EXACT, "exact ties need the rows, not only their sums");
        int p = covariates;
        int at = moments(p);
        double logLikelihood = 0;
        Likelihood part = Likelihood.nothing(p);
        double[] risk = new double[at];
        double[] first = new double[p];
        TiedEvents tied = new TiedEvents(p);
        for (int t = 0; t < time.length; t++) {
            if (t > 0 && stratum[t] != stratum[t - 1]) {
                Arrays.fill(risk, 0);
            }
            double[] one = sums[t];
            for (int k = 0; k < at; k++) {
                risk[k] += one[k];
            }
            if (one[at] == 0) {
                continue;
            }
            tied.of(one, at, p);
            logLikelihood += one[at + 2] - tied.over(risk[0], ties == Ties.EFRON);
            System.arraycopy(risk, 1, first, 0, p);
            for (int j = 0; j < p; j++) {
                part.score()[j] += one[at + 3 + j];
            }
            for (int q = 0; q < part.information().length; q++) {
                part.information()[q] += risk[1 + p + q] * tied.hazard
                        - one[at + 4 + 2 * p + q] * tied.less;
            }
            tied.takeFrom(part.score(), part.information(), first);
        }
        return new Likelihood(logLikelihood, part.score(), part.information())
                .withoutRounding(tied.taken);
    }
}
