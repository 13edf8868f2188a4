package limbline.statistics.regression;

import limbline.statistics.Joined;
import limbline.statistics.RiskTable;
import limbline.statistics.Survival;
import org.jspecify.annotations.Nullable;

/// How likely it was not to have been censored just before each moment, estimated by Kaplan and
/// Meier in each censoring group; rows with any event count as at risk of censoring up to and with
/// their time. After a group's last row the estimate is 0, as in R's `crr`. Like `crr`, which asks
/// `survfit`, this alone takes times as equal that differ by rounding only.
///
/// @param group of each place; absent if there is but one
/// @param competing whether the row at each place had another event than the one of interest
/// @param free by group and moment: the probability just before
@SuppressWarnings("ArrayRecordComponent") // columns
record Censoring(int groups, int @Nullable [] group, boolean[] competing, double[][] free) {

    /// How far before a moment R looks, of its time.
    private static final double JUST_BEFORE = 1 - 100 * Math.ulp(1.0);

    static Censoring of(CoxRows rows, Survival data, int cause, int[] groupOfRow, int groups) {
        int[] group = groupOfRow.length == 0 ? null : new int[rows.size];
        boolean[] competing = new boolean[rows.size];
        for (int i = 0; i < rows.size; i++) {
            int status = data.status(rows.row[i]);
            competing[i] = status != 0 && status != cause;
            if (group != null) {
                group[i] = groupOfRow[rows.row[i]];
            }
        }
        Censoring censoring = new Censoring(groups, group, competing, new double[groups][]);
        for (int g = 0; g < groups; g++) {
            censoring.free[g] = censoring.free(rows, g);
        }
        return censoring;
    }

    int group(int place) {
        return group == null ? 0 : group[place];
    }

    /// Whether the row at a place had no event.
    boolean censored(CoxRows rows, int place) {
        return !rows.event[place] && !competing[place];
    }

    private double[] free(CoxRows rows, int g) {
        double[] free = new double[rows.moments];
        double[] atRisk = new double[rows.moments];
        double[] censored = new double[rows.moments];
        int own = 0; // moments with a row of the group
        double left = 0;
        for (int m = 0; m < rows.moments; m++) {
            double before = left;
            for (int i = rows.first[m]; i < rows.first[m + 1]; i++) {
                if (group(i) == g) {
                    left += rows.weight(i);
                    censored[m] += censored(rows, i) ? rows.weight(i) : 0;
                }
            }
            own += left > before ? 1 : 0;
            atRisk[m] = left;
        }
        double[] time = new double[own];
        int[] moment = new int[own];
        for (int m = 0, k = own; m < rows.moments; m++) {
            if (atRisk[m] > (m == 0 ? 0 : atRisk[m - 1])) {
                time[--k] = rows.time(m);
                moment[k] = m;
            }
        }
        Joined.join(time, new double[0], RiskTable.TOLERANCE);
        double now = 1;
        int k = 0;
        for (int m = rows.moments - 1; m >= 0; m--) {
            double t = rows.time(m);
            while (k < own && time[k] < t && time[k] <= t * JUST_BEFORE) {
                double n = atRisk[moment[k]];
                double gone = 0;
                double joined = time[k];
                for (; k < own && time[k] == joined; k++) {
                    gone += censored[moment[k]];
                }
                now *= gone > 0 ? (n - gone) / n : 1;
            }
            free[m] = atRisk[m] == 0 ? 0 : now;
        }
        return free;
    }
}
