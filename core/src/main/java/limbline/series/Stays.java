package limbline.series;


import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import limbline.course.LimbCourse.Infusion;
import limbline.event.Event;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Elapsed;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.LabValue;
import limbline.patient.Analyte;
import limbline.patient.Wieberdink;
import limbline.series.Endpoint.Kind.Grades;
import limbline.series.Endpoint.Kind.Measure;
import limbline.series.Endpoint.Together;
import limbline.series.Since.Later;
import limbline.series.Unit.Infusions;
import limbline.series.Value.Graded;
import limbline.series.Value.Measured;
import limbline.series.Value.NotAssessable;

/// Endpoints about the days after an infusion.
final class Stays {

    /// The last day of an episode, see `Episode` of the ward.
    private static final long EPISODE = 84;

    private Stays() {}

    static final Endpoint<Infusions> WORST_TOXICITY = new Endpoint<>(
            "worst-toxicity", "Worst toxicity (Wieberdink)", Infusions.UNIT,
            new Grades(Stream.of(Wieberdink.values()).map(Wieberdink::term).toList(), List.of(
                    new Together("grade-3-and-above", "III to V", List.of(2, 3, 4)),
                    new Together("grade-4-and-above", "IV or V", List.of(3, 4)))),
            one -> one.infusions().stream().map(each -> toxicity(one, each)).toList());

    static final Endpoint<Infusions> LENGTH_OF_STAY = new Endpoint<>(
            "length-of-stay", "Stay from the infusion to the discharge", Infusions.UNIT,
            new Measure("days"),
            one -> one.infusions().stream().map(each -> stay(one, each)).toList());

    static final Endpoint<Infusions> PEAK_KINASE = new Endpoint<>(
            "peak-creatine-kinase", "Highest creatine kinase", Infusions.UNIT, new Measure("U/L"),
            one -> one.infusions().stream().map(each -> kinase(one, each, false)).toList());

    static final Endpoint<Infusions> TIME_TO_PEAK_KINASE = new Endpoint<>(
            "time-to-peak-creatine-kinase", "Day of the highest creatine kinase", Infusions.UNIT,
            new Measure("days"),
            one -> one.infusions().stream().map(each -> kinase(one, each, true)).toList());

    private static Result<Infusions> toxicity(Case one, Infusion infusion) {
        List<Later> gradings = episode(one, infusion, event ->
                event instanceof WieberdinkGraded graded
                        && graded.limb().mayBe(infusion.event().limb()));
        Optional<Later> worst = gradings.stream()
                .filter(later -> grade(later).found().isPresent())
                .max(Comparator.comparing(later -> grade(later).found().orElseThrow()));
        if (worst.isPresent()) {
            return result(one, infusion,
                    new Graded(List.of(Wieberdink.values())
                            .indexOf(grade(worst.get()).found().orElseThrow())),
                    worst.get().placed().id());
        }
        Optional<Later> printed = gradings.stream()
                .filter(later -> grade(later) instanceof Finding.Printed).findFirst();
        return printed.map(later -> result(one, infusion,
                        new NotAssessable("a grade is printed that is none of the five"),
                        later.placed().id()))
                .orElseGet(() -> result(one, infusion,
                        new NotAssessable("no grade within %d days".formatted(EPISODE))));
    }

    private static Finding<Wieberdink> grade(Later later) {
        return ((WieberdinkGraded) later.placed().event()).grade();
    }

    private static Result<Infusions> stay(Case one, Infusion infusion) {
        List<Later> discharges = episode(one, infusion, Discharged.class::isInstance);
        return discharges.stream().findFirst()
                .map(later -> result(one, infusion, new Measured(later.counted()),
                        later.placed().id()))
                .orElseGet(() -> result(one, infusion, new NotAssessable("no discharge")));
    }

    /// The first of the highest values, in U/L; one beyond what could be measured counts as that.
    private static Result<Infusions> kinase(Case one, Infusion infusion, boolean asDay) {
        List<Later> values = episode(one, infusion, event ->
                event instanceof LaboratoryReported reported
                        && reported.analyte() == Analyte.CREATINE_KINASE
                        && value(reported).isPresent());
        Optional<Later> highest = values.stream().max(Comparator
                .comparingLong((Later later) -> number(later))
                .thenComparingLong(later -> -later.days().used()));
        return highest.map(later -> result(one, infusion, new Measured(asDay
                        ? later.counted() : Elapsed.exactly(number(later))),
                        later.placed().id()))
                .orElseGet(() -> result(one, infusion, new NotAssessable("no value in U/L")));
    }

    private static long number(Later later) {
        return value((LaboratoryReported) later.placed().event()).orElseThrow()
                .value().setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static Optional<LabValue> value(LaboratoryReported reported) {
        return reported.value().found()
                .filter(value -> value.unit().equals("U/L"));
    }

    /// What is of the days after this infusion: up to the next of the same limb, or to day 84.
    private static List<Later> episode(Case one, Infusion infusion, Predicate<Event> wanted) {
        Since since = one.since(infusion.placed());
        long end = one.next(infusion).flatMap(next -> since.to(next.placed()))
                .map(next -> next.days().used() - 1)
                .filter(day -> day < EPISODE).orElse(EPISODE);
        return since.all(0, wanted).stream()
                .filter(later -> later.days().used() <= end).toList();
    }

    private static Result<Infusions> result(
            Case one, Infusion infusion, Value value, EventId... also) {
        List<EventId> restsOn = new ArrayList<>(List.of(infusion.placed().id()));
        restsOn.addAll(List.of(also));
        return new Result<>(Responses.infusion(one, infusion), value, restsOn);
    }
}
