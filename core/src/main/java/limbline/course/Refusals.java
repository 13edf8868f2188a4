package limbline.course;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.measure.EventId;

/// Why entries may not be appended. The course is folded with them; what cannot be true then and was
/// not wrong before speaks against them. So a correction is held to everything that hangs on what it
/// corrects, and an old fault stands in nobody's way.
final class Refusals {

    private Refusals() {}

    /// @param candidates one after the other; a later one may correct an earlier, which is asked as
    ///     it stands before that, too
    static List<String> of(Course before, List<Entry> candidates) {
        List<String> refusals = new ArrayList<>();
        Map<EventId, Integer> layers = new HashMap<>();
        Set<EventId> corrected = new HashSet<>();
        for (Entry candidate : candidates) {
            Optional<EventId> replaced = candidate.correction().map(Correction::replaces);
            replaced.filter(id -> !layers.containsKey(id))
                    .ifPresent(id -> refusals.addAll(correctable(before, id)));
            layers.put(candidate.id(),
                    replaced.map(id -> layers.getOrDefault(id, -1) + 1).orElse(0));
            replaced.filter(id -> !corrected.add(id)).ifPresent(id ->
                    refusals.add("The event %s is corrected twice.".formatted(id)));
        }
        Set<String> old = new HashSet<>(before.impossibilities());
        int deepest = layers.values().stream().mapToInt(layer -> layer).max().orElse(0);
        IntStream.rangeClosed(0, deepest)
                .mapToObj(layer -> candidates.stream()
                        .filter(one -> layers.getOrDefault(one.id(), 0) <= layer).toList())
                .flatMap(some -> before.with(some).impossibilities().stream())
                .filter(sentence -> !old.contains(sentence)).distinct()
                .forEach(refusals::add);
        return List.copyOf(refusals);
    }

    private static List<String> correctable(Course before, EventId replaced) {
        if (before.effective().entry(replaced).isEmpty()) {
            return List.of("There is no event %s to correct.".formatted(replaced));
        }
        return before.effective().replacement(replaced)
                .map(by -> List.of(("The event %s was corrected already, by event %s (%s); correct"
                        + " that one.").formatted(replaced, by.position(), by.id())))
                .orElse(List.of());
    }
}
