package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import limbline.statistics.Check;
import limbline.statistics.Histories;
import limbline.statistics.StateOccupancy;

/// `survfit(Surv(start, time, state) ~ 1, id =)` with several transitions.
final class MultiStateArea implements Area {

    private static final int MOST_ROWS = 80;

    @Override
    public Set<String> fields() {
        return Set.of("data", "start", "time", "state", "id", "states", "istate", "tau", "factors",
                "keep");
    }

    @Override
    public Answer.Computed compute(Spec spec, DataFiles files) {
        Rows rows = Rows.of(spec, files);
        List<String> named = spec.texts("states");
        List<String> states = new ArrayList<>(spec.has("istate")
                ? rows.levels("istate") : List.of("(s0)"));
        states.removeAll(named);
        int own = states.size();
        states.addAll(named);
        int[] to = rows.integers("state");
        for (int i = 0; i < to.length; i++) {
            Check.that(to[i] >= 0 && to[i] <= named.size(),
                    "a state of %s is not in 0 to %s", to[i], named.size());
            to[i] += to[i] > 0 ? own : 0;
        }
        int[] initial = new int[to.length];
        Arrays.fill(initial, 1);
        if (spec.has("istate")) {
            List<String> labels = rows.labelsOf(spec.text("istate"));
            Arrays.setAll(initial, i -> 1 + states.indexOf(labels.get(i)));
            checkStates(rows, initial, to);
        }
        Histories histories = Histories.of(states.size(), rows.codes("id"), rows.numbers("start"),
                rows.numbers("time"), to, initial);
        return fields(spec, states, histories).answer();
    }

    /// A state that is given for a later interval must be the one that the subject went to.
    private static void checkStates(Rows rows, int[] given, int[] to) {
        int[] id = rows.codes("id");
        double[] stop = rows.numbers("time");
        int[] order = IntStream.range(0, id.length).boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> id[i]).thenComparingDouble(
                        i -> stop[i])).mapToInt(i -> i).toArray();
        int now = 0;
        for (int k = 0; k < order.length; k++) {
            int i = order[k];
            boolean first = k == 0 || id[order[k - 1]] != id[i];
            Check.that(first || given[i] == now, "row %s of those used: the istate is not the "
                    + "state that the subject was in", i + 1);
            now = to[i] > 0 ? to[i] : given[i];
        }
    }

    private static Fields fields(Spec spec, List<String> states, Histories histories) {
        StateOccupancy found = StateOccupancy.of(histories);
        int[] shown = KaplanMeierArea.thin(found.times().length, MOST_ROWS);
        double[] sums = new double[states.size()];
        for (double[] p : found.probabilities()) {
            for (int s = 0; s < sums.length; s++) {
                sums[s] += p[s];
            }
        }
        int[][] moves = histories.moves();
        List<String> names = new ArrayList<>();
        List<double[]> hazards = new ArrayList<>();
        for (int to = 1; to <= states.size(); to++) {
            for (int from = 1; from <= states.size(); from++) {
                if (moves[from - 1][to] > 0) {
                    names.add(from + "." + to);
                    hazards.add(found.cumulativeHazard(from, to));
                }
            }
        }
        double tau = spec.number("tau");
        return new Fields().put("states", states)
                .put("transitions", transitions(states, moves))
                .put("time", KaplanMeierArea.pick(found.times(), shown))
                .put("n_risk", picked(Arrays.stream(found.atRisk())
                        .map(row -> Arrays.stream(row).asDoubleStream().toArray())
                        .toArray(double[][]::new), shown))
                .put("pstate", picked(found.probabilities(), shown))
                .put("se_ij", picked(found.standardErrors(), shown))
                .put("p0", found.initial()).put("cumhaz_names", names)
                .put("cumhaz", Fields.matrix(Arrays.stream(shown).mapToObj(t -> hazards.stream()
                        .mapToDouble(hazard -> hazard[t]).toArray()).toArray(double[][]::new)))
                .put("checksum_pstate", sums).put("n_times", found.times().length)
                .put("sojourn", new Fields().put("tau", tau).put("rmean", found.sojourn(tau)));
    }

    /// R leaves out states that nobody was in or went to, and ends that nobody had.
    private static Fields transitions(List<String> states, int[][] moves) {
        int[] from = IntStream.range(0, states.size()).filter(s -> IntStream.of(moves[s]).sum()
                + Arrays.stream(moves).mapToInt(row -> row[s + 1]).sum() > 0).toArray();
        List<Integer> to = new ArrayList<>();
        IntStream.rangeClosed(1, states.size()).forEach(to::add);
        to.add(0);
        to.removeIf(t -> Arrays.stream(moves).mapToInt(row -> row[t]).sum() == 0);
        double[][] counts = Arrays.stream(from).mapToObj(s -> to.stream()
                .mapToDouble(t -> moves[s][t]).toArray()).toArray(double[][]::new);
        return new Fields()
                .put("from", Arrays.stream(from).mapToObj(states::get).toList())
                .put("to", to.stream().map(t -> t == 0 ? "(censored)" : states.get(t - 1)).toList())
                .put("counts", Fields.matrix(counts));
    }

    private static List<Object> picked(double[][] rows, int[] shown) {
        return Fields.matrix(
                Arrays.stream(shown).mapToObj(t -> rows[t]).toArray(double[][]::new));
    }
}
