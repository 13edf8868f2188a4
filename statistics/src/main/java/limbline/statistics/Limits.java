package limbline.statistics;

/// Pointwise confidence limits along a curve. `NaN` where there is none.
///
/// @param confidence for example 0.95
/// @param lower one for each time of the curve
/// @param upper one for each time of the curve
@SuppressWarnings("ArrayRecordComponent") // a column of a curve; compared by nobody
public record Limits(Scale scale, double confidence, double[] lower, double[] upper) {

    /// The limits of an estimate `p` with the standard error `relative` times p.
    static Limits of(Scale scale, double confidence, double[] p, double[] relative) {
        Check.that(confidence > 0 && confidence < 1, "a confidence of %s is not in (0, 1)",
                confidence);
        double z = Normal.quantile(1 - (1 - confidence) / 2);
        double[] lower = new double[p.length];
        double[] upper = new double[p.length];
        Parts.run(Parts.howMany(p.length), p.length, (_, from, to) ->
                scale.limits(p, relative, z, lower, upper, from, to));
        return new Limits(scale, confidence, lower, upper);
    }
}
