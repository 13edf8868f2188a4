package limbline.statistics;

import java.util.Arrays;

/// Sorts keys that are written down one row after the other, without an index and without their
/// ever standing unsorted.
///
/// The top bits of a key say to which of some 2000 buckets it belongs: one pass counts, a second
/// puts every key into its bucket. What then is left is done bucket by bucket, each small enough
/// for the processor's cache: as many bits again as the bucket has rows are sorted in the same
/// way, and insertion puts right the few neighbours that differ in lower bits alone. Where there
/// are many of those, a comparison sort takes over, so no input takes more than n log n.
///
/// Fewer keys, which all stand in the second cache at once, are sorted by their top bits from the
/// lower digit to the higher, and put right in the same way.
///
/// Buckets and the order in them do not depend on how many threads share the work.
final class KeySort {

    private static final int TOP_BITS = 11;
    private static final int BUCKETS = 1 << TOP_BITS;

    /// Up to so many keys stand in the second cache twice.
    private static final int IN_CACHE = 1 << 17;

    /// More counts than these do not fit into the first cache.
    private static final int MOST_DIGIT = 12;

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
        return size <= IN_CACHE ? inCache(size, bits, rows) : inBuckets(size, bits, rows);
    }

    private static long[] inCache(int size, int bits, Keys rows) {
        // Two digits, so many that most neighbours differ in them.
        int digit = Math.min(MOST_DIGIT, (Integer.SIZE - Integer.numberOfLeadingZeros(size) + 8) / 2);
        int high = Math.max(0, bits - digit);
        int low = Math.max(0, high - digit);
        int mask = (1 << digit) - 1;
        long[] keys = new long[size];
        int[] ofLow = new int[1 << digit];
        int[] ofHigh = new int[1 << digit];
        for (int from = 0; from < size; from += BLOCK) {
            int to = Math.min(from + BLOCK, size);
            rows.write(from, to, keys, from);
            for (int i = from; i < to; i++) {
                ofLow[(int) (keys[i] >>> low) & mask]++;
                ofHigh[(int) (keys[i] >>> high)]++;
            }
        }
        toPlaces(ofLow);
        toPlaces(ofHigh);
        long[] byLow = new long[size];
        for (long key : keys) {
            byLow[ofLow[(int) (key >>> low) & mask]++] = key;
        }
        for (long key : byLow) {
            keys[ofHigh[(int) (key >>> high)]++] = key;
        }
        if (!insert(keys, keys, 0, size)) {
            Arrays.sort(keys);
        }
        return keys;
    }

    /// Turns counts into where each begins.
    private static void toPlaces(int[] counts) {
        int sum = 0;
        for (int d = 0; d < counts.length; d++) {
            int count = counts[d];
            counts[d] = sum;
            sum += count;
        }
    }

    private static long[] inBuckets(int size, int bits, Keys rows) {
        int shift = Math.max(0, bits - TOP_BITS);
        int parts = Parts.howMany(size);
        int[][] next = new int[parts][BUCKETS];
        Parts.run(parts, size, (part, from, to) -> count(rows, shift, from, to, next[part]));
        int[] begin = new int[BUCKETS + 1];
        int sum = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            begin[bucket] = sum;
            for (int[] counts : next) {
                int count = counts[bucket];
                counts[bucket] = sum;
                sum += count;
            }
        }
        begin[BUCKETS] = sum;
        long[] keys = new long[size];
        Parts.run(parts, size, (part, from, to) -> put(rows, shift, from, to, next[part], keys));
        Parts.shared(parts, BUCKETS, () -> {
            Bucket sort = new Bucket(keys);
            return bucket -> sort.sort(begin[bucket], begin[bucket + 1], shift);
        });
        return keys;
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
            if (near.length < size) {
                near = new long[size];
            }
            if (size <= FEW || bits == 0) {
                System.arraycopy(keys, from, near, 0, size);
            } else {
                int digit = Math.min(Math.min(bits, MOST_BITS),
                        Integer.SIZE - Integer.numberOfLeadingZeros(size - 1));
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

    /// Inserts each key among those before it; gives up where it takes too many moves.
    ///
    /// @param near the keys, the first at 0, or `keys` itself from 0 on
    private static boolean insert(long[] near, long[] keys, int from, int to) {
        long moves = 0;
        long most = (long) MOVES * (to - from);
        long last = -1;
        for (int i = from; i < to; i++) {
            long key = near[i - from];
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
