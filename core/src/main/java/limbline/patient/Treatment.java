package limbline.patient;

import limbline.measure.Term;

/// The options for a limb.
public enum Treatment implements Term {
    AMPUTATION,
    RESECTION,
    RADIOTHERAPY,
    RE_IRRADIATION,
    ILI,
    HILP,
    SYSTEMIC_THERAPY,
    OBSERVATION,
    TRIAL;

    @Override
    public String term() {
        return this == ILI || this == HILP ? name() : Term.super.term();
    }
}
