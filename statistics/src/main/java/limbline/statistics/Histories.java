package limbline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What became of subjects that move between states: the intervals in which each was under
/// observation, without gaps, the state it was in and the one it went to.
///
/// States are numbered from 1; a move to 0 is none, so the interval ends censored or is continued
/// by the subject's next. Rows may stand in any order.
public final class Histories {

    /// The most states: the chance of being in each is kept for every subject.
    public static final int MOST_STATES = 100;

    final int states;

    /// One entry for each interval, those joined that nothing but their border parts; but, as in
    /// R's `survfit`, a subject's first stays as it is.
    final int[] subject;
    final double[] start;
    final double[] stop;
    final int[] from;
    final int[] to;
    final int subjects;

    /// Whether each is the subject's last.
    final boolean[] last;

    private Histories(int states, List<Interval> intervals, int subjects) {
        this.states = states;
        this.subjects = subjects;
        int n = intervals.size();
        subject = intervals.stream().mapToInt(Interval::subject).toArray();
        from = intervals.stream().mapToInt(Interval::from).toArray();
        to = intervals.stream().mapToInt(Interval::to).toArray();
        start = intervals.stream().mapToDouble(Interval::start).toArray();
        stop = intervals.stream().mapToDouble(Interval::stop).toArray();
        last = new boolean[n];
        for (int i = 0; i < n; i++) {
            last[i] = i + 1 == n || subject[i + 1] != subject[i];
        }
    }

    /// Before anything is compared: a subject's next interval begins where the one before ended, but
    /// for rounding.
    private static void join(double[] start, double[] stop, double tolerance) {
        int[] byStart = order(start);
        int[] byStop = order(stop);
        double[] starts = Arrays.stream(byStart).mapToDouble(i -> start[i]).toArray();
        double[] stops = Arrays.stream(byStop).mapToDouble(i -> stop[i]).toArray();
        Joined.join(stops, starts, tolerance);
        for (int k = 0; k < stops.length; k++) {
            start[byStart[k]] = starts[k];
            stop[byStop[k]] = stops[k];
        }
    }

    private static int[] order(double[] times) {
        return IntStream.range(0, times.length).boxed()
                .sorted(Comparator.comparingDouble(i -> times[i])).mapToInt(i -> i).toArray();
    }

    private record Interval(int subject, double start, double stop, int from, int to) {}

    /// @param states how many there are
    /// @param subjects of each row: any numbers
    /// @param starts each below the row's end
    /// @param stops each the end of the row
    /// @param to the state gone to at the end, or 0
    /// @param initial the state of each row's subject before its first row
    public static Histories of(int states, int[] subjects, double[] starts, double[] stops,
            int[] to, int[] initial) {
        return of(states, subjects, starts, stops, to, initial, RiskTable.TOLERANCE);
    }

    /// @param tolerance within which times count as equal; see [RiskTable#joined]
    public static Histories of(int states, int[] subjects, double[] starts, double[] stops,
            int[] to, int[] initial, double tolerance) {
        int n = subjects.length;
        Check.that(n >= 1, "there is no row");
        Check.that(states >= 2 && states <= MOST_STATES, "%s states are not in 2 to %s", states,
                MOST_STATES);
        for (int length : new int[] {starts.length, stops.length, to.length, initial.length}) {
            Check.that(length == n, "%s values do not fit %s rows", length, n);
        }
        for (int i = 0; i < n; i++) {
            Check.that(Double.isFinite(starts[i]) && Double.isFinite(stops[i])
                    && starts[i] < stops[i], "row %s: a start of %s is not before the end %s",
                    i + 1, starts[i], stops[i]);
            Check.that(to[i] >= 0 && to[i] <= states,
                    "row %s: state %s is not in 0 (none) to %s", i + 1, to[i], states);
            Check.that(initial[i] >= 1 && initial[i] <= states,
                    "row %s: the initial state %s is not in 1 to %s", i + 1, initial[i], states);
        }
        double[] start = starts.clone();
        double[] stop = stops.clone();
        join(start, stop, tolerance);
        for (int i = 0; i < n; i++) {
            Check.that(start[i] < stop[i], "row %s: its start and its end %s differ by rounding "
                    + "only", i + 1, stops[i]);
        }
        int[] number = Subjects.numbered(subjects);
        int[] order = IntStream.range(0, n).boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> number[i])
                        .thenComparingDouble(i -> stop[i]))
                .mapToInt(i -> i).toArray();
        List<Interval> intervals = new ArrayList<>();
        Interval before = null;
        boolean beforeIsFirst = true;
        for (int row : order) {
            double since = start[row];
            int from = initial[row];
            boolean first = before == null || before.subject != number[row];
            if (before != null && !first) {
                from = before.to == 0 ? before.from : before.to;
                Check.that(start[row] == before.stop, "row %s: subject %s is %s between %s and %s",
                        row + 1, subjects[row],
                        start[row] < before.stop ? "observed twice" : "not observed",
                        Math.min(start[row], before.stop), Math.max(start[row], before.stop));
                if (before.to == 0 && !beforeIsFirst) {
                    since = before.start;
                    intervals.removeLast();
                }
            }
            Check.that(to[row] != from, "row %s: a move from state %s to itself", row + 1, from);
            beforeIsFirst = first;
            before = new Interval(number[row], since, stop[row], from, to[row]);
            intervals.add(before);
        }
        return new Histories(states, intervals, Arrays.stream(number).max().orElse(0) + 1);
    }

    public int states() {
        return states;
    }

    public int subjects() {
        return subjects;
    }

    /// How often subjects moved from a state (first index, less 1) to another (second), and, with
    /// the second index 0, how many were last seen in it.
    public int[][] moves() {
        int[][] moves = new int[states][states + 1];
        for (int i = 0; i < to.length; i++) {
            if (to[i] > 0 || last[i]) {
                moves[from[i] - 1][to[i]]++;
            }
        }
        return moves;
    }
}
