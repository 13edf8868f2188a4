package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Times that differ by rounding only, by hand: two are near if they differ by no more than the
/// tolerance, or than the tolerance times the mean of all that are distinct.
class JoinedTest {

    private static final double[] NONE = {};

    @Test
    void timesFarApartStayAsTheyAre() {
        double[] ends = {1, 1 + 1e-6, 2};

        assertThat(Joined.join(ends, NONE, 1e-8)).isFalse();
        assertThat(ends).containsExactly(1, 1 + 1e-6, 2);
    }

    @Test
    void withoutAToleranceNothingIsJoined() {
        double[] ends = {1, Math.nextUp(1.0)};

        assertThat(Joined.join(ends, NONE, 0)).isFalse();
        assertThat(ends).containsExactly(1, Math.nextUp(1.0));
    }

    @Test
    void aChainTakesItsEarliestTime() {
        double[] ends = {1, 1 + 0.75e-8, 1 + 1.5e-8, 2, 3};

        assertThat(Joined.join(ends, NONE, 1e-8)).isTrue();
        assertThat(ends).containsExactly(1, 1, 1, 2, 3);
    }

    @Test
    void nearIsMeasuredByTheMeanWhereTimesAreLarge() {
        double[] near = {1e6, 1e6 + 0.0099};
        double[] far = {1e6, 1e6 + 0.0101};

        assertThat(Joined.join(near, NONE, 1e-8)).isTrue();
        assertThat(near).containsExactly(1e6, 1e6);
        assertThat(Joined.join(far, NONE, 1e-8)).isFalse();
        assertThat(far).containsExactly(1e6, 1e6 + 0.0101);
    }

    @Test
    void nearIsMeasuredByItselfWhereTimesAreSmall() {
        double[] ends = {1e-9, 5e-9, 4e-8};

        assertThat(Joined.join(ends, NONE, 1e-8)).isTrue();
        assertThat(ends).containsExactly(1e-9, 1e-9, 4e-8);
    }

    @Test
    void startsAndEndsAreJoinedWithEachOther() {
        double[] ends = {0.3, 1, 2};
        double[] starts = {0, 0.1 + 0.2, Math.nextDown(1.0), 1.5};

        assertThat(Joined.join(ends, starts, 1e-8)).isTrue();
        assertThat(ends).containsExactly(0.3, Math.nextDown(1.0), 2);
        assertThat(starts).containsExactly(0, 0.3, Math.nextDown(1.0), 1.5);
    }

    /// The mean is of distinct times: ten thousand at 1 and one at 2e6 have a mean of a million.
    @Test
    void theMeanCountsEachTimeOnce() {
        double[] ends = new double[10_002];
        java.util.Arrays.fill(ends, 1);
        ends[10_000] = 1.006;
        ends[10_001] = 2e6;

        assertThat(Joined.join(ends, NONE, 1e-8)).isTrue();
        assertThat(ends[10_000]).isEqualTo(1);
        assertThat(ends[10_001]).isEqualTo(2e6);
    }
}
