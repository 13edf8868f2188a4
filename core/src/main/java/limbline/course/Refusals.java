package limbline.course;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import limbline.event.Entry;
import limbline.measure.EventId;

/// Why an entry may not be appended. The course is folded with it; what cannot be true then and
/// was not wrong before speaks against it. So a correction is held to everything that hangs on what
/// it corrects, and an old fault stands in nobody's way.
final class Refusals {

    private Refusals() {}

    static List<String> of(Course before, Entry candidate) {
        List<String> refusals = new ArrayList<>();
        candidate.correction().ifPresent(correction ->
                refusals.addAll(correctable(before, correction.replaces())));
        Set<String> old = new HashSet<>(before.impossibilities());
        before.with(candidate).impossibilities().stream()
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
