package limbline.statistics.audit;

import java.util.ArrayList;
import java.util.List;

/// One way in which printed numbers may have come about.
///
/// @param denominator of all percentages
/// @param isStated whether that is the denominator the paper states: the first candidate
/// @param sumsOfRoundedParts whether totals may be sums of printed parts, and not of counts
public record Reading(
        int denominator, boolean isStated, Rounding rule, boolean sumsOfRoundedParts) {

    /// The stated denominator, halves rounded up, sums taken before rounding.
    public boolean isPlain() {
        return deviations() == 0;
    }

    /// What has to be assumed beyond the plain reading, in words.
    public String words() {
        List<String> words = new ArrayList<>();
        if (!isStated) {
            words.add("out of " + denominator);
        }
        if (rule != Rounding.HALF_UP) {
            words.add(rule.words());
        }
        if (sumsOfRoundedParts) {
            words.add("totals are sums of rounded parts");
        }
        return words.isEmpty() ? "as stated" : String.join(", ", words);
    }

    int deviations() {
        return (isStated ? 0 : 1) + (rule == Rounding.HALF_UP ? 0 : 1)
                + (sumsOfRoundedParts ? 1 : 0);
    }
}
