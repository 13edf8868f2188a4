package limbline.statistics.regression;

import java.util.Arrays;
import limbline.statistics.Check;
import limbline.statistics.Joined;
import limbline.statistics.Parts;
import limbline.statistics.Survival;
import org.jspecify.annotations.Nullable;

/// The order of [CoxRows]: at which place each row stands, and which places are one moment. A fit
/// holds no more of it than five bytes a row; the rest is worked out when asked for.
final class CoxOrder {

    /// Marks of a place: the first of its moment, the first of its stratum; its row had the event
    /// of interest, or another one.
    static final byte BEGINS = 1;
    static final byte OPENS = 2;
    static final byte EVENT = 4;
    static final byte COMPETING = 8;

    /// Rows of a block, but for moments that are larger.
    private static final int ROWS = 4096;

    final Survival data;
    final int cause;
    final int size;

    /// The place of each row, and the marks of each place.
    final int[] place;
    final byte[] marks;

    final int moments;

    /// The time of each place; absent if it is the earliest of its moment's rows.
    private final double @Nullable [] time;

    private int @Nullable [] row;
    private int @Nullable [] first;

    /// The first place and the first moment of each block, and the ends; and the most places and
    /// moments of one.
    final int blocks;
    final int[] block;
    final int[] blockMoment;
    int mostPlaces;
    int mostMoments;

    /// See [CoxRows].
    final int @Nullable [] leaver;
    final int @Nullable [] firstLeaver;
    final int @Nullable [] leaves;
    final double @Nullable [] start;

    /// @param cause the status that is the event
    CoxOrder(Survival data, int cause, double tolerance) {
        this.data = data;
        this.cause = cause;
        size = data.size();
        data.check();
        for (int i = 0; data.hasWeights() && i < size; i++) {
            Check.that(data.weight(i) > 0, "row %s: a weight of %s is not above 0; a row that "
                    + "counts for nothing belongs to no regression", i + 1, data.weight(i));
        }
        TimeOrder ends = TimeOrder.of(size, data::time);
        TimeOrder starts = data.hasStarts() ? TimeOrder.of(size, data::start)
                : new TimeOrder(new int[0], new double[0]);
        boolean moved = Joined.join(ends.times(), starts.times(), tolerance);
        start = data.hasStarts() ? starts.times() : null;
        place = new int[size];
        marks = new byte[size];
        time = moved && (data.hasStarts() || data.strata() > 1) ? new double[size] : null;
        moments = place(ends.rows(), ends.times());
        mark();
        blocks = Math.max(1, size / ROWS);
        block = new int[blocks + 1];
        blockMoment = new int[blocks + 1];
        cut();
        leaver = data.hasStarts() ? new int[size] : null;
        firstLeaver = data.hasStarts() ? new int[moments + 1] : null;
        leaves = data.hasStarts() ? new int[size] : null;
        if (leaver != null && firstLeaver != null && leaves != null) {
            leave(starts, leaver, firstLeaver, leaves);
        }
    }

    boolean is(byte mark, int place) {
        return (marks[place] & mark) != 0;
    }

    /// The row at each place.
    int[] row() {
        int[] known = row;
        if (known == null) {
            known = new int[size];
            for (int i = 0; i < size; i++) {
                known[place[i]] = i;
            }
            row = known;
        }
        return known;
    }

    /// For each moment its first place, and the end after the last.
    int[] first() {
        int[] known = first;
        if (known == null) {
            known = new int[moments + 1];
            int m = 0;
            for (int i = 0; i < size; i++) {
                if (is(BEGINS, i)) {
                    known[m++] = i;
                }
            }
            known[m] = size;
            first = known;
        }
        return known;
    }

    /// The weight at each place; none if all are 1.
    double[] weights() {
        double[] weights = new double[data.hasWeights() ? size : 0];
        for (int i = 0; i < weights.length; i++) {
            weights[place[i]] = data.weight(i);
        }
        return weights;
    }

    /// The times of the moments, exactly as they were given, and then no matter what.
    double[] exactTimes() {
        double[] times = new double[size];
        for (int i = 0; i < size; i++) {
            times[place[i]] = data.time(i);
        }
        int m = 0;
        for (int i = 0; i < size; i++) {
            if (is(BEGINS, i)) {
                times[m++] = times[i];
            }
        }
        return times;
    }

