package limbline.evidence;

import limbline.measure.Term;

/// What is pooled.
public enum Outcome implements Term {
    /// Complete or partial, as each series judges it.
    RESPONSE("ORR", "response"),
    COMPLETE_RESPONSE("CR", "complete response"),
    LIMB_SALVAGE("limb_salvage", "limb salvage");

    private final String measure;
    private final String words;

    Outcome(String measure, String words) {
        this.measure = measure;
        this.words = words;
    }

    /// The column without its ending: "ORR" of `ORR_pct` and `ORR_n`.
    public String measure() {
        return measure;
    }

    public String words() {
        return words;
    }

    boolean isResponse() {
        return this != LIMB_SALVAGE;
    }
}
