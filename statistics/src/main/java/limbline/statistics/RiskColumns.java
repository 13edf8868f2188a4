package limbline.statistics;

/// One group of a [RiskTable] as columns, one row for each distinct time at which a row ended.
///
/// @param events sums of weights
/// @param eventRows the number of rows, whatever their weight
@SuppressWarnings("ArrayRecordComponent") // columns, read in loops
record RiskColumns(double[] time, double[] atRisk, double[] events, double[] eventRows,
        double[] censored) {

    /// @param table with one group and one cause
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
        double[] events = new double[distinct];
        double[] eventRows = table.weight == null ? events : new double[distinct];
        double[] censored = new double[distinct];
        double risk = 0;
        long rows = 0;
        int next = distinct;
        for (int i = table.time.length - 1; i >= 0;) {
            double t = table.time[i];
            double seen = 0;
            double lost = 0;
            double cut = 0;
            double came = 0;
            int seenRows = 0;
            boolean ended = false;
            for (; i >= 0 && table.time[i] == t; i--) {
                double w = table.weight(i);
                switch (table.cell[i]) {
                    case 0 -> lost += w;
                    case 1 -> {
                        seen += w;
                        seenRows += table.count[i];
                    }
                    case 2 -> cut += w;
                    default -> came += w;
                }
                ended |= table.cell[i] != entered;
                rows += table.cell[i] == entered ? -table.count[i] : table.count[i];
            }
            risk += seen + lost + cut;
            if (ended) {
                next--;
                time[next] = t;
                atRisk[next] = risk - came;
                events[next] = seen;
                eventRows[next] = seenRows;
                censored[next] = lost;
            }
            risk = rows == 0 ? 0 : risk - came;
        }
        return new RiskColumns(time, atRisk, events, eventRows, censored);
    }
}
