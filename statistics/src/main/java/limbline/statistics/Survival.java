package limbline.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What was observed: one row for each subject, or for each interval of a subject, with the time
/// at which observation ended and how.
///
/// ```java
/// Survival.ofDays(days, status).grouped(arm, 2)
/// Survival.of(years, cause, 2).enteredAt(starts).weighted(weights)
/// ```
///
/// A status of 0 says censored; 1 says that the event happened, and with competing events 1 to
/// `causes` say which. A row counts as at risk from just after its start up to and including its
/// end, so an event and a censoring at one time are counted with both still at risk.
///
/// Rows are numbered from 1 in every message. The arrays are read in place and not copied, since
/// there may be many millions of rows: do not change them while a result is being computed.
public final class Survival {

    /// The most rows in one object; counts of more rows come from merging tables.
    public static final int MOST_ROWS = 200_000_000;

    /// The most groups, and the most competing causes: beyond, a "group" is an identifier.
    public static final int MOST_GROUPS = 10_000;
    public static final int MOST_CAUSES = 100;

    private static final int[] NONE = {};

    final double @Nullable [] times;
    final int @Nullable [] days;
    final double @Nullable [] starts;
    final int[] status;
    final int causes;
    final int @Nullable [] group;
    final int groups;
    final int @Nullable [] stratum;
    final int strata;
    final double @Nullable [] weights;
    final int @Nullable [] subjects;
    final int @Nullable [] clusters;

    private Survival(double @Nullable [] times, int @Nullable [] days,
            double @Nullable [] starts, int[] status, int causes, int @Nullable [] group,
            int groups, int @Nullable [] stratum, int strata, double @Nullable [] weights,
            int @Nullable [] subjects, int @Nullable [] clusters) {
        this.times = times;
        this.days = days;
        this.starts = starts;
        this.status = status;
        this.causes = causes;
        this.group = group;
        this.groups = groups;
        this.stratum = stratum;
        this.strata = strata;
        this.weights = weights;
        this.subjects = subjects;
        this.clusters = clusters;
    }

    /// Times in any unit, and for each whether the event was seen (1) or not (0).
    public static Survival of(double[] times, int[] status) {
        return of(times, status, 1);
    }

    /// Times in any unit, with competing events: status 0 is censored, 1 to `causes` the cause.
    public static Survival of(double[] times, int[] status, int causes) {
        checkShape(times.length, status, causes);
        return new Survival(times, null, null, status, causes, null, 1, null, 1, null,
                null, null);
    }

    /// Times in whole days: the fast path, which counts and does not sort.
    public static Survival ofDays(int[] days, int[] status) {
        return ofDays(days, status, 1);
    }

    /// Times in whole days, with competing events.
    public static Survival ofDays(int[] days, int[] status, int causes) {
        checkShape(days.length, status, causes);
        return new Survival(null, days, null, status, causes, null, 1, null, 1, null,
                null, null);
    }

    /// The same rows with the time at which each came under observation: delayed entry, or one row
    /// for each interval of a subject.
    ///
    /// @param starts each below the row's time
    public Survival enteredAt(double... starts) {
        checkLength("starts", starts.length);
        return new Survival(times, days, starts, status, causes, group, groups, stratum, strata,
                weights, subjects, clusters);
    }

    /// The same rows, each counting `weights` times.
    ///
    /// @param weights at least 0 and finite
    public Survival weighted(double... weights) {
        checkLength("weights", weights.length);
        return new Survival(times, days, starts, status, causes, group, groups, stratum, strata,
                weights, subjects, clusters);
    }

    /// The same rows in groups.
    ///
    /// @param group of each row, from 0
    /// @param groups how many groups there are; every one must have a row
    public Survival grouped(int[] group, int groups) {
        checkLength("groups", group.length);
        Check.that(groups >= 1 && groups <= MOST_GROUPS,
                "%s groups are not in 1 to %s", groups, MOST_GROUPS);
        return new Survival(times, days, starts, status, causes, group, groups, stratum, strata,
                weights, subjects, clusters);
    }

    /// The same rows in strata, within which a stratified test compares the groups.
    ///
    /// @param stratum of each row, from 0
    /// @param strata how many strata there are
    public Survival stratified(int[] stratum, int strata) {
        checkLength("strata", stratum.length);
        Check.that(strata >= 1 && (long) strata * groups <= MOST_GROUPS,
                "%s strata of %s groups are not in 1 to %s", strata, groups, MOST_GROUPS);
        return new Survival(times, days, starts, status, causes, group, groups, stratum, strata,
                weights, subjects, clusters);
    }

