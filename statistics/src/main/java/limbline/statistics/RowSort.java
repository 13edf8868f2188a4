package limbline.statistics;

/// Orders rows by a key of any width: least significant digit radix sort, 11 bits at a time.
final class RowSort {

    private static final int DIGIT = 11;
    private static final int DIGITS = 1 << DIGIT;

    private RowSort() {}

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
}
