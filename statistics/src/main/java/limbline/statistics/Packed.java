package limbline.statistics;

import java.util.Arrays;

/// The entries of a [RiskTable] in half the room: one `long` for the time and the cell of each.
///
/// The bits of a double above 0 are in the order of its value. So the bits of a time less `base`,
/// and below them the cell, are in the order of the entries; 0 stands for the time 0. Most entries
/// have one row; for the others there is a list.
///
/// @param size the number of entries; the array may be longer
/// @param key of each entry, ascending
/// @param base less than the bits of every time but 0
/// @param tied the entries of more than one row, ascending
/// @param rows of each of those
@SuppressWarnings("ArrayRecordComponent") // columns, read in loops
record Packed(int size, long[] key, long base, int cellBits, int[] tied, int[] rows) {

    static long key(double time, long base, int cellBits, int cell) {
        // 0.0 is added so that -0.0 becomes 0; only 0 has no bits above the base.
        long offset = Double.doubleToRawLongBits(0.0 + time) - base;
        return ((offset & ~(offset >> 63)) << cellBits) | cell; // the larger of it and 0
    }

    /// One key a row, sorted. The array is taken over.
    static Packed of(long[] keys, long base, int cellBits) {
        int repeats = 0;
        int tied = 0;
        boolean before = false;
        for (int i = 1; i < keys.length; i++) {
            boolean same = keys[i] == keys[i - 1];
            repeats += same ? 1 : 0;
            tied += same && !before ? 1 : 0;
            before = same;
        }
        Packed packed = new Packed(keys.length - repeats, keys, base, cellBits, new int[tied],
                new int[tied]);
        if (repeats > 0) {
            packed.addUp();
        }
        boolean mostlyEmpty = packed.size < keys.length / 2;
        return !mostlyEmpty ? packed : new Packed(packed.size,
                Arrays.copyOf(keys, packed.size), base, cellBits, packed.tied, packed.rows);
    }

    private void addUp() {
        int entry = 0;
        int next = 0;
        for (int i = 0; i < key.length; entry++) {
            int first = i;
            while (i < key.length && key[i] == key[first]) {
                i++;
            }
            if (i - first > 1) {
                tied[next] = entry;
                rows[next++] = i - first;
            }
            key[entry] = key[first];
        }
    }

    /// The rows in the entries from `from` to just before `to`.
    int rows(int from, int to) {
        int sum = to - from;
        for (int t = firstTied(from); t < tied.length && tied[t] < to; t++) {
            sum += rows[t] - 1;
        }
        return sum;
    }

    /// Adds the rows of each cell in the entries from `from` to just before `to`.
    void addTo(int[] rowsOfCell, int from, int to) {
        int cells = 1 << cellBits;
        // Neighbours of one cell would wait for each other, so four take turns.
        int[] turns = new int[4 * cells];
        for (int i = from; i < to; i++) {
            turns[((i & 3) << cellBits) | ((int) key[i] & (cells - 1))]++;
        }
        for (int t = firstTied(from); t < tied.length && tied[t] < to; t++) {
            turns[(int) key[tied[t]] & (cells - 1)] += rows[t] - 1;
        }
        for (int cell = 0; cell < rowsOfCell.length; cell++) {
            for (int turn = 0; turn < 4; turn++) {
                rowsOfCell[cell] += turns[(turn << cellBits) | cell];
            }
        }
    }

    double time(int entry) {
        return time(key[entry] >>> cellBits);
    }

    private double time(long offset) {
        return offset == 0 ? 0 : Double.longBitsToDouble(offset + base);
    }

    /// Writes the entries from `from` to just before `to` into the beginning of the columns.
    void read(int from, int to, double[] time, int[] cell, int[] count) {
        int mask = (1 << cellBits) - 1;
        for (int i = from; i < to; i++) {
            time[i - from] = Double.longBitsToDouble((key[i] >>> cellBits) + base);
            cell[i - from] = (int) key[i] & mask;
        }
        for (int i = from; i < to && key[i] >>> cellBits == 0; i++) {
            time[i - from] = 0;
        }
        Arrays.fill(count, 0, to - from, 1);
        for (int t = firstTied(from); t < tied.length && tied[t] < to; t++) {
            count[tied[t] - from] = rows[t];
        }
    }

    /// See [RiskTable#distinct].
    RiskTable.Distinct distinct(int from, int to) {
        double a = from == 0 ? time(0) : 0;
        double b = 0;
        double c = 0;
        double d = 0;
        long times = from == 0 ? 1 : 0;
        int i = Math.max(from, 1);
        // Sums that do not wait for each other.
        for (; i + 3 < to; i += 4) {
            a += timeIfLater(i);
            b += timeIfLater(i + 1);
            c += timeIfLater(i + 2);
            d += timeIfLater(i + 3);
            times -= later(i) + later(i + 1) + later(i + 2) + later(i + 3);
        }
        for (; i < to; i++) {
            a += timeIfLater(i);
            times -= later(i);
        }
        return new RiskTable.Distinct((int) times, (a + b) + (c + d));
    }

    private double timeIfLater(int entry) {
        return Double.longBitsToDouble(((key[entry] >>> cellBits) + base) & later(entry));
    }

    /// All bits if an entry is later than the one before it, else none.
    private long later(int entry) {
        return ((key[entry - 1] >>> cellBits) - (key[entry] >>> cellBits)) >> 63;
    }

    private int firstTied(int from) {
        int found = Arrays.binarySearch(tied, from);
        return found < 0 ? -found - 1 : found;
    }
}
