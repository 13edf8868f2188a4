package limbline.statistics;

import java.util.Arrays;

/// Sorts rows by the bits of a key.
///
/// Least significant digit radix sort, 11 bits at a time. Of a wide key only the top 33 bits are
/// sorted so, in three passes; the few neighbours that differ in lower bits alone are put right by
/// insertion. Where there are many of those, a comparison sort takes over. Each pass is shared
/// between threads: every part of the rows has its own places in the result, those that it would
/// have if one thread went through all rows, so the order does not depend on the parts.
final class RowSort {

    private static final int DIGIT = 11;
    private static final int DIGITS = 1 << DIGIT;
    private static final int TOP_BITS = 3 * DIGIT;

    private RowSort() {}

    /// Sorts non-negative keys; keys that differ only in the lowest `ignored` bits may stay in any
    /// order.
    ///
    /// @return the sorted keys, in the given array or in another
    static long[] sort(long[] keys, int ignored, int parts) {
        long[] from = keys;
        long[] to = new long[keys.length];
        int top = topBit(keys);
        int low = Math.max(ignored, top - TOP_BITS);
        for (int shift = low; shift < top; shift += DIGIT) {
            pass(from, to, shift, parts);
            long[] swap = from;
            from = to;
            to = swap;
        }
        if (low > ignored && !insert(from, ignored, parts)) {
            Arrays.parallelSort(from);
        }
        return from;
    }

    private static void pass(long[] from, long[] to, int shift, int parts) {
        int[][] next = new int[parts][DIGITS];
        Parts.run(parts, from.length, (part, begin, end) -> {
            int[] counts = next[part];
            for (int i = begin; i < end; i++) {
                counts[(int) (from[i] >>> shift) & (DIGITS - 1)]++;
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
        Parts.run(parts, from.length, (part, begin, end) -> {
            int[] places = next[part];
            for (int i = begin; i < end; i++) {
                long key = from[i];
                to[places[(int) (key >>> shift) & (DIGITS - 1)]++] = key;
            }
        });
    }

    /// The rows 0 to n-1 in the order of their non-negative keys; equal keys keep their order.
    static int[] order(long[] keys) {
        int top = topBit(keys);
        int[] from = new int[keys.length];
        int[] to = new int[keys.length];
        for (int i = 0; i < from.length; i++) {
            from[i] = i;
        }
        for (int shift = 0; shift < top; shift += DIGIT) {
            int[] next = new int[DIGITS];
            for (long key : keys) {
                next[(int) (key >>> shift) & (DIGITS - 1)]++;
            }
            int sum = 0;
            for (int digit = 0; digit < DIGITS; digit++) {
                int count = next[digit];
                next[digit] = sum;
                sum += count;
            }
            for (int row : from) {
                to[next[(int) (keys[row] >>> shift) & (DIGITS - 1)]++] = row;
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static int topBit(long[] keys) {
        long all = 0;
        for (long key : keys) {
            all |= key;
        }
        return Long.SIZE - Long.numberOfLeadingZeros(all);
    }

    /// Insertion sort of nearly sorted keys: of each part, then across the borders of the parts.
    /// Gives up after as many moves as there are keys.
    private static boolean insert(long[] keys, int ignored, int parts) {
        boolean[] done = new boolean[parts];
        Parts.run(parts, keys.length, (part, begin, end) ->
                done[part] = insert(keys, ignored, begin, begin, end));
        for (boolean one : done) {
            if (!one) {
                return false;
            }
        }
        for (int part = 1; part < parts; part++) {
            int border = Parts.begin(part, parts, keys.length);
            int end = border;
            while (end < keys.length && keys[end] >>> ignored < keys[border - 1] >>> ignored) {
                end++;
            }
            if (!insert(keys, ignored, 0, border, end)) {
                return false;
            }
        }
        return true;
    }

    /// Inserts each key from `from` to `to` among those from `first`.
    private static boolean insert(long[] keys, int ignored, int first, int from, int to) {
        int moves = 0;
        for (int i = Math.max(from, first + 1); i < to; i++) {
            long key = keys[i];
            int j = i;
            while (j > first && keys[j - 1] >>> ignored > key >>> ignored) {
                keys[j] = keys[j - 1];
                j--;
            }
            keys[j] = key;
            moves += i - j;
            if (moves > keys.length) {
                return false;
            }
        }
        return true;
    }
}
