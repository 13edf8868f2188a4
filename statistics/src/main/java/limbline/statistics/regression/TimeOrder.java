package limbline.statistics.regression;

import limbline.statistics.Parts;

/// Times in their order, and the row of each, by radix sort of their bits beside their places.
///
/// The bits of doubles of one sign sort as the doubles do. Of the bits in which the times differ
/// the top 33 are sorted, in three passes of 11; neighbours that differ in lower bits alone are put
/// right by insertion, or, where there are many, by the passes that were left out.
///
/// @param rows 0 to n-1 by time, equal times in the order of the rows
/// @param times sorted
@SuppressWarnings("ArrayRecordComponent") // two columns
record TimeOrder(int[] rows, double[] times) {

    private static final int DIGIT = 11;
    private static final int DIGITS = 1 << DIGIT;
    private static final int TOP_BITS = 3 * DIGIT;

    interface Times {
        double at(int row);
    }

    /// @param times from 0
    static TimeOrder of(int n, Times times) {
        long[] keys = new long[n];
        int parts = Parts.howMany(n);
        long[] all = new long[parts];
        Parts.run(parts, n, (part, from, to) -> {
            long bits = 0;
            for (int i = from; i < to; i++) {
                long key = key(times.at(i));
                keys[i] = key;
                bits |= key ^ keys[from];
            }
            all[part] = bits;
        });
        long differing = 0;
        for (int part = 0; part < parts; part++) {
            differing |= all[part] | (keys[0] ^ keys[begin(part, parts, n)]);
        }
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = i;
        }
        return sorted(keys, rows, differing);
    }

    /// A whole number below 2^31 has few bits as an int, and 20 more as a double; the difference
    /// is that of one pass and three, and the order is the same.
    private static long key(double time) {
        return Double.doubleToRawLongBits(time + 0.0);
    }

    private static int begin(int part, int parts, int size) {
        return (int) ((long) size * part / parts);
    }

    private static TimeOrder sorted(long[] keys, int[] rows, long differing) {
        int top = Long.SIZE - Long.numberOfLeadingZeros(differing);
        int bottom = differing == 0 ? 0 : Long.numberOfTrailingZeros(differing);
        int low = Math.max(bottom, top - TOP_BITS);
        Pairs pairs = new Pairs(keys, rows);
        Pairs other = new Pairs(new long[keys.length], new int[keys.length]);
        for (int shift = low; shift < top; shift += DIGIT) {
            pairs.pass(shift, other);
            Pairs moved = other;
            other = pairs;
            pairs = moved;
        }
        if (low > bottom && !pairs.insert()) {
            // Passes over all bits put right whatever order they begin with. Neither they nor the
            // insertions before part rows of one time from their order.
            for (int shift = bottom; shift < top; shift += DIGIT) {
                pairs.pass(shift, other);
                Pairs moved = other;
                other = pairs;
                pairs = moved;
            }
        }
        double[] times = new double[keys.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = Double.longBitsToDouble(pairs.keys[i]);
        }
        return new TimeOrder(pairs.rows, times);
    }

    @SuppressWarnings("ArrayRecordComponent") // two columns that move together
    private record Pairs(long[] keys, int[] rows) {

        /// Moves the pairs to another place, in the order of one digit.
        void pass(int shift, Pairs to) {
            int n = keys.length;
            int parts = Parts.howMany(n);
            int[][] next = new int[parts][DIGITS];
            Parts.run(parts, n, (part, from, end) -> {
                int[] counts = next[part];
                for (int i = from; i < end; i++) {
                    counts[(int) (keys[i] >>> shift) & (DIGITS - 1)]++;
                }
            });
            int sum = 0;
            for (int digit = 0; digit < DIGITS; digit++) {
                for (int[] counts : next) {
                    int count = counts[digit];
                    counts[digit] = sum;
                    sum += count;
                }
            }
            Parts.run(parts, n, (part, from, end) -> {
                int[] places = next[part];
                for (int i = from; i < end; i++) {
                    int place = places[(int) (keys[i] >>> shift) & (DIGITS - 1)]++;
                    to.keys[place] = keys[i];
                    to.rows[place] = rows[i];
                }
            });
        }

        /// Insertion sort of nearly sorted pairs; gives up after as many moves as there are pairs.
        boolean insert() {
            long moves = 0;
            for (int i = 1; i < keys.length; i++) {
                long key = keys[i];
                if (keys[i - 1] <= key) {
                    continue;
                }
                int row = rows[i];
                int j = i;
                while (j > 0 && keys[j - 1] > key) {
                    keys[j] = keys[j - 1];
                    rows[j] = rows[j - 1];
                    j--;
                }
                keys[j] = key;
                rows[j] = row;
                moves += i - j;
                if (moves > keys.length) {
                    return false;
                }
            }
            return true;
        }
    }
}
