package limbline.statistics.regression;

import limbline.statistics.Survival;

/// How likely it was not to have been censored just before each moment, estimated by Kaplan and
/// Meier in each censoring group; rows with any event count as at risk of censoring up to and with
/// their time. After a group's last row the estimate is 0, as in R's `crr`.
///
/// @param group of each place
/// @param competing whether the row at each place had another event than the one of interest
/// @param free by group and moment: the probability just before
/// @param atRisk by group and moment: the weight of the rows not yet ended
/// @param censored by group and moment
@SuppressWarnings("ArrayRecordComponent") // columns
record Censoring(int groups, int[] group, boolean[] competing, double[][] free,
        double[][] atRisk, double[][] censored) {

    static Censoring of(CoxRows rows, Survival data, int cause, int[] groupOfRow, int groups) {
        int[] group = new int[rows.size];
        boolean[] competing = new boolean[rows.size];
        double[][] free = new double[groups][rows.moments];
        double[][] atRisk = new double[groups][rows.moments];
        double[][] censored = new double[groups][rows.moments];
        double[] left = new double[groups];
        for (int m = 0; m < rows.moments; m++) {
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                int status = data.status(rows.row[i]);
                int g = groupOfRow.length == 0 ? 0 : groupOfRow[rows.row[i]];
                group[i] = g;
                competing[i] = status != 0 && status != cause;
                left[g] += rows.weight(i);
                censored[g][m] += status == 0 ? rows.weight(i) : 0;
            }
            for (int g = 0; g < groups; g++) {
                atRisk[g][m] = left[g];
            }
        }
        for (int g = 0; g < groups; g++) {
            double now = 1;
            for (int m = rows.moments - 1; m >= 0; m--) {
                free[g][m] = atRisk[g][m] == 0 ? 0 : now;
                if (censored[g][m] > 0) {
                    now *= (atRisk[g][m] - censored[g][m]) / atRisk[g][m];
                }
            }
        }
        return new Censoring(groups, group, competing, free, atRisk, censored);
    }
}
