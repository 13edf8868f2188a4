package limbline.statistics;

/// Times taken as equal that differ by rounding only, as R's `aeqSurv` does: a chain of near
/// neighbours among all distinct times, ends and starts together, takes its earliest. See
/// [RiskTable#joined]. Public for the sub-packages only.
public final class Joined {

    private Joined() {}

    /// Replaces times in place.
    ///
    /// @param ends sorted
    /// @param starts sorted; may be none
    /// @return whether any was replaced by another
    public static boolean join(double[] ends, double[] starts, double tolerance) {
        if (tolerance == 0) {
            return false;
        }
        double sum = 0;
        long distinct = 0;
        double narrowest = Double.POSITIVE_INFINITY;
        double before = Double.NEGATIVE_INFINITY;
        int i = 0;
        int j = 0;
        while (i < ends.length || j < starts.length) {
            double t = j == starts.length || (i < ends.length && ends[i] <= starts[j])
                    ? ends[i++] : starts[j++];
            if (t != before) {
                sum += Math.abs(t);
                distinct++;
                narrowest = Math.min(narrowest, t - before);
                before = t;
            }
        }
        double mean = sum / distinct;
        if (narrowest > tolerance && narrowest / mean > tolerance) {
            return false;
        }
        i = 0;
        j = 0;
        double last = Double.NEGATIVE_INFINITY;
        double earliest = last;
        boolean moved = false;
        while (i < ends.length || j < starts.length) {
            boolean end = j == starts.length || (i < ends.length && ends[i] <= starts[j]);
            double t = end ? ends[i] : starts[j];
            if (!(t - last <= tolerance || (t - last) / mean <= tolerance)) {
                earliest = t;
            }
            last = t;
            moved |= t != earliest;
            if (end) {
                ends[i++] = earliest;
            } else {
                starts[j++] = earliest;
            }
        }
        return moved;
    }
}
