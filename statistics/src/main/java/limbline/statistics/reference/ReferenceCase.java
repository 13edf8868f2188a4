package limbline.statistics.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Computes the answer to a reference case.
///
/// A case names an area (a method) and a specification (data, columns, options). What a field of
/// the specification means, and what the answer is called, is fixed by the R script that computed
/// the expected answers.
public final class ReferenceCase {

    /// One line for each area.
    private static final Map<String, Area> AREAS = new TreeMap<>(Map.ofEntries(
            Map.entry("aj", new AalenJohansenArea()),
            Map.entry("binom", new BinomialArea()),
            Map.entry("cox", new CoxArea()),
            Map.entry("finegray", new FineGrayArea()),
            Map.entry("followup", new FollowUpArea()),
            Map.entry("gray", new GrayArea()),
            Map.entry("grim", new GrimArea()),
            Map.entry("km", new KaplanMeierArea()),
            Map.entry("landmark", new LandmarkArea()),
            Map.entry("logrank", new LogRankArea()),
            Map.entry("multistate", new MultiStateArea()),
            Map.entry("rmst", new RestrictedMeanArea()),
            Map.entry("meta", new MetaArea())));

    private ReferenceCase() {}

    /// The answer to one case, or why there is none. Nothing that a specification or a data file
    /// holds makes this throw.
    public static Answer answer(
            String area, Map<String, ? extends @Nullable Object> spec, DataFiles files) {
        Area known = AREAS.get(area);
        if (known == null) {
            return new Answer.Unsupported("the area %s is unknown; known are %s"
                    .formatted(area, String.join(", ", AREAS.keySet())));
        }
        List<String> unknown = new ArrayList<>(spec.keySet());
        unknown.removeAll(known.fields());
        if (!unknown.isEmpty()) {
            return new Answer.Unsupported("the area %s does not know the spec field %s"
                    .formatted(area, String.join(", ", unknown)));
        }
        try {
            return known.compute(new Spec(spec), files);
        } catch (IllegalArgumentException refused) {
            String why = refused.getMessage();
            return new Answer.Unsupported(why == null ? "the case was refused" : why);
        }
    }
}
