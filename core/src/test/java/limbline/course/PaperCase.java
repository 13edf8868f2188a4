package limbline.course;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.missing;
import static limbline.measure.Finding.notStated;
import static limbline.measure.Finding.printed;

import java.util.List;
import java.util.Set;
import limbline.event.BoardEvent.BoardDecided;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.ReferralEvent.Biopsied;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Imaged;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.ReferralEvent.Photographed;
import limbline.event.ReferralEvent.Presented;
import limbline.event.ReferralEvent.Referred;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.Resected;
import limbline.event.TherapyEvent.Irradiated;
import limbline.event.TherapyEvent.SystemicTherapyGiven;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.When;
import limbline.measure.Years;
import limbline.patient.AmputationLevel;
import limbline.patient.AmputationReason;
import limbline.patient.Analyte;
import limbline.patient.AssessmentMethod;
import limbline.patient.BiopsyMethod;
import limbline.patient.CauseOfDeath;
import limbline.patient.Criterion;
import limbline.patient.Drug;
import limbline.patient.DrugDose;
import limbline.patient.Extent;
import limbline.patient.Extremity;
import limbline.patient.Grade;
import limbline.patient.Histology;
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
import limbline.patient.Presence;
import limbline.patient.Resectability;
import limbline.patient.Response;
import limbline.patient.Sex;
import limbline.patient.Side;
import limbline.patient.Site;
import limbline.patient.Structure;
import limbline.patient.Trend;

/// The patient of the paper, event by event: Hendrick LE et al., isolated limb infusion for
/// recurrent extremity soft tissue sarcoma, 2018, section "case". Dates are the paper's words.
final class PaperCase {

    static final Limb LEFT_ARM = Limb.of(Side.LEFT, Extremity.ARM);
    static final LesionId FOREARM = new LesionId("forearm");
    static final LesionId NODES = new LesionId("axillary-nodes");
    static final LesionId BICEPS = new LesionId("biceps");
    static final LesionId CLAVICLE = new LesionId("clavicle");
    static final LesionId SHOULDER = new LesionId("shoulder");
    static final LesionId GIRDLE = new LesionId("shoulder-girdle");
    static final LesionId LUNGS = new LesionId("lungs");

    private static final Histology HIGH_GRADE_SARCOMA = Histology.parse("high-grade sarcoma");
    private static final String IMPLIED =
            "the paper puts the amputation of November 2014 16 months after the first infusion";

    private final Chart chart = new Chart();
    private EventId infusion1 = Chart.id(1);
    private EventId infusion2 = Chart.id(1);

    private PaperCase() {}

    static Chart chart() {
        PaperCase paper = new PaperCase();
        paper.before();
        paper.referral();
        paper.firstInfusion();
        paper.secondInfusion();
        paper.theEnd();
        return paper.chart;
    }

    private void before() {
        chart.on("2011", found(FOREARM, LesionKind.PRIMARY, Site.FOREARM,
                Set.of(Structure.MEDIAN_NERVE), notStated()));
        chart.on("2011", new Diagnosed(List.of(FOREARM), known(HIGH_GRADE_SARCOMA),
                known(Grade.HIGH), notStated()));
        chart.on("2011", new Irradiated(known(Intent.NEOADJUVANT), notStated(), notStated(),
                notStated(), List.of(FOREARM)));
        chart.on("2011", new Resected(List.of(FOREARM), known(Margin.R1), notStated(),
                notStated(), notStated()));
        chart.on("2012", found(NODES, LesionKind.NODAL_METASTASIS, Site.AXILLA, Set.of(),
                notStated()));
        chart.on("2012", new Biopsied(List.of(NODES), known(BiopsyMethod.EXCISIONAL),
                known(HIGH_GRADE_SARCOMA), known(Grade.HIGH), known("metastatic")));
        chart.on("2012 to 2013", new SystemicTherapyGiven(
                Set.of(Drug.DOXORUBICIN, Drug.IFOSFAMIDE), notStated(), notStated(), notStated()));
    }

