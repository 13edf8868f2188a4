package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import limbline.statistics.Check;
import limbline.statistics.regression.Covariates;

/// The columns that R makes of covariates: `x`, `a:b`, `a*b`. A factor becomes a column for each
/// level but the first (treatment contrasts); in an interaction without the term that would lack
/// it, a column for each level.
///
/// @param factors the levels of each column that is a factor
/// @param terms the columns of each term, main effects first
record Design(Map<String, List<String>> factors, List<List<String>> terms) {

    static Design of(Spec spec, Rows rows) {
        Set<List<String>> terms = new LinkedHashSet<>();
        for (String covariate : spec.texts("covariates")) {
            terms.addAll(expanded(covariate));
        }
        List<List<String>> inOrder = terms.stream()
                .sorted(Comparator.comparingInt(List::size)).toList();
        Map<String, List<String>> factors = new LinkedHashMap<>();
        for (List<String> term : inOrder) {
            for (String name : term) {
                List<String> levels = rows.factorLevels(name);
                if (!levels.isEmpty()) {
                    factors.put(name, levels);
                }
            }
        }
        return new Design(factors, inOrder);
    }

    /// `a*b*c` is every combination of `a`, `b` and `c`.
    private static List<List<String>> expanded(String covariate) {
        List<String> parts = List.of(covariate.split("\\*"));
        List<List<String>> terms = new ArrayList<>();
        for (int chosen = 1; chosen < 1 << parts.size(); chosen++) {
            List<String> term = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                if ((chosen >> i & 1) == 1) {
                    term.addAll(List.of(parts.get(i).split(":")));
                }
            }
            if (parts.size() == 1 || chosen > 0) {
                terms.add(List.copyOf(new LinkedHashSet<>(term)));
            }
        }
        return terms;
    }

    /// A named column of numbers.
    @SuppressWarnings("ArrayRecordComponent") // passed on at once
    private record Column(String name, double[] values) {}

    /// The values of a column, as numbers or as labels.
    interface Source {
        double[] numbers(String name);

        List<String> labels(String name);
    }

    static Source source(Rows rows) {
        return new Source() {
            @Override
            public double[] numbers(String name) {
                return rows.columnOfNumbers(name);
            }

            @Override
            public List<String> labels(String name) {
                return rows.labelsOf(name);
            }
        };
    }

    /// New data: a list of values for each column.
    static Source source(Map<?, ?> columns) {
        return new Source() {
            @Override
            public double[] numbers(String name) {
                return list(name).stream()
                        .mapToDouble(value -> Fields.number(value, "newdata " + name)).toArray();
            }

            @Override
            public List<String> labels(String name) {
                return list(name).stream().map(value -> value instanceof Boolean flag
                        ? flag ? "TRUE" : "FALSE" : Rows.label(String.valueOf(value))).toList();
            }

            private List<?> list(String name) {
                Object value = columns.get(name);
                Check.that(value != null, "newdata has no %s", name);
                return value instanceof List<?> list ? list : List.of(String.valueOf(value));
            }
        };
    }

    Covariates covariates(Source source) {
        List<Column> columns = columns(source);
        return Covariates.of(columns.stream().map(Column::name).toList(),
                columns.stream().map(Column::values).toArray(double[][]::new));
    }

    /// One row after the other.
    double[][] rows(Source source) {
        List<Column> columns = columns(source);
        double[][] rows = new double[columns.getFirst().values.length][columns.size()];
        for (int j = 0; j < columns.size(); j++) {
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] = columns.get(j).values[i];
            }
        }
        return rows;
    }

    private List<Column> columns(Source source) {
        return terms.stream().flatMap(term -> columns(term, source)).toList();
    }

    private Stream<Column> columns(List<String> term, Source source) {
        List<Column> columns = List.of();
        for (String name : term) {
            List<Column> own = own(name, isContrast(name, term), source);
            columns = columns.isEmpty() ? own : crossed(columns, own);
        }
        return columns.stream();
    }

    private boolean isContrast(String name, List<String> term) {
        Set<String> rest = new HashSet<>(term);
        rest.remove(name);
        return rest.isEmpty() || terms.stream().anyMatch(other -> rest.equals(Set.copyOf(other)));
    }

    private List<Column> own(String name, boolean contrast, Source source) {
        List<String> levels = factors.get(name);
        if (levels == null) {
            return List.of(new Column(name, source.numbers(name)));
        }
        List<String> labels = source.labels(name);
        for (String label : labels) {
            Check.that(levels.contains(label), "%s is no level of %s; these are %s", label, name,
                    levels);
        }
        return levels.stream().skip(contrast ? 1 : 0).map(level -> new Column(name + level,
                labels.stream().mapToDouble(label -> label.equals(level) ? 1 : 0).toArray()))
                .toList();
    }

    /// The columns before vary fastest.
    private static List<Column> crossed(List<Column> before, List<Column> own) {
        List<Column> all = new ArrayList<>();
        for (Column one : own) {
            for (Column other : before) {
                double[] product = new double[one.values.length];
                for (int i = 0; i < product.length; i++) {
                    product[i] = one.values[i] * other.values[i];
                }
                all.add(new Column(other.name + ":" + one.name, product));
            }
        }
        return all;
    }
}