    /// The time of the moment that begins at a place.
    double timeAt(int begin) {
        if (time != null) {
            return time[begin];
        }
        double earliest = data.time(row()[begin]);
        for (int i = begin + 1; i < size && !is(BEGINS, i); i++) {
            earliest = Math.min(earliest, data.time(row()[i]));
        }
        return earliest;
    }

    double time(int moment) {
        return timeAt(first()[moment]);
    }

    int stratum(int moment) {
        return data.strata() == 1 ? 0 : data.stratum(row()[first()[moment]]);
    }

    /// Where each stratum begins.
    private static int[] begins(Survival data) {
        int[] begins = new int[data.strata()];
        for (int i = 0; begins.length > 1 && i < data.size(); i++) {
            if (data.stratum(i) + 1 < begins.length) {
                begins[data.stratum(i) + 1]++;
            }
        }
        for (int s = 1; s < begins.length; s++) {
            begins[s] += begins[s - 1];
        }
        return begins;
    }

    /// Fills each stratum from the last time to the first; of one time, in the order of the rows.
    ///
    /// @return how many moments there are
    private int place(int[] byEnd, double[] end) {
        int[] next = begins(data);
        double[] before = new double[next.length];
        Arrays.fill(before, Double.NaN);
        int found = 0;
        int k = size;
        while (k > 0) {
            int from = k - 1;
            double now = end[from];
            // Joined times are in order of the exact ones: back to the order of the rows.
            boolean inOrder = true;
            while (from > 0 && end[from - 1] == now) {
                from--;
                inOrder &= byEnd[from] < byEnd[from + 1];
            }
            if (!inOrder) {
                Arrays.sort(byEnd, from, k);
            }
            for (int i = from; i < k; i++) {
                int stratum = data.stratum(byEnd[i]);
                int to = next[stratum]++;
                place[byEnd[i]] = to;
                if (before[stratum] != now) {
                    marks[to] = Double.isNaN(before[stratum]) ? BEGINS | OPENS : BEGINS;
                    before[stratum] = now;
                    found++;
                }
                if (time != null) {
                    time[to] = now;
                }
            }
            k = from;
        }
        return found;
    }

    private void mark() {
        Parts.run(Parts.howMany(size), size, (_, from, to) -> {
            for (int i = from; i < to; i++) {
                int status = data.status(i);
                if (status != 0) {
                    marks[place[i]] |= status == cause ? EVENT : COMPETING;
                }
            }
        });
    }

    private void cut() {
        int moment = -1;
        int b = 0;
        for (int i = 0; i < size; i++) {
            if (is(BEGINS, i)) {
                moment++;
                while (b < blocks && i >= (long) size * b / blocks) {
                    block[b] = i;
                    blockMoment[b] = moment;
                    b++;
                }
            }
        }
        for (; b <= blocks; b++) {
            block[b] = size;
            blockMoment[b] = moments;
        }
        for (b = 0; b < blocks; b++) {
            mostPlaces = Math.max(mostPlaces, block[b + 1] - block[b]);
            mostMoments = Math.max(mostMoments, blockMoment[b + 1] - blockMoment[b]);
        }
    }

    private void leave(TimeOrder starts, int[] leaver, int[] firstLeaver, int[] leaves) {
        int[] first = first();
        int[] stratumEnd = new int[moments];
        for (int m = moments - 1; m >= 0; m--) {
            stratumEnd[m] = m + 1 == moments || is(OPENS, first[m + 1]) ? m + 1
                    : stratumEnd[m + 1];
        }
        double[] times = new double[moments];
        int[] momentOf = new int[size];
        for (int m = 0; m < moments; m++) {
            times[m] = timeAt(first[m]);
            for (int i = first[m]; i < first[m + 1]; i++) {
                momentOf[i] = m;
            }
        }
        int[] counts = new int[moments + 1];
        for (int k = 0; k < size; k++) {
            double start = starts.times()[k];
            int row = starts.rows()[k];
            int own = momentOf[place[row]];
            Check.that(start < times[own], "row %s: its start and its end %s differ by rounding "
                    + "only", row + 1, times[own]);
            int low = own + 1;
            int high = stratumEnd[own];
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (times[middle] <= start) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            // Past the end of the stratum it never leaves: counted beyond the last moment.
            leaves[place[row]] = low == stratumEnd[own] ? moments : low;
            counts[leaves[place[row]]]++;
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
