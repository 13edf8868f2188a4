package limbline.app.course;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a form was sent with, or is filled with before it is shown: for each name the values typed,
/// kept word for word so that nothing is typed twice.
public record Sent(Map<String, List<String>> values) {

    public Sent {
        values = Map.copyOf(values);
    }

    static Sent of(Map<String, String[]> parameters) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        parameters.forEach((name, all) -> values.put(name, List.of(all)));
        return new Sent(values);
    }

    /// The first value, or empty.
    public String one(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean holds(String name, String value) {
        return all(name).contains(value);
    }

    /// The same with one value more or another one.
    Sent with(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(name, List.of(value));
        return new Sent(changed);
    }

    /// The lines of a text, without empty ones.
    List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        one(name).lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        return lines;
    }
}
