package limbline.app.figure;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;
import static limbline.measure.Finding.printed;

import java.nio.charset.StandardCharsets;
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
import limbline.event.BoardEvent.BoardDecided;
import limbline.event.Draft;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.ReferralEvent.Biopsied;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Imaged;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.ReferralEvent.Referred;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.Resected;
import limbline.event.TherapyEvent.Irradiated;
import limbline.event.TherapyEvent.SystemicTherapyGiven;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Offset;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.AmputationLevel;
import limbline.patient.AmputationReason;
import limbline.patient.AssessmentMethod;
import limbline.patient.BiopsyMethod;
import limbline.patient.CauseOfDeath;
import limbline.patient.Criterion;
import limbline.patient.Drug;
import limbline.patient.DrugDose;
import limbline.patient.Extent;
import limbline.patient.Extremity;
import limbline.patient.Grade;
import limbline.patient.ImagingModality;
import limbline.patient.Intent;
import limbline.patient.LesionId;
import limbline.patient.LesionKind;
import limbline.patient.Limb;
import limbline.patient.Margin;
import limbline.patient.Modality;
import limbline.patient.NodeCount;
import limbline.patient.OperationId;
import limbline.patient.Option;
import limbline.patient.PatientId;
import limbline.patient.Presence;
import limbline.patient.Resectability;
import limbline.patient.Response;
import limbline.patient.Side;
import limbline.patient.Site;
import limbline.patient.Treatment;

/// Courses to draw in tests.
final class Told {

    private final PatientId patient;
    private final List<Entry> entries = new ArrayList<>();

    Told(String patient) {
        this.patient = new PatientId(patient);
    }

    /// `when` as a date, "undated", or "9 months after 4": after the fourth event told.
    Told when(String when, Event event) {
        return when(when, "", event);
    }

    Told when(String when, String implied, Event event) {
        Draft draft = new Draft(id(entries.size() + 1), event, time(when), implied,
                PartialDate.parse("2013-07-31"), "told in a test", Optional.empty());
        entries.add(draft.recorded(patient, entries.size() + 1,
                Instant.parse("2026-01-01T00:00:00Z"), "tester"));
        return this;
    }

    Course course() {
        return Course.of(patient, entries, AsOf.NOW, ZoneOffset.UTC);
    }

    private EventId id(int number) {
        return new EventId(UUID.nameUUIDFromBytes(
                (patient + " " + number).getBytes(StandardCharsets.UTF_8)));
    }

    private When time(String when) {
        if (when.equals("undated")) {
            return new When.Undated();
        }
        String[] parts = when.split(" after ", -1);
        return parts.length == 1
                ? When.on(when)
                : new When.After(id(Integer.parseInt(parts[1])), Offset.parse(parts[0]));
    }

    static LesionFound lesion(String name, LesionKind kind, Site site) {
        return new LesionFound(new LesionId(name), kind, site, known(Side.LEFT), notStated(),
                notStated(), notStated(), Set.of(), known(Resectability.UNRESECTABLE));
    }

    static List<LesionId> lesions(String... names) {
        return List.of(names).stream().map(LesionId::new).toList();
    }

