package limbline.statistics.audit;

import java.util.stream.IntStream;

/// Whole counts from `first` to `last`; none if `last` is below `first`.
public record Counts(int first, int last) {

    /// Whether there is no count at all.
    public boolean isEmpty() {
        return last < first;
    }

    public boolean contains(int count) {
        return first <= count && count <= last;
    }

    public IntStream stream() {
        return IntStream.rangeClosed(first, last);
    }

    @Override
    public String toString() {
        return isEmpty() ? "none" : first == last ? "" + first : first + " to " + last;
    }
}
