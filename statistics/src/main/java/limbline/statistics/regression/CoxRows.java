package limbline.statistics.regression;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import limbline.statistics.Check;
import limbline.statistics.Survival;
import org.jspecify.annotations.Nullable;

/// Rows put in the order in which Cox's likelihood goes through them: by stratum, and within it
/// from the last time to the first, so that a risk set only grows. A "place" is a row in that
/// order, a "moment" the places of one stratum and time.
///
/// Work is cut into blocks of whole moments, each small enough for the processor's second cache.
/// Sums are taken within a block and then over the blocks in their order, so a result has the same
/// bits on any number of threads.
final class CoxRows {

    /// The ranges of rows that are read side by side, for a few threads to share evenly.
    private static final int RANGES = 32;

    /// Waking a second thread costs more than it gives below this many rows.
    private static final int WORTHWHILE = 20_000;

    /// Another thread beyond these waits for memory rather than computes.
    private static final int MOST_THREADS = 8;

    /// The exponential of not much more is infinite.
    private static final double FARTHEST_OFFSET = 700;

    /// Rows that are written to their places at a time, column by column.
    private static final int AT_ONCE = 256;

    final int size;
    final int covariates;
    final int moments;

    private final CoxOrder order;
    private final byte[] marks;

    /// What is known of each place.
    final double @Nullable [] weight;

    /// Less the mean of all, so that exponentials stay in range wherever offsets lie.
    final double @Nullable [] offset;
    final double meanOffset;

    /// One place after the other, each covariate less its mean.
    final double[] x;
    final double[] mean;

    /// How many had the event; and over all of these, the sums of w x and of w times the offset,
    /// which no step changes.
    private int events;
    private final double[] eventX;
    private double eventOffset;

    /// The places that are no longer at risk from a moment on, going back in time, because they
    /// came under observation at or after it; none without delayed entry.
    final int @Nullable [] leaver;
    final int @Nullable [] firstLeaver;

    /// The moment from which each place is no longer at risk; and when it came, in no order.
    final int @Nullable [] leaves;
    final double @Nullable [] start;

    /// The first place and the first moment of each block, and the ends; and the most places and
    /// moments of one.
    final int blocks;
    final int[] block;
    final int[] blockMoment;
    final int mostPlaces;
    final int mostMoments;

    /// @param cause the status that is the event
    CoxRows(Survival data, int cause, Covariates covariates, double tolerance) {
        this(new CoxOrder(data, cause, tolerance), covariates);
    }

    CoxRows(CoxOrder order, Covariates covariates) {
        this.order = order;
        size = order.size;
        Check.that(covariates.rows() == size, "covariates of %s rows do not fit %s rows",
                covariates.rows(), size);
        this.covariates = covariates.size();
        marks = order.marks;
        moments = order.moments;
        leaver = order.leaver;
        firstLeaver = order.firstLeaver;
        leaves = order.leaves;
        start = order.start;
        blocks = order.blocks;
        block = order.block;
        blockMoment = order.blockMoment;
        mostPlaces = order.mostPlaces;
        mostMoments = order.mostMoments;
        weight = order.data.hasWeights() ? new double[size] : null;
        offset = covariates.offset == null ? null : new double[size];
        meanOffset = covariates.offset == null ? 0 : meanOf(covariates.offset);
        x = new double[Math.multiplyExact(size, this.covariates)];
        mean = new double[this.covariates];
        eventX = new double[this.covariates];
        average(covariates);
        put(order.data, order.cause, covariates);
    }

    /// The row at a place.
    int row(int place) {
        return order.row()[place];
    }

    boolean event(int place) {
        return (marks[place] & CoxOrder.EVENT) != 0;
    }

    /// Whether the row at a place had another event than the one of interest.
    boolean competing(int place) {
        return (marks[place] & CoxOrder.COMPETING) != 0;
    }

    /// The first place of a moment; of the one after the last, the end.
    int first(int moment) {
        return order.first()[moment];
    }

    /// Writes down where each moment of a block begins, and the block's end.
    ///
    /// @return how many moments there are
    int begins(int b, int[] begin) {
        int found = 0;
        for (int i = block[b]; i < block[b + 1]; i++) {
            if ((marks[i] & CoxOrder.BEGINS) != 0) {
                begin[found++] = i;
            }
        }
        begin[found] = block[b + 1];
        return found;
    }

