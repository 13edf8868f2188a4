package limbline.statistics.regression;

import java.util.Arrays;
import limbline.statistics.Joined;
import limbline.statistics.RiskTable;
import org.jspecify.annotations.Nullable;

/// How likely it was not to have been censored just before each moment, estimated by Kaplan and
/// Meier in each censoring group; rows with any event count as at risk of censoring up to and with
/// their time. After a group's last row the estimate is 0, as in R's `crr`. Like `crr`, which asks
/// `survfit`, this alone takes times as equal that differ by rounding only.
///
/// Only where the estimate changes is it held; see [#free(int, double[][])].
final class Censoring {

    /// How far before a moment R looks, of its time.
    private static final double JUST_BEFORE = 1 - 100 * Math.ulp(1.0);

    private final CoxOrder order;
    private final int groups;

    /// The group of each place; absent if there is but one.
    private final int @Nullable [] group;

    /// By group: the estimates, going on in time; whether a moment has another than the moment
    /// before it in time, 64 moments to a number; and which estimate the last moment of each block
    /// has.
    private final double[][] values;
    private final long[][] changes;
    private final int[][] begins;

    private Censoring(CoxOrder order, int groups, int @Nullable [] group) {
        this.order = order;
        this.groups = groups;
        this.group = group;
        values = new double[groups][];
        changes = new long[groups][(order.moments >> 6) + 1];
        begins = new int[groups][order.blocks];
    }

    /// @param groupOfRow from 0; none if there is but one group
    static Censoring of(CoxOrder order, int[] groupOfRow, int groups) {
        int[] group = groupOfRow.length == 0 ? null : new int[order.size];
        for (int i = 0; group != null && i < group.length; i++) {
            group[order.place[i]] = groupOfRow[i];
        }
        Censoring censoring = new Censoring(order, groups, group);
        double[] times = order.exactTimes();
        double[] weights = order.weights();
        for (int g = 0; g < groups; g++) {
            censoring.estimate(g, times, weights);
        }
        return censoring;
    }

    int groups() {
        return groups;
    }

    int group(int place) {
        return group == null ? 0 : group[place];
    }

    /// Whether the row at a place had no event.
    boolean censored(int place) {
        return !order.is(CoxOrder.EVENT, place) && !order.is(CoxOrder.COMPETING, place);
    }

    /// Writes down, by group, the probability just before each moment of a block.
    void free(int b, double[][] free) {
        int from = order.blockMoment[b];
        int to = order.blockMoment[b + 1];
        for (int g = 0; g < groups; g++) {
            int at = begins[g][b];
            for (int m = to - 1; m >= from; m--) {
                at += m < to - 1 && changes(g, m) ? 1 : 0;
                free[g][m - from] = values[g][at];
            }
        }
    }

    private boolean changes(int g, int m) {
        return (changes[g][m >> 6] >>> m & 1) != 0;
    }

    /// @param times of the moments
    /// @param weights of the places; none if all are 1
    private void estimate(int g, double[] times, double[] weights) {
        double[] atRisk = new double[order.moments];
        int own = 0; // moments with a row of the group
        int ended = 0; // and with one that was censored
        double left = 0;
        int m = -1;
        boolean counted = false;
        boolean gone = false;
        for (int i = 0; i < order.size; i++) {
            if (order.is(CoxOrder.BEGINS, i)) {
                m++;
                counted = false;
                gone = false;
            }
            if (group(i) == g) {
                left += weights.length == 0 ? 1 : weights[i];
                own += counted ? 0 : 1;
                counted = true;
                ended += censored(i) && !gone ? 1 : 0;
                gone |= censored(i);
            }
            atRisk[m] = left;
        }
        double[] time = new double[own];
        int[] moment = new int[own];
        int k = own;
        for (m = 0; m < atRisk.length; m++) {
            if (atRisk[m] > (m == 0 ? 0 : atRisk[m - 1])) {
                time[--k] = times[m];
                moment[k] = m;
            }
        }
        Joined.join(time, new double[0], RiskTable.TOLERANCE);
        goOn(g, times, weights, new AtRisk(atRisk, time, moment), new double[ended + 2]);
    }

    /// The moments of a group, going on in time: their joined times, and the weight at risk at each
    /// moment of all.
    @SuppressWarnings("ArrayRecordComponent") // columns
    private record AtRisk(double[] atRisk, double[] time, int[] moment) {}

    private void goOn(int g, double[] times, double[] weights, AtRisk group, double[] found) {
        double[] time = group.time;
        found[0] = 1;
        int at = 0;
        double now = 1;
        int k = 0;
        int b = order.blocks - 1;
        int end = order.size; // of the rows of the moments not yet gone
        int last = order.moments;
        for (int m = order.moments - 1; m >= 0; m--) {
            double t = times[m];
            while (k < time.length && time[k] < t && time[k] <= t * JUST_BEFORE) {
                double n = group.atRisk[group.moment[k]];
                double gone = 0;
                double joined = time[k];
                for (; k < time.length && time[k] == joined; k++) {
                    for (; last > group.moment[k]; last--) {
                        end = begin(end);
                        gone = last - 1 == group.moment[k] ? gone + ended(g, end, weights) : gone;
                    }
                }
                now *= gone > 0 ? (n - gone) / n : 1;
            }
            double free = group.atRisk[m] == 0 ? 0 : now;
            if (free != found[at]) {
                found[++at] = free;
                changes[g][m >> 6] |= 1L << m;
            }
            while (b >= 0 && m == order.blockMoment[b + 1] - 1) {
                begins[g][b--] = at;
            }
        }
        values[g] = Arrays.copyOf(found, at + 1);
    }

    /// The first place of the moment that ends before a place.
    private int begin(int end) {
        int i = end - 1;
        while (!order.is(CoxOrder.BEGINS, i)) {
            i--;
        }
        return i;
    }

    /// The weight of those of a group who were censored at the moment that begins at a place.
    private double ended(int g, int begin, double[] weights) {
        double ended = 0;
        for (int i = begin; i < order.size && (i == begin || !order.is(CoxOrder.BEGINS, i)); i++) {
            if (group(i) == g && censored(i)) {
                ended += weights.length == 0 ? 1 : weights[i];
            }
        }
        return ended;
    }
}
