package limbline.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How many, at each distinct time and in each group, had the event of each cause, were censored,
/// or came under observation: all that Kaplan-Meier, Aalen-Johansen, the log-rank family and
/// Gray's test need to know of any number of rows.
///
/// **Tables add up.** `a.merge(b)` is the table of the rows of both, so threads, the partitions of
/// a cluster and hospitals that may not share patients all add the same tables. Counts are whole
/// numbers, so any split in any order gives the same table, bit for bit; sums of weights differ by
/// rounding only, at most 1e-16 of the sum for each merge.
///
/// Times are kept exactly as given. What R calls `timefix`, taking times as equal that differ by
/// rounding only, depends on all times together and so is applied when a table is read: [#joined].
public final class RiskTable {

    /// R's tolerance for times that are equal up to rounding: the square root of the spacing of
    /// doubles at 1.
    public static final double TOLERANCE = Math.sqrt(Math.ulp(1.0));

    final int strata;
    final int groups;
    final int causes;

    /// One entry for each time and cell with a row, by time and then by cell.
    final double[] time;
    final int[] cell;
    final int[] count;

    /// Sums of the weights and of their squares; absent if every row counts once.
    final double @Nullable [] weight;
    final double @Nullable [] squared;

    /// Counted when first asked for; volatile, so that another thread sees it whole.
    private volatile int @Nullable [] totals;

    RiskTable(int strata, int groups, int causes, double[] time, int[] cell, int[] count,
            double @Nullable [] weight, double @Nullable [] squared) {
        this.strata = strata;
        this.groups = groups;
        this.causes = causes;
        this.time = time;
        this.cell = cell;
        this.count = count;
        this.weight = weight;
        this.squared = squared;
    }

    /// Counts rows.
    public static RiskTable of(Survival data) {
        RiskTable days = data.weights == null && data.subjects == null ? DayCount.of(data) : null;
        RiskTable table = days == null ? SortedCount.of(data) : days;
        for (int g = 0; g < data.groups; g++) {
            Check.that(table.rows(g) > 0, "group %s has no row", g);
        }
        return table;
    }

    /// What can become of a row: censored (0), a cause (1 to `causes`), or continued by the next
    /// interval of the same subject (`causes` + 1); and last, that it entered (`causes` + 2). A
    /// cell is a stratum, a group and a fate.
    static int fates(int causes) {
        return causes + 3;
    }

    static int entered(int causes) {
        return causes + 2;
    }

    int entered() {
        return entered(causes);
    }

    public int strata() {
        return strata;
    }

    public int groups() {
        return groups;
    }

    public int causes() {
        return causes;
    }

    /// The number of rows.
    public long rows() {
        long rows = 0;
        for (int g = 0; g < groups; g++) {
            rows += rows(g);
        }
        return rows;
    }

    /// The number of rows in a group.
    public long rows(int group) {
        int fates = fates(causes);
        int[] totals = totals();
        long rows = 0;
        for (int s = 0; s < strata; s++) {
            int first = (s * groups + group) * fates;
            for (int fate = 0; fate < entered(); fate++) {
                rows += totals[first + fate];
            }
        }
        return rows;
    }

    /// Whether a row came under observation after the start.
    boolean hasEntered() {
        int fates = fates(causes);
        int[] totals = totals();
        for (int first = 0; first < totals.length; first += fates) {
            if (totals[first + entered()] > 0) {
                return true;
            }
        }
        return false;
    }

    /// At risk in each stratum and group before the first time: those who never entered later.
    int[] atStart() {
        int fates = fates(causes);
        int[] totals = totals();
        int[] atRisk = new int[strata * groups];
        for (int g = 0; g < atRisk.length; g++) {
            for (int fate = 0; fate < entered(); fate++) {
                atRisk[g] += totals[g * fates + fate];
            }
            atRisk[g] -= totals[g * fates + entered()];
        }
        return atRisk;
    }

