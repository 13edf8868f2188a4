package limbline.series;

import limbline.measure.Term;

/// What a cohort can be chosen by, and a table be divided by.
public enum Fact implements Term {
    CENTRE("Centre"),
    PATIENT("Patient"),
    SEX("Sex"),
    /// In completed years, as it was stated when the patient presented.
    AGE("Age"),
    HISTOLOGY("Histology"),
    /// The ICD-O-3 code.
    MORPHOLOGY("Morphology"),
    GRADE("Grade"),
    SITE("Site"),
    /// Limb, girdle or elsewhere.
    ZONE("Zone"),
    METASTASIS("Metastasis at the diagnosis"),
    /// The day used.
    DIAGNOSED("Diagnosed"),
    /// At any time.
    RADIOTHERAPY("Radiotherapy"),
    SYSTEMIC_THERAPY("Systemic therapy"),
    MODALITY("Modality"),
    LIMB("Limb"),
    EXTREMITY("Extremity"),
    SIDE("Side"),
    DRUGS("Drugs in the limb"),
    /// The day used.
    INFUSED("Infused"),
    /// First, or repeat of the same limb.
    INFUSION("Infusion"),
    PRIOR_RADIOTHERAPY("Radiotherapy before"),
    PRIOR_SYSTEMIC_THERAPY("Systemic therapy before");

    private final String words;

    Fact(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

}
