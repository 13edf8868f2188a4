package limbline.course;

import java.util.List;
import java.util.Optional;
import limbline.event.TheatreEvent.Amputated;
import limbline.event.TheatreEvent.Infused;
import limbline.measure.Finding;
import limbline.patient.Limb;
import limbline.patient.Wieberdink;

/// What happened to one limb.
///
/// @param infusions in time
/// @param amputation the first, if the limb was taken off
/// @param gradings of its toxicity, in time
/// @param worstToxicity the highest Wieberdink grade seen; what was printed where only such was
public record LimbCourse(
        Limb limb,
        List<Infusion> infusions,
        Optional<Amputation> amputation,
        List<Placed> gradings,
        Finding<Wieberdink> worstToxicity) {

    /// One infusion or perfusion.
    ///
    /// @param number among all the patient's infusions, from 1
    /// @param ordinal among those of this limb, from 1
    public record Infusion(int number, int ordinal, Placed placed, Infused event) {}

    /// The limb taken off.
    public record Amputation(Placed placed, Amputated event) {}

    public LimbCourse {
        infusions = List.copyOf(infusions);
        gradings = List.copyOf(gradings);
    }

    /// "in situ", "amputated (forequarter) November 2014".
    public String status() {
        return amputation
                .map(off -> "amputated%s, %s".formatted(
                        off.event().level().found().map(level -> " (" + level.term() + ")")
                                .orElse(""),
                        off.placed().when()))
                .orElse("in situ");
    }
}
