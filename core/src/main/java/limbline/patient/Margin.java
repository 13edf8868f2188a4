package limbline.patient;

import limbline.measure.Term;

/// Residual tumour after a resection (UICC R classification).
public enum Margin implements Term {
    R0,
    R1,
    R2,
    RX;

    @Override
    public String term() {
        return name();
    }
}
