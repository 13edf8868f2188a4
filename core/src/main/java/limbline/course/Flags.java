package limbline.course;

import java.util.ArrayList;
import java.util.List;
import limbline.event.Entry;
import limbline.event.EventType;

/// What is unlikely in a course. It is kept and said.
final class Flags {

    private Flags() {}

    static List<String> of(Course course) {
        List<String> flags = new ArrayList<>();
        course.faults().forEach((id, fault) -> course.current(id).ifPresent(entry ->
                flags.add("%s %s.".formatted(name(entry), fault))));
        return List.copyOf(flags);
    }

    private static String name(Entry entry) {
        return "Event %s (%s)".formatted(entry.position(), EventType.of(entry.event()).name());
    }
}
