package limbline.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

    /// The entries as they were counted; absent if they came as columns.
    private final @Nullable Packed packed;

    /// The entries as columns, unpacked when first asked for; volatile, so that another thread
    /// sees them whole.
    private volatile @Nullable Columns columns;

    /// Sums of the weights and of their squares; absent if every row counts once.
    final double @Nullable [] weight;
    final double @Nullable [] squared;

    /// The number of rows in each cell, at any time; counted when first asked for.
    private volatile int @Nullable [] totals;

    /// One entry for each time and cell with a row, by time and then by cell.
    @SuppressWarnings("ArrayRecordComponent") // columns, read in loops
    private record Columns(double[] time, int[] cell, int[] count) {}

    RiskTable(int strata, int groups, int causes, double[] time, int[] cell, int[] count,
            double @Nullable [] weight, double @Nullable [] squared) {
        this(strata, groups, causes, null, new Columns(time, cell, count), weight, squared);
    }

    RiskTable(int strata, int groups, int causes, Packed packed) {
        this(strata, groups, causes, packed, null, null, null);
    }

    private RiskTable(int strata, int groups, int causes, @Nullable Packed packed,
            @Nullable Columns columns, double @Nullable [] weight, double @Nullable [] squared) {
        this.strata = strata;
        this.groups = groups;
        this.causes = causes;
        this.packed = packed;
        this.columns = columns;
        this.weight = weight;
        this.squared = squared;
    }

    /// Counts rows.
    public static RiskTable of(Survival data) {
        RiskTable days = data.weights == null && data.subjects == null ? DayCount.of(data) : null;
        RiskTable table = days == null ? SortedCount.of(data) : days;
        for (int g = 0; data.groups > 1 && g < data.groups; g++) {
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
        if (packed != null) {
            return false; // what is packed was there from the start
        }
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
        int[] atRisk = new int[strata * groups];
        leave(atRisk, totals(), -1);
        return atRisk;
    }

    /// Takes from those at risk in each stratum and group whoever left, and adds who entered.
    ///
    /// @param rows in each cell
    /// @param sign -1 to undo it
    void leave(int[] atRisk, int[] rows, int sign) {
        int fates = fates(causes);
        for (int g = 0; g < atRisk.length; g++) {
            for (int fate = 0; fate < entered(); fate++) {
                atRisk[g] -= sign * rows[g * fates + fate];
            }
            atRisk[g] += sign * rows[g * fates + entered()];
        }
    }

    private int[] totals() {
        int[] known = totals;
        if (known == null) {
            known = new int[strata * groups * fates(causes)];
            addTo(known, 0, entries());
            totals = known;
        }
        return known;
    }

    /// Adds the rows of each cell in the entries from `from` to just before `to`.
    void addTo(int[] rowsOfCell, int from, int to) {
        if (packed != null) {
            packed.addTo(rowsOfCell, from, to);
            return;
        }
        int[] cells = cell();
        int[] counts = count();
        for (int i = from; i < to; i++) {
            rowsOfCell[cells[i]] += counts[i];
        }
    }

    /// The number of entries: one for each time and cell with a row, by time and then by cell.
    int entries() {
        Packed held = packed;
        return held == null ? time().length : held.size();
    }

    /// The rows in the entries from `from` to just before `to`.
    int rows(int from, int to) {
        Packed held = packed;
        return held == null ? Arrays.stream(count(), from, to).sum() : held.rows(from, to);
    }

    double time(int entry) {
        Packed held = packed;
        return held == null ? time()[entry] : held.time(entry);
    }

    double[] time() {
        return columns().time;
    }

    int[] cell() {
        return columns().cell;
    }

    int[] count() {
        return columns().count;
    }

    /// Writes the entries from `from` to just before `to` into the beginning of the columns.
    void read(int from, int to, double[] time, int[] cell, int[] count) {
        Packed held = packed;
        if (held == null) {
            Columns known = columns();
            System.arraycopy(known.time, from, time, 0, to - from);
            System.arraycopy(known.cell, from, cell, 0, to - from);
            System.arraycopy(known.count, from, count, 0, to - from);
        } else {
            held.read(from, to, time, cell, count);
        }
    }

    /// The times of some entries that are not also the time of the entry before.
    record Distinct(int times, double sum) {}

    /// Those of the entries from `from` to just before `to`.
    Distinct distinct(int from, int to) {
        Packed held = packed;
        if (held != null) {
            return held.distinct(from, to);
        }
        double[] time = time();
        double before = from == 0 ? -1 : time[from - 1];
        double sum = 0;
        int times = 0;
        for (int i = from; i < to; i++) {
            boolean later = time[i] != before;
            sum += later ? time[i] : 0;
            times += later ? 1 : 0;
            before = time[i];
        }
        return new Distinct(times, sum);
    }

    private Columns columns() {
        Columns known = columns;
        if (known == null) {
            int size = entries();
            known = new Columns(new double[size], new int[size], new int[size]);
            if (packed != null) {
                packed.read(0, size, known.time, known.cell, known.count);
            }
            columns = known;
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
                entries() + other.entries(), weight != null || other.weight != null);
        int i = 0;
        int j = 0;
        while (i < entries() || j < other.entries()) {
            int order = order(i, other, j);
            if (order < 0) {
                add(i++, entries);
            } else if (order > 0) {
                other.add(j++, entries);
            } else {
                entries.add(time()[i], cell()[i], count()[i] + other.count()[j],
                        weight(i) + other.weight(j), squared(i) + other.squared(j));
                i++;
                j++;
            }
        }
        return entries.table(strata, groups, causes);
    }

    private void add(int entry, Entries entries) {
        entries.add(time()[entry], cell()[entry], count()[entry], weight(entry), squared(entry));
    }

    /// One group alone, of all strata.
    public RiskTable group(int group) {
        Check.that(group >= 0 && group < groups, "group %s is not in 0 to %s", group, groups - 1);
        if (groups == 1 && strata == 1) {
            return this;
        }
        int fates = fates(causes);
        int[] cell = cell();
        int[] newCell = new int[cell.length];
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
        int[] cell = cell();
        int[] newCell = new int[cell.length];
        for (int i = 0; i < newCell.length; i++) {
            newCell[i] = cell[i] % fates(causes);
        }
        return withCells(1, 1, causes, newCell);
    }

    /// Each stratum that has a row, as a table of its own, without weights.
    List<RiskTable> byStratum() {
        int cells = groups * fates(causes);
        int[] sizes = new int[strata];
        for (int cell : cell()) {
            sizes[cell / cells]++;
        }
        Entries[] entries = new Entries[strata];
        Arrays.setAll(entries, s -> new Entries(sizes[s], false));
        for (int i = 0; i < entries(); i++) {
            int stratum = cell()[i] / cells;
            entries[stratum].add(time()[i], cell()[i] % cells, count()[i], 0, 0);
        }
        return IntStream.range(0, strata).filter(s -> sizes[s] > 0)
                .mapToObj(s -> entries[s].table(1, groups, causes)).toList();
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
        Steps steps = new Steps(this, tolerance);
        if (tolerance == 0) {
            return this;
        }
        Entries joined = new Entries(entries(), weight != null);
        Steps.Block block = steps.new Block();
        for (int b = 0; b < steps.blocks(); b++) {
            block.read(b);
            for (int i = 0, step = 0; i < block.size; step++) {
                double earliest = block.time[i];
                for (; i < block.size && block.step[i] == step; i++) {
                    joined.add(earliest, block.cell[i], block.count[i], weight(block.first + i),
                            squared(block.first + i));
                }
                joined.endTime();
            }
        }
        return joined.table(strata, groups, causes);
    }

    /// The distinct times.
    public double[] times() {
        double[] time = time();
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
        return distinct(0, entries()).times;
    }

    double weight(int entry) {
        return weight == null ? count()[entry] : weight[entry];
    }

    double squared(int entry) {
        return squared == null ? count()[entry] : squared[entry];
    }

    private interface Fate {
        int of(int fate);
    }

    private RiskTable refated(Fate change, int newCauses) {
        int fates = fates(causes);
        int newFates = fates(newCauses);
        int[] cell = cell();
        int[] newCell = new int[cell.length];
        for (int i = 0; i < newCell.length; i++) {
            int g = cell[i] / fates;
            newCell[i] = g * newFates + change.of(cell[i] - g * fates);
        }
        return withCells(strata, groups, newCauses, newCell);
    }

    /// The same times and counts in other cells, put in order and added up; -1 leaves one out.
    private RiskTable withCells(
            int newStrata, int newGroups, int newCauses, int[] newCell) {
        double[] time = time();
        int[] count = count();
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
        if (i == entries() || j == other.entries()) {
            return i == entries() ? 1 : -1;
        }
        int byTime = Double.compare(time()[i], other.time()[j]);
        return byTime != 0 ? byTime : Integer.compare(cell()[i], other.cell()[j]);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof RiskTable other && strata == other.strata && groups == other.groups
                && causes == other.causes && Arrays.equals(time(), other.time())
                && Arrays.equals(cell(), other.cell()) && Arrays.equals(count(), other.count())
                && Arrays.equals(weight, other.weight) && Arrays.equals(squared, other.squared);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(time()) * 31 + Arrays.hashCode(count());
    }

    @Override
    public String toString() {
        return "%s rows at %s times in %s groups with %s causes"
                .formatted(rows(), distinctTimes(), groups, causes);
    }
}
