package limbline.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts rows with times in whole days: one cell of a table for each day, group and fate, and no
/// sorting. Each block of rows is checked while it is in the processor's cache, then counted.
final class DayCount {

    private static final int BLOCK = 2048;

    /// Beyond this many cells per row the table is emptier than sorting is slow.
    private static final int CELLS_PER_ROW = 4;
    private static final int FEW_CELLS = 1 << 16;

    /// Counting a row costs so little that a second thread pays from this many times as many rows
    /// on as where rows are sorted.
    private static final int CHEAPER = 4;

    private final Survival data;

    /// What can become of a row: censored, a cause, or that it entered. No row is continued here.
    private final int fates;
    private final int cells;
    private final long mostCells;
    private int[] table;

    /// The days counted so far: 0 to the one before this.
    private int days;

    private DayCount(Survival data) {
        this.data = data;
        this.fates = data.causes + (data.starts == null ? 1 : 2);
        this.cells = data.strata * data.groups * fates;
        this.mostCells = Math.min(Integer.MAX_VALUE / 2,
                FEW_CELLS + (long) CELLS_PER_ROW * data.size());
        this.table = new int[Math.min(256 * cells, FEW_CELLS)];
    }

    /// The counts, or nothing if the days do not suit counting or a row makes no sense.
    static @Nullable RiskTable of(Survival data) {
        int size = data.size();
        int parts = Parts.howMany(size / CHEAPER);
        DayCount[] counts = new DayCount[parts];
        boolean[] counted = new boolean[parts];
        Parts.run(parts, size, (part, from, to) -> {
            counts[part] = new DayCount(data);
            counted[part] = counts[part].count(from, to);
        });
        for (boolean done : counted) {
            if (!done) {
                return null;
            }
        }
        return counts[0].plus(counts).table();
    }

    private boolean count(int from, int to) {
        int[] scratch = new int[data.days == null ? BLOCK : 0];
        for (int block = from; block < to; block += BLOCK) {
            int end = Math.min(block + BLOCK, to);
            if (data.days != null) {
                if (!count(data.days, block, block, end)) {
                    return false;
                }
            } else if (!whole(data.times, scratch, block, end)
                    || !count(scratch, 0, block, end)) {
                return false;
            }
            if (data.starts != null && !countStarts(data.starts, block, end)) {
                return false;
            }
        }
        return true;
    }

    /// Counts one block, unless a row of it is out of range.
    ///
    /// @param first where the block begins in `days`
    private boolean count(int[] days, int first, int from, int to) {
        int length = to - from;
        int latest = 0;
        int wrong = 0;
        for (int i = 0; i < length; i++) {
            int day = days[first + i];
            latest = Math.max(latest, day);
            wrong |= day;
        }
        int[] status = data.status;
        int causes = data.causes;
        for (int i = from; i < to; i++) {
            wrong |= status[i] | (causes - status[i]);
        }
        int[] group = data.group;
        int lastGroup = data.groups - 1;
        if (group != null) {
            for (int i = from; i < to; i++) {
                wrong |= group[i] | (lastGroup - group[i]);
            }
        }
        int[] stratum = data.stratum;
        int lastStratum = data.strata - 1;
        if (stratum != null) {
            for (int i = from; i < to; i++) {
                wrong |= stratum[i] | (lastStratum - stratum[i]);
            }
        }
        if (wrong < 0 || !reach(latest)) {
            return false;
        }
        int[] counts = table;
        int perDay = cells;
        if (group == null && stratum == null) {
            for (int i = 0; i < length; i++) {
                counts[days[first + i] * perDay + status[from + i]]++;
            }
        } else if (stratum != null) {
            for (int i = 0; i < length; i++) {
                counts[days[first + i] * perDay + data.cell(from + i) * fates
                        + status[from + i]]++;
            }
        } else if (group != null) {
            int perGroup = fates;
            for (int i = 0; i < length; i++) {
                counts[days[first + i] * perDay + group[from + i] * perGroup
                        + status[from + i]]++;
            }
        }
        return true;
    }

    private boolean countStarts(double[] starts, int from, int to) {
        int entered = fates - 1;
        for (int i = from; i < to; i++) {
            int day = (int) starts[i];
            if (day != starts[i] || day < 0 || day >= data.time(i) || !reach(day)) {
                return false;
            }
            table[day * cells + data.cell(i) * fates + entered]++;
        }
        return true;
    }

    /// Writes a block of times as days, if they all are whole.
    private static boolean whole(double @Nullable [] times, int[] days, int from, int to) {
        if (times == null) {
            return false;
        }
        boolean whole = true;
        for (int i = from; i < to; i++) {
            int day = (int) times[i];
            days[i - from] = day;
            whole &= day == times[i];
        }
        return whole;
    }

    private boolean reach(int day) {
        long needed = (day + 1L) * cells;
        if (needed > mostCells) {
            return false;
        }
        if (needed > table.length) {
            table = Arrays.copyOf(table, (int) Math.min(mostCells, needed + needed / 4));
        }
        days = Math.max(days, day + 1);
        return true;
    }

    private DayCount plus(DayCount[] counts) {
        DayCount longest = this;
        for (DayCount count : counts) {
            longest = count.days > longest.days ? count : longest;
        }
        for (DayCount count : counts) {
            if (count != longest) {
                for (int i = 0; i < count.days * cells; i++) {
                    longest.table[i] += count.table[i];
                }
            }
        }
        return longest;
    }

    private RiskTable table() {
        // Every place is written down, and the next one over it if nobody is there.
        int[] place = new int[days * cells];
        int filled = 0;
        for (int i = 0; i < place.length; i++) {
            place[filled] = i;
            filled += -table[i] >>> 31; // 1 if somebody is
        }
        double[] time = new double[filled];
        int[] cell = new int[filled];
        int[] count = new int[filled];
        // A place lies at least half a cell from either end of its day, so no rounding moves it.
        double perCell = 1.0 / cells;
        for (int i = 0; i < filled; i++) {
            int day = (int) ((place[i] + 0.5) * perCell);
            time[i] = day;
            cell[i] = place[i] - day * cells;
        }
        int[] cellOf = cellOf();
        for (int i = 0; i < filled; i++) {
            count[i] = table[place[i]];
            cell[i] = cellOf[cell[i]];
        }
        return new RiskTable(data.strata, data.groups, data.causes, time, cell, count, null, null);
    }

    /// The cell of a [RiskTable] for each of ours.
    private int[] cellOf() {
        int[] of = new int[cells];
        for (int c = 0; c < cells; c++) {
            int fate = c % fates;
            of[c] = c / fates * RiskTable.fates(data.causes)
                    + (fate <= data.causes ? fate : RiskTable.entered(data.causes));
        }
        return of;
    }
}
