package limbline.statistics;

/// Counts rows of any kind: orders them by time, then counts what falls together.
final class SortedCount {

    private SortedCount() {}

    static RiskTable of(Survival data) {
        RiskTable packed = PackedCount.of(data);
        if (packed != null) {
            return packed;
        }
        data.check();
        return byRow(data);
    }

    private static double start(Survival data, int row) {
        return data.starts == null ? 0 : data.starts[row];
    }

    /// The cell of entry `i`: the first half of the entries are ends, the second are starts.
    private static int cell(Survival data, int row, int i, int fates) {
        return data.cell(row) * fates
                + (i < data.size() ? data.status[row] : RiskTable.entered(data.causes));
    }

    /// The general way: entries ordered by time and cell through their row, with weights added up
    /// in the order of the rows, and intervals told apart from ends.
    private static RiskTable byRow(Survival data) {
        int rows = data.size();
        int fates = RiskTable.fates(data.causes);
        boolean[] continued = Subjects.continued(data);
        int entries = data.starts == null ? rows : Math.multiplyExact(2, rows);
        long[] keys = new long[entries];
        int[] cells = new int[entries];
        for (int i = 0; i < entries; i++) {
            int row = i < rows ? i : i - rows;
            keys[i] = Double.doubleToRawLongBits(
                    0.0 + (i < rows ? data.time(row) : start(data, row)));
            cells[i] = i < rows && continued[row] && data.status[row] == 0
                    ? data.cell(row) * fates + data.causes + 1 : cell(data, row, i, fates);
        }
        int[] order = RowSort.order(keys);
        Entries table = new Entries(entries, data.weights != null);
        for (int i = 0; i < entries; i++) {
            double weight = data.weight(order[i] % rows);
            table.add(Double.longBitsToDouble(keys[order[i]]), cells[order[i]], 1, weight,
                    weight * weight);
            if (i + 1 == entries || keys[order[i + 1]] != keys[order[i]]) {
                table.endTime();
            }
        }
        return table.table(data.strata, data.groups, data.causes);
    }
}
