package limbline.statistics;

/// One group of a [RiskTable] as columns, one row for each distinct time at which a row ended.
///
/// @param events sums of weights for each cause
/// @param eventRows the number of rows with an event, whatever their weight
@SuppressWarnings("ArrayRecordComponent") // columns, read in loops
record RiskColumns(double[] time, double[] atRisk, double[][] events, double[] eventRows,
        double[] censored) {

    /// @param table with one group
    static RiskColumns of(RiskTable table) {
        int entered = table.entered();
        int distinct = 0;
        for (int i = 0; i < table.time.length; i++) {
            // Of the entries of one time, those of the rows that entered come last.
            boolean first = i == 0 || table.time[i] != table.time[i - 1];
            distinct += first && table.cell[i] != entered ? 1 : 0;
        }
        double[] time = new double[distinct];
        double[] atRisk = new double[distinct];
        int causes = table.causes;
        double[][] events = new double[causes][distinct];
        boolean plain = table.weight == null && causes == 1;
        double[] eventRows = plain ? events[0] : new double[distinct];
        double[] censored = new double[distinct];
        double risk = 0;
        long rows = 0;
        int next = distinct;
        for (int i = table.time.length - 1; i >= 0;) {
            double t = table.time[i];
            double gone = 0;
            double came = 0;
            boolean ended = false;
            for (; i >= 0 && table.time[i] == t; i--) {
                double w = table.weight(i);
                int fate = table.cell[i];
                if (fate == entered) {
                    came += w;
                    rows -= table.count[i];
                    continue;
                }
                if (!ended) {
                    ended = true;
                    next--;
                }
                gone += w;
                rows += table.count[i];
                if (fate == 0) {
                    censored[next] = w;
                } else if (fate <= causes) {
                    events[fate - 1][next] = w;
                    eventRows[next] = plain ? w : eventRows[next] + table.count[i];
                }
            }
            risk += gone;
            if (ended) {
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
