package limbline.followup;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import limbline.measure.Check;
import limbline.patient.LesionId;
import limbline.patient.LesionSize;

/// The lesions as they were at one look.
///
/// @param appeared lesions that were not there before
public record Look(List<LesionSize> sizes, Set<LesionId> appeared) {

    public Look {
        sizes = List.copyOf(sizes);
        appeared = Set.copyOf(appeared);
        Set<LesionId> seen = new HashSet<>();
        for (LesionSize size : sizes) {
            Check.that(seen.add(size.lesion()), "%s stands twice in one look", size.lesion());
        }
    }
}
