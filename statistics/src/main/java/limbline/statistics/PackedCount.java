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
        long[] least = new long[parts];
        long[] largest = new long[parts];
        Parts.run(parts, times.length, (part, from, to) -> {
            // The bits of times from 0 on are in their order, those below 0 have the sign.
            long low = INFINITY;
            long high = 1;
            long any = 0;
            for (int i = from; i < to; i++) {
                long bits = Double.doubleToRawLongBits(0.0 + times[i]);
                low = Math.min(low, (bits - 1) & Long.MAX_VALUE); // 0 is no least time
                high = Math.max(high, bits);
                any |= bits;
            }
            least[part] = low + 1;
            largest[part] = any < 0 ? Long.MAX_VALUE : high;
        });
        long high = Arrays.stream(largest).max().orElseThrow();
        return new long[] {Math.min(high, Arrays.stream(least).min().orElseThrow()), high};
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
