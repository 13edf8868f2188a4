package limbline.app.statistics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import limbline.statistics.Survival;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which columns of a file say what was observed.
final class ObservationColumns {

    @Option(names = "--in", paramLabel = "FILE", required = true, description = "A CSV file.")
    private Path file = Path.of("");

    @Option(
            names = "--time",
            paramLabel = "COLUMN",
            description = "When observation ended (default: ${DEFAULT-VALUE}).")
    private String time = "time";

    @Option(
            names = "--time-unit",
            paramLabel = "TEXT",
            description = "What it is counted in, for tables and figures: days, say.")
    private @Nullable String unit;

    @Option(
            names = "--status",
            paramLabel = "COLUMN",
            description = "How it ended: 0 censored, 1 the event, 2 and more competing events"
                    + " (default: ${DEFAULT-VALUE}).")
    private String status = "status";

    @Option(names = "--start", paramLabel = "COLUMN", description = "When it began, if not at 0.")
    private @Nullable String start;

    @Option(names = "--group", paramLabel = "COLUMN", description = "Compare by this column.")
    private @Nullable String group;

    @Option(names = "--weight", paramLabel = "COLUMN", description = "How much each row counts.")
    private @Nullable String weight;

    @Option(names = "--stratum", paramLabel = "COLUMN", description = "Compare within strata.")
    private @Nullable String stratum;

    @Option(names = "--id", paramLabel = "COLUMN", description = "Which rows are one subject.")
    private @Nullable String subject;

    /// What a file holds.
    ///
    /// @param groups the names of the groups, in order; one, "all", where there are none
    /// @param dropped rows left out because a value was missing
    record Observed(Survival survival, List<String> groups, CsvColumns rows, int dropped) {}

    Path file() {
        return file;
    }

    /// What tables and figures call the time.
    String timeColumn() {
        return unit == null ? time : "%s (%s)".formatted(time, unit);
    }

    /// @param more columns that must not be missing either
    Observed read(String... more) {
        CsvColumns whole = CsvColumns.read(file);
        List<String> used = new ArrayList<>(Stream.of(time, status).toList());
        Stream.of(start, group, weight, subject, stratum).forEach(column -> {
            if (column != null) {
                used.add(column);
            }
        });
        used.addAll(List.of(more));
        CsvColumns rows = whole.complete(used);
        if (rows.size() == 0) {
            throw new IllegalArgumentException("%s has no row in which none of %s is missing"
                    .formatted(file, String.join(", ", used)));
        }
        int[] ended = rows.wholeNumbers(status);
        int causes = Math.max(1, Arrays.stream(ended).max().orElse(1));
        Survival survival = times(rows, ended, causes);
        List<String> names = List.of("all");
        if (start != null) {
            survival = survival.enteredAt(rows.numbers(start));
        }
        if (weight != null) {
            survival = survival.weighted(rows.numbers(weight));
        }
        if (subject != null) {
            survival = survival.ofSubjects(numbered(rows.texts(subject)));
        }
        if (stratum != null) {
            List<String> strata = sorted(rows.texts(stratum));
            survival = survival.stratified(coded(rows.texts(stratum), strata), strata.size());
        }
        if (group != null) {
            names = sorted(rows.texts(group));
            survival = survival.grouped(coded(rows.texts(group), names), names.size());
            String column = group;
            names = names.stream().map(name -> column + "=" + name).toList();
        }
        return new Observed(survival, names, rows, whole.size() - rows.size());
    }

    /// Whole days take the fast path.
    private Survival times(CsvColumns rows, int[] ended, int causes) {
        double[] times = rows.numbers(time);
        int[] days = new int[times.length];
        for (int i = 0; i < days.length; i++) {
            days[i] = (int) times[i];
            if (days[i] != times[i] || start != null) {
                return Survival.of(times, ended, causes);
            }
        }
        return Survival.ofDays(days, ended, causes);
    }

    /// What a table says above itself.
    String heading(Observed observed) {
        return "%s rows of %s%s".formatted(observed.rows().size(), file,
                observed.dropped() == 0 ? "" : ", " + observed.dropped()
                        + " left out because a value is missing");
    }

    /// What an answer in JSON begins with.
    static Map<String, @Nullable Object> head(String method, Observed observed) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("method", method);
        json.put("rows", observed.rows().size());
        json.put("dropped", observed.dropped());
        return json;
    }

    /// Sorted as numbers where all are numbers.
    static List<String> sorted(List<String> values) {
        TreeSet<String> distinct = new TreeSet<>(values);
        try {
            return distinct.stream()
                    .sorted(Comparator.comparingDouble(Double::parseDouble))
                    .toList();
        } catch (NumberFormatException e) {
            return List.copyOf(distinct);
        }
    }

    /// For each value the number, from 0, of its place among the sorted values.
    static int[] numbered(List<String> values) {
        return coded(values, sorted(values));
    }

    private static int[] coded(List<String> values, List<String> names) {
        Map<String, Integer> codes = new HashMap<>();
        names.forEach(name -> codes.put(name, codes.size()));
        return values.stream().mapToInt(codes::get).toArray();
    }
}
