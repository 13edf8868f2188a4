package limbline.followup;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import limbline.course.Course;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.course.Span;
import limbline.event.FollowupEvent.LateToxicityGraded;
import limbline.event.FollowupEvent.Progressed;
import limbline.event.FollowupEvent.ResponseAssessed;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Elapsed;
import limbline.measure.Finding;
import limbline.measure.LabValue;
import limbline.patient.Analyte;
import limbline.patient.Extent;
import limbline.patient.LateEffect;
import limbline.patient.LateGrade;
import limbline.patient.Wieberdink;
import limbline.ward.Curve;
import limbline.ward.Episode;

/// What an infusion did, in short: what the next decision about this limb rests on.
///
/// @param since from it to the day it is asked for; empty where it has no date
/// @param responses as the clinician assessed them, in time
/// @param worst the worst Wieberdink grade up to the next infusion
/// @param peak the highest creatine kinase
/// @param progressions since it, in time
/// @param late the last grade of each late effect
public record Outcome(
        Infusion infusion,
        Optional<Elapsed> since,
        List<Placed> responses,
        Finding<Wieberdink> worst,
        Optional<Peak> peak,
        List<Placed> progressions,
        List<Late> late) {

    /// @param day after the infusion
    public record Peak(LabValue value, Elapsed day) {}

    /// One late effect as it was graded last.
    ///
    /// @param worstBefore the highest grade it ever had, if that is higher
    public record Late(
            LateEffect effect, Placed placed, LateToxicityGraded graded,
            Optional<LateGrade> worstBefore) {}

    public Outcome {
        responses = List.copyOf(responses);
        progressions = List.copyOf(progressions);
        late = List.copyOf(late);
    }

    /// Of every infusion up to `today`, in time.
    public static List<Outcome> all(Course course, LocalDate today) {
        return AfterInfusion.all(course).stream()
                .filter(one -> one.infusion().placed().hadHappenedBy(today))
                .map(one -> of(one, today)).toList();
    }

    private static Outcome of(AfterInfusion after, LocalDate today) {
        List<Placed> then = after.course().timeline().stream()
                .filter(placed -> lies(after, placed) && placed.hadHappenedBy(today)).toList();
        return new Outcome(after.infusion(),
                after.infusion().placed().span().map(span -> new Elapsed(
                        today.toEpochDay() - span.latest().toEpochDay(),
                        today.toEpochDay() - span.earliest().toEpochDay(),
                        today.toEpochDay() - span.used().toEpochDay())),
                then.stream().filter(placed -> placed.event() instanceof ResponseAssessed said
                        && AfterInfusion.isAbout(after.infusion(), said)).toList(),
                worst(after, then), peak(after, then),
                then.stream().filter(placed -> placed.event() instanceof Progressed).toList(),
                late(after, then));
    }

    /// From the day of the infusion to that of the next one of this limb.
    private static boolean lies(AfterInfusion after, Placed placed) {
        Optional<LocalDate> on = placed.span().map(Span::used);
        return after.day().isPresent() && on.isPresent()
                && !on.get().isBefore(after.day().get())
                && after.end().map(end -> on.get().isBefore(end)).orElse(true);
    }

    private static Finding<Wieberdink> worst(AfterInfusion after, List<Placed> then) {
        List<Finding<Wieberdink>> grades = then.stream().map(Placed::event)
                .filter(WieberdinkGraded.class::isInstance).map(WieberdinkGraded.class::cast)
                .filter(graded -> graded.limb().mayBe(after.infusion().event().limb()))
                .map(WieberdinkGraded::grade).toList();
        return grades.stream().flatMap(grade -> grade.found().stream())
                .max(Comparator.naturalOrder()).map(Finding::known)
                .orElseGet(() -> grades.stream().findFirst().orElseGet(Finding::notStated));
    }

    /// Of several equal ones the first.
    private static Optional<Peak> peak(AfterInfusion after, List<Placed> then) {
        Optional<Peak> highest = Optional.empty();
        BigDecimal most = BigDecimal.ONE.negate();
        for (Placed placed : then) {
            if (placed.event() instanceof LaboratoryReported reported
                    && reported.analyte() == Analyte.CREATINE_KINASE) {
                Optional<Elapsed> day = after.course().between(
                        after.infusion().placed().id(), placed.id());
                Optional<BigDecimal> number = reported.value().found().flatMap(value ->
                        Curve.number(Analyte.CREATINE_KINASE, value));
                if (number.isPresent() && number.get().compareTo(most) > 0 && day.filter(one ->
                        one.used() >= 0 && one.used() <= Episode.LAST_DAY).isPresent()) {
                    most = number.get();
                    highest = Optional.of(new Peak(reported.value().found().orElseThrow(),
                            day.get()));
                }
            }
        }
        return highest;
    }

    private static List<Late> late(AfterInfusion after, List<Placed> then) {
        List<Late> late = new ArrayList<>();
        for (LateEffect effect : LateEffect.values()) {
            List<Placed> graded = then.stream()
                    .filter(placed -> placed.event() instanceof LateToxicityGraded one
                            && one.effect() == effect
                            && one.limb().mayBe(after.infusion().event().limb()))
                    .toList();
            if (!graded.isEmpty()) {
                LateToxicityGraded last = (LateToxicityGraded) graded.getLast().event();
                Optional<LateGrade> worst = graded.stream()
                        .flatMap(one -> ((LateToxicityGraded) one.event()).grade().found().stream())
                        .max(Comparator.naturalOrder())
                        .filter(most -> last.grade().found().map(now -> most.compareTo(now) > 0)
                                .orElse(true));
                late.add(new Late(effect, graded.getLast(), last, worst));
            }
        }
        return late;
    }

    /// In sentences, for a letter or a referral.
    public List<String> sentences() {
        List<String> told = new ArrayList<>();
        told.add("%s of the %s, %s%s.".formatted(infusion.event().modality().term(),
                infusion.event().limb(), infusion.placed().when(),
                since.map(time -> " (" + time + " ago)").orElse("")));
        for (Placed placed : responses) {
            ResponseAssessed said = (ResponseAssessed) placed.event();
            told.add("Response%s, %s: %s by %s.".formatted(said.lesions().isEmpty() ? ""
                    : " of " + said.lesions().stream().map(Object::toString)
                            .collect(Collectors.joining(", ")), placed.when(),
                    said.response().words(), said.criterion().term()));
        }
        if (responses.isEmpty()) {
            told.add("No response was assessed.");
        }
        told.add("Worst acute toxicity (Wieberdink): " + worst.words() + ".");
        told.add(peak.map(top -> "Highest creatine kinase: %s, %s after the infusion.".formatted(
                top.value(), top.day())).orElse("No creatine kinase is on record."));
        for (Placed placed : progressions) {
            told.add("Progression, %s: %s.".formatted(placed.when(),
                    ((Progressed) placed.event()).extent().stream().sorted().map(Extent::term)
                            .collect(Collectors.joining(", "))));
        }
        late.forEach(one -> told.add("Late toxicity, %s: %s grade %s%s.".formatted(
                one.placed.when(), one.effect.words(), one.graded.grade().words(),
                one.worstBefore.map(grade -> ", at its worst " + grade.term()).orElse(""))));
        return told;
    }
}
