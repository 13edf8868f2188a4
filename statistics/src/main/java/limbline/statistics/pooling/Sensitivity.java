package limbline.statistics.pooling;

import java.util.ArrayList;
import java.util.List;
import limbline.statistics.Check;

/// The same pooling on parts of the studies.
public final class Sensitivity {

    private Sensitivity() {}

    /// Element i pools all studies but the i-th.
    public static List<Pooled> leaveOneOut(
            List<Effect> effects, Estimator estimator, Limits limits, double level) {
        Check.that(effects.size() >= 2, "leaving one out needs two studies; there is %d",
                effects.size());
        List<Pooled> results = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            List<Effect> rest = new ArrayList<>(effects);
            rest.remove(i);
            results.add(Pooled.of(rest, estimator, limits, level));
        }
        return results;
    }

    /// Element i pools the studies up to and with the i-th, in the order given: by year, say.
    public static List<Pooled> cumulative(
            List<Effect> effects, Estimator estimator, Limits limits, double level) {
        List<Pooled> results = new ArrayList<>();
        for (int i = 1; i <= effects.size(); i++) {
            results.add(Pooled.of(effects.subList(0, i), estimator, limits, level));
        }
        return results;
    }
}
