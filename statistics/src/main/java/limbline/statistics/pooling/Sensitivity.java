package limbline.statistics.pooling;

import java.util.ArrayList;
import java.util.List;
import limbline.statistics.Check;

/// The same pooling on parts of the studies.
public final class Sensitivity {

    private Sensitivity() {}

    /// One of these poolings.
    ///
    /// @param study left out, or added last
    public record Part(String study, Pooled pooled) {}

    /// Element i pools all studies but the i-th, which it names.
    public static List<Part> leaveOneOut(
            List<Effect> effects, Estimator estimator, Limits limits, double level) {
        Check.that(effects.size() >= 2, "leaving one out needs two studies; there is %d",
                effects.size());
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            List<Effect> rest = new ArrayList<>(effects);
            Effect left = rest.remove(i);
            parts.add(new Part(left.study(), Pooled.of(rest, estimator, limits, level)));
        }
        return parts;
    }

    /// Element i pools the studies up to and with the i-th, which it names, in the order given: by
    /// year, say.
    public static List<Part> cumulative(
            List<Effect> effects, Estimator estimator, Limits limits, double level) {
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i <= effects.size(); i++) {
            parts.add(new Part(effects.get(i - 1).study(),
                    Pooled.of(effects.subList(0, i), estimator, limits, level)));
        }
        return parts;
    }
}
