package limbline.statistics;

import java.util.Arrays;

/// Cumulative incidences of rows that each count once and all are there from the start, and
/// Aalen's variances of all causes in one pass: a block of [Steps] at a time, column by column,
/// while it is in the processor's cache. For the formulas see [AalenJohansen] and
/// [IncidenceVariance#aalen], which says the same of counts of any kind.
final class CountedIncidence {

    /// The blocks that are handed from thread to thread at a time.
    private static final int BATCH = 8;

    private final int causes;
    private final int rows;

    /// The probability of no event up to each time, and of having had that of each cause, with
    /// Aalen's standard error: `size` of each.
    final double[] survival;
    final double[][] incidence;
    final double[][] errors;
    final int size;

    /// @param steps of a table with one group
    CountedIncidence(Steps steps) {
        causes = steps.table.causes;
        rows = steps.rows();
        int most = steps.distinctTimes();
        survival = new double[most];
        incidence = new double[causes][most];
        errors = new double[causes][most];
        Steps.Block block = steps.new Block();
        Course course = new Course();
        double[] before = {1};
        int[] first = {0};
        Parts.inTurn(Parts.howMany(steps.table.entries()), steps.blocks(), BATCH, Columns::new,
                (columns, number) -> {
                    block.read(number);
                    columns.count(block, first[0]);
                    before[0] = columns.survive(before[0]);
                    first[0] += block.steps;
                }, course::follow);
        size = first[0];
    }

    /// What all causes have in common, of one block.
    private final class Columns {

        int first;
        int size;
        private boolean tied;
        private int[][] ofFate = new int[causes + 2][0];

        /// Of each step: at risk, with an event of any cause, and S after it.
        private double[] atRisk = new double[0];
        private int[] events = new int[0];
        private double[] after = new double[0];

        /// S before each step for each row at risk, and its square; 1 / S after it, or 0.
        private double[] perRow = new double[0];
        private double[] squared = new double[0];
        private double[] inverse = new double[0];

        /// @param firstStep of all steps the first in the block
        void count(Steps.Block block, int firstStep) {
            first = firstStep;
            size = block.steps;
            tied = block.rows > size;
            if (after.length < size) {
                grow(block.cell.length);
            }
            for (int[] column : ofFate) {
                Arrays.fill(column, 0, size, 0);
            }
            for (int i = 0; i < block.size; i++) {
                ofFate[block.cell[i]][block.step[i]] += block.count[i];
            }
            Arrays.fill(events, 0, size, 0);
            for (int c = 1; c <= causes; c++) {
                int[] ofCause = ofFate[c];
                for (int k = 0; k < size; k++) {
                    events[k] += ofCause[k];
                }
            }
            int[] censored = ofFate[0];
            int left = rows - block.rowsBefore;
            for (int k = 0; k < size; k++) {
                atRisk[k] = left;
                left -= events[k] + censored[k];
            }
        }

        private void grow(int most) {
            ofFate = new int[causes + 2][most];
            atRisk = new double[most];
            events = new int[most];
            after = new double[most];
            perRow = new double[most];
            squared = new double[most];
            inverse = new double[most];
        }

        /// @param s the probability of no event before the block
        /// @return that after it
        double survive(double s) {
            for (int k = 0; k < size; k++) {
                after[k] = (atRisk[k] - events[k]) / atRisk[k];
            }
            double last = Running.products(after, size, s);
            perRow[0] = s;
            System.arraycopy(after, 0, perRow, 1, size - 1);
            System.arraycopy(after, 0, survival, first, size);
            for (int k = 0; k < size; k++) {
                perRow[k] /= atRisk[k];
                squared[k] = perRow[k] * perRow[k];
            }
            for (int k = 0; k < size; k++) {
                inverse[k] = 1 / after[k];
            }
            for (int k = 0; k < size && last == 0; k++) {
                inverse[k] = after[k] > 0 ? inverse[k] : 0;
            }
            return last;
        }
    }

    /// The causes, each block after the one before it.
    private final class Course {

        /// Of each cause the incidence and the constant, linear and square sum so far.
        private final double[][] sums = new double[causes][4];

        /// Of the cause at hand: F after each step, and the three sums; in place of the first of
        /// these at last the standard error.
        private double[] f = new double[0];
        private double[] constant = new double[0];
        private double[] square = new double[0];
        private double[] linear = new double[0];

        void follow(Columns columns) {
            int size = columns.size;
            if (f.length < size) {
                f = new double[columns.after.length];
                constant = new double[f.length];
                square = new double[f.length];
                linear = new double[f.length];
            }
            for (int c = 0; c < causes; c++) {
                follow(columns, columns.ofFate[c + 1], sums[c]);
                System.arraycopy(f, 0, incidence[c], columns.first, size);
                System.arraycopy(constant, 0, errors[c], columns.first, size);
            }
        }

        /// @param own events of the cause at each step
        private void follow(Columns columns, int[] own, double[] before) {
            int size = columns.size;
            int[] events = columns.events;
            double[] perRow = columns.perRow;
            double[] squared = columns.squared;
            double[] inverse = columns.inverse;
            for (int k = 0; k < size; k++) {
                f[k] = perRow[k] * own[k];
                square[k] = squared[k] * (events[k] - own[k]);
                constant[k] = squared[k] * own[k];
            }
            for (int k = 0; k < size && columns.tied; k++) {
                if (events[k] > 1) {
                    double n = columns.atRisk[k];
                    square[k] = squared[k] * IncidenceVariance.tied(events[k] - own[k], n);
                    constant[k] = squared[k] * IncidenceVariance.tied(own[k], n);
                }
            }
            before[0] = Running.sums(f, size, before[0]);
            for (int k = 0; k < size; k++) {
                double other = square[k];
                double mine = constant[k];
                double slope = f[k] * inverse[k];
                double ofOther = slope * other;
                double ofMine = (1 + slope) * mine;
                constant[k] = slope * ofOther + (1 + slope) * ofMine;
                linear[k] = inverse[k] * (ofOther + ofMine);
                square[k] = inverse[k] * inverse[k] * (other + mine);
            }
            before[1] = Running.sums(constant, size, before[1]);
            before[2] = Running.sums(linear, size, before[2]);
            before[3] = Running.sums(square, size, before[3]);
            for (int k = 0; k < size; k++) {
                constant[k] = Math.sqrt(Math.max(0,
                        constant[k] + f[k] * (f[k] * square[k] - 2 * linear[k])));
            }
        }
    }
}