    /// The same rows with the subject that each belongs to: any numbers. Robust standard errors
    /// take subjects and not rows as independent, and an interval that the same subject's next one
    /// continues does not count as censored.
    public Survival ofSubjects(int... subjects) {
        checkLength("subjects", subjects.length);
        return new Survival(times, days, starts, status, causes, group, groups, stratum, strata,
                weights, subjects, clusters);
    }

    /// The same rows in clusters, such as hospitals: any numbers. Robust standard errors take
    /// clusters as independent; nothing else changes.
    public Survival inClusters(int... clusters) {
        checkLength("clusters", clusters.length);
        return new Survival(times, days, starts, status, causes, group, groups, stratum, strata,
                weights, subjects, clusters);
    }

    /// The same rows with the event and censoring exchanged.
    public Survival reversed() {
        check();
        int[] reverse = new int[status.length];
        for (int i = 0; i < reverse.length; i++) {
            reverse[i] = status[i] == 0 ? 1 : 0;
        }
        return new Survival(times, days, starts, reverse, 1, group, groups, stratum, strata,
                weights, subjects, clusters);
    }

    /// Those still under observation after `landmark`, with the clock restarted there.
    ///
    /// Anderson JR, Cain KC, Gelber RD. Analysis of survival by tumor response. J Clin Oncol
    /// 1983;1:710-719. <https://doi.org/10.1200/JCO.1983.1.11.710>
    public Survival landmark(double landmark) {
        Check.that(landmark >= 0 && landmark < Double.POSITIVE_INFINITY,
                "a landmark of %s is not a time of at least 0", landmark);
        check();
        int[] rows = new int[size()];
        int kept = 0;
        for (int i = 0; i < rows.length; i++) {
            if (time(i) > landmark) {
                rows[kept++] = i;
            }
        }
        Check.that(kept > 0, "nobody is under observation after the landmark %s", landmark);
        return rows(Arrays.copyOf(rows, kept), landmark);
    }

    /// The rows of one group, as a single group without strata.
    public Survival onlyGroup(int wanted) {
        Check.that(wanted >= 0 && wanted < groups, "group %s is not in 0 to %s",
                wanted, groups - 1);
        check();
        int[] rows = new int[size()];
        int kept = 0;
        for (int i = 0; i < rows.length; i++) {
            if (group(i) == wanted) {
                rows[kept++] = i;
            }
        }
        Survival some = rows(Arrays.copyOf(rows, kept), 0);
        return new Survival(some.times, some.days, some.starts, some.status, causes, null, 1,
                null, 1, some.weights, some.subjects, some.clusters);
    }

    public int size() {
        return status.length;
    }

    public int causes() {
        return causes;
    }

    public int groups() {
        return groups;
    }

    /// Whether a weight is no whole number, so that weights are not counts of like rows.
    public boolean hasFractionalWeights() {
        return weights != null
                && Arrays.stream(weights).anyMatch(w -> w != Math.rint(w));
    }

    /// Whether some subject had the event in more than one row.
    public boolean hasSubjectWithTwoEvents() {
        if (subjects == null) {
            return false;
        }
        int[] number = Subjects.numbered(subjects);
        boolean[] had = new boolean[size()];
        for (int i = 0; i < number.length; i++) {
            if (status[i] > 0 && had[number[i]]) {
                return true;
            }
            had[number[i]] |= status[i] > 0;
        }
        return false;
    }

    /// The last time at which somebody was observed.
    double last() {
        double last = 0;
        for (int i = 0; i < status.length; i++) {
            last = Math.max(last, time(i));
        }
        return last;
    }

    /// Whether everybody observed up to the last time had an event then.
    boolean endsWithEvent() {
        double last = last();
        for (int i = 0; i < status.length; i++) {
            if (time(i) == last && status[i] == 0) {
                return false;
            }
        }
        return true;
    }

    /// The time of a row, from 0.
    public double time(int row) {
        return days != null ? days[row] : times != null ? times[row] : Double.NaN;
    }

    int group(int row) {
        return group == null ? 0 : group[row];
    }

    /// The stratum and the group as one number.
    int cell(int row) {
        return stratum == null ? group(row) : stratum[row] * groups + group(row);
    }

    /// The weight of a row: 1 where none was given.
    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /// The time at which a row came under observation; below every time if always.
    public double start(int row) {
        return starts == null ? Double.NEGATIVE_INFINITY : starts[row];
    }

    public int status(int row) {
        return status[row];
    }

    public int stratum(int row) {
        return stratum == null ? 0 : stratum[row];
    }

    public int strata() {
        return strata;
    }

    public boolean hasStarts() {
        return starts != null;
    }

    public boolean hasWeights() {
        return weights != null;
    }

