package limbline.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The probability of being in each state over time, where subjects may move between several
/// states: Aalen and Johansen's product of the estimated transition matrices.
///
/// At each time the row of state j moves dN(j to k) / Y(j) of its probability to each k. Aalen OO,
/// Johansen S. Scand J Stat 1978;5:141-150. <https://www.jstor.org/stable/4615704>
///
/// Standard errors are by the infinitesimal jackknife over subjects, as R's `survfit` gives them,
/// with the initial shares taken as known. Without a model of how moves depend on the past, the
/// estimate holds also for processes that are not Markov; Datta S, Satten GA. Stat Probab Lett
/// 2001;55:403-411. <https://doi.org/10.1016/S0167-7152(01)00155-9>
public final class StateOccupancy {

    /// Some minutes of work for the standard errors.
    private static final double MOST_STEPS = 1e11;

    private final Histories histories;
    private final double[] initial;
    private final double[] times;
    private final int[][] atRisk;
    private final int[][][] moves;
    private final double[][] probability;
    private final double[][][] hazard;
    private double @Nullable [][] errors;

    private StateOccupancy(Histories histories) {
        this.histories = histories;
        int k = histories.states;
        times = Arrays.stream(histories.stop).sorted().distinct().toArray();
        atRisk = new int[times.length][k];
        moves = new int[times.length][][];
        probability = new double[times.length][k];
        hazard = new double[times.length][k][k];
        initial = shares();
        count();
        estimate();
    }

    public static StateOccupancy of(Histories histories) {
        return new StateOccupancy(histories);
    }

