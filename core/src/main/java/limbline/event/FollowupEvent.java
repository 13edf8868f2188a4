package limbline.event;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import limbline.measure.Check;
import limbline.measure.Finding;
import limbline.measure.Sorted;
import limbline.patient.AssessmentMethod;
import limbline.patient.CauseOfDeath;
import limbline.patient.Criterion;
import limbline.patient.DiseaseStatus;
import limbline.patient.Extent;
import limbline.patient.LateEffect;
import limbline.patient.LateGrade;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;
import limbline.patient.Limb;
import limbline.patient.Response;

/// The clinic afterwards, to the end.
public sealed interface FollowupEvent extends Event {

    /// A visit to the clinic was planned.
    record ClinicPlanned(LocalDate due, Finding<String> purpose) implements FollowupEvent {}

    /// Lesions were measured or judged at one look: before treatment the baseline, afterwards what a
    /// response is computed from.
    ///
    /// @param targets the lesions that are followed by measurement from this baseline on
    record LesionsMeasured(
            List<LesionSize> sizes, List<LesionId> targets, Finding<AssessmentMethod> method)
            implements FollowupEvent {
        public LesionsMeasured {
            sizes = List.copyOf(sizes);
            targets = List.copyOf(targets);
            Check.that(!sizes.isEmpty(), "no lesion was looked at");
            Check.that(sizes.stream().map(LesionSize::lesion).distinct().count() == sizes.size(),
                    "the same lesion stands twice in %s", sizes);
        }
    }

    /// How the treated disease answered, of the named lesions or of the limb as a whole.
    record ResponseAssessed(
            Finding<Response> response,
            Criterion criterion,
            Finding<AssessmentMethod> method,
            Finding<Limb> limb,
            List<LesionId> lesions)
            implements FollowupEvent {
        public ResponseAssessed {
            lesions = List.copyOf(lesions);
        }
    }

    /// Disease came back, grew or spread: all that was found at one time is one event.
    ///
    /// @param sites in words, where no lesion of the record is meant
    record Progressed(
            Set<Extent> extent, List<LesionId> lesions, Finding<String> sites)
            implements FollowupEvent {
        public Progressed {
            extent = Sorted.copyOf(extent);
            lesions = List.copyOf(lesions);
            Check.that(!extent.isEmpty(),
                    "a progression needs its extent: in-field, out-of-field, local, regional, "
                            + "locoregional or distant");
        }
    }

    /// A late effect of treatment on a limb, as it was on that day; grade 0 says that it is not there.
    ///
    /// @param scale by which it was graded, in words ("CTCAE 5.0")
    record LateToxicityGraded(
            Limb limb,
            LateEffect effect,
            Finding<LateGrade> grade,
            Finding<String> scale,
            Finding<String> words)
            implements FollowupEvent {}

    /// The patient was seen, or heard of, alive.
    record LastSeen(Finding<DiseaseStatus> status) implements FollowupEvent {}

    record Died(Finding<CauseOfDeath> cause) implements FollowupEvent {}
}
