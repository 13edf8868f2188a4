package limbline.statistics.regression;

import java.util.stream.IntStream;
import limbline.statistics.Check;
import limbline.statistics.Survival;
import org.jspecify.annotations.Nullable;

/// Rows put in the order in which Cox's likelihood goes through them: by stratum, and within it
/// from the last time to the first, so that a risk set only grows. A "place" is a row in that
/// order, a "moment" the places of one stratum and time.
///
/// Work is cut into [#BLOCKS] blocks of whole moments. Sums are taken within a block and then over
/// the blocks in their order, so a result has the same bits on any number of threads.
final class CoxRows {

    /// Enough for a few threads to share evenly.
    static final int BLOCKS = 32;

    /// Waking a second thread costs more than it gives below this many rows.
    private static final int WORTHWHILE = 20_000;

    final int size;
    final int covariates;

    private final CoxOrder order;

    /// The row at each place, and what is known of it.
    final int[] row;
    final boolean[] event;
    final double @Nullable [] weight;
    final double @Nullable [] offset;

    /// One place after the other, each covariate less its mean.
    final double[] x;
    final double[] mean;

    /// For each moment its first place, and the end after the last.
    final int moments;
    final int[] first;

    /// How many had the event, and at most at one moment; and over all of these, the sums of w x
    /// and of w times the offset, which no step changes.
    private int events;
    private int mostEvents;
    final double[] eventX;
    double eventOffset;

    /// The places that are no longer at risk from a moment on, going back in time, because they
    /// came under observation at or after it; none without delayed entry.
    final int @Nullable [] leaver;
    final int @Nullable [] firstLeaver;

    /// The moment from which each place is no longer at risk; and when it came, in no order.
    final int @Nullable [] leaves;
    final double @Nullable [] start;

    /// The first moment of each block, and the end.
    final int[] block;

    /// @param cause the status that is the event
    CoxRows(Survival data, int cause, Covariates covariates, double tolerance) {
        data.check();
        size = data.size();
        for (int i = 0; data.hasWeights() && i < size; i++) {
            Check.that(data.weight(i) > 0, "row %s: a weight of %s is not above 0; a row that "
                    + "counts for nothing belongs to no regression", i + 1, data.weight(i));
        }
        Check.that(covariates.rows() == size, "covariates of %s rows do not fit %s rows",
                covariates.rows(), size);
        this.covariates = covariates.size();
        order = new CoxOrder(data, cause, tolerance);
        row = order.row;
        event = order.event;
        moments = order.moments;
        first = order.first;
        leaver = order.leaver;
        firstLeaver = order.firstLeaver;
        leaves = order.leaves;
        start = order.start;
        block = new int[BLOCKS + 1];
        cut();
        eventX = new double[this.covariates];
        weight = data.hasWeights() ? new double[size] : null;
        offset = covariates.offset == null ? null : new double[size];
        x = new double[Math.multiplyExact(size, this.covariates)];
        mean = new double[this.covariates];
        gather(data, covariates);
    }

    double time(int moment) {
        return order.time(moment);
    }

    int stratum(int moment) {
        return order.stratum(moment);
    }

    /// Whether a moment is the first of its stratum, gone through from the last time.
    boolean opens(int moment) {
        return order.opens(moment);
    }

    private void cut() {
        int moment = 0;
        for (int b = 0; b < BLOCKS; b++) {
            int wanted = (int) ((long) size * b / BLOCKS);
            while (moment < moments && first[moment] < wanted) {
                moment++;
            }
            block[b] = moment;
        }
        block[BLOCKS] = moments;
    }

    private void gather(Survival data, Covariates given) {
        double[][] sums = new double[BLOCKS][covariates];
        blocks(b -> {
            for (int j = 0; j < covariates; j++) {
                double[] column = given.columns[j];
                double sum = 0;
                int end = (int) ((long) size * (b + 1) / BLOCKS);
                for (int i = (int) ((long) size * b / BLOCKS); i < end; i++) {
                    sum += column[i];
                }
                sums[b][j] = sum;
            }
        });
        for (double[] sum : sums) {
            for (int j = 0; j < covariates; j++) {
                mean[j] += sum[j] / size;
            }
        }
        double[][] ofEvents = new double[BLOCKS][covariates + 1];
        int[][] counts = new int[BLOCKS][2]; // of all, and the most of one moment
        blocks(b -> {
            gather(data, given, first[block[b]], first[block[b + 1]]);
            for (int m = block[b]; m < block[b + 1]; m++) {
                int tied = 0;
                for (int i = first[m]; i < first[m + 1]; i++) {
                    if (event[i]) {
                        tied++;
                        addEvent(i, ofEvents[b]);
                    }
                }
                counts[b][0] += tied;
                counts[b][1] = Math.max(counts[b][1], tied);
            }
        });
        for (int[] count : counts) {
            events += count[0];
            mostEvents = Math.max(mostEvents, count[1]);
        }
        for (double[] sum : ofEvents) {
            for (int j = 0; j < covariates; j++) {
                eventX[j] += sum[j];
            }
            eventOffset += sum[covariates];
        }
    }

    private void gather(Survival data, Covariates given, int from, int to) {
        for (int j = 0; j < covariates; j++) {
            double[] column = given.columns[j];
            double middle = mean[j];
            for (int i = from; i < to; i++) {
                x[i * covariates + j] = column[row[i]] - middle;
            }
        }
        for (int i = from; i < to; i++) {
            if (weight != null) {
                weight[i] = data.weight(row[i]);
            }
            if (offset != null && given.offset != null) {
                offset[i] = given.offset[row[i]];
            }
        }
    }

    private void addEvent(int place, double[] sums) {
        double w = weight(place);
        for (int j = 0; j < covariates; j++) {
            sums[j] += w * x[place * covariates + j];
        }
        sums[covariates] += offset == null ? 0 : w * offset[place];
    }

    /// What the events alone add to the log likelihood and the score, whatever was at risk.
    Likelihood ofEvents(double[] beta) {
        double logLikelihood = eventOffset;
        for (int j = 0; j < covariates; j++) {
            logLikelihood += eventX[j] * beta[j];
        }
        return new Likelihood(logLikelihood, eventX.clone(),
                new double[covariates * (covariates + 1) / 2]);
    }

    double weight(int place) {
        return weight == null ? 1 : weight[place];
    }

    /// The linear predictor at a place, with each covariate less its mean.
    double predictor(int place, double[] beta) {
        double sum = offset == null ? 0 : offset[place];
        int at = place * covariates;
        for (int j = 0; j < covariates; j++) {
            sum += x[at + j] * beta[j];
        }
        return sum;
    }

    interface Block {
        void run(int block);
    }

    /// Does something to each block, side by side where that pays.
    void blocks(Block work) {
        IntStream all = IntStream.range(0, BLOCKS);
        (size < WORTHWHILE ? all : all.parallel()).forEach(work::run);
    }

    int events() {
        return events;
    }

    /// Whether two had the event at one moment.
    boolean hasTiedEvents() {
        return mostEvents > 1;
    }
}
