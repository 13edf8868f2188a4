package limbline.course;

import java.time.LocalDate;
import limbline.measure.Check;
import limbline.measure.Elapsed;
import limbline.measure.PartialDate;

/// Where an event lies on the calendar, as far as its source lets us say.
///
/// @param earliest the first day it can be
/// @param latest the last day it can be
/// @param used the day a calculation or a drawing takes when it needs one
public record Span(LocalDate earliest, LocalDate latest, LocalDate used) {

    public Span {
        Check.that(!earliest.isAfter(used) && !used.isAfter(latest),
                "%s is not between %s and %s", used, earliest, latest);
    }

    static Span of(PartialDate date) {
        return new Span(date.earliest(), date.latest(), date.used());
    }

    static Span of(LocalDate day) {
        return new Span(day, day, day);
    }

    public boolean isExact() {
        return earliest.equals(latest);
    }

    /// By the calendar alone: the days from this one to `other`.
    Elapsed to(Span other) {
        return new Elapsed(
                other.earliest.toEpochDay() - latest.toEpochDay(),
                other.latest.toEpochDay() - earliest.toEpochDay(),
                other.used.toEpochDay() - used.toEpochDay());
    }

    /// For people: the day, or the first and the last day.
    public String words() {
        return isExact() ? earliest.toString() : earliest + " to " + latest;
    }
}
