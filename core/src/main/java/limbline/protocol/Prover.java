package limbline.protocol;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import limbline.measure.Check;

/// Looks at every state that a protocol can reach and says which invariants hold.
///
/// The built-in ones hold for every permission, whatever was done without permission before it; the
/// file's own over every run that had its permissions, overrides included unless it says otherwise.
public final class Prover {

    /// How many states are looked at before the answer is "not proved".
    public static final int BOUND = 10_000_000;

    /// The highest bound: beyond it the states no longer fit into the memory of a usual machine.
    private static final int HIGHEST = 50_000_000;

    private final Protocol protocol;
    private final Machine machine;
    private final Exploration exploration;
    private final int bound;

    private Prover(Protocol protocol, int bound) {
        this.protocol = protocol;
        this.machine = new Machine(protocol);
        this.exploration = new Exploration(machine, bound);
        this.bound = bound;
    }

    public static Proof prove(Protocol protocol) {
        return prove(protocol, BOUND);
    }

    /// @throws IllegalArgumentException if the protocol has more steps and clocks than a state
    ///     holds
    public static Proof prove(Protocol protocol, int bound) {
        Check.that(bound >= 1 && bound <= HIGHEST, "a bound of %s states; write 1 to %s", bound,
                HIGHEST);
        Prover prover = new Prover(protocol, bound);
        return new Proof(prover.exploration.table().size(), prover.exploration.transitions(),
                protocol.unset(), prover.verdicts());
    }

    private List<Proof.Verdict> verdicts() {
        List<Proof.Verdict> verdicts = new ArrayList<>();
        for (BuiltIn one : BuiltIn.values()) {
            verdicts.add(verdict(one.term(), one.says(), switch (one) {
                case TOXIC_ONLY_ISOLATED, TOXIC_ONLY_WITH_FRESH_ACT, TOXIC_ONLY_AS_SIGNED,
                        WASHOUT_BEFORE_RELEASE, NO_REVERSAL_WHILE_ISOLATED, ONLY_THE_SIGNED_LIMB ->
                        exploration.breach(one.number(), Machine.DEVIATED);
                case NO_TIMER_CLOSES_THE_WAY_OUT -> closed();
                case ABORT_NEVER_GATED -> gated();
                case ALWAYS_A_SAFE_END -> trapped();
                case ALWAYS_A_WAY_ON -> deadEnd();
                case EVERY_STEP_REACHED -> ifWhole(() -> new Obstacles(machine, exploration)
                        .sentences().stream().map(Move::conclusion).toList());
                case EVERY_TIMER_RUNS -> ifWhole(this::idleTimers);
                case NOTHING_IDLE -> protocol.idle().stream()
                        .map(what -> Move.conclusion("not proved: " + what)).toList();
                case EVERYTHING_EXPLORED -> ifWhole(List::of);
            }));
        }
        for (int i = 0; i < protocol.invariants().size(); i++) {
            Invariant one = protocol.invariants().get(i);
            verdicts.add(verdict(one.id(), one.says(), exploration.breach(
                    BuiltIn.values().length + i,
                    one.overridable() ? Machine.REGULAR : Machine.OVERRIDDEN)));
        }
        return verdicts;
    }

    private static Proof.Verdict verdict(String id, String says, List<Move> way) {
        return new Proof.Verdict(id, says, way);
    }

    private interface Finder {
        List<Move> find();
    }

    /// What can only be said when every state was looked at.
    private List<Move> ifWhole(Finder finder) {
        return exploration.isWhole() ? finder.find() : List.of(Move.conclusion(
                "not proved: the bound of %s states was reached, %s moves from the start; give a "
                        .formatted(bound, depth())
                        + "higher one, or make the protocol smaller"));
    }

    private int depth() {
        return exploration.path(exploration.table().size() - 1).size();
    }

    private List<Move> closed() {
        if (exploration.closed() < 0) {
            return List.of();
        }
        List<Move> path = exploration.path(exploration.closed());
        long state = exploration.table().state(exploration.closed());
        for (int i = 0; i < protocol.steps().size(); i++) {
            if (machine.rule(i).isTooLate(state)) {
                path.add(Move.conclusion(
                        protocol.steps().get(i).id() + " is refused for being late"));
            }
        }
        return path;
    }

    private List<Move> gated() {
        if (exploration.gated() < 0) {
            return List.of();
        }
        List<Move> path = exploration.path(exploration.gated());
        long state = exploration.table().state(exploration.gated());
        for (int i = 0; i < protocol.steps().size(); i++) {
            Gate gate = machine.wayOut(i, state);
            if (gate != null && !gate.alwaysPermits(state)) {
                path.add(Move.conclusion("%s gets no permission (%s)".formatted(
                        protocol.steps().get(i).id(), refusing(gate, state))));
            }
        }
        return path;
    }

    private static String refusing(Gate gate, long state) {
        for (Gate.Case one : gate.cases(state)) {
            if (one.verdict() != Gate.PERMITTED) {
                return one.words();
            }
        }
        return "";
    }

    private List<Move> trapped() {
        return ifWhole(() -> {
            Optional<WaysOn.Trapped> trapped =
                    new WaysOn(machine, exploration).withoutSafeEnd();
            return trapped.map(one -> {
                List<Move> path = exploration.path(one.place());
                path.add(Move.conclusion("no way to a safe end (%s)".formatted(one.stuck())));
                return path;
            }).orElse(List.of());
        });
    }

    private List<Move> deadEnd() {
        return ifWhole(() -> {
            BitSet dead = new WaysOn(machine, exploration).deadEnds();
            if (dead.isEmpty()) {
                return List.of();
            }
            List<Move> path = exploration.path(dead.nextSetBit(0));
            path.add(Move.conclusion("from here the procedure cannot be completed, only aborted"));
            return path;
        });
    }

    private List<Move> idleTimers() {
        List<Move> idle = new ArrayList<>();
        for (int i = 0; i < protocol.timers().size(); i++) {
            Timer timer = protocol.timers().get(i);
            if (timer.limit().isUsed() && !exploration.hasRun(i)) {
                idle.add(Move.conclusion("not proved: the timer %s never runs: %s is never done while "
                        .formatted(timer.id(), timer.since()) + "it could be of use"));
            }
        }
        return idle;
    }
}
