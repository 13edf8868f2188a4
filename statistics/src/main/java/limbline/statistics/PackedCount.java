package limbline.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts unweighted rows with times of any kind. The bits of a double that is not negative are in
/// the order of its value, so a row is one `long`: the bits of its time less those of the earliest,
/// and below them its cell. Sorting these needs no index, and what is equal falls together.
final class PackedCount {

    private static final long INFINITY = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

    private final Survival data;
    private final double[] times;
    private final int fates;
    private final int cellBits;
    private final int parts;

    /// The rows in each cell, of each part.
    private final int[][] totals;

    private PackedCount(Survival data, double[] times) {
        this.data = data;
        this.times = times;
        fates = RiskTable.fates(data.causes);
        cellBits = Long.SIZE
                - Long.numberOfLeadingZeros((long) data.strata * data.groups * fates - 1);
        parts = Parts.howMany(data.size());
        totals = new int[parts][1 << cellBits];
    }

    /// The counts; or nothing if a row makes no sense, if a time is 0, or if times and cells do
    /// not fit into one `long`.
    static @Nullable RiskTable of(Survival data) {
        if (data.times == null || data.starts != null || data.weights != null
                || data.subjects != null) {
            return null;
        }
        PackedCount count = new PackedCount(data, data.times);
        long[] range = count.range();
        long least = range[0];
        long most = range[1];
        if (least <= 0 || most >= INFINITY
                || Long.numberOfLeadingZeros(most - least) <= count.cellBits) {
            return null;
        }
        long[] keys = count.keys(least);
        return keys.length == 0 ? null
                : count.collect(RowSort.sort(keys, count.cellBits, count.parts), least);
    }

    /// The least and the most bits of a time; negative times and -0.0 come out below 0.
    private long[] range() {
        long[] least = new long[parts];
        long[] most = new long[parts];
        Parts.run(parts, times.length, (part, begin, end) -> {
            long low = Long.MAX_VALUE;
            long high = Long.MIN_VALUE;
            for (int i = begin; i < end; i++) {
                long bits = Double.doubleToRawLongBits(times[i]);
                low = Math.min(low, bits);
                high = Math.max(high, bits);
            }
            least[part] = low;
            most[part] = high;
        });
        return new long[] {
            Arrays.stream(least).min().orElse(0), Arrays.stream(most).max().orElse(0)
        };
    }

    /// The packed rows, or none if a status, group or stratum is out of range.
    private long[] keys(long least) {
        long[] keys = new long[times.length];
        int[] wrong = new int[parts];
        Parts.run(parts, keys.length, (part, begin, end) -> {
            int[] status = data.status;
            int[] group = data.group;
            int[] stratum = data.stratum;
            int[] perCell = totals[part];
            int mask = perCell.length - 1;
            int bad = 0;
            for (int i = begin; i < end; i++) {
                int fate = status[i];
                int g = group == null ? 0 : group[i];
                int s = stratum == null ? 0 : stratum[i];
                bad |= fate | (data.causes - fate) | g | (data.groups - 1 - g)
                        | s | (data.strata - 1 - s);
                int cell = (s * data.groups + g) * fates + fate;
                keys[i] = (Double.doubleToRawLongBits(times[i]) - least) << cellBits | cell;
                perCell[cell & mask]++;
            }
            wrong[part] = bad;
        });
        return Arrays.stream(wrong).anyMatch(bad -> bad < 0) ? new long[0] : keys;
    }

    /// One entry for each time and cell; each part of the sorted keys writes its own.
    private RiskTable collect(long[] keys, long least) {
        int[] begins = new int[parts + 1];
        begins[parts] = keys.length;
        for (int part = 1; part < parts; part++) {
            int begin = Math.max(begins[part - 1], Parts.begin(part, parts, keys.length));
            while (begin > 0 && begin < keys.length
                    && keys[begin] >>> cellBits == keys[begin - 1] >>> cellBits) {
                begin++;
            }
            begins[part] = begin;
        }
        int[] places = new int[parts + 1];
        Parts.run(parts, parts, (_, from, to) -> {
            for (int part = from; part < to; part++) {
                places[part + 1] = orderTies(keys, begins[part], begins[part + 1]);
            }
        });
        for (int part = 0; part < parts; part++) {
            places[part + 1] += places[part];
        }
        int entries = places[parts];
        double[] time = new double[entries];
        int[] cell = new int[entries];
        int[] count = new int[entries];
        long mask = (1L << cellBits) - 1;
        Parts.run(parts, parts, (_, from, to) -> {
            int next = places[from] - 1;
            long before = -1;
            for (int i = begins[from]; i < begins[to]; i++) {
                long key = keys[i];
                if (key != before) {
                    next++;
                    time[next] = Double.longBitsToDouble((key >>> cellBits) + least);
                    cell[next] = (int) (key & mask);
                    before = key;
                }
                count[next]++;
            }
        });
        return new RiskTable(data.strata, data.groups, data.causes, time, cell, count, null, null)
                .knowing(totals);
    }

    /// Puts the cells of each time in order.
    ///
    /// @return the number of distinct keys
    private int orderTies(long[] keys, int from, int to) {
        int distinct = 0;
        for (int i = from; i < to;) {
            int end = i + 1;
            while (end < to && keys[end] >>> cellBits == keys[i] >>> cellBits) {
                end++;
            }
            if (end == i + 1) {
                distinct++;
            } else {
                Arrays.sort(keys, i, end);
                for (int k = i; k < end; k++) {
                    distinct += k == i || keys[k] != keys[k - 1] ? 1 : 0;
                }
            }
            i = end;
        }
        return distinct;
    }
}
