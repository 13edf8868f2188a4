package limbline.course;

import java.util.List;
import java.util.Optional;
import limbline.measure.EventId;

/// One thing that follows from the events, with the events it follows from.
///
/// @param name stable, small letters and hyphens: "first-infusion-to-amputation"
/// @param value for people: "16 (15–17) months", "July 2013"
/// @param earliest the least it can be, in the unit: a number, or a day such as 2013-07-01
/// @param latest the most it can be
/// @param unit "date", "days", "months", "count", or empty where the value is a word
/// @param implied why its date is not the source's own, or empty
public record Derived(
        String name,
        String value,
        Optional<String> earliest,
        Optional<String> latest,
        String unit,
        String implied,
        List<EventId> restsOn) {

    public Derived {
        restsOn = List.copyOf(restsOn);
    }
}
