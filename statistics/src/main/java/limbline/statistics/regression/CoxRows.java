package limbline.statistics.regression;

import java.util.stream.IntStream;
import limbline.statistics.Check;
import limbline.statistics.Joined;
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

    /// The row at each place, and what is known of it.
    final int[] row;
    final boolean[] event;
    final double @Nullable [] weight;
    final double @Nullable [] offset;

    /// One place after the other, each covariate less its mean.
    final double[] x;
    final double[] mean;

    /// For each moment: its first place (and the end after the last), time and stratum.
    final int moments;
    final int[] first;
    final double[] time;
    final int[] stratum;

    /// How many had the event at each moment; and over all of these, the sums of w x and of w
    /// times the offset, which no step changes.
    final int[] events;
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
        int[] byEnd = TimeOrder.of(size, data::time);
        double[] end = new double[size];
        for (int k = 0; k < size; k++) {
            end[k] = data.time(byEnd[k]);
        }
        int[] byStart = data.hasStarts() ? TimeOrder.of(size, data::start) : new int[0];
        double[] starts = new double[byStart.length];
        for (int k = 0; k < starts.length; k++) {
            starts[k] = data.start(byStart[k]);
        }
        Joined.join(end, starts, tolerance);
        start = data.hasStarts() ? starts : null;

        row = new int[size];
        event = new boolean[size];
        double[] at = new double[size];
        int[] sizes = sizes(data);
        int[] next = starts(sizes);
        place(data, cause, byEnd, end, next, at);
        first = new int[size + 1];
        time = new double[size];
        stratum = new int[size];
        moments = moments(data, at);
        leaver = data.hasStarts() ? new int[size] : null;
        firstLeaver = data.hasStarts() ? new int[moments + 1] : null;
        leaves = data.hasStarts() ? new int[size] : null;
        if (leaver != null && firstLeaver != null && leaves != null) {
            leave(byStart, starts, leaver, firstLeaver, leaves);
        }
        block = new int[BLOCKS + 1];
        cut();
        events = new int[moments];
        eventX = new double[this.covariates];
        weight = data.hasWeights() ? new double[size] : null;
        offset = covariates.offset == null ? null : new double[size];
        x = new double[Math.multiplyExact(size, this.covariates)];
        mean = new double[this.covariates];
        gather(data, covariates);
    }

    private static int[] sizes(Survival data) {
        int[] sizes = new int[data.strata()];
        if (sizes.length == 1) {
            sizes[0] = data.size();
        } else {
            for (int i = 0; i < data.size(); i++) {
                sizes[data.stratum(i)]++;
            }
        }
        return sizes;
    }

    private static int[] starts(int[] sizes) {
        int[] starts = new int[sizes.length];
        for (int s = 1; s < sizes.length; s++) {
            starts[s] = starts[s - 1] + sizes[s - 1];
        }
        return starts;
    }

    /// Fills each stratum from the last time to the first; of one time, in the order of the rows.
    private void place(Survival data, int cause, int[] byEnd, double[] end, int[] next,
            double[] at) {
        int k = size;
        while (k > 0) {
            int from = k - 1;
            while (from > 0 && end[from - 1] == end[k - 1]) {
                from--;
            }
            // Joined times are in order of the exact ones: back to the order of the rows.
            boolean inOrder = true;
            for (int i = from + 1; i < k; i++) {
                inOrder &= byEnd[i - 1] < byEnd[i];
            }
            if (!inOrder) {
                java.util.Arrays.sort(byEnd, from, k);
            }
            for (int i = from; i < k; i++) {
                int to = next[data.stratum(byEnd[i])]++;
                row[to] = byEnd[i];
                event[to] = data.status(byEnd[i]) == cause;
                at[to] = end[k - 1];
            }
            k = from;
        }
    }

    private int moments(Survival data, double[] at) {
        int found = 0;
        int before = -1;
        for (int i = 0; i < size; i++) {
            int s = data.stratum(row[i]);
            if (i == 0 || s != before || at[i] != at[i - 1]) {
                first[found] = i;
                time[found] = at[i];
                stratum[found] = s;
                found++;
            }
            before = s;
        }
        first[found] = size;
        return found;
    }

    /// Whether a moment is the first of its stratum, gone through from the last time.
    boolean opens(int moment) {
        return moment == 0 || stratum[moment] != stratum[moment - 1];
    }

    private void leave(int[] byStart, double[] start, int[] leaver, int[] firstLeaver,
            int[] leaves) {
        int[] place = new int[size];
        for (int i = 0; i < size; i++) {
            place[row[i]] = i;
        }
        int[] stratumEnd = new int[moments];
        for (int m = moments - 1; m >= 0; m--) {
            stratumEnd[m] = m + 1 == moments || stratum[m + 1] != stratum[m] ? m + 1
                    : stratumEnd[m + 1];
        }
        int[] momentOf = new int[size];
        for (int m = 0; m < moments; m++) {
            for (int i = first[m]; i < first[m + 1]; i++) {
                momentOf[i] = m;
            }
        }
        int[] counts = new int[moments + 1];
        for (int k = 0; k < size; k++) {
            int i = place[byStart[k]];
            int own = momentOf[i];
            Check.that(start[k] < time[own], "row %s: its start and its end %s differ by rounding "
                    + "only", row[i] + 1, time[own]);
            int low = own + 1;
            int high = stratumEnd[own];
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (time[middle] <= start[k]) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            // Past the end of the stratum it never leaves: counted beyond the last moment.
            leaves[i] = low == stratumEnd[own] ? moments : low;
            counts[leaves[i]]++;
        }
        int sum = 0;
        for (int m = 0; m <= moments; m++) {
            firstLeaver[m] = sum;
            sum += counts[m];
        }
        int[] next = firstLeaver.clone();
        for (int i = 0; i < size; i++) {
            leaver[next[leaves[i]]++] = i;
        }
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
        blocks(b -> {
            gather(data, given, first[block[b]], first[block[b + 1]]);
            for (int m = block[b]; m < block[b + 1]; m++) {
                for (int i = first[m]; i < first[m + 1]; i++) {
                    if (event[i]) {
                        events[m]++;
                        addEvent(i, ofEvents[b]);
                    }
                }
            }
        });
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
        return java.util.Arrays.stream(events).sum();
    }
}
