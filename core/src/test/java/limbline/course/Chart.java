package limbline.course;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.measure.EventId;
import limbline.measure.Offset;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.measure.When.After;
import limbline.measure.When.On;
import limbline.measure.When.Undated;
import limbline.patient.PatientId;

/// Writes the entries of one patient for a test. What is not said is harmless: recorded in 2026,
/// known in 2025 or when it happened.
final class Chart {

    static final PatientId PATIENT = new PatientId("P-1");
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final Instant RECORDED = Instant.parse("2026-01-15T09:00:00Z");

    private final List<Entry> entries = new ArrayList<>();

    /// On a date such as "2013-07", known on the day it happened.
    EventId on(String date, Event event) {
        return write(event, new On(PartialDate.parse(date)), "", date);
    }

    EventId at(String instant, Event event) {
        Instant at = Instant.parse(instant);
        return write(event, new When.At(at), "", LocalDate.ofInstant(at, ZONE).toString());
    }

    EventId after(EventId anchor, String offset, Event event) {
        return after(anchor, offset, "2025", event);
    }

    EventId after(EventId anchor, String offset, String known, Event event) {
        return write(event, new After(anchor, Offset.parse(offset)), "", known);
    }

    EventId undated(Event event) {
        return write(event, new Undated(), "", "2025");
    }

    EventId write(Event event, When happened, String implied, String known) {
        return add(event, happened, implied, known, RECORDED, Optional.empty());
    }

    /// The same event with this date and content in place of `replaced`.
    EventId correct(EventId replaced, String reason, String date, Event event) {
        return add(event, new On(PartialDate.parse(date)), "", date, RECORDED,
                Optional.of(new Correction(replaced, reason)));
    }

    EventId add(Event event, When happened, String implied, String known, Instant recorded,
            Optional<Correction> correction) {
        entries.add(entry(entries.size() + 1, event, happened, implied, known, recorded,
                correction));
        return entries.getLast().id();
    }

    /// What would come next, on a date such as "2013-07".
    Entry next(String date, Event event) {
        return next(new On(PartialDate.parse(date)), date, event);
    }

    Entry next(When happened, String known, Event event) {
        return entry(entries.size() + 1, event, happened, "", known, RECORDED, Optional.empty());
    }

    Entry nextCorrecting(EventId replaced, String date, Event event) {
        return entry(entries.size() + 1, event, new On(PartialDate.parse(date)), "", date,
                RECORDED, Optional.of(new Correction(replaced, "typed wrongly")));
    }

    static Entry entry(int position, Event event, When happened, String implied, String known,
            Instant recorded, Optional<Correction> correction) {
        return new Entry(id(position), PATIENT, position, event, happened, implied,
                PartialDate.parse(known), recorded, "anna", "a letter", correction);
    }

    static EventId id(int position) {
        return new EventId(new UUID(0, position));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    Course course() {
        return course(AsOf.NOW);
    }

    Course course(AsOf asOf) {
        return Course.of(PATIENT, entries, asOf, ZONE);
    }

    /// The value of a derived thing, or "none".
    static String derived(Course course, String name) {
        return course.derived().stream()
                .filter(each -> each.name().equals(name))
                .map(Derived::value)
                .findFirst()
                .orElse("none");
    }

    /// The positions in the timeline.
    static List<Integer> order(Course course) {
        return course.timeline().stream().map(placed -> placed.entry().position()).toList();
    }
}
