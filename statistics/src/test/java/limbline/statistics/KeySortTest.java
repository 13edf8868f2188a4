package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// [KeySort] beside the JDK's sort, on keys that suit it and on keys that do not.
class KeySortTest {

    private static final long SEED = 20261125;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    void keysSpreadEvenly() {
        assertSorted(random.longs(200_000, 0, 1L << 62).toArray());
        assertSorted(random.longs(1000, 0, 1L << 40).toArray());
    }

    @Test
    void keysOfAnyNumber() {
        for (int size = 1; size <= 60; size++) {
            assertSorted(random.longs(size, 0, 1L << 30).toArray());
        }
    }

    @Test
    void keysAllInOneBucketThatDifferInLowBitsAlone() {
        assertSorted(random.longs(200_000, 1L << 61, (1L << 61) + 300_000).toArray());
    }

    @Test
    void keysInClustersThatInsertionWouldTakeLongOver() {
        long[] keys = random.longs(200_000, 0, 1L << 20).toArray();
        for (int i = 0; i < keys.length; i++) {
            keys[i] += (long) (i % 3) << 60;
        }
        assertSorted(keys);
    }

    @Test
    void keysFallingAndKeysAllAlike() {
        long[] falling = new long[150_000];
        Arrays.setAll(falling, i -> falling.length - i);
        assertSorted(falling);
        long[] alike = new long[150_000];
        Arrays.fill(alike, 7);
        assertSorted(alike);
    }

    private static void assertSorted(long[] keys) {
        long all = Arrays.stream(keys).reduce(0, (a, b) -> a | b);
        int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(all));
        long[] expected = keys.clone();
        Arrays.sort(expected);

        long[] sorted = KeySort.sorted(keys.length, bits,
                (from, to, some, at) -> System.arraycopy(keys, from, some, at, to - from));
        assertThat(Arrays.equals(sorted, expected)).as("seed %s", SEED).isTrue();
    }
}
