package limbline.patient;

import limbline.measure.Term;

/// Acute regional toxicity after an isolated perfusion or infusion. Wieberdink J et al., Eur J
/// Cancer Clin Oncol 1982;18:905, <https://doi.org/10.1016/0277-5379(82)90235-8>; wording after
/// Table 1 of Hendrick 2018. A grade is one of five; a range such as "I-II" is none.
public enum Wieberdink implements Term {
    /// No reaction.
    I,
    /// Slight erythema or oedema.
    II,
    /// Considerable erythema or oedema, some blistering.
    III,
    /// Extensive epidermolysis, deep damage, threatened or manifest compartment syndrome.
    IV,
    /// Reaction that may need amputation.
    V;

    @Override
    public String term() {
        return name();
    }
}
