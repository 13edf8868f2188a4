package limbline.course;

import java.util.ArrayList;
import java.util.List;
import limbline.event.Entry;
import limbline.measure.When;

/// Why an entry cannot be true beside what is on record.
final class Refusals {

    private final Course before;
    private final Entry candidate;
    private final List<String> refusals = new ArrayList<>();

    Refusals(Course before, Entry candidate) {
        this.before = before;
        this.candidate = candidate;
    }

    List<String> all() {
        correction();
        anchor();
        return List.copyOf(refusals);
    }

    private void correction() {
        candidate.correction().ifPresent(correction -> {
            if (before.effective().entry(correction.replaces()).isEmpty()) {
                refusals.add("There is no event %s to correct.".formatted(correction.replaces()));
            }
            before.effective().replacement(correction.replaces()).ifPresent(by -> refusals.add(
                    "That event is corrected already, by %s; correct that one."
                            .formatted(by.id())));
        });
    }

    private void anchor() {
        if (candidate.happened() instanceof When.After(var anchor, _)
                && before.current(anchor).isEmpty()) {
            refusals.add("There is no event %s to date this one from.".formatted(anchor));
        }
    }
}
