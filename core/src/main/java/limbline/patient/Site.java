package limbline.patient;

import static limbline.patient.Extremity.ARM;
import static limbline.patient.Extremity.LEG;
import static limbline.patient.Site.Zone.ELSEWHERE;
import static limbline.patient.Site.Zone.GIRDLE;
import static limbline.patient.Site.Zone.LIMB;

import java.util.Optional;
import limbline.measure.Term;
import org.jspecify.annotations.Nullable;

/// Where a lesion sits. Registries count buttock, groin, pelvis and the shoulder blade among the
/// extremity; a tourniquet does not. So each site says whether it lies on the limb itself, on the
/// girdle that joins it to the trunk, or elsewhere.
///
/// ICD-O-3 topography is C49.1 for connective tissue of arm and shoulder, C49.2 for leg and hip.
public enum Site implements Term {
    HAND(ARM, LIMB),
    WRIST(ARM, LIMB),
    FOREARM(ARM, LIMB),
    ELBOW(ARM, LIMB),
    UPPER_ARM(ARM, LIMB),
    /// Upper limb including the shoulder, the source says no more.
    ARM_UNSPECIFIED(ARM, LIMB),
    SHOULDER(ARM, GIRDLE),
    AXILLA(ARM, GIRDLE),
    CLAVICLE(ARM, GIRDLE),
    SHOULDER_BLADE(ARM, GIRDLE),
    FOOT(LEG, LIMB),
    ANKLE(LEG, LIMB),
    LOWER_LEG(LEG, LIMB),
    KNEE(LEG, LIMB),
    POPLITEAL_FOSSA(LEG, LIMB),
    THIGH(LEG, LIMB),
    /// Lower limb including the hip, the source says no more.
    LEG_UNSPECIFIED(LEG, LIMB),
    GROIN(LEG, GIRDLE),
    HIP(LEG, GIRDLE),
    BUTTOCK(LEG, GIRDLE),
    PELVIS(LEG, GIRDLE),
    CHEST_WALL(null, ELSEWHERE),
    ABDOMINAL_WALL(null, ELSEWHERE),
    RETROPERITONEUM(null, ELSEWHERE),
    HEAD_AND_NECK(null, ELSEWHERE),
    LUNG(null, ELSEWHERE),
    LIVER(null, ELSEWHERE),
    BRAIN(null, ELSEWHERE),
    SPINE(null, ELSEWHERE),
    BONE_ELSEWHERE(null, ELSEWHERE),
    LYMPH_NODE_ELSEWHERE(null, ELSEWHERE),
    SOFT_TISSUE_ELSEWHERE(null, ELSEWHERE),
    OTHER(null, ELSEWHERE);

    /// In relation to a tourniquet.
    public enum Zone implements Term {
        LIMB,
        GIRDLE,
        ELSEWHERE
    }

    private final @Nullable Extremity extremity;
    private final Zone zone;

    Site(@Nullable Extremity extremity, Zone zone) {
        this.extremity = extremity;
        this.zone = zone;
    }

    /// The limb it belongs to, girdle included.
    public Optional<Extremity> extremity() {
        return Optional.ofNullable(extremity);
    }

    public Zone zone() {
        return zone;
    }
}
