package limbline.app.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import limbline.statistics.regression.Covariates;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which columns of a file are covariates. A column of words, or one named as a factor, becomes a
/// covariate for each level but the first.
final class CovariateColumns {

    @Option(
            names = "--covariates",
            paramLabel = "COLUMN",
            split = ",",
            required = true,
            description = "One or more columns, with commas.")
    private List<String> columns = List.of();

    @Option(
            names = "--factors",
            paramLabel = "COLUMN",
            split = ",",
            description = "Those of them whose numbers are levels; words always are.")
    private List<String> factors = List.of();

    @Option(
            names = "--for",
            paramLabel = "COLUMN=VALUE",
            split = ",",
            description = "With --at: the covariates of somebody to predict for.")
    private Map<String, String> somebody = new LinkedHashMap<>();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            split = ",",
            description = "With --for: also what is predicted at these times.")
    private double @Nullable [] at;

    /// The covariates of all rows, and of somebody if asked for (else 0).
    ///
    /// @param baseline the level of each factor that the others are compared with
    @SuppressWarnings("ArrayRecordComponent") // passed on at once
    record Design(Covariates covariates, Map<String, String> baseline, double[] somebody) {}

    /// The columns, and those of these that are given.
    String[] and(@Nullable String... others) {
        return Stream.concat(columns.stream(), Stream.of(others).filter(Objects::nonNull))
                .toArray(String[]::new);
    }

    /// The times to predict for somebody at; none if nobody asked.
    double[] times() {
        if ((at == null) != somebody.isEmpty()) {
            throw new IllegalArgumentException("--at and --for go together: when, and for whom");
        }
        return at == null ? new double[0] : at.clone();
    }

    Design read(CsvColumns rows) {
        for (String factor : factors) {
            if (!columns.contains(factor)) {
                throw new IllegalArgumentException("the factor %s is not among the covariates %s"
                        .formatted(factor, String.join(", ", columns)));
            }
        }
        somebody.keySet().forEach(name -> {
            if (!columns.contains(name)) {
                throw new IllegalArgumentException("--for names %s, which is not among the "
                        .formatted(name) + "covariates " + String.join(", ", columns));
            }
        });
        List<String> names = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        List<Double> one = new ArrayList<>();
        Map<String, String> baseline = new LinkedHashMap<>();
        for (String column : columns) {
            if (isFactor(rows, column)) {
                levels(rows, column, names, values, one, baseline);
            } else {
                names.add(column);
                values.add(rows.numbers(column));
                one.add(somebody.isEmpty() ? 0 : number(column));
            }
        }
        return new Design(Covariates.of(names, values.toArray(double[][]::new)), baseline,
                one.stream().mapToDouble(x -> x).toArray());
    }

    private boolean isFactor(CsvColumns rows, String column) {
        if (factors.contains(column)) {
            return true;
        }
        return rows.texts(column).stream().noneMatch(CovariateColumns::isNumber);
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void levels(CsvColumns rows, String column, List<String> names, List<double[]> values,
            List<Double> one, Map<String, String> baseline) {
        List<String> texts = rows.texts(column);
        List<String> levels = ObservationColumns.sorted(texts);
        if (levels.size() < 2) {
            throw new IllegalArgumentException("the covariate %s is \"%s\" in every row; leave it out"
                    .formatted(column, levels.getFirst()));
        }
        if (!somebody.isEmpty() && !levels.contains(somebody(column))) {
            throw new IllegalArgumentException("%s is no %s; there are %s".formatted(
                    somebody(column), column, String.join(", ", levels)));
        }
        baseline.put(column, levels.getFirst());
        for (String level : levels.subList(1, levels.size())) {
            names.add(column + "=" + level);
            values.add(texts.stream().mapToDouble(text -> text.equals(level) ? 1 : 0).toArray());
            one.add(!somebody.isEmpty() && somebody(column).equals(level) ? 1.0 : 0.0);
        }
    }

    private double number(String column) {
        String text = somebody(column);
        if (!isNumber(text)) {
            throw new IllegalArgumentException(
                    "--for %s=%s is no number".formatted(column, text));
        }
        return Double.parseDouble(text);
    }

    private String somebody(String column) {
        String value = somebody.get(column);
        if (value == null) {
            throw new IllegalArgumentException(
                    "--for lacks %s; name a value for every covariate".formatted(column));
        }
        return value;
    }
}
