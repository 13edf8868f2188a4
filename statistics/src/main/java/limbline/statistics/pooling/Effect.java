package limbline.statistics.pooling;

import limbline.statistics.Check;

/// What one study found, on the scale on which it is pooled.
///
/// @param variance its sampling variance, taken as known; above 0
public record Effect(String study, double estimate, double variance) {

    public Effect {
        Check.that(Double.isFinite(estimate), "study %s: estimate %s is not finite",
                study, estimate);
        Check.that(variance > 0 && Double.isFinite(variance),
                "study %s: variance %s is not above 0 and finite", study, variance);
    }
}
