package limbline.statistics;

import java.util.Arrays;
import java.util.function.Consumer;

/// Cumulative incidences of rows that each count once and all are there from the start, and
/// Aalen's variances of all causes in one pass: a block of [Steps] at a time, column by column,
/// while it is in the processor's cache. For the formulas see [AalenJohansen] and
/// [IncidenceVariance#aalen], which says the same of counts of any kind.
///
/// Several threads share the causes: each goes through the table for its own, since what the causes
/// have in common costs less than handing it over.
///
/// Results stay in the blocks in which they were worked out: written once, while what was allocated
/// is still in the cache.
final class CountedIncidence {

    private final Steps steps;
    private final int causes;
    private final int rows;

    /// For each block, and once more at the end: the steps before it.
    private final int[] first;

    /// By cause and block, of each step: the probability of having had the event, with Aalen's
    /// standard error.
    private final double[][][] incidence;
    private final double[][][] errors;

    /// @param steps of a table with one group
    CountedIncidence(Steps steps) {
        this.steps = steps;
        causes = steps.table.causes;
        rows = steps.rows();
        int blocks = steps.blocks();
        first = new int[blocks + 1];
        incidence = new double[causes][blocks][];
        errors = new double[causes][blocks][];
        Parts.run(Math.min(causes, Parts.howMany(steps.table.entries())), causes,
                (_, from, to) -> {
                    Course course = new Course();
                    each(columns -> {
                        if (from == 0) {
                            first[columns.block + 1] = first[columns.block] + columns.size;
                        }
                        course.follow(columns, from, to);
                    });
                });
    }

    private void each(Consumer<Columns> use) {
        Steps.Block block = steps.new Block();
        Columns columns = new Columns();
        double s = 1;
        for (int b = 0; b < steps.blocks(); b++) {
            block.read(b);
            columns.count(block, b);
            s = columns.survive(s);
            use.accept(columns);
        }
    }

    /// The number of distinct times.
    int steps() {
        return first[first.length - 1];
    }

    /// Worked out when asked for.
    double[] survival() {
        double[] survival = new double[steps()];
        each(columns -> System.arraycopy(
                columns.after, 0, survival, first[columns.block], columns.size));
        return survival;
    }

    /// @param cause from 0
    double[] incidence(int cause) {
        return joined(incidence[cause]);
    }

    double[] errors(int cause) {
        return joined(errors[cause]);
    }

    private double[] joined(double[][] blocks) {
        double[] all = new double[steps()];
        for (int b = 0; b < blocks.length; b++) {
            System.arraycopy(blocks[b], 0, all, first[b], blocks[b].length);
        }
        return all;
    }

    /// What all causes have in common, of one block.
    private final class Columns {

        int block;
        int size;
        private boolean tied;

        /// At risk before the first step.
        private int left;

        /// Of each step: those with an event of each cause, and where some step has two rows those
        /// censored, with any event, and at risk.
        private int[][] ofFate = new int[causes + 1][0];
        private int[] events = new int[0];
        private double[] atRisk = new double[0];

        /// S after each step, and 1 / S after it, or 0.
        private double[] after = new double[0];
        private double[] inverse = new double[0];

        /// By how much a row with an event of a cause raises its incidence: S before the step for
        /// each row at risk; 0 where no step has two rows and nobody had an event.
        private double[] raise = new double[0];

        /// 1 / n, once more after the last step; where some step has two rows, 1 / (n - 1).
        private double[] reciprocal = new double[0];

        /// Where no step has two rows: `raise` times `inverse`, and the sum of its squares.
        private double[] scaled = new double[0];
        private double[] square = new double[0];

        void count(Steps.Block counted, int number) {
            block = number;
            size = counted.steps;
            tied = counted.rows > size;
            if (events.length < size) {
                grow(counted.cell.length);
            }
            left = rows - counted.rowsBefore;
            if (tied) {
                countMany(counted);
            } else {
                countOneEach(counted);
            }
        }

        private void grow(int most) {
            ofFate = new int[causes + 1][most];
            events = new int[most];
            atRisk = new double[most];
            after = new double[most];
            inverse = new double[most];
            raise = new double[most];
            reciprocal = new double[most + 1];
            scaled = new double[most];
            square = new double[most];
        }

        private void countMany(Steps.Block counted) {
            for (int[] column : ofFate) {
                Arrays.fill(column, 0, size, 0);
            }
            for (int i = 0; i < counted.size; i++) {
                ofFate[counted.cell[i]][counted.step[i]] += counted.count[i];
            }
            Arrays.fill(events, 0, size, 0);
            for (int c = 1; c <= causes; c++) {
                int[] own = ofFate[c];
                for (int k = 0; k < size; k++) {
                    events[k] += own[k];
                }
            }
            int[] censored = ofFate[0];
            int now = left;
            for (int k = 0; k < size; k++) {
                atRisk[k] = now;
                now -= events[k] + censored[k];
            }
        }

        /// Each step is one row, and its cell is the row's fate.
        private void countOneEach(Steps.Block counted) {
            int[] cell = counted.cell;
            for (int k = 0; k < size; k++) {
                events[k] = -cell[k] >>> 31; // 1 unless the fate is 0
            }
            for (int fate = 1; fate <= causes; fate++) {
                int[] own = ofFate[fate];
                for (int k = 0; k < size; k++) {
                    own[k] = ((cell[k] ^ fate) - 1) >>> 31; // 1 where they are the same
                }
            }
        }

