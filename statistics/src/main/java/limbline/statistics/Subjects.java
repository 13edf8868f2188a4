package limbline.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Which rows belong together.
final class Subjects {

    private Subjects() {}

    /// For each row, the number of its cluster, or else of its subject; rows without either are
    /// each their own.
    static int[] independent(Survival data) {
        return data.clusters != null ? numbered(data.clusters)
                : data.subjects != null ? numbered(data.subjects)
                : IntStream.range(0, data.size()).toArray();
    }

    /// Any numbers as 0, 1, ... in their order.
    static int[] numbered(int[] subjects) {
        int[] number = new int[subjects.length];
        int[] order = order(subjects);
        int next = 0;
        for (int i = 0; i < order.length; i++) {
            if (i > 0 && subjects[order[i]] != subjects[order[i - 1]]) {
                next++;
            }
            number[order[i]] = next;
        }
        return number;
    }

    /// The rows whose subject stays under observation in another row that begins where they end.
    static boolean[] continued(Survival data) {
        boolean[] continued = new boolean[data.size()];
        if (data.subjects == null || data.starts == null) {
            return continued;
        }
        int[] number = numbered(data.subjects);
        long[] keys = new long[data.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Double.doubleToRawLongBits(0.0 + data.time(i));
        }
        int[] byTime = RowSort.order(keys);
        int[] later = new int[data.size()];
        Arrays.fill(later, -1);
        for (int k = byTime.length - 1; k >= 0; k--) {
            int row = byTime[k];
            int next = later[number[row]];
            continued[row] = next >= 0 && data.time(row) >= data.starts[next];
            later[number[row]] = row;
        }
        return continued;
    }

    private static int[] order(int[] subjects) {
        long[] keys = new long[subjects.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) subjects[i] - Integer.MIN_VALUE;
        }
        return RowSort.order(keys);
    }
}
