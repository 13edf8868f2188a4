package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a case asks for: named fields, read by the type they must have.
final class Spec {

    private final Map<String, ? extends @Nullable Object> fields;

    Spec(Map<String, ? extends @Nullable Object> fields) {
        this.fields = fields;
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    String text(String name) {
        if (value(name) instanceof String text) {
            return text;
        }
        throw refusal(name, "text");
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (value(name) instanceof Boolean flag) {
            return flag;
        }
        throw refusal(name, "true or false");
    }

    double number(String name) {
        if (value(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw refusal(name, "a number");
    }

    double number(String name, double otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    /// A list of numbers; a single number is a list of one, as in R.
    double[] numbers(String name) {
        List<?> list = list(name);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Number number)) {
                throw refusal(name, "a list of numbers");
            }
            numbers[i] = number.doubleValue();
        }
        return numbers;
    }

    double[] numbers(String name, double... otherwise) {
        return has(name) ? numbers(name) : otherwise;
    }

    /// A list of texts; a single text is a list of one, as in R.
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object one : list(name)) {
            if (!(one instanceof String text)) {
                throw refusal(name, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /// A list of anything, for the caller to read on.
    List<?> list(String name) {
        Object value = value(name);
        return value instanceof List<?> list ? list : List.of(value);
    }

    /// A map of anything, for the caller to read on.
    Map<?, ?> map(String name) {
        if (value(name) instanceof Map<?, ?> map) {
            return map;
        }
        throw refusal(name, "named values");
    }

    private Object value(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw refusal(name, "given");
        }
        return value;
    }

    private static IllegalArgumentException refusal(String name, String allowed) {
        return new IllegalArgumentException(
                "the spec field %s must be %s".formatted(name, allowed));
    }
}
