package limbline.app.course;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import limbline.event.EventType;

/// The kinds of event somebody can add, by station.
final class Kinds {

    private Kinds() {}

    /// By the simple name of the station's interface, in the order of the patient's way.
    static Map<String, List<EventType>> families() {
        Map<String, List<EventType>> families = new LinkedHashMap<>();
        for (EventType type : EventType.all()) {
            if (type.isTold()) {
                families.merge(type.family().getSimpleName(), List.of(type), (all, one) ->
                        Stream.concat(all.stream(), one.stream()).toList());
            }
        }
        return families;
    }
}
