package limbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// [RiskTable]: that tables add up, whatever the split, the order and the way of counting.
class RiskTableTest {

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 50, 1000})
    void anySplitInAnyOrderGivesTheSameTableBitForBit(int size) {
        for (long seed = 1; seed <= 20; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Invented rows = Invented.rows(size, seed);
            RiskTable whole = RiskTable.of(rows.byDay());

            // The first rows of every part hold each group, since no group may lack a row.
            Invented shuffled = rows.part(Invented.GROUPS, size).shuffled(random);
            Invented first = rows.part(0, Invented.GROUPS);
            RiskTable sum = RiskTable.of(first.byDay());
            for (int i = 0; i < shuffled.days().length; i++) {
                sum = sum.merge(ofOneRow(shuffled, i));
            }
            assertThat(sum).as("size %s, seed %s", size, seed).isEqualTo(whole);
        }
    }

    /// A table of one row, with the other groups and strata empty.
    private static RiskTable ofOneRow(Invented rows, int i) {
        RiskTable one = RiskTable.of(Survival
                .ofDays(new int[] {rows.days()[i]}, new int[] {rows.status()[i]}, Invented.CAUSES));
        int fates = RiskTable.fates(Invented.CAUSES);
        int cell = (rows.stratum()[i] * Invented.GROUPS + rows.group()[i]) * fates + one.cell()[0];
        return new RiskTable(Invented.STRATA, Invented.GROUPS, Invented.CAUSES, one.time(),
                new int[] {cell}, one.count(), null, null);
    }

    @Test
    void countingDaysAndSortingBitsAndSortingRowsGiveTheSameTable() {
        for (long seed = 1; seed <= 50; seed++) {
            Invented rows = Invented.rows(200, seed);
            RiskTable days = RiskTable.of(rows.byDay());
            RiskTable packed = RiskTable.of(rows.byQuarterDay());
            RiskTable byRow = RiskTable.of(rows.byQuarterDay()
                    .ofSubjects(IntStream.range(0, 200).toArray()));

            assertThat(packed).as("seed %s", seed).isEqualTo(byRow);
            assertThat(Arrays.stream(packed.time()).map(t -> 4 * t).toArray()).as("seed %s", seed)
                    .isEqualTo(days.time());
            assertThat(packed.cell()).isEqualTo(days.cell());
            assertThat(packed.count()).isEqualTo(days.count());
        }
    }

    @Test
    void manyRowsOnSeveralThreadsGiveWhatOneThreadGives() {
        int size = 300_000; // enough for the work to be shared between threads
        long seed = 20261123;
        Invented rows = Invented.rows(size, seed);
        RiskTable packed = RiskTable.of(rows.byQuarterDay());
        RiskTable days = RiskTable.of(rows.byDay());
        RiskTable merged = IntStream.range(0, 10)
                .mapToObj(i -> rows.part(size / 10 * i, size / 10 * (i + 1)))
                .map(part -> RiskTable.of(part.byDay()))
                .reduce(RiskTable::merge).orElseThrow();
        assertThat(merged).as("seed %s", seed).isEqualTo(days);
        assertThat(packed.count()).as("seed %s", seed).isEqualTo(days.count());
        assertThat(packed.cell()).as("seed %s", seed).isEqualTo(days.cell());
    }

    @Test
    void sumsOfWeightsDifferByRoundingOnly() {
        Invented rows = Invented.rows(500, 3);
        double[] weights = rows.times(0.1);
        RiskTable whole = RiskTable.of(Survival.of(rows.times(0.3), rows.any()).weighted(weights));
        RiskTable sum = IntStream.range(0, 10).mapToObj(i -> rows.part(50 * i, 50 * i + 50))
                .map(part -> RiskTable.of(Survival.of(part.times(0.3), part.any())
                        .weighted(part.times(0.1))))
                .reduce(RiskTable::merge).orElseThrow();
        assertThat(sum.count()).isEqualTo(whole.count());
        for (int i = 0; i < whole.time().length; i++) {
            // Nine merges, each with a rounding error of at most half a unit in the last place.
            assertThat(sum.weight(i))
                    .isCloseTo(whole.weight(i), within(9 * Math.ulp(whole.weight(i))));
        }
    }

    @Test
    void timesThatDifferByRoundingAreJoinedWhenReadAndNotBefore() {
        double[] times = {0.3, 0.1 + 0.2, 1};
        RiskTable table = RiskTable.of(Survival.of(times, new int[] {1, 1, 0}));

        assertThat(table.times()).containsExactly(0.3, 0.1 + 0.2, 1);
        assertThat(table.joined(RiskTable.TOLERANCE).times()).containsExactly(0.3, 1);
        assertThat(table.joined(RiskTable.TOLERANCE).count()).containsExactly(2, 1);
        assertThat(table.joined(0)).isSameAs(table);
    }

    @Test
    void joiningAfterMergingIsNotJoiningBefore() {
        RiskTable a = RiskTable.of(Survival.of(new double[] {0.3}, new int[] {1}));
        RiskTable b = RiskTable.of(Survival.of(new double[] {0.1 + 0.2}, new int[] {1}));

        assertThat(a.merge(b).joined(RiskTable.TOLERANCE).times()).containsExactly(0.3);
    }

    @Test
    void aStartAndAnEndThatDifferByRoundingOnlyAreRefused() {
        Survival data = Survival.of(new double[] {0.1 + 0.2, 0.3}, new int[] {1, 0})
                .enteredAt(0.3, 0);

        assertThatIllegalArgumentException().isThrownBy(() -> KaplanMeier.of(data)).withMessage(
                "2 rows end at 0.3, but only 1 were at risk: some start and end differ by rounding "
                        + "only; take a tolerance of 0");
        assertThat(KaplanMeier.of(data, Estimation.KAPLAN_MEIER.withTolerance(0)).survival())
                .containsExactly(1, 0);
    }

    @Test
    void aHundredThousandTimesAlikeUpToRoundingAreOneTime() {
        double[] times = new double[100_000];
        int[] status = new int[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = 1 + i * Math.ulp(1.0);
            status[i] = i % 2;
        }
        RiskTable table = RiskTable.of(Survival.of(times, status));

        assertThat(table.joined(RiskTable.TOLERANCE).count()).containsExactly(50_000, 50_000);
        assertThat(KaplanMeier.of(table).survival()).containsExactly(0.5);
    }

    @Test
    void timesAtZeroAndFarApartAreCountedToo() {
        double[] times = {0, 1e-300, 1e300, 0, -0.0};
        RiskTable table = RiskTable.of(Survival.of(times, new int[] {1, 0, 1, 1, 1}));

        assertThat(table.times()).containsExactly(0, 1e-300, 1e300);
        assertThat(table.count()).containsExactly(3, 1, 1);
    }

    @Test
    void daysTooFarApartToCountAreSorted() {
        RiskTable table = RiskTable.of(
                Survival.ofDays(new int[] {Integer.MAX_VALUE, 3, 3}, new int[] {0, 1, 1}));

        assertThat(table.times()).containsExactly(3, Integer.MAX_VALUE);
        assertThat(table.count()).containsExactly(2, 1);
    }

    @Test
    void tablesOfOtherGroupsDoNotAddUp() {
        RiskTable one = RiskTable.of(Survival.ofDays(new int[] {1, 2}, new int[] {0, 1}));
        RiskTable two = RiskTable.of(Survival.ofDays(new int[] {1, 2}, new int[] {0, 1})
                .grouped(new int[] {0, 1}, 2));

        assertThatIllegalArgumentException().isThrownBy(() -> one.merge(two)).withMessage(
                "a table of 1 strata, 2 groups and 1 causes does not add to one of 1, 1 and 1");
    }

    @Test
    void theAtRiskTableCountsUpToAndIncludingATime() {
        RiskTable table = RiskTable.of(
                Survival.ofDays(new int[] {1, 2, 2, 5}, new int[] {1, 0, 1, 0}));

        assertThat(AtRiskTable.of(table, 0, 2, 6).groups()).containsExactly(java.util.List.of(
                new AtRiskTable.Counts(4, 0, 0), new AtRiskTable.Counts(3, 2, 1),
                new AtRiskTable.Counts(0, 2, 2)));
    }
}
