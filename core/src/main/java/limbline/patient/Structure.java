package limbline.patient;

import limbline.measure.Term;

/// What a lesion involves besides soft tissue; it decides what a resection would cost.
public enum Structure implements Term {
    MEDIAN_NERVE,
    ULNAR_NERVE,
    RADIAL_NERVE,
    BRACHIAL_PLEXUS,
    FEMORAL_NERVE,
    SCIATIC_NERVE,
    TIBIAL_NERVE,
    PERONEAL_NERVE,
    MAJOR_ARTERY,
    MAJOR_VEIN,
    BONE,
    JOINT,
    TENDON,
    SKIN
}
