package limbline.followup;

import limbline.measure.Term;

/// Where a lesion lies in relation to an infusion.
public enum Part implements Term {
    IN_FIELD,
    OUT_OF_FIELD,
    /// Nobody said, and the site leaves both open.
    NOT_STATED;

    /// "in-field".
    public String words() {
        return term();
    }
}
