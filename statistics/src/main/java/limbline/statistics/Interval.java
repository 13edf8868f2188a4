package limbline.statistics;

/// Two limits. A limit that a method cannot give is not a number.
public record Interval(double lower, double upper) {

    /// Whether a value lies within the limits, these included.
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
