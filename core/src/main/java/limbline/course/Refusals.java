package limbline.course;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.measure.EventId;

/// Why entries may not be appended. The course is folded with them; what cannot be true then and
/// was not wrong before speaks against them. So a correction is held to everything that hangs on what
/// it corrects, and an old fault stands in nobody's way.
final class Refusals {

    private Refusals() {}

    /// @param candidates one after the other; a later one may correct an earlier
    static List<String> of(Course before, List<Entry> candidates) {
        List<String> refusals = new ArrayList<>();
        Set<EventId> added = new HashSet<>();
        Set<EventId> corrected = new HashSet<>();
        for (Entry candidate : candidates) {
            candidate.correction().map(Correction::replaces).ifPresent(replaced -> {
                if (!added.contains(replaced)) {
                    refusals.addAll(correctable(before, replaced));
                }
                if (!corrected.add(replaced)) {
                    refusals.add("The event %s is corrected twice.".formatted(replaced));
                }
            });
            added.add(candidate.id());
        }
        Set<String> old = new HashSet<>(before.impossibilities());
        before.with(candidates).impossibilities().stream()
                .filter(sentence -> !old.contains(sentence))
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
