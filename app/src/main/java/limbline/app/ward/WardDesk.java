package limbline.app.ward;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import limbline.app.course.Answer;
import limbline.app.course.CourseDesk;
import limbline.app.course.Reading;
import limbline.app.journal.PatientKey;
import limbline.course.AsOf;
import limbline.event.CareEvent.AlertAcknowledged;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.AlertTier;
import limbline.ward.Alert;
import limbline.ward.Watch;

/// What the ward asks of the record. What was seen at the bed is a fact: if somebody else wrote
/// meanwhile, it goes behind that.
public final class WardDesk {

    private static final String SOURCE = "seen in the ward";

    /// A patient has few writers; so many lost races in a row are no race.
    private static final int ATTEMPTS = 20;

    private final CourseDesk desk;
    private final WardPlans plans;
    private final InstantSource clock;
    private final ZoneId zone;

    public WardDesk(CourseDesk desk, WardPlans plans, InstantSource clock, ZoneId zone) {
        this.desk = desk;
        this.plans = plans;
        this.clock = clock;
        this.zone = zone;
    }

    /// Records what happened at `at`: all of it or nothing, and once, however often it is sent.
    ///
    /// @return why not, in sentences; none means that it is on the record
    public List<String> record(
            PatientKey patient, UUID command, String author, Instant at, List<Event> events) {
        List<Draft> drafts = new ArrayList<>();
        for (Event event : events) {
            UUID id = UUID.nameUUIDFromBytes(
                    (command + " " + drafts.size()).getBytes(StandardCharsets.UTF_8));
            drafts.add(new Draft(new EventId(id), event, new When.At(at), "",
                    PartialDate.of(clock.instant().atZone(zone).toLocalDate()), SOURCE,
                    Optional.empty()));
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int position = desk.read(patient, AsOf.NOW).position();
            switch (desk.append(patient, position, command, author, drafts)) {
                case Answer.Recorded _ -> {
                    return List.of();
                }
                case Answer.Refused(List<String> reasons) -> {
                    return reasons;
                }
                case Answer.Overtaken _ -> { } // again, behind what came in
            }
        }
        return List.of("Others keep writing in this record: nothing was recorded. Send it again.");
    }

    /// Acknowledges an alert as it was seen. If it is worse by now, it stays open.
    ///
    /// @param tier and `extent` that the screen showed
    public List<String> acknowledge(PatientKey patient, UUID command, String author, String alert,
            AlertTier tier, int extent, String reason) {
        Instant now = clock.instant();
        Reading reading = desk.read(patient, AsOf.NOW);
        Optional<Alert> found = Watch.over(reading.course(),
                        plans.over(patient.centre(), reading.course()), now).stream()
                .flatMap(watch -> watch.alerts().stream())
                .filter(one -> one.name().equals(alert)).findFirst();
        if (found.isEmpty()) {
            return List.of("This alert is there no more: what it rested on has been corrected or"
                    + " done.");
        }
        if (found.get().tier().compareTo(tier) > 0 || found.get().extent() > extent) {
            return List.of("It got worse while you looked: " + found.get().words());
        }
        if (found.get().tier() == AlertTier.URGENT && reason.isBlank()) {
            return List.of("An urgent alert is acknowledged with a reason: write what is done about"
                    + " it.");
        }
        return record(patient, command, author, now, List.of(new AlertAcknowledged(
                alert, found.get().tier(), found.get().extent(),
                reason.isBlank() ? Finding.notStated() : Finding.known(reason))));
    }
}
