package limbline.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The entries of a [RiskTable] in the making, time by time.
final class Entries {

    private final double[] time;
    private final int[] cell;
    private final int[] count;
    private final double @Nullable [] weight;
    private final double @Nullable [] squared;
    private int size;

    /// Where the entries of the present time begin.
    private int first;

    Entries(int most, boolean weighted) {
        time = new double[most];
        cell = new int[most];
        count = new int[most];
        weight = weighted ? new double[most] : null;
        squared = weighted ? new double[most] : null;
    }

    void add(double at, int inCell, int rows, double weights, double squaredWeights) {
        time[size] = at;
        cell[size] = inCell;
        count[size] = rows;
        if (weight != null && squared != null) {
            weight[size] = weights;
            squared[size] = squaredWeights;
        }
        size++;
    }

    /// Puts the entries of the present time in the order of their cells, and adds up those of one
    /// cell in the order in which they came.
    void endTime() {
        if (!inOrder()) {
            order();
            addUp();
        }
        first = size;
    }

    private boolean inOrder() {
        for (int i = first + 1; i < size; i++) {
            if (cell[i - 1] >= cell[i]) {
                return false;
            }
        }
        return true;
    }

    private void order() {
        long[] keys = new long[size - first];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) cell[first + i] << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] cells = Arrays.copyOfRange(cell, first, size);
        int[] counts = Arrays.copyOfRange(count, first, size);
        double[] weights = weight == null ? new double[0] : Arrays.copyOfRange(weight, first, size);
        double[] squares =
                squared == null ? new double[0] : Arrays.copyOfRange(squared, first, size);
        for (int i = 0; i < keys.length; i++) {
            int from = (int) keys[i];
            cell[first + i] = cells[from];
            count[first + i] = counts[from];
            if (weight != null && squared != null) {
                weight[first + i] = weights[from];
                squared[first + i] = squares[from];
            }
        }
    }

    private void addUp() {
        int last = first;
        for (int i = first + 1; i < size; i++) {
            boolean same = cell[i] == cell[last];
            last += same ? 0 : 1;
            cell[last] = cell[i];
            count[last] = (same ? count[last] : 0) + count[i];
            if (weight != null && squared != null) {
                weight[last] = (same ? weight[last] : 0) + weight[i];
                squared[last] = (same ? squared[last] : 0) + squared[i];
            }
        }
        size = last + 1;
    }

    RiskTable table(int strata, int groups, int causes) {
        return new RiskTable(strata, groups, causes, Arrays.copyOf(time, size),
                Arrays.copyOf(cell, size), Arrays.copyOf(count, size),
                weight == null ? null : Arrays.copyOf(weight, size),
                squared == null ? null : Arrays.copyOf(squared, size));
    }
}
