package limbline.statistics.pooling;

import java.util.ArrayList;
import java.util.List;
import limbline.statistics.Check;
import limbline.statistics.Interval;
import limbline.statistics.Normal;

/// A proportion pooled over studies by inverse variance, with everything a reader must know of how:
/// scale, model, estimator, limits, what was corrected and what was left out.
///
/// @param studies pooled and left out
/// @param pooled on the scale
public record PooledProportion(
        Studies studies, Scale scale, Correction correction, Pooled pooled) {

    /// With the corrections that metafor makes by default.
    public static PooledProportion of(
            Studies studies, Scale scale, Estimator estimator, Limits limits, double level) {
        return of(studies, scale, Correction.WHERE_NEEDED, estimator, limits, level);
    }

    /// With a named convention for studies that have 0 or n of n events.
    public static PooledProportion of(Studies studies, Scale scale, Correction correction,
            Estimator estimator, Limits limits, double level) {
        return new PooledProportion(studies, scale, correction,
                Pooled.of(scale.effects(studies, correction), estimator, limits, level));
    }

    /// A value with its limits, as proportions.
    ///
    /// @param trials by which a Freeman-Tukey value was brought back; not a number on other scales
    public record Estimate(double value, Interval limits, double trials) {}

    /// Not for the Freeman-Tukey scale, whose way back must be chosen.
    public Estimate proportion() {
        return back(pooled.interval());
    }

    /// Only for the Freeman-Tukey scale.
    public Estimate proportion(FreemanTukey choice) {
        return back(pooled.interval(), choice);
    }

    /// Where the true proportion of one more such study is expected.
    public Estimate prediction(Prediction convention) {
        return back(pooled.prediction(convention));
    }

    /// The same on the Freeman-Tukey scale.
    public Estimate prediction(Prediction convention, FreemanTukey choice) {
        return back(pooled.prediction(convention), choice);
    }

    /// Scale, model, estimator and limits in words, for the foot of a table.
    public String model() {
        return scale.words() + ", " + pooled.model();
    }

    /// What has to stand beside the result: one sentence each.
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Studies.LeftOut out : studies.leftOut()) {
            notes.add("Left out: %s (%s).".formatted(out.study().label(), out.reason()));
        }
        List<String> corrected = studies.included().stream()
                .filter(study -> scale.corrects(study, correction))
                .map(Study::label)
                .toList();
        if (!corrected.isEmpty()) {
            notes.add("Half an event added, having none or only events: "
                    + String.join(", ", corrected) + ".");
        }
        if (scale == Scale.FREEMAN_TUKEY) {
            notes.add("The Freeman-Tukey scale is discouraged: its way back to a proportion rests"
                    + " on an arbitrary number of trials. Prefer the logit or the"
                    + " binomial-normal model.");
        }
        if (scale == Scale.RAW || scale == Scale.LOG) {
            Interval limits = proportion().limits();
            if (limits.lower() < 0 || limits.upper() > 1) {
                notes.add("The scale (%s) knows no bounds: limits beyond 0 or 1 are shown as they"
                        .formatted(scale.words()) + " are.");
            }
        }
        if (pooled.limits() == Limits.HARTUNG_KNAPP && isNarrowerThanNormal()) {
            notes.add("The studies agree better than chance would have it, so the Hartung-Knapp"
                    + " limits are narrower than the normal ones would be.");
        }
        return notes;
    }

    /// Student's t widens the limits more than a spread below 1 narrows them, unless it is far below.
    private boolean isNarrowerThanNormal() {
        double normal = Normal.upperQuantile((1 - pooled.level()) / 2) * pooled.plainError();
        return pooled.interval().upper() - pooled.estimate() < normal;
    }

    private Estimate back(Interval interval) {
        return new Estimate(scale.back(pooled.estimate()),
                new Interval(scale.back(interval.lower()), scale.back(interval.upper())),
                Double.NaN);
    }

    private Estimate back(Interval interval, FreemanTukey choice) {
        Check.that(scale == Scale.FREEMAN_TUKEY,
                "the way back %s is for the Freeman-Tukey scale, not for the %s", choice,
                scale.words());
        double trials = choice.trials(studies.included(), pooled.standardError());
        return new Estimate(FreemanTukey.back(pooled.estimate(), trials),
                new Interval(FreemanTukey.back(interval.lower(), trials),
                        FreemanTukey.back(interval.upper(), trials)),
                trials);
    }
}
