package limbline.statistics.reference;

import java.util.Set;

/// One kind of reference case.
interface Area {

    /// The fields its specification may have. A case with any other is refused, because an option
    /// that is passed over gives a wrong answer that looks right.
    Set<String> fields();

    /// @throws IllegalArgumentException with a sentence, for what the area does not support
    Answer.Computed compute(Spec spec, DataFiles files);
}
