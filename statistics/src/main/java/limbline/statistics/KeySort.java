package limbline.statistics;

import java.util.Arrays;

/// Sorts keys that are written down one row after the other, without an index and without their
/// ever standing unsorted.
///
/// The top bits of a key say to which of up to 2000 buckets it belongs: one pass counts, a second
/// puts every key into its bucket. What then is left is done bucket by bucket, each small enough
/// for the processor's cache: as many bits again as the bucket has rows are sorted in the same
/// way, and insertion puts right the few neighbours that differ in lower bits alone. Where there
/// are many of those, a comparison sort takes over, so no input takes more than n log n.
///
/// Buckets and the order in them do not depend on how many threads share the work.
final class KeySort {

    private static final int MOST_TOP_BITS = 11;

    /// Few keys go into so few buckets that each has about two to the power of this, less one.
    private static final int BUCKET_BITS = 7;

    /// The most bits by which a bucket is sorted at once: the counts fit into the second cache.
    private static final int MOST_BITS = 16;

    /// Up to so many keys insertion alone is quickest.
    private static final int FEW = 24;

    /// So many moves a key of insertion are no dearer than a comparison sort.
    private static final int MOVES = 8;

    /// Rows whose keys are written at a time.
    private static final int BLOCK = 1024;

    private KeySort() {}

    interface Keys {
        /// Writes the keys of the rows from `from` to just before `to`, none below 0, into `keys`
        /// from `at` on.
        void write(int from, int to, long[] keys, int at);
    }

    /// The sorted keys of so many rows.
    ///
    /// @param bits how many low bits of the keys are used
    static long[] sorted(int size, int bits, Keys rows) {
        int top = Math.clamp(bitsOf(size) - BUCKET_BITS, 0, MOST_TOP_BITS);
        int shift = Math.max(0, bits - top);
        int buckets = 1 << top;
        int parts = Parts.howMany(size);
        int[][] next = new int[parts][buckets];
        Parts.run(parts, size, (part, from, to) -> count(rows, shift, from, to, next[part]));
        int[] begin = new int[buckets + 1];
        int sum = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            begin[bucket] = sum;
            for (int[] counts : next) {
                int count = counts[bucket];
                counts[bucket] = sum;
                sum += count;
            }
        }
        begin[buckets] = sum;
        long[] keys = new long[size];
        Parts.run(parts, size, (part, from, to) -> put(rows, shift, from, to, next[part], keys));
        Parts.shared(parts, buckets, () -> {
            Bucket sort = new Bucket(keys);
            return bucket -> sort.sort(begin[bucket], begin[bucket + 1], shift);
        });
        return keys;
    }

    /// The bits of a number above 0.
    private static int bitsOf(int number) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(number);
    }

    private static void count(Keys rows, int shift, int from, int to, int[] counts) {
        long[] some = new long[BLOCK];
        for (int block = from; block < to; block += BLOCK) {
            int end = Math.min(block + BLOCK, to);
            rows.write(block, end, some, 0);
            for (int i = 0; i < end - block; i++) {
                counts[(int) (some[i] >>> shift)]++;
            }
        }
    }

    private static void put(
            Keys rows, int shift, int from, int to, int[] places, long[] keys) {
        long[] some = new long[BLOCK];
        for (int block = from; block < to; block += BLOCK) {
            int end = Math.min(block + BLOCK, to);
            rows.write(block, end, some, 0);
            for (int i = 0; i < end - block; i++) {
                keys[places[(int) (some[i] >>> shift)]++] = some[i];
            }
        }
    }

    /// Sorts one bucket after the other in the same scratch space.
    private static final class Bucket {

        private final long[] keys;
        private long[] near = new long[0];
        private int[] places = new int[0];

        Bucket(long[] keys) {
            this.keys = keys;
        }

        /// @param bits the low bits in which the keys of the bucket differ
        void sort(int from, int to, int bits) {
            int size = to - from;
            if (size == 0) {
                return;
            }
            if (near.length < size) {
                near = new long[size];
            }
            if (size <= FEW || bits == 0) {
                System.arraycopy(keys, from, near, 0, size);
            } else {
                int digit = Math.min(Math.min(bits, MOST_BITS), bitsOf(size - 1));
                distribute(from, to, bits - digit, digit);
            }
            if (!insert(near, keys, from, to)) {
                System.arraycopy(near, 0, keys, from, size);
                Arrays.sort(keys, from, to);
            }
        }

        /// Brings the keys near to where they belong.
        private void distribute(int from, int to, int shift, int digit) {
            int digits = 1 << digit;
            if (places.length < digits) {
                places = new int[digits];
            }
            int[] next = places;
            Arrays.fill(next, 0, digits, 0);
            for (int i = from; i < to; i++) {
                next[(int) (keys[i] >>> shift) & (digits - 1)]++;
            }
            int sum = 0;
            for (int d = 0; d < digits; d++) {
                int count = next[d];
                next[d] = sum;
                sum += count;
            }
            long[] into = near;
            for (int i = from; i < to; i++) {
                long key = keys[i];
                into[next[(int) (key >>> shift) & (digits - 1)]++] = key;
            }
        }
    }

    /// Inserts each key among those before it; gives up where it takes too many moves. Two
    /// neighbours the wrong way round, which is most of what is found, are changed without a choice
    /// that the processor would have to guess: of each key and the largest so far, the smaller goes
    /// on.
    ///
    /// @param near the keys, the first at 0; there is at least one
    private static boolean insert(long[] near, long[] keys, int from, int to) {
        long moves = 0;
        long most = (long) MOVES * (to - from);
        long last = -1;
        long largest = near[0];
        for (int i = from; i < to; i++) {
            long next = i + 1 < to ? near[i + 1 - from] : Long.MAX_VALUE;
            long key = Math.min(largest, next);
            largest = Math.max(largest, next);
            if (key >= last) {
                keys[i] = key;
                last = key;
                continue;
            }
            int j = i;
            while (j > from && keys[j - 1] > key) {
                keys[j] = keys[j - 1];
                j--;
            }
            keys[j] = key;
            moves += i - j;
            if (moves > most) {
                return false;
            }
        }
        return true;
    }
}
