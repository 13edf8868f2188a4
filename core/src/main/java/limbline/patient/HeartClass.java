package limbline.patient;

import limbline.measure.Term;

/// How far heart failure limits somebody, by the New York Heart Association: I not at all, IV at
/// rest.
public enum HeartClass implements Term {
    I,
    II,
    III,
    IV;

    @Override
    public String term() {
        return name();
    }
}
