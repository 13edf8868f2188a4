package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import limbline.statistics.Survival;
import limbline.statistics.regression.Covariates;

/// The rows of R's `finegray`: who had a competing event is kept on, in intervals cut where others
/// are censored, with the probability of not yet having been censored as weight. Only intervals
/// with an event of interest are written.
///
/// Here an event comes before a censoring of the same time. Times are numbered, since only their
/// order matters to what is fitted.
///
/// @param row of each interval
/// @param status 1 for the event of interest
@SuppressWarnings("ArrayRecordComponent") // columns
record WeightedIntervals(int[] row, double[] start, double[] stop, int[] status, double[] weight) {

    static WeightedIntervals of(Survival data, int cause) {
        int n = data.size();
        double[] times = new double[n];
        for (int i = 0; i < n; i++) {
            times[i] = data.time(i);
        }
        double[] distinct = Arrays.stream(times).sorted().distinct().toArray();
        int[] rank = Arrays.stream(times)
                .mapToInt(t -> 1 + Arrays.binarySearch(distinct, t)).toArray();
        int last = distinct.length;
        int[] ended = new int[last + 2];
        int[] censored = new int[last + 2];
        boolean[] hasEvent = new boolean[last + 2];
        for (int i = 0; i < n; i++) {
            ended[rank[i]]++;
            censored[rank[i]] += data.status(i) == 0 ? 1 : 0;
            hasEvent[rank[i]] |= data.status(i) == cause;
        }
        List<Integer> cuts = new ArrayList<>();
        List<Double> before = new ArrayList<>();
        double free = 1;
        int left = n;
        for (int t = 1; t <= last; t++) {
            int after = left - ended[t];
            if (censored[t] > 0) {
                cuts.add(t);
                before.add(free);
                free *= (double) after / (after + censored[t]);
            }
            left = after;
        }
        cuts.add(last);
        before.add(free);

        Rows rows = new Rows();
        for (int i = 0; i < n; i++) {
            boolean competing = data.status(i) != 0 && data.status(i) != cause;
            if (!competing) {
                rows.add(i, 0, rank[i], data.status(i) == cause ? 1 : 0, 1);
                continue;
            }
            int j = 0;
            while (cuts.get(j) < rank[i]) {
                j++;
            }
            rows.add(i, 0, cuts.get(j), 0, 1);
            double own = before.get(j);
            for (int k = j + 1; k < cuts.size(); k++) {
                if (anyBetween(hasEvent, cuts.get(k - 1), cuts.get(k))) {
                    rows.add(i, cuts.get(k - 1), cuts.get(k), 0, before.get(k) / own);
                }
            }
        }
        return rows.done();
    }

    private static boolean anyBetween(boolean[] hasEvent, int after, int upTo) {
        for (int t = after + 1; t <= upTo; t++) {
            if (hasEvent[t]) {
                return true;
            }
        }
        return false;
    }

    private static final class Rows {
        private final List<double[]> rows = new ArrayList<>();

        void add(int row, int start, int stop, int status, double weight) {
            rows.add(new double[] {row, start, stop, status, weight});
        }

        WeightedIntervals done() {
            return new WeightedIntervals(
                    rows.stream().mapToInt(one -> (int) one[0]).toArray(),
                    rows.stream().mapToDouble(one -> one[1]).toArray(),
                    rows.stream().mapToDouble(one -> one[2]).toArray(),
                    rows.stream().mapToInt(one -> (int) one[3]).toArray(),
                    rows.stream().mapToDouble(one -> one[4]).toArray());
        }
    }

    int size() {
        return row.length;
    }

    double sumOfWeights() {
        return Arrays.stream(weight).sum();
    }

    /// Clustered by the row that the intervals are of.
    Survival observed() {
        return Survival.of(stop, status).enteredAt(start).weighted(weight).inClusters(row);
    }

    Covariates repeated(Covariates covariates) {
        return covariates.rows(row);
    }
}
