package limbline.statistics;

import java.util.Arrays;

/// Cumulative incidences of rows that each count once and all are there from the start, and
/// Aalen's variances of all causes in one pass: a block of [Steps] at a time, column by column,
/// while it is in the processor's cache. For the formulas see [AalenJohansen] and
/// [IncidenceVariance#aalen], which says the same of counts of any kind.
final class CountedIncidence {

    private final Steps steps;
    private final int causes;

    private final int rows;

    /// The probability of no event up to each time, and of having had that of each cause, with
    /// Aalen's standard error.
    final double[] survival;
    final double[][] incidence;
    final double[][] errors;

    /// @param steps of a table with one group
    CountedIncidence(Steps steps) {
        this.steps = steps;
        causes = steps.table.causes;
        rows = steps.table.atStart()[0];
        int times = steps.count();
        survival = new double[times];
        incidence = new double[causes][times];
        errors = new double[causes][times];
        Columns columns = new Columns();
        double[][] sums = new double[causes][4];
        double s = 1;
        int first = 0;
        for (int block = 0; block < steps.blocks(); block++) {
            int size = columns.read(block);
            s = columns.survive(s);
            System.arraycopy(columns.after, 0, survival, first, size);
            for (int c = 0; c < causes; c++) {
                columns.follow(c, sums[c]);
                System.arraycopy(columns.incidence, 0, incidence[c], first, size);
                System.arraycopy(columns.error, 0, errors[c], first, size);
            }
            first += size;
        }
    }

    /// One block after the other in the same space.
    private final class Columns {

        private final Steps.Block block = steps.new Block();
        private int[][] ofFate = new int[causes + 2][0];

        /// Of each step: at risk, with an event of any cause, and S after it.
        private double[] atRisk = new double[0];
        private int[] events = new int[0];
        double[] after = new double[0];

        /// S before each step for each row at risk, and its square; 1 / S after it, or 0.
        private double[] perRow = new double[0];
        private double[] squared = new double[0];
        private double[] inverse = new double[0];

        /// Of the cause that was followed last: F after each step, and its standard error.
        double[] incidence = new double[0];
        double[] error = new double[0];

        private double[] square = new double[0];
        private double[] linear = new double[0];

        /// @return the number of steps
        int read(int number) {
            block.read(number);
            int size = block.steps;
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
            return size;
        }

        private void grow(int most) {
            ofFate = new int[causes + 2][most];
            atRisk = new double[most];
            events = new int[most];
            after = new double[most];
            perRow = new double[most];
            squared = new double[most];
            inverse = new double[most];
            incidence = new double[most];
            error = new double[most];
            square = new double[most];
            linear = new double[most];
        }

        /// What all causes have in common.
        ///
        /// @param s the probability of no event before the block
        /// @return that after it
        double survive(double s) {
            int size = block.steps;
            for (int k = 0; k < size; k++) {
                after[k] = (atRisk[k] - events[k]) / atRisk[k];
            }
            double last = Running.products(after, size, s);
            perRow[0] = s;
            System.arraycopy(after, 0, perRow, 1, size - 1);
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

        /// Writes the incidence of a cause at each step and its standard error.
        ///
        /// @param sums the incidence and the constant, linear and square sum before the block, and
        ///     then after it
        void follow(int cause, double[] sums) {
            int size = block.steps;
            int[] own = ofFate[cause + 1];
            double[] f = incidence;
            double[] constant = error;
            for (int k = 0; k < size; k++) {
                f[k] = perRow[k] * own[k];
                square[k] = squared[k] * (events[k] - own[k]);
                constant[k] = squared[k] * own[k];
            }
            for (int k = 0; k < size && block.rows > size; k++) {
                if (events[k] > 1) {
                    square[k] = squared[k] * IncidenceVariance.tied(events[k] - own[k], atRisk[k]);
                    constant[k] = squared[k] * IncidenceVariance.tied(own[k], atRisk[k]);
                }
            }
            sums[0] = Running.sums(f, size, sums[0]);
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
            sums[1] = Running.sums(constant, size, sums[1]);
            sums[2] = Running.sums(linear, size, sums[2]);
            sums[3] = Running.sums(square, size, sums[3]);
            for (int k = 0; k < size; k++) {
                error[k] = Math.sqrt(Math.max(0,
                        constant[k] + f[k] * (f[k] * square[k] - 2 * linear[k])));
            }
        }
    }
}
