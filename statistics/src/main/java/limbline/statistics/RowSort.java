package limbline.statistics;

import java.util.Arrays;

/// Sorts rows by the bits of a key, carrying what belongs to each row.
///
/// Least significant digit radix sort, 11 bits at a time. Of a wide key only the top 33 bits are
/// sorted so, in three passes; the few neighbours that differ in lower bits alone are put right by
/// insertion. Where there are many of those, the lower bits get their passes too.
final class RowSort {

    private static final int DIGIT = 11;
    private static final int DIGITS = 1 << DIGIT;
    private static final int TOP_BITS = 3 * DIGIT;

    private RowSort() {}

    /// Sorts non-negative keys; keys that differ only in the lowest `ignored` bits may stay in any
    /// order.
    ///
    /// @return the sorted keys, in the given array or in another
    static long[] sort(long[] keys, int ignored) {
        long[] from = keys;
        long[] to = new long[keys.length];
        int top = topBit(keys);
        int low = Math.max(ignored, top - TOP_BITS);
        for (int shift = low; shift < top; shift += DIGIT) {
            int[] next = offsets(from, shift);
            for (long key : from) {
                to[next[(int) (key >>> shift) & (DIGITS - 1)]++] = key;
            }
            long[] swap = from;
            from = to;
            to = swap;
        }
        if (low > ignored && !insert(from, ignored)) {
            Arrays.parallelSort(from);
        }
        return from;
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
            int[] next = offsets(keys, shift);
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

    private static int[] offsets(long[] keys, int shift) {
        int[] counts = new int[DIGITS];
        for (long key : keys) {
            counts[(int) (key >>> shift) & (DIGITS - 1)]++;
        }
        int sum = 0;
        for (int i = 0; i < DIGITS; i++) {
            int count = counts[i];
            counts[i] = sum;
            sum += count;
        }
        return counts;
    }

    /// Insertion sort of nearly sorted keys. Gives up after as many moves as there are keys.
    private static boolean insert(long[] keys, int ignored) {
        int moves = 0;
        for (int i = 1; i < keys.length; i++) {
            long key = keys[i];
            int j = i;
            while (j > 0 && keys[j - 1] >>> ignored > key >>> ignored) {
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
