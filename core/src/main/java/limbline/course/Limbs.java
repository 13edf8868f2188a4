package limbline.course;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.course.LimbCourse.Amputation;
import limbline.course.LimbCourse.Infusion;
import limbline.event.BoardEvent;
import limbline.event.CareEvent;
import limbline.event.FollowupEvent;
import limbline.event.OrderEvent;
import limbline.event.ProcedureEvent;
import limbline.event.RecordEvent;
import limbline.event.ReferralEvent.Biopsied;
import limbline.event.ReferralEvent.Diagnosed;
import limbline.event.ReferralEvent.Imaged;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.ReferralEvent.Photographed;
import limbline.event.ReferralEvent.Presented;
import limbline.event.ReferralEvent.Referred;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.EnteredTheatre;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.event.TheatreEvent.Resected;
import limbline.event.TherapyEvent;
import limbline.event.WardEvent.Admitted;
import limbline.event.WardEvent.Discharged;
import limbline.event.WardEvent.LaboratoryReported;
import limbline.event.WardEvent.LimbChecked;
import limbline.event.WardEvent.Transferred;
import limbline.event.WardEvent.UrineMeasured;
import limbline.event.WardEvent.WieberdinkGraded;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.patient.Limb;
import limbline.patient.Wieberdink;

/// Folds the timeline limb by limb.
final class Limbs {

    /// What is gathered of one limb on the way through the timeline.
    private static final class Gathered {
        private final List<Infusion> infusions = new ArrayList<>();
        private final List<Amputation> amputations = new ArrayList<>();
        private final List<Placed> gradings = new ArrayList<>();
        private final List<Finding<Wieberdink>> grades = new ArrayList<>();
    }

    private final Map<Limb, Gathered> limbs = new LinkedHashMap<>();
    private int infusions;

    private Limbs() {}

    /// In the order in which they come up.
    static List<LimbCourse> of(List<Placed> timeline) {
        Limbs limbs = new Limbs();
        timeline.forEach(limbs::fold);
        return limbs.courses();
    }

    private void fold(Placed placed) {
        switch (placed.event()) {
            case LesionFound found -> found.site().extremity().ifPresent(
                    extremity -> gathered(new Limb(extremity, found.side().found())));
            case EnteredTheatre entered -> gathered(entered.limb());
            case ProcedureBegun begun -> gathered(begun.limb());
            case Infused infused -> {
                List<Infusion> before = gathered(infused.limb()).infusions;
                infusions++;
                before.add(new Infusion(infusions, before.size() + 1, placed, infused));
            }
            case Amputated amputated -> gathered(amputated.limb()).amputations
                    .add(new Amputation(placed, amputated));
            case LimbChecked checked -> gathered(checked.limb());
            case WieberdinkGraded graded -> {
                gathered(graded.limb()).gradings.add(placed);
                gathered(graded.limb()).grades.add(graded.grade());
            }
            case Presented _, Referred _, Diagnosed _, Biopsied _, Imaged _, Photographed _,
                    Resected _, Admitted _, Discharged _, Transferred _, LaboratoryReported _,
                    UrineMeasured _, BoardEvent _, TherapyEvent _, OrderEvent _, ProcedureEvent _,
                    CareEvent _, FollowupEvent _, RecordEvent _ -> { }
        }
    }

    private Gathered gathered(Limb limb) {
        return limbs.computeIfAbsent(limb, _ -> new Gathered());
    }

    private List<LimbCourse> courses() {
        List<LimbCourse> courses = new ArrayList<>();
        limbs.forEach((limb, gathered) -> {
            if (!isAnother(limb, gathered)) {
                courses.add(new LimbCourse(limb, gathered.infusions,
                        gathered.amputations.stream().findFirst(), gathered.gradings,
                        worst(gathered)));
            }
        });
        return List.copyOf(courses);
    }

    /// An arm that a lesion without a side sits on is no third arm where the record knows one.
    private boolean isAnother(Limb limb, Gathered gathered) {
        return limb.side().isEmpty() && gathered.infusions.isEmpty()
                && gathered.amputations.isEmpty() && gathered.grades.isEmpty()
                && limbs.keySet().stream().anyMatch(
                        other -> !other.equals(limb) && other.mayBe(limb));
    }

    private static Finding<Wieberdink> worst(Gathered gathered) {
        Optional<Wieberdink> highest = gathered.grades.stream()
                .flatMap(grade -> grade.found().stream())
                .max(Comparator.naturalOrder());
        if (highest.isPresent()) {
            return Finding.known(highest.get());
        }
        return gathered.grades.stream()
                .filter(Finding.Printed.class::isInstance)
                .findFirst()
                .orElseGet(() -> Finding.missing(
                        gathered.infusions.isEmpty() ? Why.NOT_APPLICABLE : Why.NOT_STATED));
    }
}