        /// @param s the probability of no event before the block
        /// @return that after it
        double survive(double s) {
            return tied ? surviveMany(s) : surviveOneEach(s);
        }

        /// Where nobody is left without event, 1 / S is taken as 0.
        private void end(double last) {
            for (int k = 0; k < size && last == 0; k++) {
                inverse[k] = after[k] > 0 ? inverse[k] : 0;
            }
        }

        private double surviveMany(double s) {
            for (int k = 0; k < size; k++) {
                reciprocal[k] = 1 / atRisk[k];
                after[k] = (atRisk[k] - events[k]) * reciprocal[k];
            }
            double last = Running.products(after, size, s);
            before(s);
            for (int k = 0; k < size; k++) {
                raise[k] *= reciprocal[k];
                inverse[k] = 1 / after[k];
                reciprocal[k] = 1 / Math.max(atRisk[k] - 1, 1);
            }
            end(last);
            return last;
        }

        /// Copied, so that no loop reads what it wrote in the step before.
        private void before(double s) {
            raise[0] = s;
            System.arraycopy(after, 0, raise, 1, size - 1);
        }

        /// One division a step: 1 / S grows by n / (n - 1) where S shrinks by (n - 1) / n, and the
        /// next step has n - 1 at risk.
        private double surviveOneEach(double s) {
            for (int k = 0; k < size; k++) {
                reciprocal[k] = left - k;
            }
            for (int k = 0; k < size; k++) {
                reciprocal[k] = 1 / reciprocal[k];
            }
            reciprocal[size] = left > size ? 1.0 / (left - size) : 0;
            for (int k = 0; k < size; k++) {
                after[k] = 1 - events[k] * reciprocal[k];
                inverse[k] = 1 + events[k] * reciprocal[k + 1];
            }
            double last = Running.products(after, size, s);
            Running.products(inverse, size, 1 / s);
            end(last);
            before(s);
            for (int k = 0; k < size; k++) {
                raise[k] *= events[k] * reciprocal[k];
                scaled[k] = raise[k] * inverse[k];
                square[k] = scaled[k] * scaled[k];
            }
            Running.sums(square, size, 0);
            return last;
        }
    }

    /// The causes, each block after the one before it.
    private final class Course {

        /// Of each cause the incidence and the constant, linear and square sum so far.
        private final double[][] sums = new double[causes][4];

        /// Of the cause at hand: the three sums.
        private double[] constant = new double[0];
        private double[] linear = new double[0];
        private double[] square = new double[0];

        /// Follows the causes from `from` to just before `to`.
        void follow(Columns columns, int from, int to) {
            int size = columns.size;
            if (constant.length < size) {
                constant = new double[columns.events.length];
                linear = new double[constant.length];
                square = new double[constant.length];
            }
            for (int c = from; c < to; c++) {
                double[] f = new double[size];
                incidence[c][columns.block] = f;
                int[] own = columns.ofFate[c + 1];
                double[] raise = columns.raise;
                for (int k = 0; k < size; k++) {
                    f[k] = raise[k] * own[k];
                }
                sums[c][0] = Running.sums(f, size, sums[c][0]);
                if (columns.tied) {
                    addMany(columns, own, f);
                } else {
                    addOneEach(columns, own, f);
                }
                Running.sums(constant, linear, size, sums[c][1], sums[c][2]);
                errors[c][columns.block] =
                        errors(f, columns.tied ? square : columns.square, sums[c]);
            }
        }

        private void addOneEach(Columns columns, int[] own, double[] f) {
            double[] inverse = columns.inverse;
            double[] raise = columns.raise;
            double[] scaled = columns.scaled;
            for (int k = 0; k < f.length; k++) {
                double move = raise[k] * (own[k] + f[k] * inverse[k]);
                constant[k] = move * move;
                linear[k] = move * scaled[k];
            }
        }

        /// With [IncidenceVariance#tied] in a form that takes no choice and no division.
        private void addMany(Columns columns, int[] own, double[] f) {
            double[] atRisk = columns.atRisk;
            double[] reciprocal = columns.reciprocal;
            int[] events = columns.events;
            double[] raise = columns.raise;
            double[] inverse = columns.inverse;
            for (int k = 0; k < f.length; k++) {
                int others = events[k] - own[k];
                double most = Math.max(atRisk[k] - 1, 1);
                double each = raise[k] * raise[k] * reciprocal[k];
                double mine = each * own[k] * (most - Math.max(own[k] - 1, 0));
                double other = each * others * (most - Math.max(others - 1, 0));
                double slope = f[k] * inverse[k];
                double ofOther = slope * other;
                double ofMine = (1 + slope) * mine;
                constant[k] = slope * ofOther + (1 + slope) * ofMine;
                linear[k] = inverse[k] * (ofOther + ofMine);
                square[k] = inverse[k] * inverse[k] * (other + mine);
            }
            Running.sums(square, f.length, 0);
        }

        /// @param squares the third sum, of the block alone
        /// @param sums before the block, but for the first; moved on to its end
        private double[] errors(double[] f, double[] squares, double[] sums) {
            double[] error = new double[f.length];
            double s = sums[3];
            for (int k = 0; k < f.length; k++) {
                double variance = constant[k] + f[k] * (f[k] * (s + squares[k]) - 2 * linear[k]);
                // The larger of it and 0, in a form for which processors have instructions.
                error[k] = Math.sqrt(0.5 * (variance + Math.abs(variance)));
            }
            int last = f.length - 1;
            sums[1] = constant[last];
            sums[2] = linear[last];
            sums[3] += squares[last];
            return error;
        }
    }
}
