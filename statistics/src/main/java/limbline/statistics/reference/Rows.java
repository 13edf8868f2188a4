package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import limbline.statistics.Check;
import org.jspecify.annotations.Nullable;

/// The rows of a data file that a case is about: those without a missing value in a column it
/// uses, and of those the ones it keeps.
final class Rows {

    /// The fields of a specification that name columns.
    private static final List<String> COLUMN_FIELDS = List.of("time", "start", "event", "weights",
            "cluster", "id", "strata", "group", "state", "covariates", "offset", "istate",
            "censgroup");

    private final Map<String, List<String>> columns;
    private final Spec spec;
    private final int[] rows;

    private Rows(Map<String, List<String>> columns, Spec spec, int[] rows) {
        this.columns = columns;
        this.spec = spec;
        this.rows = rows;
    }

    static Rows of(Spec spec, DataFiles files) {
        Map<String, List<String>> columns = files.columns(spec.text("data"));
        int size = columns.isEmpty() ? 0 : columns.values().iterator().next().size();
        Rows all = new Rows(columns, spec, IntStream.range(0, size).toArray());
        Rows complete = all;
        for (String field : COLUMN_FIELDS) {
            for (String name : spec.has(field) ? columnsOf(spec.texts(field)) : Set.<String>of()) {
                List<String> column = all.column(name);
                complete = complete.where(row -> !column.get(row).equals("NA")
                        && complete(name, column.get(row), spec));
            }
        }
        if (spec.has("keep")) {
            for (var kept : spec.map("keep").entrySet()) {
                String name = String.valueOf(kept.getKey());
                List<String> column = all.column(name);
                Set<String> values = labels(kept.getValue());
                complete = complete.where(row -> values.contains(label(column.get(row))));
            }
        }
        Check.that(complete.rows.length > 0, "no row of %s is left", spec.text("data"));
        return complete;
    }

    /// The columns that terms are made of: `a:b` and `a*b` name two.
    private static Set<String> columnsOf(List<String> terms) {
        Set<String> names = new LinkedHashSet<>();
        terms.forEach(term -> names.addAll(List.of(term.split("[:*]"))));
        return names;
    }

    /// A value outside the levels that the specification gives a factor is missing too.
    private static boolean complete(String name, String value, Spec spec) {
        return !spec.has("factors") || !spec.map("factors").containsKey(name)
                || labels(spec.map("factors").get(name)).contains(label(value));
    }

    private static Set<String> labels(@Nullable Object values) {
        List<?> list = values instanceof List<?> several ? several
                : List.of(String.valueOf(values));
        Set<String> labels = new LinkedHashSet<>();
        list.forEach(value -> labels.add(label(String.valueOf(value))));
        return labels;
    }

    int size() {
        return rows.length;
    }

    /// The numbers in the column that a field of the specification names.
    double[] numbers(String field) {
        return columnOfNumbers(spec.text(field));
    }

    double[] columnOfNumbers(String name) {
        List<String> column = column(name);
        double[] numbers = new double[rows.length];
        for (int i = 0; i < numbers.length; i++) {
            String text = column.get(rows[i]);
            numbers[i] = switch (text) {
                case "TRUE" -> 1;
                case "FALSE" -> 0;
                default -> number(text, name, rows[i]);
            };
        }
        return numbers;
    }

    /// The whole numbers in the column that a field of the specification names.
    int[] integers(String field) {
        double[] numbers = numbers(field);
        int[] integers = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            integers[i] = (int) numbers[i];
            Check.that(integers[i] == numbers[i], "row %s: the %s %s is not a whole number",
                    rows[i] + 1, field, numbers[i]);
        }
        return integers;
    }

    /// The distinct values in the column that a field names: in the order of the factor's levels
    /// if the specification gives them, else as numbers or in R's order of texts.
    List<String> levels(String field) {
        return levelsOf(spec.text(field));
    }

    private List<String> levelsOf(String name) {
        Set<String> present = new LinkedHashSet<>();
        for (int row : rows) {
            present.add(label(column(name).get(row)));
        }
        if (spec.has("factors") && spec.map("factors").containsKey(name)) {
            List<String> levels = new ArrayList<>(labels(spec.map("factors").get(name)));
            levels.retainAll(present);
            return levels;
        }
        return present.stream().sorted(present.stream().allMatch(Rows::isNumber)
                ? Comparator.comparingDouble(Double::parseDouble) : new LabelOrder()).toList();
    }

    /// For each row, which of the levels its value is.
    int[] codes(String field) {
        return codesOf(spec.text(field));
    }

    private int[] codesOf(String name) {
        List<String> levels = levelsOf(name);
        Map<String, Integer> code = new HashMap<>();
        for (int i = 0; i < levels.size(); i++) {
            code.put(levels.get(i), i);
        }
        List<String> column = column(name);
        return Arrays.stream(rows)
                .map(row -> code.getOrDefault(label(column.get(row)), -1)).toArray();
    }

    /// For each row a number for its values in all the columns that a field names, those of the
    /// first column in order before those of the next.
    int[] combinedCodes(String field) {
        int[] combined = new int[rows.length];
        for (String name : spec.texts(field)) {
            int[] codes = codesOf(name);
            int levels = levelsOf(name).size();
            for (int i = 0; i < codes.length; i++) {
                combined[i] = combined[i] * levels + codes[i];
            }
        }
        int[] present = Arrays.stream(combined).sorted().distinct().toArray();
        return Arrays.stream(combined).map(code -> Arrays.binarySearch(present, code)).toArray();
    }

    /// The levels of a column that is no number: those of the specification, also where no row
    /// has them, else its texts. Empty for numbers.
    List<String> factorLevels(String name) {
        if (spec.has("factors") && spec.map("factors").containsKey(name)) {
            return List.copyOf(labels(spec.map("factors").get(name)));
        }
        List<String> column = column(name);
        boolean numbers = Arrays.stream(rows).allMatch(row -> isNumber(column.get(row)));
        boolean flags = Arrays.stream(rows)
                .allMatch(row -> column.get(row).equals("TRUE") || column.get(row).equals("FALSE"));
        return flags ? List.of("FALSE", "TRUE") : numbers ? List.of() : levelsOf(name);
    }

    /// The values of a column as labels of levels.
    List<String> labelsOf(String name) {
        List<String> column = column(name);
        return Arrays.stream(rows).mapToObj(row -> label(column.get(row))).toList();
    }

    private static boolean isNumber(String text) {
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /// The rows with a value in the column that a field names.
    Rows ofLevel(String field, String level) {
        List<String> column = column(spec.text(field));
        return where(row -> label(column.get(row)).equals(level));
    }

    /// The rows with a time after a landmark, in the column that a field names.
    Rows after(String field, double landmark) {
        List<String> column = column(spec.text(field));
        Rows later = where(row -> number(column.get(row), field, row) > landmark);
        Check.that(later.size() > 0, "no row is after %s", landmark);
        return later;
    }

    private Rows where(IntPredicate kept) {
        return new Rows(columns, spec, Arrays.stream(rows).filter(kept).toArray());
    }

    private List<String> column(String name) {
        List<String> column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("there is no column %s in %s; there are %s"
                    .formatted(name, spec.text("data"), String.join(", ", columns.keySet())));
        }
        return column;
    }

    private static double number(String text, String column, int row) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "row %s: %s in column %s is not a number".formatted(row + 1, text, column), e);
        }
    }

    /// A value as R prints it as a level: 1 and 1.0 are one.
    static String label(String text) {
        try {
            double number = Double.parseDouble(text);
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString((long) number) : Double.toString(number);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
