package limbline.course;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import limbline.course.Standing.Due;
import limbline.course.Standing.Station;
import limbline.event.BoardEvent.BoardDecided;
import limbline.event.BoardEvent.CriterionStated;
import limbline.event.BoardEvent.DecisionMinuted;
import limbline.event.BoardEvent.ListedForBoard;
import limbline.event.BoardEvent.PatientAssessed;
import limbline.event.BoardEvent.TaskDone;
import limbline.event.BoardEvent.TaskGiven;
import limbline.event.CareEvent;
import limbline.event.FollowupEvent.ClinicPlanned;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.LateToxicityGraded;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.OrderEvent;
import limbline.event.ProcedureEvent;
import limbline.event.ProcedureEvent.ProcedureEnded;
import limbline.event.RecordEvent;
import limbline.event.ReferralEvent;
import limbline.event.ReferralEvent.Referred;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.EnteredTheatre;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.event.TheatreEvent.Resected;
import limbline.event.TherapyEvent;
import limbline.event.WardEvent;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.measure.Finding;

/// Follows a patient along the stations, up to a day.
final class Way {

    /// A visit may be a few days before the day it was planned for and is still that visit.
    private static final int DAYS_EARLY = 7;

    private final List<Due> due = new ArrayList<>();
    private Station station = Station.REFERRED;
    private Optional<Placed> since = Optional.empty();
    private Optional<Placed> infusion = Optional.empty();

    private Way() {}

    static Standing standing(List<Placed> timeline, LocalDate today) {
        Way way = new Way();
        timeline.stream().filter(placed -> placed.span().isEmpty()).forEach(way::step);
        timeline.stream()
                .filter(placed -> placed.span().isPresent() && placed.hadHappenedBy(today))
                .forEach(way::step);
        way.due.sort(Comparator.comparing(Due::on));
        return new Standing(way.station, way.since, way.due, way.infusion
                .flatMap(Placed::span)
                .map(span -> span.to(Span.of(today))));
    }

    private void step(Placed placed) {
        switch (placed.event()) {
            case Referred _ -> to(Station.REFERRED, placed);
            case ListedForBoard listed -> {
                to(Station.BOARD, placed);
                due.add(new Due(Station.BOARD, "board meeting", listed.meeting(), placed.id()));
            }
            case BoardDecided _ -> {
                to(Station.DECIDED, placed);
                due.removeIf(each -> each.station() == Station.BOARD);
            }
            case TaskGiven task -> due.add(new Due(Station.DECIDED,
                    task.owner() + ": " + task.task(), task.due(), placed.id()));
            case TaskDone done -> due.removeIf(each -> each.event().equals(done.task()));
            case EnteredTheatre _, ProcedureBegun _ -> to(Station.IN_THEATRE, placed);
            case Infused _ -> {
                to(Station.WARD, placed);
                infusion = Optional.of(placed);
            }
            case Amputated _, Admitted _, ProcedureEnded _ -> to(Station.WARD, placed);
            case Resected _ -> to(station == Station.IN_THEATRE || station == Station.WARD
                    ? Station.WARD : Station.FOLLOW_UP, placed);
            case Discharged _ -> to(Station.FOLLOW_UP, placed);
            case ClinicPlanned planned -> due.add(new Due(Station.FOLLOW_UP,
                    purpose(planned.purpose()), planned.due(), placed.id()));
            case LesionsMeasured _, ResponseAssessed _, Progressed _, LateToxicityGraded _,
                    LastSeen _ -> seen(placed);
            case Died _ -> {
                to(Station.ENDED, placed);
                due.clear();
            }
            case PatientAssessed _, CriterionStated _, DecisionMinuted _, WardEvent _,
                    CareEvent _, ReferralEvent _, TherapyEvent _, OrderEvent _,
                    ProcedureEvent _, RecordEvent _ -> {
                if (since.isEmpty()) {
                    since = Optional.of(placed);
                }
            }
        }
    }

    private void to(Station next, Placed placed) {
        if (station == Station.ENDED) {
            return; // what is recorded of the time after a death moves nobody
        }
        if (station != next || since.isEmpty()) {
            since = Optional.of(placed);
        }
        station = next;
    }

    private void seen(Placed placed) {
        to(Station.FOLLOW_UP, placed);
        placed.span().ifPresent(span -> due.removeIf(each -> each.station() == Station.FOLLOW_UP
                && !each.on().isAfter(span.used().plusDays(DAYS_EARLY))));
    }

    private static String purpose(Finding<String> purpose) {
        return purpose.found().orElse("clinic");
    }
}
