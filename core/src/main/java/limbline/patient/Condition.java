package limbline.patient;

import limbline.measure.Term;

/// What besides the sarcoma speaks for or against a treatment of the limb, and is present or absent.
public enum Condition implements Term {
    CLAUDICATION,
    /// Of the arteries, occlusive or with ischaemia.
    PERIPHERAL_VASCULAR_DISEASE,
    VENOUS_THROMBOSIS,
    SEVERE_LYMPHOEDEMA,
    SEVERE_NEUROPATHY,
    SEVERE_ANGINA,
    ARRHYTHMIA,
    SEVERE_LUNG_DISEASE,
    SEVERE_ASCITES,
    SEVERE_DIABETES,
    BLEEDING,
    PREGNANCY,
    LACTATION,
    /// At any time before.
    EARLIER_ANTHRACYCLINE,
    /// A drug that harms the heart, now.
    CARDIOTOXIC_DRUG,
    /// Any treatment of the tumour, at any time before.
    EARLIER_TUMOUR_THERAPY;

    /// "peripheral vascular disease".
    public String words() {
        return term().replace('-', ' ');
    }
}
