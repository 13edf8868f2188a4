package limbline.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts rows of any kind: orders them by time, then counts what falls together.
final class SortedCount {

    private SortedCount() {}

    static RiskTable of(Survival data) {
        RiskTable packed = PackedCount.of(data);
        if (packed != null) {
            return packed;
        }
        data.check();
        return byRow(data);
    }

    private static double start(Survival data, int row) {
        return data.starts == null ? 0 : data.starts[row];
    }

    /// The cell of entry `i`: the first half of the entries are ends, the second are starts.
    private static int cell(Survival data, int row, int i, int fates) {
        return data.cell(row) * fates
                + (i < data.size() ? data.status[row] : RiskTable.entered(data.causes));
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

    private static double[] shorten(double[] values, int length) {
        return length == values.length ? values : Arrays.copyOf(values, length);
    }

    private static int[] shorten(int[] values, int length) {
        return length == values.length ? values : Arrays.copyOf(values, length);
    }
}
