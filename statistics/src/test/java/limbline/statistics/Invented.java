package limbline.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Rows made up for property tests, with many ties.
@SuppressWarnings("ArrayRecordComponent") // columns
record Invented(long seed, int[] days, int[] status, int[] group, int[] stratum) {

    static final int GROUPS = 3;
    static final int CAUSES = 2;
    static final int STRATA = 2;

    static Invented rows(int size, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Invented rows = new Invented(seed, new int[size], new int[size], new int[size],
                new int[size]);
        for (int i = 0; i < size; i++) {
            rows.days[i] = 1 + random.nextInt(0, 1 + size / 3);
            rows.status[i] = random.nextInt(0, CAUSES + 1);
            rows.group[i] = i < GROUPS ? i : random.nextInt(0, GROUPS);
            rows.stratum[i] = random.nextInt(0, STRATA);
        }
        return rows;
    }

    /// The same rows in another order.
    Invented shuffled(RandomGenerator random) {
        Invented other = new Invented(seed, days.clone(), status.clone(), group.clone(),
                stratum.clone());
        for (int i = days.length - 1; i > 0; i--) {
            int j = random.nextInt(0, i + 1);
            for (int[] column : new int[][] {
                other.days, other.status, other.group, other.stratum
            }) {
                int value = column[i];
                column[i] = column[j];
                column[j] = value;
            }
        }
        return other;
    }

    /// The rows from `from` to just before `to`.
    Invented part(int from, int to) {
        return new Invented(seed, Arrays.copyOfRange(days, from, to),
                Arrays.copyOfRange(status, from, to),
                Arrays.copyOfRange(group, from, to),
                Arrays.copyOfRange(stratum, from, to));
    }

    Survival byDay() {
        return Survival.ofDays(days, status, CAUSES).grouped(group, GROUPS)
                .stratified(stratum, STRATA);
    }

    /// The same times in a unit in which they are not whole, and are exact.
    Survival byQuarterDay() {
        return Survival.of(times(0.25), status, CAUSES).grouped(group, GROUPS)
                .stratified(stratum, STRATA);
    }

    double[] times(double unit) {
        return Arrays.stream(days).mapToDouble(day -> day * unit).toArray();
    }

    /// Any event as the event.
    int[] any() {
        return Arrays.stream(status).map(s -> s == 0 ? 0 : 1).toArray();
    }
}
