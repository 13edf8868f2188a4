package limbline.statistics.regression;

import java.util.Arrays;
import java.util.List;

/// Whether coefficients change with time: for each covariate, and for all, the score test of a
/// coefficient that moves along a function of time. A small p speaks against proportional hazards;
/// a large one does not prove them.
///
/// Grambsch PM, Therneau TM. Biometrika 1994;81:515-526. <https://doi.org/10.1093/biomet/81.3.515>,
/// as the exact score test that `cox.zph` of survival 3 computes. Earlier versions approximated it,
/// and SAS's ASSESS is another test.
public record ProportionalHazards(Clock clock, List<String> names, List<Test> each, Test global) {

    /// The function of time along which a coefficient may move.
    public enum Clock {
        /// 1 less the Kaplan-Meier estimate of all rows just before: R's default, `km`.
        KAPLAN_MEIER,
        IDENTITY,
        /// The rank among all rows' times.
        RANK,
        LOG
    }

    static ProportionalHazards of(CoxMoments moments, List<String> names, Clock clock) {
        CoxRows rows = moments.rows;
        int p = rows.covariates;
        double[] g = new Clocks(rows).at(clock);
        double[] u = new double[p];
        double[] sums = new double[p * (p + 1) / 2];
        double[] mixed = sums.clone();
        double[] squares = sums.clone();
        for (int m = 0; m < rows.moments; m++) {
            if (moments.score[m].length == 0) {
                continue;
            }
            for (int j = 0; j < p; j++) {
                u[j] += g[m] * moments.score[m][j];
            }
            for (int q = 0; q < sums.length; q++) {
                double one = moments.information[m][q];
                sums[q] += one;
                mixed[q] += g[m] * one;
                squares[q] += g[m] * g[m] * one;
            }
        }
        Test[] each = new Test[p];
        for (int j = 0; j < p; j++) {
            each[j] = new Test(statistic(sums, mixed, squares, u, names, j, j + 1), 1);
        }
        return new ProportionalHazards(clock, names, List.of(each),
                new Test(statistic(sums, mixed, squares, u, names, 0, p), p));
    }

    /// The score test of moving coefficients `from` to before `to`, beside all constant ones.
    private static double statistic(double[] sums, double[] mixed, double[] squares, double[] u,
            List<String> names, int from, int to) {
        int p = u.length;
        int size = p + to - from;
        double[][] matrix = new double[size][size];
        double[] score = new double[size];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                matrix[i][j] = at(sums, i, j);
            }
        }
        for (int i = from; i < to; i++) {
            score[p + i - from] = u[i];
            for (int j = 0; j < p; j++) {
                matrix[p + i - from][j] = at(mixed, i, j);
                matrix[j][p + i - from] = at(mixed, i, j);
            }
            for (int j = from; j < to; j++) {
                matrix[p + i - from][p + j - from] = at(squares, i, j);
            }
        }
        Symmetric information = Symmetric.of(matrix);
        if (!information.isDefinite()) {
            throw new NotEstimable(("whether the coefficient of %s changes with time cannot be "
                    + "told: its events lie at one time only")
                    .formatted(names.get(information.dependent() % p)));
        }
        return information.quadratic(score);
    }

    private static double at(double[] lower, int i, int j) {
        int high = Math.max(i, j);
        return lower[high * (high + 1) / 2 + Math.min(i, j)];
    }

    /// The functions of time at each moment, less their mean over the events.
    private record Clocks(CoxRows rows) {

        double[] at(Clock clock) {
            double[] ends = sorted(false);
            double[] g = new double[rows.moments];
            for (int m = 0; m < g.length; m++) {
                double t = rows.time(m);
                g[m] = switch (clock) {
                    case KAPLAN_MEIER -> 0;
                    case IDENTITY -> t;
                    case RANK -> (below(ends, t) + below(ends, Math.nextUp(t)) + 1) / 2.0;
                    case LOG -> Math.log(t);
                };
                if (g[m] == Double.NEGATIVE_INFINITY) {
                    throw new NotEstimable("the logarithm of time needs times above 0");
                }
            }
            if (clock == Clock.KAPLAN_MEIER) {
                kaplanMeier(ends, g);
            }
            double sum = 0;
            int events = 0;
            for (int m = 0; m < g.length; m++) {
                int d = events(m);
                sum += d * g[m];
                events += d;
            }
            for (int m = 0; m < g.length; m++) {
                g[m] -= sum / events;
            }
            return g;
        }

        private int events(int moment) {
            int events = 0;
            for (int i = rows.first(moment); i < rows.first(moment + 1); i++) {
                events += rows.event(i) ? 1 : 0;
            }
            return events;
        }

        /// The times at which rows end, or those at which rows with the event do.
        private double[] sorted(boolean withEvent) {
            double[] times = new double[rows.size];
            int next = 0;
            for (int m = 0; m < rows.moments; m++) {
                for (int i = rows.first(m); i < rows.first(m + 1); i++) {
                    if (!withEvent || rows.event(i)) {
                        times[next++] = rows.time(m);
                    }
                }
            }
            double[] found = Arrays.copyOf(times, next);
            Arrays.sort(found);
            return found;
        }

        private void kaplanMeier(double[] ends, double[] g) {
            double[] events = sorted(true);
            double[] entries = rows.start == null ? new double[0] : rows.start;
            double[] distinct = Arrays.stream(events).distinct().toArray();
            double[] after = new double[distinct.length + 1];
            after[0] = 1;
            for (int k = 0; k < distinct.length; k++) {
                double t = distinct[k];
                int d = below(events, Math.nextUp(t)) - below(events, t);
                int atRisk = (ends.length - below(ends, t)) - (entries.length - below(entries, t));
                after[k + 1] = after[k] * (atRisk - d) / atRisk;
            }
            for (int m = 0; m < g.length; m++) {
                g[m] = 1 - after[below(distinct, rows.time(m))];
            }
        }

        /// How many of the sorted values are below `t`.
        private static int below(double[] sorted, double t) {
            int low = 0;
            int high = sorted.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] < t) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
