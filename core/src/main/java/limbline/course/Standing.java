package limbline.course;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import limbline.measure.Elapsed;
import limbline.measure.EventId;
import limbline.measure.Term;

/// Where a patient is on the way today, and what is due.
///
/// @param since the event that brought the patient there, if there is any event
/// @param due by date, what is overdue first
/// @param sinceInfusion from the last infusion to today
public record Standing(
        Station station, Optional<Placed> since, List<Due> due, Optional<Elapsed> sinceInfusion) {

    public Standing {
        due = List.copyOf(due);
    }

    /// The stations of the way.
    public enum Station implements Term {
        REFERRED,
        BOARD,
        /// The board has decided; the treatment has not begun.
        DECIDED,
        IN_THEATRE,
        WARD,
        FOLLOW_UP,
        ENDED
    }

    /// Something that waits for its day.
    ///
    /// @param purpose "board meeting", "clinic", or the purpose that was written down
    /// @param event the event that planned it
    public record Due(Station station, String purpose, LocalDate on, EventId event) {

        public boolean isOverdue(LocalDate today) {
            return on.isBefore(today);
        }
    }

    public boolean isOverdue(LocalDate today) {
        return due.stream().anyMatch(each -> each.isOverdue(today));
    }
}
