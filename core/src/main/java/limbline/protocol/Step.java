package limbline.protocol;

import java.util.List;
import java.util.Optional;
import limbline.patient.Drug;

/// One thing that is done.
///
/// @param says the instruction
/// @param who does it
/// @param people how many have to confirm it, 1 or 2
/// @param needs steps that must be done and not undone
/// @param measures measurements taken with it
/// @param optional the procedure is complete without it
/// @param repeats it may be done again
public record Step(
        String id,
        String says,
        List<String> who,
        int people,
        Optional<Deed> deed,
        Optional<Drug> gives,
        List<String> needs,
        List<String> measures,
        List<Interlock> interlocks,
        boolean optional,
        boolean repeats) {

    public Step {
        who = List.copyOf(who);
        needs = List.copyOf(needs);
        measures = List.copyOf(measures);
        interlocks = List.copyOf(interlocks);
    }

    public boolean does(Deed wanted) {
        return deed.filter(wanted::equals).isPresent();
    }
}
