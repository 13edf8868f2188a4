package limbline.statistics.pooling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limbline.statistics.Check;
import limbline.statistics.ChiSquared;

/// Studies pooled by group, each group with a tau² of its own, and the test that the groups agree.
///
/// Q between = Σ W (m - M)², over groups with pooled effect m and W = 1/se², M their weighted mean:
/// chi-squared with groups - 1 degrees of freedom. M. Borenstein et al., Introduction to
/// Meta-Analysis (2009), chapter 19.
///
/// @param groups by name, sorted
public record Subgroups(Map<String, Pooled> groups) {

    public Subgroups {
        groups = java.util.Collections.unmodifiableMap(new TreeMap<>(groups));
        Check.that(groups.size() >= 2, "groups %s: at least two are needed", groups.keySet());
    }

    /// @param names one group name per effect
    public static Subgroups of(List<Effect> effects, List<String> names, Estimator estimator,
            Limits limits, double level) {
        Check.that(names.size() == effects.size(), "%d group names for %d studies",
                names.size(), effects.size());
        Map<String, List<Effect>> members = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            members.computeIfAbsent(names.get(i), _ -> new ArrayList<>()).add(effects.get(i));
        }
        Map<String, Pooled> groups = new TreeMap<>();
        members.forEach((name, own) ->
                groups.put(name, Pooled.of(own, estimator, limits, level)));
        return new Subgroups(groups);
    }

    /// How far the groups' pooled effects lie apart.
    public double betweenQ() {
        double weights = 0;
        double sum = 0;
        for (Pooled group : groups.values()) {
            weights += weight(group);
            sum += weight(group) * group.estimate();
        }
        double mean = sum / weights;
        double q = 0;
        for (Pooled group : groups.values()) {
            q += weight(group) * (group.estimate() - mean) * (group.estimate() - mean);
        }
        return q;
    }

    /// Of Q between: groups less 1.
    public int freedom() {
        return groups.size() - 1;
    }

    /// That the groups do not differ.
    public double p() {
        return new ChiSquared(freedom()).upper(betweenQ());
    }

    private static double weight(Pooled group) {
        return 1 / (group.plainError() * group.plainError());
    }
}
