package limbline.statistics;

/// Pointwise confidence limits along a curve. `NaN` where there is none.
///
/// @param confidence for example 0.95
/// @param lower one for each time of the curve
/// @param upper one for each time of the curve
@SuppressWarnings("ArrayRecordComponent") // a column of a curve; compared by nobody
public record Limits(Scale scale, double confidence, double[] lower, double[] upper) {

    /// Values worked on at a time, few enough to stay in the fastest cache.
    private static final int BLOCK = 1024;

    /// Limits yet to be written, of so many values.
    static Limits empty(Scale scale, double confidence, int size) {
        Check.that(confidence > 0 && confidence < 1, "a confidence of %s is not in (0, 1)",
                confidence);
        return new Limits(scale, confidence, new double[size], new double[size]);
    }

    /// The limits of an estimate `p` with the standard error `relative` times p.
    public static Limits of(Scale scale, double confidence, double[] p, double[] relative) {
        Limits limits = empty(scale, confidence, p.length);
        int blocks = (p.length + BLOCK - 1) / BLOCK;
        Parts.shared(Parts.howMany(p.length), blocks, () -> {
            Writer writer = limits.new Writer();
            return block -> {
                int from = block * BLOCK;
                writer.write(p, relative, from, Math.min(BLOCK, p.length - from), from);
            };
        });
        return limits;
    }

    /// Writes one stretch of the limits after the other, in the same space.
    final class Writer {

        private final double z = Normal.quantile(1 - (1 - confidence) / 2);
        private final double[] values = new double[BLOCK];
        private final double[] width = new double[BLOCK];
        private final double[] low = new double[BLOCK];
        private final double[] high = new double[BLOCK];
        private final double[] scratch = new double[BLOCK];

        /// @param first where the limits of `length` values from `from` on belong
        void write(double[] p, double[] relative, int from, int length, int first) {
            for (int done = 0; done < length; done += BLOCK) {
                int some = Math.min(BLOCK, length - done);
                System.arraycopy(p, from + done, values, 0, some);
                for (int i = 0; i < some; i++) {
                    width[i] = z * relative[from + done + i];
                }
                scale.limits(values, width, low, high, scratch, some);
                System.arraycopy(low, 0, lower, first + done, some);
                System.arraycopy(high, 0, upper, first + done, some);
            }
        }
    }
}
