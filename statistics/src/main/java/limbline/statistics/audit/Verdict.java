package limbline.statistics.audit;

import java.util.List;
import java.util.Map;

/// What an audit finds. It errs on the side of the printed numbers: `Impossible` means that no
/// counts give them under any reading tried, and nothing is said about how likely a reading is.
public sealed interface Verdict {

    /// Counts exist under the plain reading.
    record Consistent(Solution solution) implements Verdict {}

    /// Counts exist, but something has to be assumed.
    ///
    /// @param solutions the readings that assume least, each named by [Reading#words]
    record OnlyUnder(List<Solution> solutions) implements Verdict {

        public OnlyUnder {
            solutions = List.copyOf(solutions);
        }
    }

    /// No counts exist under any reading.
    ///
    /// @param why a sentence: the value or the sum that cannot be
    record Impossible(String why) implements Verdict {}

    /// @param possible the counts that each value can have, all sums respected as far as one value
    ///     after the other shows
    /// @param example one set of counts that satisfies everything at once
    record Solution(Reading reading, Map<String, Counts> possible, Map<String, Integer> example) {}
}
