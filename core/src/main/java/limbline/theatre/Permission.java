package limbline.theatre;

import java.util.List;
import limbline.protocol.Action;
import limbline.protocol.Reason;
import limbline.protocol.Step;

/// The answer to "may we?".
///
/// @param against what stands in the way, everything and not the first; an ask that two people
///     overrode is not among it
/// @param told what the team should know and what does not stand in the way
public record Permission(Step step, List<Reason> against, List<Reason> told) {

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
}
