package limbline.app.statistics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import limbline.statistics.Histories;
import limbline.statistics.StateOccupancy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `limbline stats multistate`
@Command(
        name = "multistate",
        description = {
            "The probability of being in each state, where subjects move between several"
                    + " (Aalen-Johansen), and the mean time spent in each."
        },
        mixinStandardHelpOptions = true)
final class MultiStateCommand implements Callable<Integer> {

    @Mixin private Printing printing = new Printing();

    @Option(names = "--in", paramLabel = "FILE", required = true, description = "A CSV file.")
    private Path file = Path.of("");

    @Option(names = "--id", paramLabel = "COLUMN", description = "The subject (default: id).")
    private String id = "id";

    @Option(names = "--start", paramLabel = "COLUMN", description = "Default: start.")
    private String start = "start";

    @Option(names = "--stop", paramLabel = "COLUMN", description = "Default: stop.")
    private String stop = "stop";

    @Option(
            names = "--state",
            paramLabel = "COLUMN",
            description = "The state gone to at the end of the interval: its number among --states,"
                    + " 0 for none (default: state).")
    private String state = "state";

    @Option(
            names = "--states",
            paramLabel = "NAME",
            split = ",",
            required = true,
            description = "The names of the states 1, 2, ... that can be gone to.")
    private List<String> states = List.of();

    @Option(
            names = "--initial",
            paramLabel = "NAME",
            description = "The state in which everybody begins (default: ${DEFAULT-VALUE}).")
    private String initial = "start";

    @Option(names = "--at", paramLabel = "TIME", split = ",", description = "At these times.")
    private double[] at = {};

    @Option(names = "--horizon", paramLabel = "TIME", description = "Mean times up to this time.")
    private @Nullable Double horizon;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<String> all = new ArrayList<>(states);
        int first = all.indexOf(initial);
        if (first < 0) {
            all.addFirst(initial);
        }
        CsvColumns whole = CsvColumns.read(file);
        CsvColumns rows = whole.complete(List.of(id, start, stop, state));
        if (rows.size() == 0) {
            throw new IllegalArgumentException("%s has no complete row".formatted(file));
        }
        int shift = first < 0 ? 1 : 0;
        int[] to = Arrays.stream(rows.wholeNumbers(state)).map(s -> s > 0 ? s + shift : s).toArray();
        int[] from = new int[to.length];
        Arrays.fill(from, first < 0 ? 1 : first + 1);
        Histories histories = Histories.of(all.size(), ObservationColumns.numbered(rows.texts(id)),
                rows.numbers(start), rows.numbers(stop), to, from);
        StateOccupancy found = StateOccupancy.of(histories);
        int dropped = whole.size() - rows.size();
        if (printing.asJson()) {
            spec.commandLine().getOut().println(
                    printing.json(json(all, histories, found, dropped)));
        } else {
            print(all, histories, found, dropped);
        }
        return 0;
    }

    private void print(
            List<String> names, Histories histories, StateOccupancy found, int dropped) {
        List<String> lines = new ArrayList<>();
        lines.add("Aalen-Johansen, jackknife standard errors; %s subjects of %s%s".formatted(
                histories.subjects(), file, dropped == 0 ? "" : ", %s rows left out because a value "
                        .formatted(dropped) + "is missing"));
        lines.add("");
        int[][] moves = histories.moves();
        for (int f = 0; f < names.size(); f++) {
            for (int t = 1; t <= names.size(); t++) {
                if (moves[f][t] > 0) {
                    lines.add("%s to %s: %s".formatted(
                            names.get(f), names.get(t - 1), moves[f][t]));
                }
            }
            if (moves[f][0] > 0) {
                lines.add("last seen in %s: %s".formatted(names.get(f), moves[f][0]));
            }
        }
        lines.add("");
        List<String> headings = new ArrayList<>(List.of("time"));
        names.forEach(name -> headings.addAll(List.of(name, "std. error")));
        Printing.Table table = new Printing.Table(headings.toArray(String[]::new));
        double[][] errors = found.standardErrors();
        for (int k : shown(found)) {
            List<String> cells = new ArrayList<>(List.of(Printing.plain(found.times()[k])));
            for (int s = 0; s < names.size(); s++) {
                cells.add(printing.number(found.probabilities()[k][s]));
                cells.add(printing.number(errors[k][s]));
            }
            table.row(cells.toArray(String[]::new));
        }
        lines.addAll(table.lines());
        if (horizon != null) {
            double[] mean = found.sojourn(horizon);
            for (int s = 0; s < mean.length; s++) {
                lines.add("mean time in %s up to %s: %s".formatted(names.get(s),
                        Printing.plain(horizon), printing.number(mean[s])));
            }
        }
        printing.lines(spec, lines);
    }

    /// The times asked for, each as the last time not after it; else all.
    private int[] shown(StateOccupancy found) {
        double[] times = found.times();
        int[] all = new int[at.length == 0 ? times.length : at.length];
        for (int k = 0; k < all.length; k++) {
            all[k] = k;
            if (at.length > 0) {
                int place = Arrays.binarySearch(times, at[k]);
                all[k] = place >= 0 ? place : -place - 2;
                if (all[k] < 0) {
                    throw new IllegalArgumentException("nothing is known at %s: the first interval "
                            .formatted(Printing.plain(at[k])) + "ends at "
                            + Printing.plain(times[0]));
                }
            }
        }
        return all;
    }

    private Map<String, @Nullable Object> json(
            List<String> names, Histories histories, StateOccupancy found, int dropped) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("subjects", histories.subjects());
        json.put("dropped", dropped);
        json.put("states", names);
        json.put("moves_then_last_seen", histories.moves());
        json.put("initial", found.initial());
        int[] shown = shown(found);
        double[][] errors = found.standardErrors();
        json.put("time", Arrays.stream(shown).mapToDouble(k -> found.times()[k]).toArray());
        json.put("at_risk", Arrays.stream(shown).mapToObj(k -> found.atRisk()[k]).toList());
        json.put("probability", Arrays.stream(shown).mapToObj(k -> found.probabilities()[k])
                .toList());
        json.put("std_error", Arrays.stream(shown).mapToObj(k -> errors[k]).toList());
        if (horizon != null) {
            json.put("mean_time", found.sojourn(horizon));
        }
        return json;
    }
}
