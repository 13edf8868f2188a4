package limbline.statistics.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the library says to one reference case.
public sealed interface Answer {

    /// The computed fields, named as in R's answer and ready for any JSON writer: maps, lists,
    /// text, booleans and numbers, with `null` for R's NA and the texts `NaN`, `Inf`, `-Inf`.
    ///
    /// @param leftOut the parts of the case that were not computed, and why
    record Computed(Map<String, @Nullable Object> fields, Map<String, String> leftOut)
            implements Answer {

        public Computed {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
        }
    }

    /// The library does not answer this case.
    ///
    /// @param why a sentence for whoever asked
    record Unsupported(String why) implements Answer {}
}
