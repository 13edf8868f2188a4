package limbline.statistics.regression;

import java.util.Arrays;

/// How often, of two rows of a stratum of which it is known who had the event first, that one had
/// the higher predicted hazard: Harrell's C. Ties of the prediction count half.
///
/// Pairs are counted with their weights, by trees of sums in n log n steps. The standard error is
/// that of the infinitesimal jackknife, as in R's `concordance`; Therneau T, Atkinson E.
/// Concordance. Vignette of the R package survival.
///
/// @param concordant pairs, weighted
/// @param tiedTime pairs with the event at one time but other predictions, not counted in C
/// @param tiedBoth pairs with the event at one time and one prediction
public record Concordance(double concordant, double discordant, double tiedPrediction,
        double tiedTime, double tiedBoth, double standardError) {

    public double c() {
        return (concordant + tiedPrediction / 2) / (concordant + discordant + tiedPrediction);
    }

    /// @param predictor by place
    /// @param cluster of each row, from 0
    static Concordance of(CoxRows rows, double[] predictor, int[] cluster) {
        int[] rank = ranks(predictor);
        Pairs pairs = new Pairs(rows, rank);
        int end = rows.moments;
        while (end > 0) {
            int begin = end - 1;
            while (!rows.opens(begin)) {
                begin--;
            }
            pairs.count(begin, end);
            end = begin;
        }
        double usable = pairs.concordant + pairs.discordant + pairs.tied;
        double somers = (pairs.concordant - pairs.discordant) / usable;
        double[] influence = new double[rows.size];
        for (int i = 0; i < rows.size; i++) {
            double own = pairs.better[i] - pairs.worse[i]
                    - somers * (pairs.better[i] + pairs.worse[i] + pairs.equal[i]);
            influence[cluster[rows.row(i)]] += rows.weight(i) * own / usable;
        }
        double variance = 0;
        for (double one : influence) {
            variance += one * one;
        }
        return new Concordance(pairs.concordant, pairs.discordant, pairs.tied, pairs.tiedTime,
                pairs.tiedBoth, Math.sqrt(variance) / 2);
    }

    private static int[] ranks(double[] values) {
        double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
        int[] ranks = new int[values.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = Arrays.binarySearch(distinct, values[i]);
        }
        return ranks;
    }

    /// Pairs by row: the weight of others with which a row makes a concordant, a discordant, and a
    /// pair of one prediction.
    private static final class Pairs {
        private final CoxRows rows;
        private final int[] rank;
        private final int ranks;
        final double[] better;
        final double[] worse;
        final double[] equal;
        double concordant;
        double discordant;
        double tied;
        double tiedTime;
        double tiedBoth;

        Pairs(CoxRows rows, int[] rank) {
            this.rows = rows;
            this.rank = rank;
            ranks = Arrays.stream(rank).max().orElse(0) + 1;
            better = new double[rows.size];
            worse = new double[rows.size];
            equal = new double[rows.size];
        }

        /// Counts the pairs of one stratum.
        void count(int begin, int end) {
            withLater(begin, end);
            withEarlier(begin, end);
        }

        /// For each event, those still at risk after it; going back in time.
        private void withLater(int begin, int end) {
            Tree atRisk = new Tree(ranks);
            Tree tiedEvents = new Tree(ranks);
            for (int m = begin; m < end; m++) {
                int from = rows.first(m);
                int to = rows.first(m + 1);
                for (int i = from; i < to; i++) {
                    if (!rows.event(i)) {
                        atRisk.add(rank[i], rows.weight(i));
                    }
                }
                if (rows.leaver != null && rows.firstLeaver != null) {
                    for (int k = rows.firstLeaver[m]; k < rows.firstLeaver[m + 1]; k++) {
                        int i = rows.leaver[k];
                        atRisk.add(rank[i], -rows.weight(i));
                    }
                }
                for (int i = from; i < to; i++) {
                    if (rows.event(i)) {
                        double w = rows.weight(i);
                        double lower = atRisk.below(rank[i]);
                        double same = atRisk.below(rank[i] + 1) - lower;
                        double higher = atRisk.below(ranks) - lower - same;
                        better[i] += lower;
                        equal[i] += same;
                        worse[i] += higher;
                        concordant += w * lower;
                        tied += w * same;
                        discordant += w * higher;
                        double at = tiedEvents.below(rank[i] + 1) - tiedEvents.below(rank[i]);
                        tiedBoth += w * at;
                        tiedTime += w * (tiedEvents.below(ranks) - at);
                        tiedEvents.add(rank[i], w);
                    }
                }
                for (int i = from; i < to; i++) {
                    if (rows.event(i)) {
                        tiedEvents.add(rank[i], -rows.weight(i));
                        atRisk.add(rank[i], rows.weight(i));
                    }
                }
            }
        }

        /// For each row, the events before it while it was at risk; going on in time.
        private void withEarlier(int begin, int end) {
            Tree events = new Tree(ranks);
            for (int m = end - 1; m >= begin; m--) {
                int from = rows.first(m);
                int to = rows.first(m + 1);
                for (int i = from; i < to; i++) {
                    if (rows.event(i)) {
                        see(i, events, 1);
                    }
                }
                for (int i = from; i < to; i++) {
                    if (rows.event(i)) {
                        events.add(rank[i], rows.weight(i));
                    }
                }
                for (int i = from; i < to; i++) {
                    if (!rows.event(i)) {
                        see(i, events, 1);
                    }
                }
                if (rows.leaver != null && rows.firstLeaver != null) {
                    for (int k = rows.firstLeaver[m]; k < rows.firstLeaver[m + 1]; k++) {
                        see(rows.leaver[k], events, -1);
                    }
                }
            }
        }

        private void see(int place, Tree events, double times) {
            double lower = events.below(rank[place]);
            double upTo = events.below(rank[place] + 1);
            worse[place] += times * lower;
            equal[place] += times * (upTo - lower);
            better[place] += times * (events.below(ranks) - upTo);
        }
    }

    /// Sums of weights by rank, in logarithmic time. Fenwick PM. Softw Pract Exp 1994;24:327-336.
    /// <https://doi.org/10.1002/spe.4380240306>
    private static final class Tree {
        private final double[] sums;

        Tree(int size) {
            sums = new double[size + 1];
        }

        void add(int rank, double weight) {
            for (int k = rank + 1; k < sums.length; k += k & -k) {
                sums[k] += weight;
            }
        }

        double below(int rank) {
            double sum = 0;
            for (int k = rank; k > 0; k -= k & -k) {
                sum += sums[k];
            }
            return sum;
        }
    }
}
