package limbline.patient;

import limbline.measure.Term;

/// By which rule a response was judged; the same patients come out differently under another one.
public enum Criterion implements Term {
    CLINICAL_JUDGEMENT("clinical judgement"),
    WHO("WHO"),
    RECIST_1_1("RECIST 1.1"),
    CHOI("Choi"),
    PATHOLOGICAL("pathological");

    private final String term;

    Criterion(String term) {
        this.term = term;
    }

    @Override
    public String term() {
        return term;
    }
}
