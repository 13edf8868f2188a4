package limbline.series;


import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import limbline.course.LimbCourse.Infusion;
import limbline.event.Event;
import limbline.event.FollowupEvent.Died;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.measure.EventId;
import limbline.patient.LesionId;
import limbline.patient.Response;
import limbline.series.Endpoint.Kind.Grades;
import limbline.series.Endpoint.Together;
import limbline.series.Since.Later;
import limbline.series.Unit.Infusions;
import limbline.series.Unit.Lesions;
import limbline.series.Unit.Patients;
import limbline.series.Value.Graded;
import limbline.series.Value.NotAssessable;

/// Endpoints about the response to an infusion.
final class Responses {

    /// The planned visit that is meant, in days.
    static final long PLANNED = 91;

    /// Days nearer to the visit at 3 months than to the one at 6 weeks before and at 6 months after:
    /// the visits of NCT00003789.
    static final long FROM = 67;
    static final long TO = 136;

    private static final List<Response> LEVELS = List.of(Response.COMPLETE, Response.PARTIAL,
            Response.STABLE, Response.NO_RESPONSE, Response.PROGRESSIVE);

    private static final Grades GRADES = new Grades(
            LEVELS.stream().map(level -> level.term().replace('-', ' ')).toList(),
            List.of(new Together("response", "complete or partial", List.of(0, 1)),
                    new Together("complete", "complete", List.of(0))));

    private Responses() {}

    static final Endpoint<Infusions> AT_THREE_MONTHS = new Endpoint<>(
            "response-at-3-months", "Response at 3 months", Infusions.UNIT, GRADES,
            one -> one.infusions().stream().map(each -> atThreeMonths(one, each)).toList());

    static final Endpoint<Infusions> BEST = new Endpoint<>(
            "best-response", "Best response", Infusions.UNIT, GRADES,
            one -> one.infusions().stream().map(each -> best(one, each)).toList());

    static final Endpoint<Patients> AT_THREE_MONTHS_OF_PATIENT = new Endpoint<>(
            "response-at-3-months-of-patient", "Response at 3 months to the first infusion",
            Patients.UNIT, GRADES, one -> one.firstInfusion()
                    .map(first -> ofPatient(one, atThreeMonths(one, first))).stream().toList());

    static final Endpoint<Patients> BEST_OF_PATIENT = new Endpoint<>(
            "best-response-of-patient", "Best response to any infusion", Patients.UNIT, GRADES,
            one -> one.infusions().stream()
                    .map(each -> best(one, each))
                    .min(Comparator.comparingInt(Responses::rank))
                    .map(result -> ofPatient(one, result)).stream().toList());

    static final Endpoint<Lesions> BEST_OF_LESION = new Endpoint<>(
            "best-response-of-lesion", "Best response of the lesion", Lesions.UNIT, GRADES,
            Responses::lesions);

    private static int rank(Result<?> result) {
        return result.value() instanceof Graded(int level) ? level : Integer.MAX_VALUE;
    }

    private static Result<Patients> ofPatient(Case one, Result<Infusions> result) {
        return new Result<>(PatientTimes.patient(one), result.value(), result.restsOn());
    }

    static Subject<Infusions> infusion(Case one, Infusion infusion) {
        return new Subject<>(
                Infusions.UNIT, one.course().patient(), "infusion " + infusion.number());
    }

    private static Result<Infusions> atThreeMonths(Case one, Infusion infusion) {
        Since since = one.since(infusion.placed());
        List<Later> assessed = assessed(one, infusion).stream()
                .filter(later -> later.days().used() >= FROM && later.days().used() <= TO)
                .toList();
        Optional<Later> nearest = assessed.stream().min(Comparator.comparingLong(
                later -> Math.abs(later.days().used() - PLANNED)));
        if (nearest.isPresent()) {
            return result(infusion, infusion(one, infusion), value(nearest.get()),
                    nearest.get().placed().id());
        }
        Optional<Later> progressed = since.first(1, inField(one, infusion))
                .filter(later -> later.days().used() <= TO);
        Optional<Later> stop = stop(one, infusion).filter(later -> later.days().used() <= TO);
        if (progressed.isPresent() && (stop.isEmpty()
                || progressed.get().days().used() <= stop.get().days().used())) {
            return result(infusion, infusion(one, infusion),
                    new Graded(LEVELS.indexOf(Response.PROGRESSIVE)), progressed.get().placed().id());
        }
        return stop.map(later -> result(infusion, infusion(one, infusion),
                        new NotAssessable(why(later.placed().event())), later.placed().id()))
                .orElseGet(() -> result(infusion, infusion(one, infusion), new NotAssessable(
                        since.lastAlive().filter(last -> last.days().used() >= TO).isPresent()
                                ? "no assessment from day %d to %d".formatted(FROM, TO)
                                : "not followed to day %d".formatted(TO))));
    }

    private static String why(Event event) {
        return event instanceof Died ? "died before" : "amputated or infused again before";
    }

