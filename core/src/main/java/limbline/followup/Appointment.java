package limbline.followup;

import java.time.LocalDate;
import java.util.Optional;
import limbline.course.Placed;
import limbline.measure.Check;
import limbline.measure.Term;

/// Something that a patient is to come for.
///
/// @param name "week 2", "response", "clinic"
/// @param says what is looked at, or empty
/// @param opens from this day on a visit counts as this one
/// @param overdueFrom the first day on which it is overdue
/// @param lostFrom the first day on which who was not seen counts as lost; empty where the centre
///     has not said when
/// @param source a key of the protocol's sources, or empty
public record Appointment(
        String name,
        String says,
        LocalDate opens,
        LocalDate due,
        LocalDate overdueFrom,
        Optional<LocalDate> lostFrom,
        String source,
        Came came) {

    /// What became of it.
    public sealed interface Came {

        /// Nobody came for it so far.
        record Open() implements Came {}

        record Done(Placed by, LocalDate on) implements Came {}

        /// Nobody came for it, and by the time somebody did the next one was due.
        record Missed(Placed by, LocalDate on) implements Came {}
    }

    /// How it stands on a day.
    public enum State implements Term {
        LOST,
        OVERDUE,
        DUE,
        LATER,
        DONE,
        DONE_LATE,
        MISSED
    }

    public Appointment {
        Check.that(!opens.isAfter(due) && due.isBefore(overdueFrom),
                "%s opens on %s, is due on %s and overdue from %s on", name, opens, due,
                overdueFrom);
    }

    public boolean isOpen() {
        return came instanceof Came.Open;
    }

    public State on(LocalDate today) {
        return switch (came) {
            case Came.Missed _ -> State.MISSED;
            case Came.Done(_, var day) ->
                    day.isBefore(overdueFrom) ? State.DONE : State.DONE_LATE;
            case Came.Open _ -> lostFrom.filter(day -> !today.isBefore(day)).isPresent()
                    ? State.LOST
                    : !today.isBefore(overdueFrom) ? State.OVERDUE
                    : today.isBefore(opens) ? State.LATER : State.DUE;
        };
    }
}