    /// Whether clusters or subjects say which rows belong together.
    public boolean hasClusters() {
        return clusters != null || subjects != null;
    }

    /// For each row the number, from 0, of what is independent of the others: its cluster, else
    /// its subject, else the row itself.
    public int[] independent() {
        return Subjects.independent(this);
    }

    /// Refuses the first row that makes no sense, and says which and why. Whoever counts rows
    /// checks them on the way, and comes here only to name the row.
    public void check() {
        boolean[] present = new boolean[groups];
        for (int i = 0; i < status.length; i++) {
            double time = time(i);
            int g = group(i);
            boolean good = time >= 0 && time < Double.POSITIVE_INFINITY
                    && status[i] >= 0 && status[i] <= causes && g >= 0 && g < groups
                    && (starts == null || (starts[i] >= 0 && starts[i] < time))
                    && (stratum == null || (stratum[i] >= 0 && stratum[i] < strata))
                    && (weights == null
                            || (weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY));
            if (!good) {
                throw refusal(i);
            }
            present[g] = true;
        }
        for (int g = 0; g < groups; g++) {
            Check.that(present[g], "group %s has no row", g);
        }
    }

    private IllegalArgumentException refusal(int i) {
        double time = time(i);
        String why;
        if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
            why = "a time of %s is not a number of at least 0".formatted(time);
        } else if (status[i] < 0 || status[i] > causes) {
            why = causes == 1
                    ? "a status of %s is neither 0 (censored) nor 1 (event)".formatted(status[i])
                    : "a status of %s is not in 0 (censored) to %s".formatted(status[i], causes);
        } else if (group(i) < 0 || group(i) >= groups) {
            why = "group %s is not in 0 to %s".formatted(group(i), groups - 1);
        } else if (stratum != null && (stratum[i] < 0 || stratum[i] >= strata)) {
            why = "stratum %s is not in 0 to %s".formatted(stratum[i], strata - 1);
        } else if (starts != null && !(starts[i] >= 0 && starts[i] < time)) {
            why = "a start of %s is not at least 0 and before the end %s"
                    .formatted(starts[i], time);
        } else {
            why = "a weight of %s is not a number of at least 0"
                    .formatted(weights == null ? 1 : weights[i]);
        }
        return new IllegalArgumentException("row %s: %s".formatted(i + 1, why));
    }

    /// Some rows with the clock set back by `earlier`; who entered before then enters at 0.
    private Survival rows(int[] rows, double earlier) {
        boolean wholeDays = days != null && earlier == Math.rint(earlier);
        double[] newTimes = new double[wholeDays ? 0 : rows.length];
        int[] newDays = new int[wholeDays ? rows.length : 0];
        double[] newStarts = new double[starts == null ? 0 : rows.length];
        int[] newStatus = new int[rows.length];
        int[] newGroup = group == null ? NONE : new int[rows.length];
        int[] newStratum = stratum == null ? NONE : new int[rows.length];
        double[] newWeights = new double[weights == null ? 0 : rows.length];
        int[] newClusters = clusters == null ? NONE : new int[rows.length];
        int[] newSubjects = subjects == null ? NONE : new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            if (wholeDays) {
                newDays[i] = (int) (time(row) - earlier);
            } else {
                newTimes[i] = time(row) - earlier;
            }
            if (starts != null) {
                newStarts[i] = Math.max(0, starts[row] - earlier);
            }
            newStatus[i] = status[row];
            if (group != null) {
                newGroup[i] = group[row];
            }
            if (stratum != null) {
                newStratum[i] = stratum[row];
            }
            if (weights != null) {
                newWeights[i] = weights[row];
            }
            if (subjects != null) {
                newSubjects[i] = subjects[row];
            }
            if (clusters != null) {
                newClusters[i] = clusters[row];
            }
        }
        return new Survival(wholeDays ? null : newTimes, wholeDays ? newDays : null,
                starts == null ? null : newStarts, newStatus, causes,
                group == null ? null : newGroup, groups, stratum == null ? null : newStratum,
                strata, weights == null ? null : newWeights,
                subjects == null ? null : newSubjects, clusters == null ? null : newClusters);
    }

    private void checkLength(String what, int length) {
        Check.that(length == status.length, "%s %s do not fit %s rows", length, what,
                status.length);
    }

    private static void checkShape(int times, int[] status, int causes) {
        Check.that(times == status.length, "%s times do not fit %s statuses", times,
                status.length);
        Check.that(times >= 1 && times <= MOST_ROWS, "%s rows are not in 1 to %s", times,
                MOST_ROWS);
        Check.that(causes >= 1 && causes <= MOST_CAUSES, "%s causes are not in 1 to %s", causes,
                MOST_CAUSES);
    }
}
