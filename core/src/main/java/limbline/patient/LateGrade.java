package limbline.patient;

import limbline.measure.Term;

/// How bad a late effect is, in the steps that the scales of late toxicity share: from 0, not there
/// (any more), to 4. Which scale was used stands beside it.
public enum LateGrade implements Term {
    NONE("0"),
    ONE("1"),
    TWO("2"),
    THREE("3"),
    FOUR("4");

    private final String term;

    LateGrade(String term) {
        this.term = term;
    }

    @Override
    public String term() {
        return term;
    }
}
