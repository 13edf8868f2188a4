package limbline.app.theatre;

import java.util.List;
import limbline.measure.EventId;
import limbline.theatre.Procedure;

/// What came of an [Act].
public sealed interface Answer {

    /// The procedure with it.
    Procedure procedure();

    /// It is on the record, and on the disk.
    record Recorded(EventId event, Procedure procedure) implements Answer {}

    /// There was no permission. Nothing was done; that it was asked is on the record.
    ///
    /// @param reasons sentences, all there are
    /// @param canBeOverridden whether two named people could give it
    record NotPermitted(List<String> reasons, boolean canBeOverridden, Procedure procedure)
            implements Answer {
        public NotPermitted {
            reasons = List.copyOf(reasons);
        }
    }
}
