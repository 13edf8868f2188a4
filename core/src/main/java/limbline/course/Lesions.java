package limbline.course;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.course.LesionCourse.Change;
import limbline.course.LesionCourse.State;
import limbline.course.LimbCourse.Infusion;
import limbline.event.BoardEvent;
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
import limbline.event.RecordEvent;
import limbline.event.ReferralEvent;
import limbline.event.ReferralEvent.LesionFound;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.EnteredTheatre;
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.event.TheatreEvent.Resected;
import limbline.event.TherapyEvent;
import limbline.event.WardEvent;
import limbline.measure.Finding;
import limbline.patient.AmputationLevel;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Margin;
import limbline.patient.Response;
import limbline.patient.Site;

/// Folds the timeline lesion by lesion.
final class Lesions {

    private final List<LimbCourse> limbs;
    private final Map<Limb, Set<LesionId>> fields = new HashMap<>();
    private final Map<LesionId, Placed> found = new LinkedHashMap<>();
    private final Map<LesionId, List<Change>> changes = new LinkedHashMap<>();

    private Lesions(List<LimbCourse> limbs) {
        this.limbs = limbs;
        for (LimbCourse limb : limbs) {
            Set<LesionId> inField = new LinkedHashSet<>();
            limb.infusions().forEach(infusion -> inField.addAll(infusion.event().inField()));
            fields.put(limb.limb(), inField);
        }
    }

    /// In the order they were found.
    static List<LesionCourse> of(List<Placed> timeline, List<LimbCourse> limbs) {
        Lesions lesions = new Lesions(limbs);
        for (Placed placed : timeline) {
            if (placed.event() instanceof LesionFound lesion
                    && lesions.found.putIfAbsent(lesion.lesion(), placed) == null) {
                lesions.note(lesion.lesion(), State.PRESENT, placed);
            }
        }
        // What has no date comes right after the finding: whatever is dated is newer knowledge.
        timeline.stream().filter(placed -> placed.span().isEmpty()).forEach(lesions::fold);
        timeline.stream().filter(placed -> placed.span().isPresent()).forEach(lesions::fold);
        return lesions.courses();
    }

    private List<LesionCourse> courses() {
        Map<LesionId, List<Infusion>> inFieldOf = new LinkedHashMap<>();
        for (LimbCourse limb : limbs) {
            for (Infusion infusion : limb.infusions()) {
                for (LesionId lesion : infusion.event().inField()) {
                    inFieldOf.computeIfAbsent(lesion, _ -> new ArrayList<>()).add(infusion);
                }
            }
        }
        List<LesionCourse> courses = new ArrayList<>();
        found.forEach((id, placed) -> courses.add(new LesionCourse(
                id, (LesionFound) placed.event(), placed, changes.getOrDefault(id, List.of()),
                inFieldOf.getOrDefault(id, List.of()))));
        return List.copyOf(courses);
    }

    private void fold(Placed placed) {
        switch (placed.event()) {
            case ResponseAssessed assessed -> state(assessed.response()).ifPresent(state ->
                    assessed(assessed).forEach(lesion -> note(lesion, state, placed)));
            case Progressed progressed -> progressed.lesions().stream()
                    .filter(lesion -> !isNew(lesion, placed))
                    .forEach(lesion -> note(lesion, State.PROGRESSED, placed));
            case Resected resected -> {
                if (!resected.margin().is(Margin.R2)) { // R2 leaves tumour that can be seen
                    resected.lesions().forEach(lesion -> note(lesion, State.RESECTED, placed));
                }
            }
            case Amputated amputated -> found.forEach((id, lesion) -> {
                if (takenOff((LesionFound) lesion.event(), amputated) && !isResected(id)) {
                    note(id, State.REMOVED_WITH_LIMB, placed);
                }
            });
            case Infused _, EnteredTheatre _, ProcedureBegun _, ClinicPlanned _,
                    LesionsMeasured _, LateToxicityGraded _, LastSeen _, Died _, ReferralEvent _,
                    BoardEvent _, TherapyEvent _, OrderEvent _, ProcedureEvent _,
                    WardEvent _, CareEvent _, RecordEvent _ -> { }
        }
    }

    private void note(LesionId lesion, State state, Placed placed) {
        changes.computeIfAbsent(lesion, _ -> new ArrayList<>()).add(new Change(state, placed));
    }

    /// A lesion named in the progression in which it was found is new; it has not grown.
    private boolean isNew(LesionId lesion, Placed progression) {
        Placed first = found.get(lesion);
        return first != null && first.span().isPresent() && progression.span().isPresent()
                && !first.span().get().used().isBefore(progression.span().get().used());
    }

    private boolean isResected(LesionId lesion) {
        List<Change> all = changes.getOrDefault(lesion, List.of());
        return !all.isEmpty() && all.getLast().state() == State.RESECTED;
    }

    /// The lesions an assessment speaks of: those it names, or those in the fields of its limb.
    private Collection<LesionId> assessed(ResponseAssessed assessed) {
        return assessed.lesions().isEmpty()
                ? assessed.limb().found()
                        .map(limb -> fields.getOrDefault(limb, Set.of()))
                        .orElse(Set.of())
                : assessed.lesions();
    }

    private static Optional<State> state(Finding<Response> response) {
        return response.found().flatMap(category -> switch (category) {
            case COMPLETE -> Optional.of(State.COMPLETE_RESPONSE);
            case PARTIAL -> Optional.of(State.PARTIAL_RESPONSE);
            case STABLE -> Optional.of(State.STABLE);
            case NO_RESPONSE -> Optional.of(State.NO_RESPONSE);
            case PROGRESSIVE -> Optional.of(State.PROGRESSED);
            case NOT_ASSESSABLE -> Optional.empty();
        });
    }

    private static boolean takenOff(LesionFound lesion, Amputated amputated) {
        Site site = lesion.site();
        Limb limb = amputated.limb();
        return site.extremity().filter(limb.extremity()::equals).isPresent()
                && lesion.side().found().equals(limb.side())
                && amputated.level().found()
                        .map(level -> isBelow(site, level))
                        .orElse(site.zone() == Site.Zone.LIMB);
    }

    /// Whether all of `site` goes with an amputation at `level`. Of the segment that is cut through
    /// nobody can say it from the level alone, so a lesion there stays as it was.
    private static boolean isBelow(Site site, AmputationLevel level) {
        return switch (level) {
            case FOREQUARTER, HINDQUARTER -> true;
            case SHOULDER_DISARTICULATION, HIP_DISARTICULATION -> site.zone() == Site.Zone.LIMB;
            case ABOVE_ELBOW -> Set.of(Site.HAND, Site.WRIST, Site.FOREARM, Site.ELBOW)
                    .contains(site);
            case BELOW_ELBOW -> Set.of(Site.HAND, Site.WRIST).contains(site);
            case ABOVE_KNEE -> Set.of(Site.FOOT, Site.ANKLE, Site.LOWER_LEG, Site.KNEE,
                    Site.POPLITEAL_FOSSA).contains(site);
            case BELOW_KNEE -> Set.of(Site.FOOT, Site.ANKLE).contains(site);
            case HAND_OR_FINGERS, FOOT_OR_TOES -> false;
        };
    }
}
