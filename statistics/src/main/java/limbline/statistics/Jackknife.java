package limbline.statistics;

import java.util.Arrays;

/// Infinitesimal jackknife standard errors along the curves of one group.
@SuppressWarnings("ArrayRecordComponent") // columns of a curve
record Jackknife(double[] survival, double[] hazard, double[][] incidence) {

    private static Jackknife ofSize(int times, int causes) {
        return new Jackknife(new double[times], new double[times], new double[causes][times]);
    }

    /// From a table alone: every row its own subject, under observation from the start.
    static Jackknife of(RiskTable table) {
        int causes = table.causes;
        int distinct = table.distinctTimes();
        Jackknife errors = ofSize(distinct, causes);
        InfluenceSums sums = new InfluenceSums(causes);
        double[] left = new double[distinct];
        double[] squares = new double[distinct];
        remaining(table, left, squares);

        // At risk are subjects alike in all but weight; they stand for one subject of weight 1,
        // as often as their squared weights say.
        InfluenceSums.Subject staying = new InfluenceSums.Subject(causes);
        sums.comeOrGo(staying, 1);
        InfluenceSums.Subject leaver = new InfluenceSums.Subject(causes);
        double[] events = new double[causes];
        int i = 0;
        for (int k = 0; k < distinct; k++) {
            double t = table.time()[i];
            int end = i;
            long staying0 = 0;
            Arrays.fill(events, 0);
            for (; end < table.time().length && table.time()[end] == t; end++) {
                int fate = table.cell()[end];
                if (fate >= 1 && fate <= causes) {
                    events[fate - 1] += table.weight(end);
                } else {
                    staying0 += table.count()[end];
                }
            }
            boolean everybody = staying0 == 0 && end == table.time().length;
            sums.step(left[k], events, everybody);
            for (; i < end; i++) {
                int fate = table.cell()[i];
                leaver.isLikeNew();
                if (fate >= 1 && fate <= causes) {
                    sums.event(leaver, fate - 1, 1);
                }
                sums.comeOrGo(leaver, -1);
                sums.count(leaver, table.squared(i));
            }
            double atRiskAfter = k + 1 < distinct ? squares[k + 1] : 0;
            sums.count(staying, atRiskAfter);
            errors.write(k, sums, events);
            sums.count(staying, -atRiskAfter);
        }
        return errors;
    }

    /// Writes the weight, and the squared weight, of the rows that end at or after each time.
    private static void remaining(RiskTable table, double[] left, double[] squares) {
        double sum = 0;
        double square = 0;
        int k = left.length;
        for (int i = table.time().length - 1; i >= 0; i--) {
            sum += table.weight(i);
            square += table.squared(i);
            if (i == 0 || table.time()[i - 1] != table.time()[i]) {
                k--;
                left[k] = sum;
                squares[k] = square;
            }
        }
    }

    private void write(int k, InfluenceSums sums, double[] events) {
        if (k > 0 && nothing(events)) {
            // Nothing moves without an event, and so must not the rounding: a quantile asks when
            // a band comes to a level first.
            survival[k] = survival[k - 1];
            hazard[k] = hazard[k - 1];
            for (double[] of : incidence) {
                of[k] = of[k - 1];
            }
            return;
        }
        survival[k] = Math.sqrt(sums.varianceOfSurvival());
        hazard[k] = Math.sqrt(sums.varianceOfHazard());
        for (int c = 0; c < incidence.length; c++) {
            incidence[c][k] = Math.sqrt(sums.varianceOfIncidence(c));
        }
    }

    private static boolean nothing(double[] events) {
        for (double one : events) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    /// From the rows, which may come late, be intervals of one subject, or belong to clusters.
    ///
    /// @param data one group
    /// @param joined every distinct time of an end or start in the group, near ones joined
    /// @param ends the distinct times of an end among them: the times of the curve
    static Jackknife of(Survival data, double[] joined, double[] ends) {
        int causes = data.causes;
        int rows = data.size();
        int[] number = Subjects.independent(data);
        InfluenceSums.Subject[] subjects = new InfluenceSums.Subject[rows];
        for (int i = 0; i < rows; i++) {
            if (subjects[number[i]] == null) {
                subjects[number[i]] = new InfluenceSums.Subject(causes);
            }
        }
        int[] endAt = new int[rows];
        int[] enterAt = new int[rows];
        for (int i = 0; i < rows; i++) {
            endAt[i] = at(ends, floor(joined, data.time(i)));
            enterAt[i] = data.starts == null ? 0
                    : after(ends, floor(joined, data.starts[i]));
        }
        int[][] enders = byTime(endAt, ends.length);
        int[][] enterers = byTime(enterAt, ends.length);

        Jackknife errors = ofSize(ends.length, causes);
        InfluenceSums sums = new InfluenceSums(causes);
        double atRisk = 0;
        int atRiskRows = 0;
        double[] events = new double[causes];
        for (int k = 0; k < ends.length; k++) {
            for (int row : enterers[k]) {
                InfluenceSums.Subject subject = subjects[number[row]];
                sums.count(subject, -1);
                sums.comeOrGo(subject, data.weight(row));
                sums.count(subject, 1);
                atRisk += data.weight(row);
                atRiskRows++;
            }
            Arrays.fill(events, 0);
            int eventRows = 0;
            for (int row : enders[k]) {
                if (data.status[row] > 0) {
                    events[data.status[row] - 1] += data.weight(row);
                    eventRows++;
                }
            }
            sums.step(atRisk, events, eventRows == atRiskRows);
            for (int row : enders[k]) {
                InfluenceSums.Subject subject = subjects[number[row]];
                sums.count(subject, -1);
                if (data.status[row] > 0) {
                    sums.event(subject, data.status[row] - 1, data.weight(row));
                }
                sums.comeOrGo(subject, -data.weight(row));
                sums.count(subject, 1);
                atRisk -= data.weight(row);
                atRiskRows--;
            }
            errors.write(k, sums, events);
        }
        return errors;
    }

    /// The rows at each time, in the order of the rows.
    private static int[][] byTime(int[] at, int times) {
        int[] sizes = new int[times];
        for (int k : at) {
            sizes[k]++;
        }
        int[][] rows = new int[times][];
        for (int k = 0; k < times; k++) {
            rows[k] = new int[sizes[k]];
        }
        for (int row = at.length - 1; row >= 0; row--) {
            rows[at[row]][--sizes[at[row]]] = row;
        }
        return rows;
    }

    /// The joined time that `time` became.
    private static double floor(double[] joined, double time) {
        int k = Arrays.binarySearch(joined, time);
        return joined[k >= 0 ? k : -k - 2];
    }

    private static int at(double[] ends, double time) {
        return Arrays.binarySearch(ends, time);
    }

    /// The first end after `time`.
    private static int after(double[] ends, double time) {
        int k = Arrays.binarySearch(ends, time);
        return k >= 0 ? k + 1 : -k - 1;
    }
}
