package limbline.statistics.regression;

import java.util.Arrays;
import limbline.statistics.Check;
import limbline.statistics.Joined;
import limbline.statistics.Survival;
import org.jspecify.annotations.Nullable;

/// The order of [CoxRows]: which row stands at each place, and which places are one moment. What is
/// needed to find it is gone before the covariates are put in that order.
final class CoxOrder {

    private final Survival data;
    private final int size;

    /// The row at each place, and whether it had the event.
    final int[] row;
    final boolean[] event;

    /// For each moment its first place, and the end after the last.
    final int moments;
    final int[] first;

    /// The stratum of each moment; absent if there is but one.
    private final int @Nullable [] stratum;

    /// The time of each moment; absent if it is that of its rows, none of which was moved.
    private final double @Nullable [] time;

    /// See [CoxRows].
    final int @Nullable [] leaver;
    final int @Nullable [] firstLeaver;
    final int @Nullable [] leaves;
    final double @Nullable [] start;

    /// @param cause the status that is the event
    CoxOrder(Survival data, int cause, double tolerance) {
        this.data = data;
        size = data.size();
        int[] byEnd = TimeOrder.of(size, data::time);
        double[] end = inOrder(byEnd, data::time);
        int[] byStart = data.hasStarts() ? TimeOrder.of(size, data::start) : new int[0];
        double[] starts = inOrder(byStart, data::start);
        boolean moved = Joined.join(end, starts, tolerance);
        start = data.hasStarts() ? starts : null;
        row = new int[size];
        event = new boolean[size];
        // The times of the places, in the order of the places.
        double[] at = place(cause, byEnd, end);
        moments = mark(at, null);
        first = new int[moments + 1];
        mark(at, first);
        stratum = data.strata() == 1 ? null : new int[moments];
        time = moved ? new double[moments] : null;
        for (int m = 0; m < moments; m++) {
            if (stratum != null) {
                stratum[m] = data.stratum(row[first[m]]);
            }
            if (time != null) {
                time[m] = at[first[m]];
            }
        }
        leaver = data.hasStarts() ? new int[size] : null;
        firstLeaver = data.hasStarts() ? new int[moments + 1] : null;
        leaves = data.hasStarts() ? new int[size] : null;
        if (leaver != null && firstLeaver != null && leaves != null) {
            leave(byStart, starts, leaver, firstLeaver, leaves);
        }
    }

    private static double[] inOrder(int[] order, TimeOrder.Times times) {
        double[] inOrder = new double[order.length];
        for (int k = 0; k < inOrder.length; k++) {
            inOrder[k] = times.at(order[k]);
        }
        return inOrder;
    }

    double time(int moment) {
        return time == null ? data.time(row[first[moment]]) : time[moment];
    }

    int stratum(int moment) {
        return stratum == null ? 0 : stratum[moment];
    }

    /// Whether a moment is the first of its stratum, gone through from the last time.
    boolean opens(int moment) {
        return moment == 0 || (stratum != null && stratum[moment] != stratum[moment - 1]);
    }

    private static int[] sizes(Survival data) {
        int[] sizes = new int[data.strata()];
        if (sizes.length == 1) {
            sizes[0] = data.size();
        } else {
            for (int i = 0; i < data.size(); i++) {
                sizes[data.stratum(i)]++;
            }
        }
        return sizes;
    }

    private static int[] starts(int[] sizes) {
        int[] starts = new int[sizes.length];
        for (int s = 1; s < sizes.length; s++) {
            starts[s] = starts[s - 1] + sizes[s - 1];
        }
        return starts;
    }

    /// Fills each stratum from the last time to the first; of one time, in the order of the rows.
    ///
    /// @param end the times in their order; with one stratum turned round and given back
    /// @return the time of each place
    private double[] place(int cause, int[] byEnd, double[] end) {
        boolean oneStratum = data.strata() == 1;
        double[] at = oneStratum ? end : new double[size];
        int[] next = starts(sizes(data));
        int k = size;
        while (k > 0) {
            int from = k - 1;
            while (from > 0 && end[from - 1] == end[k - 1]) {
                from--;
            }
            // Joined times are in order of the exact ones: back to the order of the rows.
            boolean inOrder = true;
            for (int i = from + 1; i < k; i++) {
                inOrder &= byEnd[i - 1] < byEnd[i];
            }
            if (!inOrder) {
                Arrays.sort(byEnd, from, k);
            }
            for (int i = from; i < k; i++) {
                int to = next[data.stratum(byEnd[i])]++;
                row[to] = byEnd[i];
                event[to] = data.status(byEnd[i]) == cause;
                if (!oneStratum) {
                    at[to] = end[k - 1];
                }
            }
            k = from;
        }
        for (int i = 0; oneStratum && i < size / 2; i++) {
            double swap = at[i];
            at[i] = at[size - 1 - i];
            at[size - 1 - i] = swap;
        }
        return at;
    }

    /// Counts the moments, and writes down where each begins.
    private int mark(double[] at, int @Nullable [] begin) {
        boolean oneStratum = data.strata() == 1;
        int found = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || at[i] != at[i - 1]
                    || (!oneStratum && data.stratum(row[i]) != data.stratum(row[i - 1]))) {
                if (begin != null) {
                    begin[found] = i;
                }
                found++;
            }
        }
        if (begin != null) {
            begin[found] = size;
        }
        return found;
    }

    private void leave(int[] byStart, double[] start, int[] leaver, int[] firstLeaver,
            int[] leaves) {
        int[] place = new int[size];
        for (int i = 0; i < size; i++) {
            place[row[i]] = i;
        }
        int[] stratumEnd = new int[moments];
        for (int m = moments - 1; m >= 0; m--) {
            stratumEnd[m] = m + 1 == moments || stratum(m + 1) != stratum(m) ? m + 1
                    : stratumEnd[m + 1];
        }
        int[] momentOf = new int[size];
        for (int m = 0; m < moments; m++) {
            for (int i = first[m]; i < first[m + 1]; i++) {
                momentOf[i] = m;
            }
        }
        int[] counts = new int[moments + 1];
        for (int k = 0; k < size; k++) {
            int i = place[byStart[k]];
            int own = momentOf[i];
            Check.that(start[k] < time(own), "row %s: its start and its end %s differ by rounding "
                    + "only", row[i] + 1, time(own));
            int low = own + 1;
            int high = stratumEnd[own];
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (time(middle) <= start[k]) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            // Past the end of the stratum it never leaves: counted beyond the last moment.
            leaves[i] = low == stratumEnd[own] ? moments : low;
            counts[leaves[i]]++;
        }
        int sum = 0;
        for (int m = 0; m <= moments; m++) {
            firstLeaver[m] = sum;
            sum += counts[m];
        }
        int[] next = firstLeaver.clone();
        for (int i = 0; i < size; i++) {
            leaver[next[leaves[i]]++] = i;
        }
    }
}
