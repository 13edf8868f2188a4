package limbline.followup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import limbline.course.Course;
import limbline.course.LimbCourse;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.course.Span;
import limbline.course.Standing.Due;
import limbline.course.Standing.Station;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.LastSeen;
import limbline.event.FollowupEvent.LateToxicityGraded;
import limbline.event.FollowupEvent.LesionsMeasured;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.followup.Appointment.Came;
import limbline.followup.Appointment.State;
import limbline.protocol.FollowUpPlan;
import limbline.protocol.FollowUpPlan.Planned;

/// What a patient is to come for after the last infusion, and what came of it, as on a day.
///
/// The plan begins anew with each infusion and ends with death; the response ends with the limb. What somebody planned singly stands
/// beside it.
///
/// @param infusion the last one up to that day, if there was any
/// @param visits of the plan, in time; none where the infusion has no date
/// @param response the assessment of the response, where the plan has one; it stays open until
///     somebody does it, whenever that is
/// @param single planned for this patient alone and still open
/// @param lastSeen the last visit up to that day
/// @param dead whether the patient had died by then
public record Appointments(
        LocalDate today,
        Optional<Infusion> infusion,
        List<Appointment> visits,
        Optional<Appointment> response,
        List<Appointment> single,
        Optional<Placed> lastSeen,
        boolean dead) {

    public Appointments {
        visits = List.copyOf(visits);
        single = List.copyOf(single);
    }

    /// @param plan of the protocol in force for the kind of the last infusion
    public static Appointments of(Course course, FollowUpPlan plan, LocalDate today) {
        List<Placed> past = course.timeline().stream()
                .filter(placed -> placed.hadHappenedBy(today)).toList();
        Optional<Placed> death = past.stream()
                .filter(placed -> placed.event() instanceof Died).findFirst();
        Optional<Infusion> infusion = lastInfusion(course, today);
        Optional<LocalDate> from = infusion.flatMap(one -> one.placed().span()).map(Span::used);
        List<Appointment> visits = new ArrayList<>();
        Optional<Appointment> response = Optional.empty();
        if (from.isPresent()) {
            List<Placed> seen = dated(past, Appointments::isVisit).stream()
                    .filter(visit -> day(visit).isAfter(from.get())).toList();
            List<Planned> planned = plan.after(from.get());
            for (int i = 0; i < planned.size(); i++) {
                Optional<LocalDate> next = i + 1 < planned.size()
                        ? Optional.of(plan.opens(planned.get(i + 1).due())) : Optional.empty();
                Planned one = planned.get(i);
                visits.add(appointment(plan, one, one.name(), came(plan, one, seen, next)));
            }
            response = planned.stream().filter(Planned::response).findFirst().map(one ->
                    assessment(plan, one, dated(past, event -> isOf(infusion, event)),
                            from.get()));
        }
        List<Appointment> single = course.station(today).due().stream()
                .filter(due -> due.station() == Station.FOLLOW_UP)
                .map(Appointments::single).toList();
        boolean dead = death.isPresent();
        boolean over = dead || infusion.map(one -> isTakenOff(course, one, today)).orElse(false);
        return new Appointments(today, infusion,
                dead ? visits.stream().filter(one -> !one.isOpen()).toList() : visits,
                response.filter(one -> !over || !one.isOpen()), dead ? List.of() : single,
                past.stream().filter(placed -> isVisit(placed.event()))
                        .reduce((_, later) -> later), dead);
    }

    /// A limb that was taken off answers no more.
    private static boolean isTakenOff(Course course, Infusion infusion, LocalDate today) {
        return course.limb(infusion.event().limb()).flatMap(LimbCourse::amputation)
                .filter(off -> off.placed().hadHappenedBy(today)).isPresent();
    }

    private static Optional<Infusion> lastInfusion(Course course, LocalDate today) {
        return course.infusions().stream()
                .filter(one -> one.placed().hadHappenedBy(today))
                .max(Comparator.comparing(one -> one.placed().span().map(Span::used)
                        .orElse(LocalDate.MIN)));
    }

    private static List<Placed> dated(List<Placed> past, Predicate<Event> wanted) {
        return past.stream().filter(placed -> placed.span().isPresent()
                && wanted.test(placed.event())).toList();
    }

    /// Whether the patient was seen, or heard of, in it.
    public static boolean isVisit(Event event) {
        return event instanceof LesionsMeasured || event instanceof ResponseAssessed
                || event instanceof Progressed || event instanceof LateToxicityGraded
                || event instanceof LastSeen;
    }

    private static boolean isOf(Optional<Infusion> infusion, Event event) {
        return event instanceof ResponseAssessed assessed
                && infusion.filter(one -> AfterInfusion.isAbout(one, assessed)).isPresent();
    }

    private static Came came(FollowUpPlan plan, Planned planned, List<Placed> seen,
            Optional<LocalDate> next) {
        LocalDate opens = plan.opens(planned.due());
        for (Placed visit : seen) {
            LocalDate day = day(visit);
            if (!day.isBefore(opens)) {
                boolean inTime = !day.isAfter(plan.lastDay(planned.due()));
                return inTime || next.map(day::isBefore).orElse(true)
                        ? new Came.Done(visit, day) : new Came.Missed(visit, day);
            }
        }
        return new Came.Open();
    }

    private static Appointment assessment(
            FollowUpPlan plan, Planned planned, List<Placed> assessed, LocalDate infusion) {
        Came came = assessed.stream().filter(one -> day(one).isAfter(infusion)).findFirst()
                .<Came>map(one -> new Came.Done(one, day(one))).orElseGet(Came.Open::new);
        Appointment visit = appointment(plan, planned, "response", came);
        return new Appointment("response", visit.says(), visit.opens(), visit.due(),
                visit.overdueFrom(), Optional.empty(), visit.source(), came);
    }

    private static Appointment appointment(
            FollowUpPlan plan, Planned planned, String name, Came came) {
        LocalDate due = planned.due();
        return new Appointment(name, planned.says(), plan.opens(due), due,
                plan.lastDay(due).plusDays(1), plan.lostAfter(due).map(day -> day.plusDays(1)),
                planned.source(), came);
    }

    private static Appointment single(Due due) {
        return new Appointment(due.purpose(), "", due.on(), due.on(), due.on().plusDays(1),
                Optional.empty(), "", new Came.Open());
    }

    private static LocalDate day(Placed placed) {
        return placed.span().map(Span::used).orElseThrow();
    }

    /// Everything that is still open, by the day it is due.
    public List<Appointment> open() {
        return Stream.of(visits.stream(), response.stream(), single.stream())
                .flatMap(all -> all)
                .filter(Appointment::isOpen)
                .sorted(Comparator.comparing(Appointment::due).thenComparing(Appointment::name))
                .toList();
    }

    /// What is to be done next, with what is most urgent about all that is open; empty where nothing
    /// is. So a list needs no more than this to say on any later day how the patient stands.
    public Optional<Appointment> next() {
        List<Appointment> open = open();
        return open.stream().findFirst().map(first -> new Appointment(first.name(), first.says(),
                first(open, Appointment::opens), first.due(),
                first(open, Appointment::overdueFrom),
                open.stream().flatMap(one -> one.lostFrom().stream())
                        .min(Comparator.naturalOrder()),
                first.source(), new Came.Open()));
    }

    private static LocalDate first(
            List<Appointment> open, Function<Appointment, LocalDate> day) {
        return open.stream().map(day).min(Comparator.naturalOrder()).orElseThrow();
    }

    /// How the patient stands; empty where nothing is open.
    public Optional<State> state() {
        return next().map(one -> one.on(today));
    }
}