    private static Result<Infusions> best(Case one, Infusion infusion) {
        return best(one, infusion, infusion(one, infusion), _ -> true, inField(one, infusion),
                "no assessment");
    }

    /// The best of some assessments up to a progression; without one of them, the progression.
    ///
    /// @param none said where there is neither
    private static <U extends Unit> Result<U> best(Case one, Infusion infusion, Subject<U> subject,
            Predicate<ResponseAssessed> counts, Predicate<Event> progresses, String none) {
        Optional<Later> progressed = one.since(infusion.placed()).first(1, progresses);
        Optional<Later> best = best(assessed(one, infusion).stream()
                .filter(later -> counts.test((ResponseAssessed) later.placed().event()))
                .filter(later -> progressed.isEmpty()
                        || later.days().used() <= progressed.get().days().used())
                .toList());
        if (best.isPresent()) {
            return result(infusion, subject, value(best.get()), best.get().placed().id());
        }
        Optional<Later> stop = stop(one, infusion);
        return progressed.filter(later -> stop.isEmpty()
                        || later.days().used() <= stop.get().days().used())
                .map(later -> result(infusion, subject,
                        new Graded(LEVELS.indexOf(Response.PROGRESSIVE)), later.placed().id()))
                .orElseGet(() -> result(infusion, subject, new NotAssessable(none)));
    }

    private static Optional<Later> best(List<Later> assessed) {
        return assessed.stream()
                .filter(later -> level(later) >= 0)
                .min(Comparator.comparingInt(Responses::level))
                .or(() -> assessed.stream().findFirst());
    }

    private static int level(Later later) {
        return ((ResponseAssessed) later.placed().event()).response().found()
                .map(LEVELS::indexOf).orElse(-1);
    }

    private static Value value(Later later) {
        int level = level(later);
        return level >= 0 ? new Graded(level) : new NotAssessable("judged not assessable");
    }

    private static <U extends Unit> Result<U> result(
            Infusion infusion, Subject<U> subject, Value value, EventId... also) {
        List<EventId> restsOn = new ArrayList<>(List.of(infusion.placed().id()));
        restsOn.addAll(List.of(also));
        return new Result<>(subject, value, restsOn);
    }

    /// The assessments of this infusion: after it, and up to what stops it.
    private static List<Later> assessed(Case one, Infusion infusion) {
        return untilStop(one, infusion, 1, event -> isOf(infusion, event));
    }

    /// What happened from a day after the infusion to what stops it.
    static List<Later> untilStop(
            Case one, Infusion infusion, long least, Predicate<Event> wanted) {
        Optional<Later> stop = stop(one, infusion);
        return one.since(infusion.placed()).all(least, wanted).stream()
                .filter(later -> stop.isEmpty()
                        || later.days().used() <= stop.get().days().used())
                .toList();
    }

    private static boolean isOf(Infusion infusion, Event event) {
        return event instanceof ResponseAssessed assessed
                && assessed.limb().found()
                        .map(limb -> limb.mayBe(infusion.event().limb()))
                        .orElseGet(() -> assessed.lesions().isEmpty()
                                || infusion.event().inField().isEmpty()
                                || assessed.lesions().stream()
                                        .anyMatch(infusion.event().inField()::contains));
    }

    private static Predicate<Event> inField(Case one, Infusion infusion) {
        return LimbTimes.inField(one, infusion.event().limb());
    }

    /// The next infusion of the limb, its amputation or death: what follows is not this infusion's.
    private static Optional<Later> stop(Case one, Infusion infusion) {
        Since since = one.since(infusion.placed());
        Optional<Later> end = since.first(0, event -> event instanceof Died
                || PatientTimes.amputated(infusion.event().limb()).test(event));
        Optional<Later> next = one.next(infusion).flatMap(after -> since.to(after.placed()));
        return Stream.of(end, next)
                .flatMap(Optional::stream)
                .min(Comparator.comparingLong(later -> later.days().used()));
    }

    /// Lesion by lesion of the field: what assessments and progressions that name it say, from the first
    /// infusion it lay in the field of.
    private static List<Result<Lesions>> lesions(Case one) {
        Set<LesionId> seen = new LinkedHashSet<>();
        List<Result<Lesions>> results = new ArrayList<>();
        for (Infusion infusion : one.infusions()) {
            for (LesionId lesion : infusion.event().inField()) {
                if (seen.add(lesion)) {
                    results.add(lesion(one, infusion, lesion));
                }
            }
        }
        return results;
    }

    static Subject<Lesions> lesion(Case one, LesionId lesion) {
        return new Subject<>(Lesions.UNIT, one.course().patient(), "lesion " + lesion);
    }

    /// A progression that names no lesion tells of none.
    private static Result<Lesions> lesion(Case one, Infusion infusion, LesionId lesion) {
        return best(one, infusion, lesion(one, lesion),
                assessed -> assessed.lesions().contains(lesion),
                event -> event instanceof Progressed progressed
                        && progressed.lesions().contains(lesion),
                "no assessment names the lesion");
    }
}
