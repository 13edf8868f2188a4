package limbline.app.demonstration;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.measure.EventId;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.PatientId;

/// The events of one invented patient, told in order. What would happen after the moment the
/// demonstration shows is left out, so that one story serves a patient on the ward and one long
/// home.
final class Story {

    private static final String SOURCE = "invented for the demonstration";

    private final PatientId patient;
    private final ZoneId zone;
    private final Instant now;
    private final List<Draft> drafts = new ArrayList<>();

    /// @param now nothing later is told
    Story(PatientId patient, ZoneId zone, Instant now) {
        this.patient = patient;
        this.zone = zone;
        this.now = now;
    }

    /// It happened on this day, some time of it.
    Story on(LocalDate day, Event event) {
        if (!day.isAfter(now.atZone(zone).toLocalDate())) {
            add(new When.On(PartialDate.of(day)), day, event);
        }
        return this;
    }

    /// It happened at this time.
    Story at(LocalDate day, LocalTime time, Event event) {
        Instant instant = day.atTime(time).atZone(zone).toInstant();
        if (!instant.isAfter(now)) {
            add(new When.At(instant), day, event);
        }
        return this;
    }

    PatientId patient() {
        return patient;
    }

    List<Draft> drafts() {
        return List.copyOf(drafts);
    }

    private void add(When when, LocalDate day, Event event) {
        EventId id = new EventId(UUID.nameUUIDFromBytes(
                (patient + " " + drafts.size()).getBytes(StandardCharsets.UTF_8)));
        drafts.add(new Draft(id, event, when, "", PartialDate.of(day), SOURCE, Optional.empty()));
    }
}
