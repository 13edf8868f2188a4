package limbline.statistics;

/// One group of a [RiskTable] as columns, one row for each distinct time at which a row ended.
///
/// @param events sums of weights for each cause
/// @param eventRows the number of rows with an event, whatever their weight
@SuppressWarnings("ArrayRecordComponent") // columns, read in loops
record RiskColumns(double[] time, double[] atRisk, double[][] events, double[] eventRows,
        double[] censored) {

    /// @param table with one group
    /// @param tolerance within which times count as equal; see [RiskTable#joined]
    static RiskColumns of(RiskTable table, double tolerance) {
        return table.weight == null && !table.hasEntered()
                ? ofCounts(new Steps(table, tolerance)) : ofAny(table.joined(tolerance));
    }

    /// The usual case: every row counts once, and all are there from the start. Fates come in no
    /// order, so nothing here branches on them.
    private static RiskColumns ofCounts(Steps steps) {
        int blocks = steps.blocks();
        int threads = Parts.howMany(steps.table.entries());
        int[] first = new int[blocks + 1];
        Parts.shared(threads, blocks, () -> {
            Steps.Block some = steps.new Block();
            return block -> {
                some.read(block);
                first[block + 1] = some.steps;
            };
        });
        for (int block = 0; block < blocks; block++) {
            first[block + 1] += first[block];
        }
        int causes = steps.table.causes;
        int distinct = first[blocks];
        double[][] events = new double[causes][distinct];
        RiskColumns columns = new RiskColumns(new double[distinct], new double[distinct], events,
                causes == 1 ? events[0] : new double[distinct], new double[distinct]);
        int rows = steps.table.atStart()[0];
        Parts.shared(threads, blocks, () -> {
            Steps.Block some = steps.new Block();
            return block -> {
                some.read(block);
                columns.write(some, first[block], rows);
            };
        });
        return columns;
    }

    /// Writes the steps of a block into the columns from `first` on.
    private void write(Steps.Block block, int first, int rows) {
        block.times(time, first);
        for (int i = 0; i < block.size; i++) {
            int fate = block.cell[i];
            double[] column = fate == 0 ? censored : events[fate - 1];
            column[first + block.step[i]] += block.count[i];
        }
        double risk = rows - block.rowsBefore;
        for (int k = first; k < first + block.steps; k++) {
            double ended = 0;
            for (double[] of : events) {
                ended += of[k];
            }
            eventRows[k] = ended;
            atRisk[k] = risk;
            risk -= censored[k] + ended;
        }
    }

    private static RiskColumns ofAny(RiskTable table) {
        int entered = table.entered();
        double[] times = table.time();
        int[] cell = table.cell();
        int distinct = 0;
        for (int i = 0; i < times.length; i++) {
            // Of the entries of one time, those of the rows that entered come last.
            boolean first = i == 0 || times[i] != times[i - 1];
            distinct += first && cell[i] != entered ? 1 : 0;
        }
        double[] time = new double[distinct];
        double[] atRisk = new double[distinct];
        int causes = table.causes;
        double[][] events = new double[causes][distinct];
        double[] eventRows = new double[distinct];
        double[] censored = new double[distinct];
        double risk = 0;
        long rows = 0;
        int next = distinct;
        for (int i = times.length - 1; i >= 0;) {
            double t = times[i];
            double gone = 0;
            double came = 0;
            int endedRows = 0;
            for (; i >= 0 && times[i] == t; i--) {
                double w = table.weight(i);
                int fate = cell[i];
                if (fate == entered) {
                    came += w;
                    rows -= table.count()[i];
                    continue;
                }
                next -= endedRows == 0 ? 1 : 0;
                endedRows += table.count()[i];
                gone += w;
                rows += table.count()[i];
                if (fate == 0) {
                    censored[next] += w;
                } else if (fate <= causes) {
                    events[fate - 1][next] += w;
                    eventRows[next] += table.count()[i];
                }
            }
            risk += gone;
            if (endedRows > 0) {
                Check.that(endedRows <= rows, "%s rows end at %s, but only %s were at risk: some "
                        + "start and end differ by rounding only; take a tolerance of 0",
                        endedRows, t, rows);
                time[next] = t;
                atRisk[next] = risk - came;
            }
            risk = rows == 0 ? 0 : risk - came;
        }
        return new RiskColumns(time, atRisk, events, eventRows, censored);
    }

    /// The weight at risk that has no event; 0 also where the difference is but rounding, since
    /// weights are sums.
    static double staying(double atRisk, double events) {
        double staying = atRisk - events;
        return staying <= 1e-13 * atRisk ? 0 : staying;
    }
}
