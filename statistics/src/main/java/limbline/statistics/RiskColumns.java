package limbline.statistics;

import java.util.Arrays;

/// One group of a [RiskTable] as columns, one row for each distinct time at which a row ended.
///
/// @param events sums of weights for each cause
/// @param eventRows the number of rows with an event, whatever their weight
@SuppressWarnings("ArrayRecordComponent") // columns, read in loops
record RiskColumns(double[] time, double[] atRisk, double[][] events, double[] eventRows,
        double[] censored) {

    /// @param table with one group
    static RiskColumns of(RiskTable table) {
        return table.weight == null && !table.hasEntered() ? ofCounts(table) : ofAny(table);
    }

    /// The usual case: every row counts once, and all are there from the start. Fates come in no
    /// order, so nothing here branches on them.
    private static RiskColumns ofCounts(RiskTable table) {
        int entries = table.time.length;
        double[] time = new double[entries];
        double[] atRisk = new double[entries];
        double[][] fates = new double[table.causes + 1][entries];
        int risk = table.atStart()[0];
        int last = -1;
        double before = Double.NaN;
        for (int i = 0; i < entries; i++) {
            double t = table.time[i];
            int count = table.count[i];
            if (t != before) {
                last++;
                time[last] = t;
                atRisk[last] = risk;
                before = t;
            }
            fates[table.cell[i]][last] += count;
            risk -= count;
        }
        int distinct = last + 1;
        double[][] events = new double[table.causes][];
        for (int c = 0; c < events.length; c++) {
            events[c] = shorten(fates[c + 1], distinct);
        }
        double[] eventRows = events[0];
        if (events.length > 1) {
            eventRows = new double[distinct];
            for (double[] of : events) {
                for (int k = 0; k < distinct; k++) {
                    eventRows[k] += of[k];
                }
            }
        }
        return new RiskColumns(shorten(time, distinct), shorten(atRisk, distinct), events,
                eventRows, shorten(fates[0], distinct));
    }

    static double[] shorten(double[] values, int length) {
        return length == values.length ? values : Arrays.copyOf(values, length);
    }

    private static RiskColumns ofAny(RiskTable table) {
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
        double[] eventRows = new double[distinct];
        double[] censored = new double[distinct];
        double risk = 0;
        long rows = 0;
        int next = distinct;
        for (int i = table.time.length - 1; i >= 0;) {
            double t = table.time[i];
            double gone = 0;
            double came = 0;
            int endedRows = 0;
            for (; i >= 0 && table.time[i] == t; i--) {
                double w = table.weight(i);
                int fate = table.cell[i];
                if (fate == entered) {
                    came += w;
                    rows -= table.count[i];
                    continue;
                }
                next -= endedRows == 0 ? 1 : 0;
                endedRows += table.count[i];
                gone += w;
                rows += table.count[i];
                if (fate == 0) {
                    censored[next] += w;
                } else if (fate <= causes) {
                    events[fate - 1][next] += w;
                    eventRows[next] += table.count[i];
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
