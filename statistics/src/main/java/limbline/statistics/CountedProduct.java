package limbline.statistics;

import java.util.Arrays;
import java.util.function.Supplier;

/// The Kaplan-Meier product of rows that each count once and all are there from the start, with
/// Greenwood's sum. What is held is what both have come to before each block of [Steps]; what lies
/// between is worked out when asked for. So a curve takes hardly more room than its table, and
/// each block is read, multiplied up, and written while it is in the processor's cache.
final class CountedProduct {

    /// Curves of fewer steps have the digits that they have in R and by hand, step after step: a
    /// quantile where S is flat at 0.5 up to rounding hangs on them.
    private static final int BY_HAND = 256;

    private final Steps steps;
    private final int rows;

    /// For each block, and once more at the end: the steps before it, the product and the sum.
    private final int[] stepsBefore;
    private final double[] product;
    private final double[] greenwood;

    /// @param steps of a table with one group and one cause
    CountedProduct(Steps steps) {
        this.steps = steps;
        rows = steps.rows();
        int blocks = steps.blocks();
        stepsBefore = new int[blocks + 1];
        product = new double[blocks + 1];
        greenwood = new double[blocks + 1];
        product[0] = 1;
        each((Work) (block, part) -> {
            int size = part.factors(block);
            stepsBefore[block + 1] = size;
            product[block + 1] = Running.product(part.survival, size);
            greenwood[block + 1] = Running.sum(part.error, size);
        });
        for (int block = 0; block < blocks; block++) {
            stepsBefore[block + 1] += stepsBefore[block];
            product[block + 1] *= product[block];
            greenwood[block + 1] += greenwood[block];
        }
    }

    /// The number of distinct times.
    int steps() {
        return stepsBefore[steps.blocks()];
    }

    double[] times() {
        double[] times = new double[steps()];
        each((block, part) -> {
            part.steps.read(block);
            part.steps.times(times, stepsBefore[block]);
        });
        return times;
    }

    double[] survival() {
        double[] survival = new double[steps()];
        each((block, part) -> System.arraycopy(part.curve(block).survival, 0, survival,
                stepsBefore[block], part.steps.steps));
        return survival;
    }

    /// Standard errors of S divided by S.
    double[] relativeErrors() {
        double[] errors = new double[steps()];
        each((block, part) -> System.arraycopy(part.curve(block).error, 0, errors,
                stepsBefore[block], part.steps.steps));
        return errors;
    }

    Limits limits(Scale scale, double confidence) {
        Limits limits = Limits.empty(scale, confidence, steps());
        each(() -> {
            Limits.Writer writer = limits.new Writer();
            return (block, part) -> writer.write(part.curve(block).survival, part.error, 0,
                    part.steps.steps, stepsBefore[block]);
        });
        return limits;
    }

    private interface Work {
        void on(int block, Part part);
    }

    private void each(Work work) {
        each(() -> work);
    }

    private void each(Supplier<Work> worker) {
        Parts.shared(Parts.howMany(steps.table.entries()), steps.blocks(), () -> {
            Part part = new Part();
            Work work = worker.get();
            return block -> work.on(block, part);
        });
    }

    /// One block of the curve after the other in the same space.
    private final class Part {

        final Steps.Block steps = CountedProduct.this.steps.new Block();
        private int[] left = new int[0];
        private int[] events = new int[0];

        /// Of each step the factor and the summand, and then the product and the root of the sum.
        double[] survival = new double[0];
        double[] error = new double[0];

        /// Of each step 1 - d/n and d / (n (n - d)).
        ///
        /// @return the number of steps
        int factors(int block) {
            steps.read(block);
            if (survival.length < steps.steps) {
                int most = steps.cell.length;
                left = new int[most];
                events = new int[most];
                survival = new double[most];
                error = new double[most];
            }
            count();
            for (int k = 0; k < steps.steps; k++) {
                double n = left[k];
                double d = events[k];
                survival[k] = (n - d) / n;
                error[k] = d / (n * (n - d));
            }
            return steps.steps;
        }

        /// Counts those at risk and the events of each step.
        private void count() {
            Arrays.fill(left, 0, steps.steps, 0);
            Arrays.fill(events, 0, steps.steps, 0);
            int[][] ofFate = {left, events, left};
            for (int i = 0; i < steps.size; i++) {
                ofFate[steps.cell[i]][steps.step[i]] += steps.count[i];
            }
            int atRisk = rows - steps.rowsBefore;
            for (int k = 0; k < steps.steps; k++) {
                int gone = left[k] + events[k];
                left[k] = atRisk;
                atRisk -= gone;
            }
        }

        /// Survival, and the standard error divided by it, of each step.
        Part curve(int block) {
            int last = factors(block);
            Running.products(survival, last, product[block], BY_HAND);
            Running.sums(error, last, greenwood[block], BY_HAND);
            for (int k = 0; k < last; k++) {
                error[k] = Math.sqrt(error[k]);
            }
            return this;
        }
    }
}