    /// Whether a place is the first of its stratum.
    boolean opensAt(int place) {
        return (marks[place] & CoxOrder.OPENS) != 0;
    }

    double time(int moment) {
        return order.time(moment);
    }

    int stratum(int moment) {
        return order.stratum(moment);
    }

    /// Whether a moment is the first of its stratum, gone through from the last time.
    boolean opens(int moment) {
        return opensAt(first(moment));
    }

    private static double meanOf(double[] offsets) {
        double mean = Arrays.stream(offsets).sum() / offsets.length;
        for (int i = 0; i < offsets.length; i++) {
            Check.that(Math.abs(offsets[i] - mean) <= FARTHEST_OFFSET, "row %s: an offset of %s is "
                    + "more than %s from their mean %s; such hazards cannot be added up", i + 1,
                    offsets[i], FARTHEST_OFFSET, mean);
        }
        return mean;
    }

    private interface Range {
        void read(int range, int from, int to);
    }

    /// Side by side, where that pays.
    private void ranges(Range work) {
        IntStream all = IntStream.range(0, RANGES);
        (size < WORTHWHILE ? all : all.parallel()).forEach(r -> work.read(r,
                (int) ((long) size * r / RANGES), (int) ((long) size * (r + 1) / RANGES)));
    }

    private void average(Covariates given) {
        double[][] sums = new double[RANGES][covariates];
        ranges((r, from, to) -> {
            for (int j = 0; j < covariates; j++) {
                double[] column = given.columns[j];
                double sum = 0;
                for (int i = from; i < to; i++) {
                    sum += column[i];
                }
                sums[r][j] = sum;
            }
        });
        for (double[] sum : sums) {
            for (int j = 0; j < covariates; j++) {
                mean[j] += sum[j] / size;
            }
        }
    }

    /// Reads the rows in their order and writes each to its place: one place in memory a row, where
    /// reading by places would look for one in every column.
    private void put(Survival data, int cause, Covariates given) {
        double[][] ofEvents = new double[RANGES][covariates + 1];
        int[] counts = new int[RANGES];
        ranges((r, from, to) -> {
            double[] w = new double[AT_ONCE];
            for (int some = from; some < to; some += AT_ONCE) {
                int end = Math.min(to, some + AT_ONCE);
                for (int i = some; i < end; i++) {
                    boolean event = data.status(i) == cause;
                    counts[r] += event ? 1 : 0;
                    w[i - some] = event ? data.weight(i) : 0;
                    putOwn(data, given, i);
                }
                for (int j = 0; j < covariates; j++) {
                    ofEvents[r][j] += put(given.columns[j], j, some, end, w);
                }
                for (int i = some; offset != null && i < end; i++) {
                    ofEvents[r][covariates] += w[i - some] * offset[order.place[i]];
                }
            }
        });
        for (int count : counts) {
            events += count;
        }
        for (double[] sum : ofEvents) {
            for (int j = 0; j < covariates; j++) {
                eventX[j] += sum[j];
            }
            eventOffset += sum[covariates];
        }
    }

    private void putOwn(Survival data, Covariates given, int row) {
        if (weight != null) {
            weight[order.place[row]] = data.weight(row);
        }
        if (offset != null && given.offset != null) {
            offset[order.place[row]] = given.offset[row] - meanOffset;
        }
    }

    /// Puts one covariate of some rows in its place.
    ///
    /// @return its sum, with the weights `w` of the events
    private double put(double[] column, int j, int from, int to, double[] w) {
        int[] place = order.place;
        double middle = mean[j];
        double sum = 0;
        for (int i = from; i < to; i++) {
            double value = column[i] - middle;
            x[place[i] * covariates + j] = value;
            sum += w[i - from] * value;
        }
        return sum;
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

    /// The weighted risk of each place of a block.
    ///
    /// @param risk from the block's first place on
    void risks(int b, double[] beta, double[] risk) {
        for (int i = block[b]; i < block[b + 1]; i++) {
            risk[i - block[b]] = weight(i) * Math.exp(predictor(i, beta));
        }
    }

    /// Does something to each block, which waits for those before it.
    void inTurn(int stages, Supplier<InTurn.Worker> worker) {
        int threads = size < WORTHWHILE ? 1
                : Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        InTurn.run(threads, blocks, stages, worker);
    }

    int events() {
        return events;
    }
}
