package limbline.theatre;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limbline.protocol.Action;
import limbline.protocol.Reason;

/// The answer to "may we?".
///
/// @param step the id of the step; empty where no step of the protocol is meant
/// @param what was asked, in a few words: "cuff-up", "melphalan 50 mg"
/// @param against what stands in the way, everything and not the first; an ask that two people
///     overrode is not among it
/// @param told what the team should know and what does not stand in the way
public record Permission(String step, String what, List<Reason> against, List<Reason> told) {

    public Permission {
        against = List.copyOf(against);
        told = List.copyOf(told);
    }

    public boolean isGiven() {
        return against.isEmpty();
    }

    /// Whether two named people can give it: nothing holds, and something asks.
    public boolean canBeOverridden() {
        return !against.isEmpty()
                && against.stream().allMatch(reason -> reason.action() == Action.ASK);
    }

    /// What stands in the way, as sentences.
    public List<String> sentences() {
        return against.stream().map(Reason::sentence).toList();
    }

    /// The same of something more exact, with what else there is to say.
    Permission with(String more, List<Reason> further) {
        Map<Boolean, List<Reason>> only = further.stream()
                .collect(Collectors.partitioningBy(one -> one.action() == Action.NOTE));
        return new Permission(step, more, both(against, only.getOrDefault(false, List.of())),
                both(told, only.getOrDefault(true, List.of())));
    }

    private static List<Reason> both(List<Reason> one, List<Reason> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
