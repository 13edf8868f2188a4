package limbline.protocol;

import java.util.List;

/// What the centre wants kept, beside what is built in: a step only if all conditions hold.
///
/// @param overridable it need not hold where two people permitted something against an interlock
public record Invariant(
        String id, String says, String step, List<Condition> onlyIf, boolean overridable) {

    /// One condition at the moment of the step.
    public sealed interface Condition {

        /// The step is done and not undone.
        record Done(String step) implements Condition {}

        /// At least so much time has passed since the step. It names its own beginning and not a
        /// timer, so that a timer which begins elsewhere does not satisfy it.
        record Passed(String since, Limit atLeast) implements Condition {}

        /// There is a fresh value on the right side of the limit.
        record Value(Measurement measurement, Bound bound, Limit limit) implements Condition {}
    }

    public Invariant {
        onlyIf = List.copyOf(onlyIf);
    }
}
