package limbline.patient;

import limbline.measure.Term;

/// How a picture of the inside was made.
public enum ImagingModality implements Term {
    CT,
    MRI,
    PET_CT,
    ULTRASOUND,
    X_RAY,
    BONE_SCAN;

    @Override
    public String term() {
        return name().replace('_', '-');
    }
}
