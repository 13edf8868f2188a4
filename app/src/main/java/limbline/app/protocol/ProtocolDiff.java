package limbline.app.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import limbline.app.exchange.Marked;

/// What differs between two protocol files: by what a value means in the file, not by lines. A step
/// is known by its id, so a step that moved has not changed.
public final class ProtocolDiff {

    private ProtocolDiff() {}

    /// One line for each difference, in the order of the paths; empty if the files say the same.
    ///
    /// @throws RefusedProtocol if one of them is no protocol file
    public static List<String> between(String before, String after) throws RefusedProtocol {
        ProtocolFile.signed(before);
        ProtocolFile.signed(after);
        Map<String, String> old = flat(ProtocolFile.marked(before));
        Map<String, String> now = flat(ProtocolFile.marked(after));
        Set<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<String> lines = new ArrayList<>();
        for (String path : paths) {
            String was = old.get(path);
            String is = now.get(path);
            if (was == null && is != null) {
                lines.add("+ %s: %s".formatted(path, is));
            } else if (is == null && was != null) {
                lines.add("- %s: %s".formatted(path, was));
            } else if (was != null && is != null && !was.equals(is)) {
                lines.add("~ %s: %s -> %s".formatted(path, was, is));
            }
        }
        return lines;
    }

    private static Map<String, String> flat(Marked root) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten(root, "", flat);
        return flat;
    }

    private static void flatten(Marked value, String path, Map<String, String> flat) {
        switch (value) {
            case Marked.Word word ->
                flat.put(path, word.isNothing() ? "(empty)" : word.text().strip());
            case Marked.Fields fields -> fields.values().forEach((key, inner) ->
                    flatten(inner, path.isEmpty() ? key : path + "." + key, flat));
            case Marked.Items(List<Marked> items, _) -> {
                List<String> words = new ArrayList<>();
                for (Marked item : items) {
                    if (item instanceof Marked.Word(String text, _, _)) {
                        words.add(text);
                    } else {
                        String name = name(item).orElse(String.valueOf(items.indexOf(item) + 1));
                        flatten(item, path + "[" + name + "]", flat);
                        words.add(name);
                    }
                }
                flat.put(path, String.join(", ", words));
            }
        }
    }

    private static Optional<String> name(Marked item) {
        if (item instanceof Marked.Fields fields) {
            for (String key : List.of("id", "step", "phase")) {
                if (fields.values().get(key) instanceof Marked.Word(String text, _, _)) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }
}
