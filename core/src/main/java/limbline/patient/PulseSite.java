package limbline.patient;

import limbline.measure.Term;

/// Where a pulse is felt for.
public enum PulseSite implements Term {
    AXILLARY(Extremity.ARM),
    BRACHIAL(Extremity.ARM),
    RADIAL(Extremity.ARM),
    ULNAR(Extremity.ARM),
    FEMORAL(Extremity.LEG),
    POPLITEAL(Extremity.LEG),
    DORSALIS_PEDIS(Extremity.LEG),
    POSTERIOR_TIBIAL(Extremity.LEG);

    private final Extremity extremity;

    PulseSite(Extremity extremity) {
        this.extremity = extremity;
    }

    public Extremity extremity() {
        return extremity;
    }
}
