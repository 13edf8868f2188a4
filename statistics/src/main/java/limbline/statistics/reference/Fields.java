package limbline.statistics.reference;

import java.util.ArrayList;
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
