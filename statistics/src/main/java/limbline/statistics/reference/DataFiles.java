package limbline.statistics.reference;

import java.util.List;
import java.util.Map;

/// Where a case finds its data.
@FunctionalInterface
public interface DataFiles {

    /// The columns of one file by name, in the order of the file and all of one length; a value is
    /// text as written, and `NA` is missing.
    ///
    /// @param path as the case names it
    /// @throws IllegalArgumentException with a sentence, if there is no such file
    Map<String, List<String>> columns(String path);
}