    private void referral() {
        chart.on("2013-07", new Presented(known(Sex.MALE), known(Years.parse("34 a"))));
        chart.on("2013-07", found(BICEPS, LesionKind.LOCAL_RECURRENCE, Site.UPPER_ARM, Set.of(),
                notStated()));
        chart.on("2013-07", found(CLAVICLE, LesionKind.LOCAL_RECURRENCE, Site.CLAVICLE, Set.of(),
                notStated()));
        chart.on("2013-07", new Progressed(Set.of(Extent.LOCAL, Extent.REGIONAL),
                List.of(FOREARM, BICEPS, CLAVICLE, NODES), notStated()));
        chart.on("2013-07", new Imaged(ImagingModality.CT, "chest", notStated(),
                known(Presence.ABSENT), List.of()));
        for (LesionId lesion : List.of(FOREARM, BICEPS, CLAVICLE)) {
            chart.on("2013-07", new Photographed("Recurrent lesion: " + lesion, List.of(lesion),
                    known(LEFT_ARM), missing(Why.NOT_HELD)));
        }
        Option forequarter = Option.parse("amputation: forequarter");
        chart.on("2013-07", new BoardDecided(List.of(), List.of(forequarter), List.of(),
                List.of(forequarter), notStated()));
        chart.on("2013-07", new Referred(notStated(), List.of(Option.parse("ILI: palliative")),
                known("declined the amputation")));
    }

    private void firstInfusion() {
        infusion1 = chart.write(infused("op-1"), When.on("2013-07"), IMPLIED, "2013-07");
        chart.after(infusion1, "0 days", "2013-07", new Resected(
                List.of(BICEPS, CLAVICLE, NODES), known(Margin.R0),
                known(NodeCount.parse("2 of 27")), known("with axillary dissection"),
                known(new OperationId("op-1"))));
        chart.after(infusion1, "3 days", "2013-07 to 2013-08", new LaboratoryReported(
                Analyte.CREATINE_KINASE, notStated(), known("peaked and began to fall"),
                known(Trend.PEAKED_AND_FALLING), notStated()));
        chart.after(infusion1, "3 days", "2013-07 to 2013-08", new Discharged(known("home")));
        chart.after(infusion1, "3 days", "2013-07 to 2013-08",
                new WieberdinkGraded(LEFT_ARM, printed("I-II"), notStated()));
        chart.after(infusion1, "4 months", "2013-11", new ResponseAssessed(
                known(Response.PARTIAL), Criterion.CLINICAL_JUDGEMENT,
                known(AssessmentMethod.CLINICAL), known(LEFT_ARM), List.of(FOREARM)));
    }

    private void secondInfusion() {
        chart.after(infusion1, "about 9 months", "2014", found(SHOULDER,
                LesionKind.LOCAL_RECURRENCE, Site.SHOULDER, Set.of(), notStated()));
        chart.after(infusion1, "about 9 months", "2014", new Progressed(
                Set.of(Extent.IN_FIELD, Extent.OUT_OF_FIELD), List.of(SHOULDER, FOREARM),
                notStated()));
        infusion2 = chart.after(infusion1, "about 9 months", "2014", infused("op-2"));
        chart.after(infusion2, "0 days", "2014", new Resected(List.of(SHOULDER), notStated(),
                notStated(), notStated(), known(new OperationId("op-2"))));
        chart.after(infusion2, "3 months", "2014", found(GIRDLE, LesionKind.LOCAL_RECURRENCE,
                Site.SHOULDER, Set.of(), known(Resectability.UNRESECTABLE)));
        chart.after(infusion2, "3 months", "2014", new Progressed(
                Set.of(Extent.OUT_OF_FIELD), List.of(GIRDLE), notStated()));
    }

    private void theEnd() {
        chart.on("2014-11", new Amputated(LEFT_ARM, known(AmputationLevel.FOREQUARTER),
                known(AmputationReason.PROGRESSION), notStated()));
        chart.on("2015-05", new LesionFound(LUNGS, LesionKind.DISTANT_METASTASIS, Site.LUNG,
                missing(Why.NOT_APPLICABLE), known("multiple"), notStated(), notStated(),
                Set.of(), notStated()));
        chart.on("2015-05", new Progressed(Set.of(Extent.DISTANT), List.of(LUNGS), notStated()));
        chart.on("late 2015", new Died(known(CauseOfDeath.OF_DISEASE)));
    }

    private static Infused infused(String operation) {
        return new Infused(LEFT_ARM, Modality.ILI,
                List.of(new DrugDose(Drug.MELPHALAN, notStated()),
                        new DrugDose(Drug.DACTINOMYCIN, notStated())),
                List.of(FOREARM), known(new OperationId(operation)));
    }

    private static LesionFound found(LesionId lesion, LesionKind kind, Site site,
            Set<Structure> involves, Finding<Resectability> resectability) {
        return new LesionFound(lesion, kind, site, known(Side.LEFT), notStated(), notStated(),
                notStated(), involves, resectability);
    }
}
