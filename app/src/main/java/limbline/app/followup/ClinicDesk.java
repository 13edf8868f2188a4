package limbline.app.followup;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
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
import limbline.course.Course;
import limbline.course.DiseaseCourse.Status;
import limbline.course.Standing.Station;
import limbline.event.Draft;
import limbline.event.Event;
import limbline.event.FollowupEvent.LastSeen;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.DiseaseStatus;

/// What the clinic writes on the record. What was seen is a fact: if somebody else wrote meanwhile,
/// it goes behind that.
public final class ClinicDesk {

    static final String SEEN = "seen in the clinic";
    static final String NO_CHANGE = "seen in the clinic, no change";

    /// A patient has few writers; so many lost races in a row are no race.
    private static final int ATTEMPTS = 20;

    private final CourseDesk desk;
    private final InstantSource clock;
    private final ZoneId zone;

    public ClinicDesk(CourseDesk desk, InstantSource clock, ZoneId zone) {
        this.desk = desk;
        this.clock = clock;
        this.zone = zone;
    }

    public LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    public Reading read(PatientKey patient) {
        return desk.read(patient, AsOf.NOW);
    }

    /// Records what was found on a day: all of it or nothing, and once, however often it is sent.
    ///
    /// @return why not, in sentences; none means that it is on the record
    public List<String> record(PatientKey patient, UUID command, String author, PartialDate day,
            String source, List<Event> events) {
        List<Draft> drafts = new ArrayList<>();
        for (Event event : events) {
            UUID id = UUID.nameUUIDFromBytes(
                    (command + " " + drafts.size()).getBytes(StandardCharsets.UTF_8));
            drafts.add(new Draft(new EventId(id), event, new When.On(day), "",
                    PartialDate.of(today()), source, Optional.empty()));
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

    /// The patient was seen today, and the disease is as it was: nothing was measured, so no size
    /// and no response is made up.
    public List<String> seenNoChange(PatientKey patient, UUID command, String author) {
        Course course = read(patient).course();
        Station station = course.station(today()).station();
        if (station == Station.IN_THEATRE || station == Station.WARD) {
            return List.of("The patient is in the hospital; record the discharge first.");
        }
        Status status = course.diseaseStatus().status();
        return switch (status) {
            case NO_EVIDENCE_OF_DISEASE -> seen(patient, command, author,
                    Finding.known(DiseaseStatus.NO_EVIDENCE_OF_DISEASE));
            case ALIVE_WITH_DISEASE -> seen(patient, command, author,
                    Finding.known(DiseaseStatus.ALIVE_WITH_DISEASE));
            case ALIVE_STATUS_NOT_STATED, NOT_STATED ->
                seen(patient, command, author, Finding.notStated());
            case DEAD_OF_DISEASE, DEAD_OF_TREATMENT, DEAD_OF_OTHER_CAUSE, DEAD_CAUSE_NOT_STATED ->
                List.of("The record says that the patient died; correct that first.");
        };
    }

    private List<String> seen(
            PatientKey patient, UUID command, String author, Finding<DiseaseStatus> status) {
        return record(patient, command, author, PartialDate.of(today()), NO_CHANGE,
                List.of(new LastSeen(status)));
    }
}