    /// The shares of the states among those under observation at the first move.
    private double[] shares() {
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < histories.stop.length; i++) {
            first = histories.to[i] > 0 ? Math.min(first, histories.stop[i]) : first;
            last = Math.max(last, histories.stop[i]);
        }
        double at = Math.min(first, last);
        double[] shares = new double[histories.states];
        int all = 0;
        for (int i = 0; i < histories.stop.length; i++) {
            if (histories.start[i] < at && histories.stop[i] >= at) {
                shares[histories.from[i] - 1]++;
                all++;
            }
        }
        for (int s = 0; s < shares.length; s++) {
            shares[s] /= all;
        }
        return shares;
    }

    private int at(double stop) {
        return Arrays.binarySearch(times, stop);
    }

    /// The first time after a start.
    private int after(double start) {
        int found = Arrays.binarySearch(times, start);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private void count() {
        int[][] changes = new int[times.length + 1][histories.states];
        for (int i = 0; i < histories.stop.length; i++) {
            int s = histories.from[i] - 1;
            int end = at(histories.stop[i]);
            changes[after(histories.start[i])][s]++;
            changes[end + 1][s]--;
            if (histories.to[i] > 0) {
                if (moves[end] == null) {
                    moves[end] = new int[histories.states][histories.states];
                }
                moves[end][s][histories.to[i] - 1]++;
            }
        }
        int[] now = new int[histories.states];
        for (int t = 0; t < times.length; t++) {
            for (int s = 0; s < now.length; s++) {
                now[s] += changes[t][s];
                atRisk[t][s] = now[s];
            }
        }
    }

    private void estimate() {
        int k = histories.states;
        double[] p = initial.clone();
        double[][] sums = new double[k][k];
        for (int t = 0; t < times.length; t++) {
            if (moves[t] != null) {
                p = moved(p, t);
                for (int j = 0; j < k; j++) {
                    for (int to = 0; to < k; to++) {
                        sums[j][to] += share(t, j, to);
                    }
                }
            }
            probability[t] = p;
            for (int j = 0; j < k; j++) {
                hazard[t][j] = sums[j].clone();
            }
        }
    }

    /// What share of those in a state moves to another at a time.
    private double share(int t, int from, int to) {
        int n = moves[t][from][to];
        return n == 0 ? 0 : (double) n / atRisk[t][from];
    }

    private double[] moved(double[] p, int t) {
        int k = p.length;
        double[] next = new double[k];
        for (int j = 0; j < k; j++) {
            int leaving = 0;
            for (int to = 0; to < k; to++) {
                next[to] += p[j] * share(t, j, to);
                leaving += moves[t][j][to];
            }
            next[j] += leaving == 0 ? p[j]
                    : p[j] * (atRisk[t][j] - leaving) / atRisk[t][j];
        }
        return next;
    }

    /// The distinct times at which an interval ends.
    public double[] times() {
        return times.clone();
    }

    /// The shares with which it begins, by state.
    public double[] initial() {
        return initial.clone();
    }

    /// By time and state.
    public double[][] probabilities() {
        return Arrays.stream(probability).map(double[]::clone).toArray(double[][]::new);
    }

    /// How many were in each state just before each time.
    public int[][] atRisk() {
        return Arrays.stream(atRisk).map(int[]::clone).toArray(int[][]::new);
    }

    /// The cumulative hazard of moving between two states, from 1.
    public double[] cumulativeHazard(int from, int to) {
        check(from);
        check(to);
        return Arrays.stream(hazard).mapToDouble(at -> at[from - 1][to - 1]).toArray();
    }

    private void check(int state) {
        Check.that(state >= 1 && state <= histories.states, "state %s is not in 1 to %s", state,
                histories.states);
    }

    /// The mean time spent in each state up to a horizon, from 0 or from the first time if that is
    /// below.
    public double[] sojourn(double horizon) {
        double since = Math.min(0, times[0]);
        Check.that(horizon > since && horizon < Double.POSITIVE_INFINITY,
                "a horizon of %s is not after %s", horizon, since);
        double[] sums = new double[histories.states];
        double[] p = initial;
        for (int t = 0; t < times.length && times[t] < horizon; t++) {
            add(sums, p, times[t] - since);
            since = times[t];
            p = probability[t];
        }
        add(sums, p, horizon - since);
        return sums;
    }

    private static void add(double[] sums, double[] p, double time) {
        for (int s = 0; s < sums.length; s++) {
            sums[s] += p[s] * time;
        }
    }

    /// Standard errors of the probabilities, by time and state.
    public double[][] standardErrors() {
        double[][] known = errors;
        if (known == null) {
            known = jackknife();
            errors = known;
        }
        return Arrays.stream(known).map(double[]::clone).toArray(double[][]::new);
    }

    /// The influence of each subject on each probability is carried on like the probabilities
    /// themselves, and changes at a move by what the subject at risk did less what was expected.
    private double[][] jackknife() {
        int k = histories.states;
        double steps = (double) times.length * histories.subjects * k * k;
        Check.that(steps <= MOST_STEPS, "standard errors of %s subjects at %s times would take "
                + "%.1g steps, above %.1g", histories.subjects, times.length, steps, MOST_STEPS);
        double[][] influence = new double[histories.subjects][k];
        int[][] coming = byTime(false);
        int[][] ending = byTime(true);
        int[] state = new int[histories.subjects];
        double[][] found = new double[times.length][k];
        double[] before = initial;
        for (int t = 0; t < times.length; t++) {
            for (int i : coming[t]) {
                state[histories.subject[i]] = histories.from[i];
            }
            if (moves[t] == null) {
                found[t] = t == 0 ? new double[k] : found[t - 1];
            } else {
                step(t, before, influence, state, ending[t]);
                for (double[] one : influence) {
                    for (int s = 0; s < k; s++) {
                        found[t][s] += one[s] * one[s];
                    }
                }
                for (int s = 0; s < k; s++) {
                    found[t][s] = Math.sqrt(found[t][s]);
                }
            }
            for (int i : ending[t]) {
                state[histories.subject[i]] = 0;
            }
            before = probability[t];
        }
        return found;
    }

    private void step(int t, double[] before, double[][] influence, int[] state, int[] ending) {
        int k = before.length;
        for (int i = 0; i < influence.length; i++) {
            influence[i] = moved(influence[i], t);
            int j = state[i] - 1;
            for (int to = 0; j >= 0 && to < k; to++) {
                double expected = before[j] * share(t, j, to) / atRisk[t][j];
                influence[i][to] -= expected;
                influence[i][j] += expected;
            }
        }
        for (int i : ending) {
            if (histories.to[i] > 0) {
                int j = histories.from[i] - 1;
                double own = before[j] / atRisk[t][j];
                influence[histories.subject[i]][histories.to[i] - 1] += own;
                influence[histories.subject[i]][j] -= own;
            }
        }
    }

    /// The intervals that end at, or are first counted at, each time.
    private int[][] byTime(boolean ends) {
        int n = histories.stop.length;
        int[] at = new int[n];
        int[] sizes = new int[times.length];
        for (int i = 0; i < n; i++) {
            at[i] = ends ? at(histories.stop[i]) : after(histories.start[i]);
            sizes[at[i]]++;
        }
        int[][] rows = new int[times.length][];
        for (int t = 0; t < rows.length; t++) {
            rows[t] = new int[sizes[t]];
        }
        for (int i = n - 1; i >= 0; i--) {
            rows[at[i]][--sizes[at[i]]] = i;
        }
        return rows;
    }
}
