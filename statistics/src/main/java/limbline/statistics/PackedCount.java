package limbline.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts unweighted rows with times of any kind, all under observation from the start: packs each
/// row into one `long` as [Packed] says, sorts these, and so has the entries.
final class PackedCount {

    private static final long INFINITY = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

    private final Survival data;
    private final double[] times;
    private final int fates;
    private final int cellBits;
    private final int parts;

    private PackedCount(Survival data, double[] times) {
        this.data = data;
        this.times = times;
        fates = RiskTable.fates(data.causes);
        cellBits = Long.SIZE
                - Long.numberOfLeadingZeros((long) data.strata * data.groups * fates - 1);
        parts = Parts.howMany(data.size());
    }

    /// The counts; or nothing if a row makes no sense, or if times and cells do not fit into one
    /// `long`.
    static @Nullable RiskTable of(Survival data) {
        if (data.times == null || data.starts != null || data.weights != null
                || data.subjects != null) {
            return null;
        }
        PackedCount count = new PackedCount(data, data.times);
        long[] range = count.range();
        long base = range[0] - 1;
        long most = range[1];
        int bits = Long.SIZE - Long.numberOfLeadingZeros(most - base) + count.cellBits;
        return most >= INFINITY || bits >= Long.SIZE || !count.makesSense() ? null
                : count.table(base, bits);
    }

    /// The bits of the least time above 0 and of the largest; a negative time and NaN make the
    /// largest more than infinite.
    private long[] range() {
        double[] least = new double[parts];
        double[] largest = new double[parts];
        Parts.run(parts, times.length, (part, from, to) -> {
            double low = Double.POSITIVE_INFINITY;
            double high = 0;
            for (int i = from; i < to; i++) {
                low = Math.min(low, times[i]);
                high = Math.max(high, times[i]);
            }
            largest[part] = low < 0 ? Double.NaN : high;
            least[part] = low == 0 ? leastAboveZero(from, to) : low;
        });
        double high = Arrays.stream(largest).max().orElseThrow();
        double low = Math.min(high, Arrays.stream(least).min().orElseThrow());
        // With 0 alone, any number above it will do.
        return new long[] {Double.doubleToRawLongBits(Math.max(low, Double.MIN_VALUE)),
                Double.doubleToRawLongBits(Math.max(high, Double.MIN_VALUE))};
    }

    private double leastAboveZero(int from, int to) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = from; i < to; i++) {
            least = times[i] > 0 ? Math.min(least, times[i]) : least;
        }
        return least;
    }

    /// Whether every status, group and stratum is in its range.
    private boolean makesSense() {
        boolean[] sense = new boolean[parts];
        Parts.run(parts, times.length, (part, from, to) ->
                sense[part] = inRange(data.status, data.causes, from, to)
                        && inRange(data.group, data.groups - 1, from, to)
                        && inRange(data.stratum, data.strata - 1, from, to));
        for (boolean one : sense) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    private static boolean inRange(int @Nullable [] values, int most, int from, int to) {
        int wrong = 0;
        for (int i = from; values != null && i < to; i++) {
            wrong |= values[i] | (most - values[i]);
        }
        return wrong >= 0;
    }

    private RiskTable table(long base, int bits) {
        long[] keys = KeySort.sorted(times.length, bits,
                (from, to, some, at) -> pack(base, from, to, some, at));
        return new RiskTable(data.strata, data.groups, data.causes,
                Packed.of(keys, base, cellBits));
    }

    private void pack(long base, int from, int to, long[] keys, int at) {
        int[] status = data.status;
        for (int i = from; i < to; i++) {
            keys[at + i - from] = Packed.key(times[i], base, cellBits, status[i]);
        }
        add(data.group, fates, from, to, keys, at);
        add(data.stratum, data.groups * fates, from, to, keys, at);
    }

    /// A cell is a stratum, a group and a fate; the keys have room for it.
    private static void add(
            int @Nullable [] part, int each, int from, int to, long[] keys, int at) {
        for (int i = from; part != null && i < to; i++) {
            keys[at + i - from] += (long) part[i] * each;
        }
    }
}
