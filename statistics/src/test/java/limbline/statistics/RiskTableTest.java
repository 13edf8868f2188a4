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

    /// Delayed entry in whole days is counted too, and in quarters of days it is sorted.
    @Test
    void countingDaysOfEntryAndSortingThemGiveTheSameTable() {
        for (long seed = 1; seed <= 50; seed++) {
            Invented rows = Invented.rows(200, seed);
            double[] starts = IntStream.range(0, 200)
                    .mapToDouble(i -> Math.floor(i % 3 * rows.days()[i] / 4.0)).toArray();
            double[] quarters = Arrays.stream(starts).map(start -> start / 4).toArray();
            RiskTable days = RiskTable.of(rows.byDay().enteredAt(starts));
            RiskTable sorted = RiskTable.of(rows.byQuarterDay().enteredAt(quarters));

            assertThat(days.hasEntered()).isTrue();
            assertThat(Arrays.stream(sorted.time()).map(t -> 4 * t).toArray()).as("seed %s", seed)
                    .isEqualTo(days.time());
            assertThat(sorted.cell()).as("seed %s", seed).isEqualTo(days.cell());
            assertThat(sorted.count()).as("seed %s", seed).isEqualTo(days.count());
        }
    }

    /// Cells of 2 strata, 2 groups and 2 causes: censored, 1, 2, continued, entered.
    @Test
    void aTableIsReadInOtherWays() {
        Survival rows = Survival.ofDays(new int[] {3, 3, 5, 5}, new int[] {0, 1, 2, 2}, 2)
                .grouped(new int[] {0, 1, 0, 1}, 2).stratified(new int[] {0, 0, 1, 1}, 2)
                .enteredAt(0, 1, 0, 1);
        RiskTable table = RiskTable.of(rows);

        assertThat(table.strata()).isEqualTo(2);
        assertThat(table.groups()).isEqualTo(2);
        assertThat(table.causes()).isEqualTo(2);
        assertThat(table.rows()).isEqualTo(4);
        assertThat(table.time(2)).isEqualTo(1);
        assertThat(table.times()).containsExactly(0, 1, 3, 5);
        assertThat(table.cell()).containsExactly(4, 14, 9, 19, 0, 6, 12, 17);
        assertThat(table.pooled().cell()).containsExactly(4, 4, 0, 1, 2);
        assertThat(table.pooled().count()).containsExactly(2, 2, 1, 1, 2);
        assertThat(table.pooled().pooled()).isEqualTo(table.pooled());
        assertThat(table.group(1).cell()).containsExactly(4, 1, 2);
        assertThat(table.group(1).count()).containsExactly(2, 1, 1);
        assertThat(table.onlyCause(2).causes()).isEqualTo(1);
        assertThat(table.onlyCause(2).cell()).containsExactly(3, 11, 7, 15, 0, 4, 9, 13);
        assertThat(table.onlyCause(1).cell()).containsExactly(3, 11, 7, 15, 0, 5, 8, 12);
        assertThat(table.anyCause().cell()).containsExactly(3, 11, 7, 15, 0, 5, 9, 13);
        assertThat(table.reversed().cell()).containsExactly(3, 11, 7, 15, 1, 4, 8, 12);
        assertThat(table.byStratum()).hasSize(2);
        assertThat(table.byStratum().getLast().cell()).containsExactly(4, 9, 2, 7);
        assertThat(table.joined(RiskTable.TOLERANCE)).isEqualTo(table).hasSameHashCodeAs(table);
        assertThat(table).isNotEqualTo(table.pooled()).isNotEqualTo(table.anyCause())
                .doesNotHaveSameHashCodeAs(table.pooled());
        for (int group : new int[] {-1, 2}) {
            assertThatIllegalArgumentException().isThrownBy(() -> table.group(group))
                    .withMessage("group %s is not in 0 to 1", group);
        }
        for (int cause : new int[] {0, 3}) {
            assertThatIllegalArgumentException().isThrownBy(() -> table.onlyCause(cause))
                    .withMessage("cause %s is not in 1 to 2", cause);
        }
    }

    @Test
    void tablesThatDifferInOneThingAreNotEqual() {
        Survival rows = Survival.ofDays(new int[] {3, 3, 5}, new int[] {0, 1, 1});
        RiskTable table = RiskTable.of(rows);

        assertThat(table).isEqualTo(RiskTable.of(rows))
                .isNotEqualTo(RiskTable.of(Survival.ofDays(new int[] {3, 4, 5},
                        new int[] {0, 1, 1})))
                .isNotEqualTo(RiskTable.of(Survival.ofDays(new int[] {3, 3, 5},
                        new int[] {0, 0, 1})))
                .isNotEqualTo(RiskTable.of(Survival.ofDays(new int[] {3, 3, 3, 5},
                        new int[] {0, 0, 1, 1})))
                .isNotEqualTo(RiskTable.of(rows.weighted(1, 1, 2)))
                .isNotEqualTo(RiskTable.of(rows.stratified(new int[3], 2)));
    }

    @Test
    void moreRowsThanAnIntHoldsDoNotAddUp() {
        RiskTable half = new RiskTable(1, 1, 1, new double[] {1}, new int[] {1},
                new int[] {1 << 30}, null, null);

        assertThatIllegalArgumentException().isThrownBy(() -> half.merge(half)).withMessage(
                "1073741824 and 1073741824 rows together are more than 2147483647");
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
        RiskTable late = RiskTable.of(
                Survival.ofDays(new int[] {4, 5}, new int[] {1, 0}).enteredAt(0, 2));
        assertThat(AtRiskTable.of(late, 1, 2, 3, 5).groups()).containsExactly(java.util.List.of(
                new AtRiskTable.Counts(1, 0, 0), new AtRiskTable.Counts(1, 0, 0),
                new AtRiskTable.Counts(2, 0, 0), new AtRiskTable.Counts(1, 1, 1)));
        for (double time : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> AtRiskTable.of(table, time))
                    .withMessage("a time of %s is not a number of at least 0", time);
        }
    }
}
