package limbline.patient;

import limbline.measure.Term;

/// Where the limb was taken off.
public enum AmputationLevel implements Term {
    FOREQUARTER,
    SHOULDER_DISARTICULATION,
    ABOVE_ELBOW,
    BELOW_ELBOW,
    HAND_OR_FINGERS,
    HINDQUARTER,
    HIP_DISARTICULATION,
    ABOVE_KNEE,
    BELOW_KNEE,
    FOOT_OR_TOES
}
