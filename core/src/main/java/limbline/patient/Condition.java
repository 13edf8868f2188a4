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
    EARLIER_TUMOUR_THERAPY,
    /// An isolated perfusion of the limb, at any time before.
    EARLIER_PERFUSION;

    /// "peripheral vascular disease", "an earlier anthracycline".
    public String words() {
        return switch (this) {
            case EARLIER_ANTHRACYCLINE -> "an earlier anthracycline";
            case CARDIOTOXIC_DRUG -> "a drug that harms the heart";
            case EARLIER_TUMOUR_THERAPY -> "earlier therapy of the tumour";
            case EARLIER_PERFUSION -> "an earlier perfusion";
            case CLAUDICATION, PERIPHERAL_VASCULAR_DISEASE, VENOUS_THROMBOSIS, SEVERE_LYMPHOEDEMA,
                    SEVERE_NEUROPATHY, SEVERE_ANGINA, ARRHYTHMIA, SEVERE_LUNG_DISEASE,
                    SEVERE_ASCITES, SEVERE_DIABETES, BLEEDING, PREGNANCY, LACTATION ->
                term().replace('-', ' ');
        };
    }
}
