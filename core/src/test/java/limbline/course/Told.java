package limbline.course;

import static limbline.measure.Finding.known;
import static limbline.measure.Finding.notStated;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import limbline.event.BoardEvent.BoardDecided;
import limbline.event.BoardEvent.ListedForBoard;
import limbline.event.Event;
import limbline.event.FollowupEvent.ClinicPlanned;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.ReferralEvent.Presented;
import limbline.event.ReferralEvent.Referred;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.EnteredTheatre;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.Resected;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Finding;
import limbline.measure.Years;
import limbline.patient.AmputationLevel;
import limbline.patient.CauseOfDeath;
import limbline.patient.Criterion;
import limbline.patient.DiseaseStatus;
import limbline.patient.Extent;
import limbline.patient.Extremity;
import limbline.patient.Histology;
import limbline.patient.LesionId;
import limbline.patient.LesionKind;
import limbline.patient.Limb;
import limbline.patient.Margin;
import limbline.patient.Modality;
import limbline.patient.OperationId;
import limbline.patient.Response;
import limbline.patient.Sex;
import limbline.patient.Side;
import limbline.patient.Site;
import limbline.patient.Wieberdink;

/// Events in the fewest words a test needs; what is not said is not stated.
final class Told {

    static final Limb LEFT_ARM = Limb.of(Side.LEFT, Extremity.ARM);
    static final Limb RIGHT_LEG = Limb.of(Side.RIGHT, Extremity.LEG);
    static final LesionId FOREARM = new LesionId("forearm");

    private Told() {}

    static Event presented(String age) {
        return new Presented(known(Sex.FEMALE), known(Years.parse(age)));
    }

    static Event referred() {
        return new Referred(notStated(), List.of(), notStated());
    }

    static Event found(String lesion, Site site, Finding<Side> side) {
        return found(lesion, LesionKind.PRIMARY, site, side);
    }

    static Event found(String lesion, LesionKind kind, Site site, Finding<Side> side) {
        return new LesionFound(new LesionId(lesion), kind, site, side, notStated(), notStated(),
                notStated(), Set.of(), notStated());
    }

    /// The lesion most tests are about.
    static Event forearm() {
        return found("forearm", Site.FOREARM, known(Side.LEFT));
    }

    static Event diagnosed() {
        return new Diagnosed(List.of(), notStated(), notStated(), notStated());
    }

    static Event diagnosed(String histology) {
        return new Diagnosed(
                List.of(), known(Histology.parse(histology)), notStated(), notStated());
    }

    static Event listed(String meeting) {
        return new ListedForBoard(LocalDate.parse(meeting), notStated());
    }

    static Event decided() {
        return new BoardDecided(List.of(), List.of(), List.of(), List.of(), notStated());
    }

    static Event entered(Limb limb) {
        return new EnteredTheatre(limb, Modality.ILI);
    }

    static Event infused(Limb limb, LesionId... inField) {
        return new Infused(limb, Modality.ILI, List.of(), List.of(inField), notStated());
    }

    static Event infusedIn(String operation, Limb limb) {
        return new Infused(
                limb, Modality.ILI, List.of(), List.of(), known(new OperationId(operation)));
    }

    static Event resected(Margin margin, LesionId... lesions) {
        return new Resected(
                List.of(lesions), known(margin), notStated(), notStated(), notStated());
    }

    static Event resectedIn(String operation) {
        return new Resected(List.of(), notStated(), notStated(), notStated(),
                known(new OperationId(operation)));
    }

    static Event amputated(Limb limb, Finding<AmputationLevel> level) {
        return new Amputated(limb, level, notStated(), notStated());
    }

    static Event forequarter() {
        return amputated(LEFT_ARM, known(AmputationLevel.FOREQUARTER));
    }

    static Event admitted() {
        return new Admitted(notStated());
    }

    static Event discharged() {
        return new Discharged(notStated());
    }

    static Event checked(Limb limb) {
        return new LimbChecked(limb, notStated(), notStated(), notStated(), notStated(),
                notStated(), notStated(), notStated(), notStated(), notStated(), notStated(),
                notStated(), notStated());
    }

    static Event graded(Limb limb, Finding<Wieberdink> grade) {
        return new WieberdinkGraded(limb, grade, notStated());
    }

    static Event clinic(String due) {
        return new ClinicPlanned(LocalDate.parse(due), notStated());
    }

    static Event response(Response response, LesionId... lesions) {
        return new ResponseAssessed(known(response), Criterion.CLINICAL_JUDGEMENT, notStated(),
                notStated(), List.of(lesions));
    }

    static Event responseOf(Limb limb, Response response) {
        return new ResponseAssessed(known(response), Criterion.CLINICAL_JUDGEMENT, notStated(),
                known(limb), List.of());
    }

    static Event progressed(Extent extent, LesionId... lesions) {
        return new Progressed(Set.of(extent), List.of(lesions), notStated());
    }

    static Event seen(DiseaseStatus status) {
        return new LastSeen(known(status));
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