    /// This table, with the number of rows in each cell as whoever made it counted them in parts.
    RiskTable knowing(int[][] parts) {
        int[] sums = new int[strata * groups * fates(causes)];
        for (int[] part : parts) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += part[c];
            }
        }
        totals = sums;
        return this;
    }

    /// The number of rows in each cell, at any time.
    private int[] totals() {
        int[] known = totals;
        if (known == null) {
            known = new int[strata * groups * fates(causes)];
            for (int i = 0; i < cell.length; i++) {
                known[cell[i]] += count[i];
            }
            totals = known;
        }
        return known;
    }

    /// The table of the rows of both.
    ///
    /// @param other with the same groups and causes
    public RiskTable merge(RiskTable other) {
        Check.that(
                strata == other.strata && groups == other.groups && causes == other.causes,
                "a table of %s strata, %s groups and %s causes does not add to one of %s, %s and "
                        + "%s",
                other.strata, other.groups, other.causes, strata, groups, causes);
        Check.that(rows() + other.rows() <= Integer.MAX_VALUE,
                "%s and %s rows together are more than %s", rows(), other.rows(),
                Integer.MAX_VALUE);
        Entries entries = new Entries(
                time.length + other.time.length, weight != null || other.weight != null);
        int i = 0;
        int j = 0;
        while (i < time.length || j < other.time.length) {
            int order = order(i, other, j);
            if (order < 0) {
                add(i++, entries);
            } else if (order > 0) {
                other.add(j++, entries);
            } else {
                entries.add(time[i], cell[i], count[i] + other.count[j],
                        weight(i) + other.weight(j), squared(i) + other.squared(j));
                i++;
                j++;
            }
        }
        return entries.table(strata, groups, causes);
    }

    private void add(int entry, Entries entries) {
        entries.add(time[entry], cell[entry], count[entry], weight(entry), squared(entry));
    }

    /// One group alone, of all strata.
    public RiskTable group(int group) {
        Check.that(group >= 0 && group < groups, "group %s is not in 0 to %s", group, groups - 1);
        if (groups == 1 && strata == 1) {
            return this;
        }
        int fates = fates(causes);
        int[] newCell = new int[time.length];
        for (int i = 0; i < newCell.length; i++) {
            newCell[i] = cell[i] / fates % groups == group ? cell[i] % fates : -1;
        }
        return withCells(1, 1, causes, newCell);
    }

    /// All groups and strata as one.
    public RiskTable pooled() {
        if (groups == 1 && strata == 1) {
            return this;
        }
        int[] newCell = new int[time.length];
        for (int i = 0; i < newCell.length; i++) {
            newCell[i] = cell[i] % fates(causes);
        }
        return withCells(1, 1, causes, newCell);
    }

    /// The table in which only `cause` is an event and every other counts as censored.
    public RiskTable onlyCause(int cause) {
        Check.that(cause >= 1 && cause <= causes, "cause %s is not in 1 to %s", cause, causes);
        return refated(fate -> fate == cause ? 1 : fate <= causes ? 0 : fate - causes + 1, 1);
    }

    /// The table in which any cause is the event.
    public RiskTable anyCause() {
        return refated(fate -> fate == 0 ? 0 : fate <= causes ? 1 : fate - causes + 1, 1);
    }

    /// The table in which censoring is the event and every event counts as censored, as the
    /// reverse Kaplan-Meier estimate wants it.
    public RiskTable reversed() {
        return refated(fate -> fate == 0 ? 1 : fate <= causes ? 0 : fate - causes + 1, 1);
    }

    /// The table with those times taken as equal that differ by rounding only: neighbours in the
    /// sorted distinct times that differ by no more than `tolerance`, or than `tolerance` times
    /// the mean of the distinct times. A chain of such neighbours takes its earliest time, as in
    /// R's `aeqSurv`; a tolerance of 0 leaves the table as it is.
    public RiskTable joined(double tolerance) {
        Check.that(tolerance >= 0 && tolerance < 1, "a tolerance of %s is not in [0, 1)",
                tolerance);
        if (tolerance == 0 || time.length < 2) {
            return this;
        }
        double[] chained = chained(tolerance);
        return chained == null ? this : withTimes(chained).withCells(strata, groups, causes, cell);
    }

    /// The same as [#joined], in less time: where it makes no difference to an estimate that goes
    /// through the times, entries of one time and cell are neither added up nor put in order.
    RiskTable read(double tolerance) {
        if (strata > 1 || hasEntered()) {
            return joined(tolerance);
        }
        double[] chained = tolerance == 0 ? null : chained(tolerance);
        return chained == null ? this : withTimes(chained);
    }

    private RiskTable withTimes(double[] times) {
        RiskTable table = new RiskTable(strata, groups, causes, times, cell, count, weight,
                squared);
        table.totals = totals;
        return table;
    }

    /// The times with every chain of near ones at its earliest; nothing if none are near.
    private double @Nullable [] chained(double tolerance) {
        double sum = 0;
        double narrowest = Double.POSITIVE_INFINITY;
        int distinct = 0;
        double before = Double.NEGATIVE_INFINITY;
        for (double t : time) {
            if (t != before) {
                sum += t;
                distinct++;
                narrowest = Math.min(narrowest, t - before);
                before = t;
            }
        }
        double mean = sum / distinct;
        if (narrowest > tolerance && narrowest / mean > tolerance) {
            return null;
        }
        // Above this a step is wide without a division; rounding is left to the division below.
        double wide = tolerance * Math.max(1, mean) * (1 + 1e-12);
        double[] chained = new double[time.length];
        Parts.run(Parts.howMany(time.length), time.length, (_, from, to) -> {
            int first = from;
            while (first > 0 && near(time[first] - time[first - 1], tolerance, mean)) {
                first--;
            }
            double earliest = time[first];
            double last = earliest;
            for (int i = first; i < to; i++) {
                double t = time[i];
                if (t - last > wide || !near(t - last, tolerance, mean)) {
                    earliest = t;
                }
                if (i >= from) {
                    chained[i] = earliest;
                }
                last = t;
            }
        });
        return chained;
    }

    private static boolean near(double step, double tolerance, double mean) {
        return step <= tolerance || step / mean <= tolerance;
    }

    /// The distinct times.
    public double[] times() {
        double[] times = new double[distinctTimes()];
        int next = 0;
        for (int i = 0; i < time.length; i++) {
            if (i == 0 || time[i] != time[i - 1]) {
                times[next++] = time[i];
            }
        }
        return times;
    }

    /// The number of distinct times.
    int distinctTimes() {
        int distinct = 0;
        for (int i = 0; i < time.length; i++) {
            distinct += i == 0 || time[i] != time[i - 1] ? 1 : 0;
        }
        return distinct;
    }

    double weight(int entry) {
        return weight == null ? count[entry] : weight[entry];
    }

    double squared(int entry) {
        return squared == null ? count[entry] : squared[entry];
    }

    private interface Fate {
        int of(int fate);
    }

    private RiskTable refated(Fate change, int newCauses) {
        int fates = fates(causes);
        int newFates = fates(newCauses);
        int[] newCell = new int[time.length];
        for (int i = 0; i < newCell.length; i++) {
            int g = cell[i] / fates;
            newCell[i] = g * newFates + change.of(cell[i] - g * fates);
        }
        return withCells(strata, groups, newCauses, newCell);
    }

    /// The same times and counts in other cells, put in order and added up; -1 leaves one out.
    private RiskTable withCells(
            int newStrata, int newGroups, int newCauses, int[] newCell) {
        Entries entries = new Entries(time.length, weight != null);
        for (int i = 0; i < time.length; i++) {
            if (newCell[i] >= 0) {
                entries.add(time[i], newCell[i], count[i], weight(i), squared(i));
            }
            if (i + 1 == time.length || time[i + 1] != time[i]) {
                entries.endTime();
            }
        }
        return entries.table(newStrata, newGroups, newCauses);
    }

    /// Below 0 if entry `i` comes before entry `j` of the other table, 0 if they add up.
    private int order(int i, RiskTable other, int j) {
        if (i == time.length || j == other.time.length) {
            return i == time.length ? 1 : -1;
        }
        int byTime = Double.compare(time[i], other.time[j]);
        return byTime != 0 ? byTime : Integer.compare(cell[i], other.cell[j]);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof RiskTable other && strata == other.strata && groups == other.groups
                && causes == other.causes && Arrays.equals(time, other.time)
                && Arrays.equals(cell, other.cell) && Arrays.equals(count, other.count)
                && Arrays.equals(weight, other.weight) && Arrays.equals(squared, other.squared);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(time) * 31 + Arrays.hashCode(count);
    }

    @Override
    public String toString() {
        return "%s rows at %s times in %s groups with %s causes"
                .formatted(rows(), distinctTimes(), groups, causes);
    }
}
