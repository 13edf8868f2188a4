package limbline.series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import limbline.course.Course;
import limbline.course.Placed;
import limbline.event.BoardEvent;
import limbline.event.CareEvent;
import limbline.event.Event;
import limbline.event.FollowupEvent.ClinicPlanned;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.LateToxicityGraded;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.OrderEvent;
import limbline.event.ProcedureEvent;
import limbline.event.RecordEvent;
import limbline.event.ReferralEvent;
import limbline.event.ReferralEvent.Referred;
import limbline.event.TheatreEvent;
import limbline.event.TherapyEvent;
import limbline.event.TherapyEvent.TreatmentNotGiven;
import limbline.event.WardEvent;
import limbline.measure.Elapsed;

/// What happened from an event on, with the days from it.
final class Since {

    /// @param days from time zero; their earliest may lie before it
    record Later(Placed placed, Elapsed days) {

        /// Time zero is the least that a series can count.
        Elapsed counted() {
            return new Elapsed(Math.max(0, days.earliest()), days.latest(), days.used());
        }
    }

    private final Placed zero;
    private final List<Later> later = new ArrayList<>();
    private final List<Placed> undated = new ArrayList<>();
    private final Set<Object> before = new HashSet<>();

    Since(Course course, Placed zero) {
        this.zero = zero;
        for (Placed placed : course.timeline()) {
            Optional<Elapsed> days = course.between(zero.id(), placed.id());
            if (days.isEmpty()) {
                undated.add(placed);
            } else if (days.get().used() >= 0) {
                later.add(new Later(placed, days.get()));
            } else {
                before.add(placed.id());
            }
        }
        later.sort(Comparator.comparingLong(one -> one.days().used())); // stable
    }

    Placed zero() {
        return zero;
    }

    /// Of what is dated, the first at least `least` days after.
    Optional<Later> first(long least, Predicate<Event> wanted) {
        return later.stream()
                .filter(one -> one.days().used() >= least && wanted.test(one.placed().event()))
                .findFirst();
    }

    List<Later> all(long least, Predicate<Event> wanted) {
        return later.stream()
                .filter(one -> one.days().used() >= least && wanted.test(one.placed().event()))
                .toList();
    }

    /// Whether it happened on a day that nobody can tell from time zero.
    Optional<Placed> undated(Predicate<Event> wanted) {
        return undated.stream().filter(placed -> wanted.test(placed.event())).findFirst();
    }

    /// The days from time zero to a given event.
    Optional<Later> to(Placed other) {
        return later.stream().filter(one -> one.placed().id().equals(other.id())).findFirst();
    }

    boolean isBefore(Placed other) {
        return before.contains(other.id());
    }

    /// The last day on which something happened that needs a living patient.
    Optional<Later> lastAlive() {
        return later.reversed().stream()
                .filter(one -> !one.placed().id().equals(zero.id()) && isAlive(one.placed().event()))
                .findFirst();
    }

    private static boolean isAlive(Event event) {
        return switch (event) {
            case Referred _, TreatmentNotGiven _, ClinicPlanned _, Died _ -> false;
            case ReferralEvent _, TherapyEvent _, TheatreEvent _, WardEvent _, LesionsMeasured _,
                    ResponseAssessed _, Progressed _, LateToxicityGraded _, LastSeen _ -> true;
            case CareEvent.Weighed _, CareEvent.MedicineGiven _, CareEvent.FluidGiven _,
                    CareEvent.FasciotomyDone _ -> true;
            case CareEvent.AlertAcknowledged _, CareEvent.WatchHandedOver _,
                    CareEvent.DischargeItemStated _ -> false;
            case BoardEvent _, OrderEvent _, ProcedureEvent _, RecordEvent _ -> false;
        };
    }
}
