package limbline.patient;

import static limbline.patient.Extremity.ARM;
import static limbline.patient.Extremity.LEG;

import limbline.measure.Term;

/// Where the limb was taken off.
public enum AmputationLevel implements Term {
    FOREQUARTER(ARM),
    SHOULDER_DISARTICULATION(ARM),
    ABOVE_ELBOW(ARM),
    BELOW_ELBOW(ARM),
    HAND_OR_FINGERS(ARM),
    HINDQUARTER(LEG),
    HIP_DISARTICULATION(LEG),
    ABOVE_KNEE(LEG),
    BELOW_KNEE(LEG),
    FOOT_OR_TOES(LEG);

    private final Extremity extremity;

    AmputationLevel(Extremity extremity) {
        this.extremity = extremity;
    }

    /// The limb that can be taken off there.
    public Extremity extremity() {
        return extremity;
    }
}
