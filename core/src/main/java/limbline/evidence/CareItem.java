package limbline.evidence;

import java.util.List;
import limbline.event.BoardEvent;
import limbline.event.CareEvent;
import limbline.event.CareEvent.FasciotomyDone;
import limbline.event.Event;
import limbline.event.FollowupEvent;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.OrderEvent;
import limbline.event.ProcedureEvent;
import limbline.event.RecordEvent;
import limbline.event.ReferralEvent.Biopsied;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Imaged;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.ReferralEvent.Photographed;
import limbline.event.ReferralEvent.Presented;
import limbline.event.ReferralEvent.Referred;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.EnteredTheatre;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.event.TheatreEvent.Resected;
import limbline.event.TherapyEvent;
import limbline.event.WardEvent;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.WieberdinkGraded;

/// The sections of a case report after CARE 2013 (J. J. Gagnier et al., J. Med. Case Rep. 7 (2013),
/// doi:10.1186/1752-1947-7-223), and what each asks for that no record of ours holds.
public enum CareItem {
    INTRODUCTION("4", "Introduction"),
    PATIENT("5", "Patient information"),
    CLINICAL("6", "Clinical findings"),
    DIAGNOSIS("8", "Diagnostic assessment"),
    THERAPY("9", "Therapeutic intervention"),
    FOLLOW_UP("10", "Follow-up and outcomes"),
    DISCUSSION("11", "Discussion"),
    PERSPECTIVE("12", "Patient perspective");

    private final String number;
    private final String title;

    CareItem(String number, String title) {
        this.number = number;
        this.title = title;
    }

    /// In the checklist.
    public String number() {
        return number;
    }

    public String title() {
        return title;
    }

    /// What is asked here that no event of ours can tell.
    List<String> notHeld() {
        return switch (this) {
            case INTRODUCTION -> List.of("why this case is worth telling, with references");
            case PATIENT -> List.of("the main concern and the symptoms, as the patient told them",
                    "medical, family and psychosocial history, other diseases and medicines");
            case CLINICAL -> List.of("the physical examination, with the function of the limb");
            case DIAGNOSIS ->
                List.of("what made the diagnosis difficult, and which others were considered");
            case THERAPY -> List.of();
            case FOLLOW_UP -> List.of("the outcome as the patient saw it: function and quality of"
                    + " life", "adverse events beyond the limb, with their grades");
            case DISCUSSION ->
                List.of("strengths and limits, the literature, and what is to be learned");
            case PERSPECTIVE ->
                List.of("how the patient experienced it, in the patient's own words");
        };
    }

    /// Whether it tells of an event.
    ///
    /// @param isBefore whether the event came before the first infusion
    boolean tells(Event event, boolean isBefore) {
        return switch (event) {
            case Presented _, Referred _ -> this == PATIENT;
            case LesionFound _, Photographed _, Progressed _ ->
                this == (isBefore ? CLINICAL : FOLLOW_UP);
            case Diagnosed _, Biopsied _, Imaged _ -> this == (isBefore ? DIAGNOSIS : FOLLOW_UP);
            case TherapyEvent _, Resected _ -> this == (isBefore ? PATIENT : THERAPY);
            case BoardEvent _, Infused _, Amputated _ -> this == THERAPY;
            case Admitted _, Discharged _, LaboratoryReported _, WieberdinkGraded _,
                    FasciotomyDone _, FollowupEvent _ -> this == FOLLOW_UP;
            case WardEvent _, CareEvent _ -> false; // the hours on the ward
            case OrderEvent _, EnteredTheatre _, ProcedureBegun _, ProcedureEvent _,
                    RecordEvent _ -> false;
        };
    }
}
