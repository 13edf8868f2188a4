package limbline.measure;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// Sets that are read in the order of what they hold. [Set#copyOf] has another one in each run of
/// the program, so that what is printed of the same record would differ from one day to the next.
public final class Sorted {

    private Sorted() {}

    /// A copy that nobody changes.
    public static <T extends Comparable<? super T>> Set<T> copyOf(Set<T> elements) {
        return Collections.unmodifiableSet(new TreeSet<>(elements));
    }
}
