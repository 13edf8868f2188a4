package limbline.theatre;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import limbline.course.Struck;
import limbline.event.Entry;
import limbline.protocol.Reason;

/// One line of the run sheet, in the order in which things were done.
///
/// @param at when it happened
/// @param deviation if it was done without permission
/// @param told what the interlocks told at that moment and what did not stand in the way
/// @param overridden ids of what asked and was overridden
/// @param struck if it was corrected or withdrawn and does not count
public record Line(
        Entry entry,
        Instant at,
        Optional<Deviation> deviation,
        List<Reason> told,
        List<String> overridden,
        Optional<Struck> struck) {

    public Line {
        told = List.copyOf(told);
        overridden = List.copyOf(overridden);
    }
}
