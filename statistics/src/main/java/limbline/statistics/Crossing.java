package limbline.statistics;

import java.util.stream.IntStream;

/// Where a curve of survival, or an edge of its confidence band, comes down to a level.
final class Crossing {

    /// R's tolerance for a level that is hit exactly.
    private static final double TOLERANCE = RiskTable.TOLERANCE;

    private Crossing() {}

    /// @param band the curve, `NaN` where it has no value
    /// @param share 1 less the level
    static Reached of(double[] time, double[] band, double share, Quantile.Flat flat) {
        double tolerance = flat == Quantile.Flat.AS_R ? TOLERANCE : 0;
        // The steps of the share reached, each with its first time; a band need not be monotone.
        double[] reached = new double[band.length + 1];
        double[] at = new double[band.length + 1];
        int steps = 1;
        double most = 0;
        boolean lastHasValue = true;
        boolean gap = false;
        for (int i = 0; i < band.length; i++) {
            double value = 1 - band[i];
            if (Double.isNaN(value)) {
                lastHasValue &= gap;
                gap = true;
            } else if (value > most || !contains(reached, steps, value)) {
                most = Math.max(most, value);
                reached[steps] = value;
                at[steps++] = time[i];
                lastHasValue = true;
            }
        }
        if (share == 0) {
            // A curve that never moves reaches nothing, as R says too.
            return steps == 1 && lastHasValue ? new Reached.Not() : new Reached.At(0);
        }
        double first = atLeast(reached, at, steps, share - tolerance);
        double second = flat == Quantile.Flat.AS_R
                ? atLeast(reached, at, steps, share + tolerance)
                : above(reached, at, steps, share);
        boolean endsFlat = lastHasValue && Math.abs(share - reached[steps - 1]) < tolerance;
        double middle = (first + (endsFlat ? time[time.length - 1] : second)) / 2;
        return Reached.at(middle);
    }

    /// Bands come down, so that it mostly is the last; those of odd small samples rise as well.
    private static boolean contains(double[] values, int length, double value) {
        return values[length - 1] == value
                || IntStream.range(0, length).anyMatch(i -> values[i] == value);
    }

    /// The time of the smallest step that is at least `share`.
    private static double atLeast(double[] reached, double[] at, int steps, double share) {
        double least = Double.POSITIVE_INFINITY;
        double time = Double.NaN;
        for (int i = 0; i < steps; i++) {
            if (reached[i] >= share && reached[i] < least) {
                least = reached[i];
                time = at[i];
            }
        }
        return time;
    }

    private static double above(double[] reached, double[] at, int steps, double share) {
        return atLeast(reached, at, steps, Math.nextUp(share));
    }
}
