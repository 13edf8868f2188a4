package limbline.statistics;

/// A [RiskTable] read time by time, with near-equal times as one ([RiskTable#joined]) and nothing
/// copied: its entries in blocks that fit into the processor's cache.
///
/// A block begins and ends between two times, and where, depends on the table and the tolerance
/// alone. Whoever adds up each block for itself and then the blocks in their order has the same
/// digits on any number of threads.
final class Steps {

    /// The entries of a block; more where one time has more. Some ten columns of them fit into the
    /// first cache.
    private static final int BLOCK = 512;

    final RiskTable table;

    /// Times further apart than this are two.
    private final double near;

    /// Where each block begins, and the rows before it.
    private final int[] begin;
    private final int[] rowsBefore;

    private int distinctTimes;

    Steps(RiskTable table, double tolerance) {
        Check.that(tolerance >= 0 && tolerance < 1, "a tolerance of %s is not in [0, 1)",
                tolerance);
        this.table = table;
        begin = new int[blocks() + 1];
        rowsBefore = new int[blocks() + 1];
        double mean = survey();
        near = tolerance == 0 ? 0 : near(tolerance, mean);
        cut();
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

    int blocks() {
        return (table.entries() + BLOCK - 1) / BLOCK;
    }

    /// The rows of all blocks.
    int rows() {
        return rowsBefore[blocks()];
    }

    /// The number of distinct times before near ones are joined.
    int distinctTimes() {
        return distinctTimes;
    }

    /// Counts the rows before each block, and finds the mean of the distinct times.
    private double survey() {
        int entries = table.entries();
        double[] sums = new double[blocks()];
        int[] times = new int[sums.length];
        Parts.shared(Parts.howMany(entries), sums.length, () -> {
            double[] time = new double[BLOCK];
            int[] cell = new int[BLOCK];
            int[] count = new int[BLOCK];
            return block -> {
                int from = block * BLOCK;
                int to = Math.min(from + BLOCK, entries);
                table.read(from, to, time, cell, count);
                double before = from == 0 ? -1 : table.time(from - 1);
                double sum = 0;
                int distinct = 0;
                int rows = 0;
                for (int i = 0; i < to - from; i++) {
                    boolean fresh = time[i] != before;
                    sum += fresh ? time[i] : 0;
                    distinct += fresh ? 1 : 0;
                    before = time[i];
                    rows += count[i];
                }
                rowsBefore[block + 1] = rows;
                sums[block] = sum;
                times[block] = distinct;
            };
        });
        double sum = 0;
        for (int block = 0; block < sums.length; block++) {
            sum += sums[block];
            distinctTimes += times[block];
            rowsBefore[block + 1] += rowsBefore[block];
        }
        return sum / distinctTimes;
    }

    /// Moves the beginning of each block on to that of a time.
    private void cut() {
        int entries = table.entries();
        for (int block = 1; block < begin.length; block++) {
            int entry = Math.min(block * BLOCK, entries);
            if (begin[block - 1] > entry) {
                begin[block] = begin[block - 1];
                rowsBefore[block] = rowsBefore[block - 1];
                continue;
            }
            while (entry < entries && table.time(entry) - table.time(entry - 1) <= near) {
                rowsBefore[block] += table.count(entry++);
            }
            begin[block] = entry;
        }
    }

    /// One block after the other in the same space.
    final class Block {

        /// The first entry, the number of entries, and the rows in them and before them.
        int first;
        int size;
        int rows;
        int rowsBefore;

        /// Of each entry its time, its cell, its rows and its step, from 0.
        double[] time = new double[BLOCK];
        int[] cell = new int[BLOCK];
        int[] count = new int[BLOCK];
        int[] step = new int[BLOCK];

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
