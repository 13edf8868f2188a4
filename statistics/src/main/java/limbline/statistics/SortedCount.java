package limbline.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts rows with times of any kind: sorts them by time, then counts what falls together.
///
/// The bits of a double that is not negative are in the order of its value. So a row is one
/// `long`: the bits of its time, less those of the earliest, and below them its group and fate.
final class SortedCount {

    private SortedCount() {}

    static RiskTable of(Survival data) {
        data.check();
        RiskTable packed = data.weights == null && data.subjects == null ? packed(data) : null;
        return packed == null ? byRow(data) : packed;
    }

    /// The counts, or nothing if times and cells do not fit into one `long`.
    private static @Nullable RiskTable packed(Survival data) {
        int rows = data.size();
        int fates = RiskTable.fates(data.causes);
        int cellBits = Long.SIZE - Long.numberOfLeadingZeros((long) data.strata * data.groups * fates - 1);
        int entries = data.starts == null ? rows : Math.multiplyExact(2, rows);
        long[] keys = new long[entries];
        long least = Long.MAX_VALUE;
        long most = 0;
        int[] atZero = new int[data.strata * data.groups * fates];
        int next = 0;
        for (int i = 0; i < entries; i++) {
            int row = i < rows ? i : i - rows;
            long bits = Double.doubleToRawLongBits(0.0 + (i < rows ? data.time(row)
                    : start(data, row)));
            if (bits == 0) {
                atZero[cell(data, row, i, fates)]++;
            } else {
                least = Math.min(least, bits);
                most = Math.max(most, bits);
                keys[next++] = bits;
            }
        }
        if (next > 0 && Long.numberOfLeadingZeros(most - least) <= cellBits) {
            return null;
        }
        next = 0;
        for (int i = 0; i < entries; i++) {
            int row = i < rows ? i : i - rows;
            if ((i < rows ? data.time(row) : start(data, row)) != 0) {
                keys[next] = (keys[next] - least) << cellBits | cell(data, row, i, fates);
                next++;
            }
        }
        long[] sorted = RowSort.sort(next == entries ? keys : Arrays.copyOf(keys, next), cellBits);
        return collect(data, atZero, sorted, least, cellBits);
    }

    private static double start(Survival data, int row) {
        return data.starts == null ? 0 : data.starts[row];
    }

    /// The cell of entry `i`: the first half of the entries are ends, the second are starts.
    private static int cell(Survival data, int row, int i, int fates) {
        return data.cell(row) * fates
                + (i < data.size() ? data.status[row] : RiskTable.entered(data.causes));
    }

    private static RiskTable collect(
            Survival data, int[] atZero, long[] keys, long least, int cellBits) {
        int zeros = 0;
        for (int count : atZero) {
            zeros += count == 0 ? 0 : 1;
        }
        long mask = (1L << cellBits) - 1;
        double[] time = new double[zeros + keys.length];
        int[] cell = new int[time.length];
        int[] count = new int[time.length];
        int next = 0;
        for (int c = 0; c < atZero.length; c++) {
            if (atZero[c] != 0) {
                cell[next] = c;
                count[next++] = atZero[c];
            }
        }
        for (int i = 0; i < keys.length;) {
            int end = i + 1;
            long bits = keys[i] >>> cellBits;
            while (end < keys.length && keys[end] >>> cellBits == bits) {
                end++;
            }
            if (end > i + 1) {
                Arrays.sort(keys, i, end);
            }
            double t = Double.longBitsToDouble(bits + least);
            int before = -1;
            for (; i < end; i++) {
                int c = (int) (keys[i] & mask);
                if (c == before) {
                    count[next - 1]++;
                } else {
                    time[next] = t;
                    cell[next] = c;
                    count[next++] = 1;
                    before = c;
                }
            }
        }
        return new RiskTable(data.strata, data.groups, data.causes, shorten(time, next), shorten(cell, next),
                shorten(count, next), null, null);
    }

    /// The general way: entries ordered by time and cell through their row, with weights added up
    /// in the order of the rows, and intervals told apart from ends.
    private static RiskTable byRow(Survival data) {
        int rows = data.size();
        int fates = RiskTable.fates(data.causes);
        boolean[] continued = Subjects.continued(data);
        int entries = data.starts == null ? rows : Math.multiplyExact(2, rows);
        long[] keys = new long[entries];
        int[] cells = new int[entries];
        for (int i = 0; i < entries; i++) {
            int row = i < rows ? i : i - rows;
            keys[i] = Double.doubleToRawLongBits(
                    0.0 + (i < rows ? data.time(row) : start(data, row)));
            cells[i] = i < rows && continued[row] && data.status[row] == 0
                    ? data.cell(row) * fates + data.causes + 1 : cell(data, row, i, fates);
        }
        int[] order = RowSort.order(keys);
        double[] time = new double[entries];
        int[] cell = new int[entries];
        int[] count = new int[entries];
        double @Nullable [] weight = data.weights == null ? null : new double[entries];
        double @Nullable [] squared = data.weights == null ? null : new double[entries];
        int[] slot = new int[data.strata * data.groups * fates];
        int next = 0;
        for (int i = 0; i < entries;) {
            int begin = i;
            int first = next;
            long bits = keys[order[i]];
            for (; i < entries && keys[order[i]] == bits; i++) {
                slot[cells[order[i]]] = -1;
            }
            for (int k = begin; k < i; k++) {
                int c = cells[order[k]];
                if (slot[c] < 0) {
                    slot[c] = next;
                    time[next] = Double.longBitsToDouble(bits);
                    cell[next++] = c;
                }
                int at = slot[c];
                count[at]++;
                if (weight != null && squared != null) {
                    double w = data.weight(order[k] % rows);
                    weight[at] += w;
                    squared[at] += w * w;
                }
            }
            RiskTable.sortByCell(first, next, cell, count, weight, squared);
        }
        return new RiskTable(data.strata, data.groups, data.causes, shorten(time, next), shorten(cell, next),
                shorten(count, next), weight == null ? null : shorten(weight, next),
                squared == null ? null : shorten(squared, next));
    }

    static double[] shorten(double[] values, int length) {
        return length == values.length ? values : Arrays.copyOf(values, length);
    }

    private static int[] shorten(int[] values, int length) {
        return length == values.length ? values : Arrays.copyOf(values, length);
    }
}
