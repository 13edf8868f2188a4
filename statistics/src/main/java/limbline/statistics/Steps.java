package limbline.statistics;

import java.util.Arrays;

/// A [RiskTable] read time by time, with near-equal times as one ([RiskTable#joined]) and nothing
/// copied: its entries in blocks that fit into the processor's cache.
///
/// A block begins and ends between two times, and where, depends on the table and the tolerance
/// alone. Whoever adds up each block for itself and then the blocks in their order has the same
/// digits on any number of threads.
final class Steps {

    /// The entries of a usual block: some ten columns of them fit into the first cache.
    static final int BLOCK = 512;

    /// And of a short one, for who works with many columns.
    static final int SHORT_BLOCK = 128;

    /// The entries of a block; more where one time has more.
    private final int length;

    final RiskTable table;

    /// Times further apart than this are two.
    private final double near;

    /// Where each block begins, and the rows before it.
    private final int[] begin;
    private final int[] rowsBefore;
    private final int blocks;

    Steps(RiskTable table, double tolerance) {
        this(table, tolerance, BLOCK);
    }

    /// @param length the entries of a block; sums over it have digits of their own
    Steps(RiskTable table, double tolerance, int length) {
        Check.that(tolerance >= 0 && tolerance < 1, "a tolerance of %s is not in [0, 1)",
                tolerance);
        this.table = table;
        this.length = length;
        near = tolerance == 0 ? 0 : near(tolerance, mean());
        int most = (table.entries() + length - 1) / length;
        begin = new int[most + 1];
        rowsBefore = new int[most + 1];
        blocks = cut();
    }

    /// The largest difference that counts as near: `tolerance`, or the largest that is no more
    /// than `tolerance` when divided by the mean.
    private static double near(double tolerance, double mean) {
        double step = tolerance * mean;
        while (step / mean > tolerance) {
            step = Math.nextDown(step);
        }
        while (Math.nextUp(step) / mean <= tolerance) {
            step = Math.nextUp(step);
        }
        return Math.max(tolerance, step);
    }

    /// The first entry of a block, or the end.
    int begin(int block) {
        return begin[block];
    }

    /// How many blocks there are; none is empty.
    int blocks() {
        return blocks;
    }

    /// The rows of all blocks.
    int rows() {
        return rowsBefore[blocks()];
    }

    /// The mean of the distinct times: the same digits whatever the length of our blocks, since
    /// all who read a table have to agree which times are one.
    private double mean() {
        int entries = table.entries();
        RiskTable.Distinct[] some = new RiskTable.Distinct[(entries + BLOCK - 1) / BLOCK];
        Parts.shared(Parts.howMany(entries), some.length, () -> block -> some[block] =
                table.distinct(block * BLOCK, Math.min(block * BLOCK + BLOCK, entries)));
        return Arrays.stream(some).mapToDouble(RiskTable.Distinct::sum).sum()
                / Arrays.stream(some).mapToInt(RiskTable.Distinct::times).sum();
    }

    /// Ends each block where a time ends, and counts the rows before the next.
    private int cut() {
        int entries = table.entries();
        int found = 0;
        for (int usual = length; begin[found] < entries; usual += length) {
            int end = Math.min(usual, entries);
            if (end <= begin[found]) {
                continue; // the time that ended the block before was longer than a block
            }
            while (end < entries && table.time(end) - table.time(end - 1) <= near) {
                end++;
            }
            rowsBefore[found + 1] = rowsBefore[found] + table.rows(begin[found], end);
            begin[++found] = end;
        }
        return found;
    }

    /// One block after the other in the same space.
    final class Block {

        /// The first entry, the number of entries, and the rows in them and before them.
        int first;
        int size;
        int rows;
        int rowsBefore;

        /// Of each entry its time, its cell, its rows and its step, from 0.
        double[] time = new double[length];
        int[] cell = new int[length];
        int[] count = new int[length];
        int[] step = new int[length];

        /// The number of distinct times.
        int steps;

        void read(int block) {
            first = begin[block];
            size = begin[block + 1] - first;
            if (size > cell.length) {
                cell = new int[size];
                count = new int[size];
                step = new int[size];
                time = new double[size];
            }
            rowsBefore = Steps.this.rowsBefore[block];
            rows = Steps.this.rowsBefore[block + 1] - rowsBefore;
            table.read(first, first + size, time, cell, count);
            double before = Double.NEGATIVE_INFINITY;
            int last = -1;
            for (int i = 0; i < size; i++) {
                last += time[i] - before > near ? 1 : 0;
                step[i] = last;
                before = time[i];
            }
            steps = last + 1;
        }

        /// Writes the time of each step, the earliest of those that were joined.
        void times(double[] times, int firstStep) {
            for (int i = size - 1; i >= 0; i--) {
                times[firstStep + step[i]] = time[i];
            }
        }
    }
}
