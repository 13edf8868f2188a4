package limbline.protocol;

import limbline.measure.Check;
import limbline.measure.Term;
import limbline.patient.Drug;

/// What a drug does in a theatre protocol. The program knows it of every drug, so that no file can
/// call melphalan a vasodilator and walk around the proof.
public enum DrugClass implements Term {
    CYTOTOXIC,
    CYTOKINE,
    VASODILATOR,
    ANTICOAGULANT,
    REVERSAL;

    /// @throws IllegalArgumentException if the drug has no place in a theatre protocol
    public static DrugClass of(Drug drug) {
        return switch (drug) {
            case MELPHALAN, DACTINOMYCIN, DOXORUBICIN, CISPLATIN -> CYTOTOXIC;
            case TASONERMIN -> CYTOKINE;
            case PAPAVERINE -> VASODILATOR;
            case HEPARIN -> ANTICOAGULANT;
            case PROTAMINE -> REVERSAL;
            case IFOSFAMIDE, DACARBAZINE, GEMCITABINE, DOCETAXEL, TRABECTEDIN, PAZOPANIB, ERIBULIN,
                    CYCLOPHOSPHAMIDE, VINCRISTINE, ETOPOSIDE, PEMBROLIZUMAB, DRUG_NOT_STATED ->
                    throw new IllegalArgumentException(
                            drug.term() + " is not a drug of a theatre protocol");
        };
    }

    /// Whether it may only be given into an isolated, heparinised limb, on a signed order. A
    /// cytokine that leaks kills sooner than a cytotoxic drug.
    public boolean isToxic() {
        return this == CYTOTOXIC || this == CYTOKINE;
    }

    void mustBeOf(Drug drug) {
        Check.that(this == of(drug), "%s is a drug of the class %s, not %s", drug.term(),
                of(drug).term(), term());
    }
}
