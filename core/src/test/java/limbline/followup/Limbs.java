package limbline.followup;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.TheatreEvent.Infused;
import limbline.measure.EventId;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.Criterion;
import limbline.patient.Extent;
import limbline.patient.Extremity;
import limbline.patient.LesionId;
import limbline.patient.LesionKind;
import limbline.patient.LesionSize;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Response;
import limbline.patient.Side;
import limbline.patient.Site;

/// Writes the record of one left arm for a test, in the order in which it is told.
final class Limbs {

    static final Limb ARM = Limb.of(Side.LEFT, Extremity.ARM);

    private static final PatientId PATIENT = new PatientId("P-1");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant RECORDED = Instant.parse("2040-01-15T09:00:00Z");

    private final List<Entry> entries = new ArrayList<>();

    Limbs on(String date, Event event) {
        PartialDate day = PartialDate.parse(date);
        entries.add(new Entry(new EventId(new UUID(0, entries.size() + 1)), PATIENT,
                entries.size() + 1, event, new When.On(day), "", day, RECORDED, "anna", "a letter",
                Optional.empty()));
        return this;
    }

    Limbs found(String date, String lesion, Site site) {
        return found(date, lesion, LesionKind.LOCAL_RECURRENCE, site);
    }

    Limbs found(String date, String lesion, LesionKind kind, Site site) {
        return on(date, new LesionFound(new LesionId(lesion), kind, site, known(Side.LEFT),
                notStated(), notStated(), notStated(), Set.of(), notStated()));
    }

    Limbs infused(String date, String... inField) {
        return on(date, new Infused(ARM, Modality.ILI, List.of(), ids(inField), notStated()));
    }

    Limbs measured(String date, String... sizes) {
        return on(date, new LesionsMeasured(Stream.of(sizes).map(LesionSize::parse).toList(),
                List.of(), notStated()));
    }

    Limbs chosen(String date, List<String> targets, String... sizes) {
        return on(date, new LesionsMeasured(Stream.of(sizes).map(LesionSize::parse).toList(),
                ids(targets.toArray(String[]::new)), notStated()));
    }

    Limbs said(String date, Response response, Criterion criterion, String... lesions) {
        return on(date, new ResponseAssessed(known(response), criterion, notStated(),
                lesions.length == 0 ? known(ARM) : notStated(), ids(lesions)));
    }

    Limbs progressed(String date, Set<Extent> extent, String... lesions) {
        return on(date, new Progressed(extent, ids(lesions), notStated()));
    }

    Limbs seen(String date) {
        return on(date, new LastSeen(notStated()));
    }

    Course course() {
        return Course.of(PATIENT, entries, AsOf.NOW, ZONE);
    }

    /// By a criterion, of the first infusion.
    Answers answers(Criterion criterion) {
        return Answers.of(AfterInfusion.all(course()).getFirst(), criterion);
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static List<LesionId> ids(String... lesions) {
        return Stream.of(lesions).map(LesionId::new).toList();
    }
}