    /// The case of Deneve et al. 2018 as the paper prints it, in the events a figure is drawn from.
    static Course paper() {
        Limb arm = Limb.of(Side.LEFT, Extremity.ARM);
        Finding<OperationId> first = known(new OperationId("operation-1"));
        return new Told("PAPER-1")
                .when("2011", lesion("forearm", LesionKind.PRIMARY, Site.FOREARM))
                .when("2011", new Diagnosed(lesions("forearm"), notStated(), known(Grade.HIGH),
                        notStated()))
                .when("2011", new Irradiated(known(Intent.NEOADJUVANT), notStated(), notStated(),
                        notStated(), lesions("forearm")))
                .when("2011", new Resected(lesions("forearm"), known(Margin.R1), notStated(),
                        notStated(), notStated()))
                .when("2012", lesion("axilla", LesionKind.NODAL_METASTASIS, Site.AXILLA))
                .when("2012", new Biopsied(lesions("axilla"), known(BiopsyMethod.EXCISIONAL),
                        notStated(), known(Grade.HIGH), known("metastatic high-grade sarcoma")))
                .when("2012 to 2013-07", new SystemicTherapyGiven(
                        Set.of(Drug.DOXORUBICIN, Drug.IFOSFAMIDE), notStated(), notStated(),
                        notStated()))
                .when("2013", lesion("forearm-again", LesionKind.LOCAL_RECURRENCE, Site.FOREARM))
                .when("2013", lesion("biceps", LesionKind.IN_TRANSIT, Site.UPPER_ARM))
                .when("2013", lesion("clavicle", LesionKind.IN_TRANSIT, Site.CLAVICLE))
                .when("2013", lesion("axilla-again", LesionKind.NODAL_METASTASIS, Site.AXILLA))
                .when("2013-07", new Referred(notStated(),
                        List.of(new Option(Treatment.AMPUTATION, "forequarter")), notStated()))
                .when("2013-07", new Imaged(ImagingModality.CT, "chest",
                        known("no distant disease"), known(Presence.ABSENT), List.of()))
                .when("2013-07", new BoardDecided(List.of(),
                        List.of(new Option(Treatment.AMPUTATION, "forequarter")),
                        List.of(new Option(Treatment.ILI, "")),
                        List.of(new Option(Treatment.AMPUTATION, "forequarter")), notStated()))
                .when("2013-07", "16 months before the amputation", new Resected(
                        lesions("clavicle", "biceps", "axilla-again"), known(Margin.R0),
                        known(new NodeCount(2, 27)), notStated(), first))
                .when("2013-07", "16 months before the amputation", new Infused(arm, Modality.ILI,
                        List.of(new DrugDose(Drug.MELPHALAN, notStated()),
                                new DrugDose(Drug.DACTINOMYCIN, notStated())),
                        lesions("forearm-again"), first))
                .when("3 days after 16", new WieberdinkGraded(arm, printed("I-II"), notStated()))
                .when("3 days after 16", new Discharged(known("home")))
                .when("4 months after 16", new ResponseAssessed(known(Response.PARTIAL),
                        Criterion.CLINICAL_JUDGEMENT, known(AssessmentMethod.CLINICAL), known(arm),
                        lesions("forearm-again")))
                .when("about 9 months after 16",
                        lesion("shoulder", LesionKind.IN_TRANSIT, Site.SHOULDER))
                .when("about 9 months after 16", new Progressed(
                        Set.of(Extent.IN_FIELD, Extent.OUT_OF_FIELD),
                        lesions("forearm-again", "shoulder"), notStated()))
                .when("about 9 months after 16", new Resected(lesions("shoulder"), notStated(),
                        notStated(), notStated(), known(new OperationId("operation-2"))))
                .when("about 9 months after 16", new Infused(arm, Modality.ILI, List.of(),
                        lesions("forearm-again"), known(new OperationId("operation-2"))))
                .when("3 months after 23",
                        lesion("shoulder-girdle", LesionKind.LOCAL_RECURRENCE, Site.SHOULDER))
                .when("3 months after 23", new Progressed(Set.of(Extent.OUT_OF_FIELD),
                        lesions("shoulder-girdle"), notStated()))
                .when("2014-11", new Amputated(arm, known(AmputationLevel.FOREQUARTER),
                        known(AmputationReason.PROGRESSION), notStated()))
                .when("2015-05", new Progressed(Set.of(Extent.DISTANT), List.of(),
                        known("lung, multiple")))
                .when("late 2015", new Died(known(CauseOfDeath.OF_DISEASE)))
                .course();
    }

    /// So many events within a month, on two lesions: as crowded as a ward gets.
    static Course crowded(int events) {
        Told told = new Told("CROWDED-" + events)
                .when("2024-03-01", lesion("thigh", LesionKind.PRIMARY, Site.THIGH))
                .when("2024-03-02", lesion("knee", LesionKind.IN_TRANSIT, Site.KNEE));
        for (int i = 2; i < events; i++) {
            String day = LocalDate.of(2024, 3, 1).plusDays(i * 7L % 29).toString();
            told.when(day, switch (i % 5) {
                case 0 -> new Imaged(ImagingModality.MRI, "thigh", notStated(), notStated(),
                        lesions("thigh"));
                case 1 -> new ResponseAssessed(known(Response.NOT_ASSESSABLE),
                        Criterion.CLINICAL_JUDGEMENT, notStated(), notStated(),
                        lesions("thigh", "knee"));
                case 2 -> new Irradiated(notStated(), notStated(), notStated(), notStated(),
                        lesions("thigh"));
                case 3 -> new Progressed(Set.of(Extent.LOCOREGIONAL), lesions("knee"), notStated());
                default -> new SystemicTherapyGiven(Set.of(Drug.GEMCITABINE, Drug.DOCETAXEL,
                        Drug.CYCLOPHOSPHAMIDE, Drug.TRABECTEDIN), notStated(), notStated(),
                        notStated());
            });
        }
        return told.course();
    }
}
