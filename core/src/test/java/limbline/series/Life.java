package limbline.series;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.Infused;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.LabValue;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.AmputationReason;
import limbline.patient.Analyte;
import limbline.patient.CauseOfDeath;
import limbline.patient.Criterion;
import limbline.patient.Drug;
import limbline.patient.DrugDose;
import limbline.patient.Extent;
import limbline.patient.Extremity;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.patient.Response;
import limbline.patient.Side;
import limbline.patient.Wieberdink;

/// A patient in the days after 1 January 2020, for tests.
final class Life {

    static final Limb ARM = Limb.of(Side.LEFT, Extremity.ARM);
    static final Limb LEG = Limb.of(Side.RIGHT, Extremity.LEG);
    private static final LocalDate DAY_0 = LocalDate.of(2020, 1, 1);

    private final PatientId patient;
    private final List<Entry> entries = new ArrayList<>();

    Life(String patient) {
        this.patient = new PatientId(patient);
    }

    Life on(long day, Event event) {
        return at(new When.On(PartialDate.of(DAY_0.plusDays(day))), event);
    }

    Life in(String date, Event event) {
        return at(new When.On(PartialDate.parse(date)), event);
    }

    Life undated(Event event) {
        return at(new When.Undated(), event);
    }

    private Life at(When happened, Event event) {
        int position = entries.size() + 1;
        entries.add(new Entry(id(position), patient, position, event, happened, "",
                PartialDate.parse("2025"), Instant.parse("2026-01-15T09:00:00Z"), "anna",
                "a letter", Optional.empty()));
        return this;
    }

    static EventId id(int position) {
        return new EventId(new UUID(0, position));
    }

    Course course() {
        return Course.of(patient, entries, AsOf.NOW, ZoneOffset.UTC);
    }

    /// What an endpoint says of the only subject.
    Value value(Endpoint<?> endpoint) {
        return only(endpoint).value();
    }

    Result<?> only(Endpoint<?> endpoint) {
        List<? extends Result<?>> results = endpoint.results(Case.of(course()));
        if (results.size() != 1) {
            throw new AssertionError(results);
        }
        return results.getFirst();
    }

    static Event infused(Limb limb, LesionId... inField) {
        return new Infused(limb, Modality.ILI,
                List.of(new DrugDose(Drug.MELPHALAN, notStated())), List.of(inField), notStated());
    }

    static Event response(Response response) {
        return new ResponseAssessed(known(response), Criterion.CLINICAL_JUDGEMENT, notStated(),
                notStated(), List.of());
    }

    static Event progressed(Extent... extent) {
        return new Progressed(Set.of(extent), List.of(), notStated());
    }

    static Event amputated(Limb limb, AmputationReason reason) {
        return new Amputated(limb, notStated(), known(reason), notStated());
    }

    static Event graded(Limb limb, Finding<Wieberdink> grade) {
        return new WieberdinkGraded(limb, grade, notStated());
    }

    static Event kinase(String value) {
        return new LaboratoryReported(Analyte.CREATINE_KINASE, known(LabValue.parse(value)),
                notStated(), notStated(), notStated());
    }

    static Event seen() {
        return new LastSeen(notStated());
    }

    static Event died(CauseOfDeath cause) {
        return new Died(known(cause));
    }

    static Event died() {
        return new Died(notStated());
    }
}
