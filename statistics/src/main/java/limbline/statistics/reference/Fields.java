package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limbline.statistics.Check;
import limbline.statistics.Interval;
import org.jspecify.annotations.Nullable;

/// The fields of an answer, in order, as R's script writes them.
final class Fields {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Fields put(String name, @Nullable Object value) {
        values.put(name, value instanceof Double number ? number(number) : value);
        return this;
    }

    /// An array of two.
    Fields put(String name, Interval interval) {
        return put(name, numbers(interval.lower(), interval.upper()));
    }

    Fields put(String name, double[] numbers) {
        return put(name, numbers(numbers));
    }

    Fields put(String name, Fields nested) {
        return put(name, nested.map());
    }

    Fields without(String name) {
        values.remove(name);
        return this;
    }

    Answer.Computed answer() {
        return new Answer.Computed(values, Map.of());
    }

    Map<String, @Nullable Object> map() {
        return values;
    }

    /// A number, or the text for what JSON has no number for.
    static Object number(double value) {
        return Double.isNaN(value) ? "NaN"
                : Double.isInfinite(value) ? value > 0 ? "Inf" : "-Inf"
                : value;
    }

    static List<Object> numbers(double... values) {
        List<Object> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(number(value));
        }
        return list;
    }

    /// Numbers with R's NA for `NaN`.
    static List<@Nullable Object> orMissing(double... values) {
        List<@Nullable Object> list = new ArrayList<>();
        for (double value : values) {
            list.add(Double.isNaN(value) ? null : number(value));
        }
        return list;
    }

    static List<Object> matrix(double[][] rows) {
        return Arrays.stream(rows).map(row -> (Object) numbers(row)).toList();
    }

    /// A count as it stands in a specification.
    static int whole(Object value, String what) {
        Check.that(value instanceof Number number && number.doubleValue() == number.intValue(),
                "%s must be a whole number, but is %s", what, value);
        return ((Number) value).intValue();
    }

    static double number(Object value, String what) {
        Check.that(value instanceof Number, "%s must be a number, but is %s", what, value);
        return ((Number) value).doubleValue();
    }
}
