package limbline.board;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import limbline.board.Placement.Position;
import limbline.course.Course;
import limbline.course.LesionCourse;
import limbline.course.LimbCourse;
import limbline.course.LimbCourse.Infusion;
import limbline.course.Placed;
import limbline.event.BoardEvent.PatientAssessed;
import limbline.event.ReferralEvent.LesionFound;
import limbline.patient.Limb;
import limbline.patient.Site;

/// The limb that a board speaks of, and its lesions against the line of the tourniquet.
public final class TourniquetLine {

    private TourniquetLine() {}

    /// The limb in question on a day: of those in place, the one on which the last lesion was found
    /// that is still there, or else the last one that came up. Empty where none is left.
    public static Optional<Limb> limb(Course course, LocalDate on) {
        List<Limb> inPlace = course.limbs().stream()
                .filter(limb -> limb.amputation()
                        .filter(off -> off.placed().hadHappenedBy(on)).isEmpty())
                .map(LimbCourse::limb).toList();
        return course.timeline().reversed().stream()
                .filter(placed -> placed.hadHappenedBy(on))
                .flatMap(placed -> placed.event() instanceof LesionFound found
                        && course.lesion(found.lesion()).filter(one -> isThere(one, on)).isPresent()
                        ? inPlace.stream().filter(limb -> isOf(limb, found))
                        : Stream.empty())
                .findFirst()
                .or(() -> inPlace.reversed().stream().findFirst());
    }

    /// Every lesion that is there on a day, in the order in which they were found.
    public static List<Placement> of(Course course, LocalDate on) {
        Optional<Limb> limb = limb(course, on);
        return course.lesions().stream().filter(lesion -> isThere(lesion, on))
                .map(lesion -> placement(course, limb, lesion, on)).toList();
    }

    static boolean isThere(LesionCourse lesion, LocalDate on) {
        return switch (lesion.stateAt(on)) {
            case PRESENT, PARTIAL_RESPONSE, STABLE, NO_RESPONSE, PROGRESSED -> true;
            case NOT_YET_FOUND, COMPLETE_RESPONSE, RESECTED, REMOVED_WITH_LIMB -> false;
        };
    }

    private static boolean isOf(Limb limb, LesionFound found) {
        return found.site().extremity().filter(of -> limb.mayBe(
                new Limb(of, found.side().found()))).isPresent();
    }

    /// What somebody said comes first, then the field of an infusion, then the site.
    private static Placement placement(
            Course course, Optional<Limb> limb, LesionCourse lesion, LocalDate on) {
        LesionFound found = lesion.found();
        if (limb.isEmpty() || !isOf(limb.get(), found)) {
            return new Placement(lesion, Position.ELSEWHERE,
                    "%s is not of the limb in question".formatted(found.place()),
                    Optional.of(lesion.placed()));
        }
        for (Placed placed : course.timeline().reversed()) {
            if (placed.hadHappenedBy(on) && placed.event() instanceof PatientAssessed said) {
                boolean isDistal = said.distal().contains(lesion.id());
                if (isDistal || said.notDistal().contains(lesion.id())) {
                    return new Placement(lesion,
                            isDistal ? Position.DISTAL : Position.NOT_DISTAL,
                            "as assessed, " + placed.when(), Optional.of(placed));
                }
            }
        }
        return lesion.inFieldOf().stream()
                .filter(infusion -> infusion.placed().hadHappenedBy(on)).map(Infusion::placed)
                .findFirst()
                .map(infusion -> new Placement(lesion, Position.DISTAL,
                        "it lay in the field of an infusion, " + infusion.when(),
                        Optional.of(infusion)))
                .orElseGet(() -> new Placement(lesion, bySite(found.site()),
                        "by its site, " + found.place(), Optional.of(lesion.placed())));
    }

    private static Position bySite(Site site) {
        return switch (site) {
            case HAND, WRIST, FOREARM, ELBOW, FOOT, ANKLE, LOWER_LEG, KNEE, POPLITEAL_FOSSA ->
                Position.DISTAL;
            case UPPER_ARM, ARM_UNSPECIFIED, THIGH, LEG_UNSPECIFIED -> Position.UNCLEAR;
            case SHOULDER, AXILLA, CLAVICLE, SHOULDER_BLADE, GROIN, HIP, BUTTOCK, PELVIS ->
                Position.NOT_DISTAL;
            case CHEST_WALL, ABDOMINAL_WALL, RETROPERITONEUM, HEAD_AND_NECK, LUNG, LIVER, BRAIN,
                    SPINE, BONE_ELSEWHERE, LYMPH_NODE_ELSEWHERE, SOFT_TISSUE_ELSEWHERE, OTHER ->
                Position.ELSEWHERE;
        };
    }
}
