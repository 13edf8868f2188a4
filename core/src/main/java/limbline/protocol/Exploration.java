package limbline.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Every state that can be reached, breadth first, so that the first way found to a breach is a
/// shortest one.
final class Exploration implements Machine.Listener {

    private final Machine machine;
    private final Protocol protocol;
    private final StateTable table = new StateTable();
    private final int[][] breachPlace;
    private final int[][] breachMove;
    private final long[] breached = new long[Machine.DEVIATED + 1];
    private final long wayOutSteps;
    private long transitions;
    private long reached;
    private long ran;
    private int closed = -1;
    private int gated = -1;
    private int now;
    private long state;
    private long[] nexts = new long[64];
    private int[] moves = new int[64];
    private int count;

    Exploration(Machine machine, int bound) {
        this.machine = machine;
        this.protocol = machine.protocol();
        int invariants = BuiltIn.values().length + protocol.invariants().size();
        this.breachPlace = new int[Machine.DEVIATED + 1][invariants];
        this.breachMove = new int[Machine.DEVIATED + 1][invariants];
        for (int[] places : breachPlace) {
            Arrays.fill(places, -1);
        }
        this.wayOutSteps = Rule.all(protocol, Deed.WASH_OUT)
                | Rule.all(protocol, Deed.RELEASE) | Rule.all(protocol, Deed.REMOVE);
        table.addAll(new long[1], new int[1], 1, -1);
        while (now < table.size() && table.size() <= bound) {
            state = table.state(now);
            lookAt();
            count = 0;
            machine.moves(state, this);
            table.addAll(nexts, moves, count, now);
            now++;
        }
    }

    @Override
    public void move(long next, int move, long fails) {
        transitions++;
        int regularity = Math.max(machine.regularity(state),
                Machine.kind(move) == Machine.OVERRIDE ? Machine.OVERRIDDEN : Machine.REGULAR);
        long fresh = fails & ~breached[regularity];
        if (fresh != 0) {
            breached[regularity] |= fresh;
            for (long left = fresh; left != 0; left &= left - 1) {
                int invariant = Long.numberOfTrailingZeros(left);
                breachPlace[regularity][invariant] = now;
                breachMove[regularity][invariant] = move;
            }
        }
        if (Machine.kind(move) == Machine.PERMIT && isInOrder(state)) {
            reached |= 1L << Machine.subject(move);
        }
        if (count == 0 || nexts[count - 1] != next) {
            if (count == nexts.length) {
                nexts = Arrays.copyOf(nexts, count * 2);
                moves = Arrays.copyOf(moves, count * 2);
            }
            nexts[count] = next;
            moves[count] = move;
            count++;
        }
    }

    /// What can be seen in one state, without a move.
    private void lookAt() {
        if (machine.isAborted(state)) {
            if (gated < 0 || machine.regularity(state) < machine.regularity(table.state(gated))) {
                gated = isWayOutGated() ? now : gated;
            }
        } else if (isInOrder(state)) {
            for (int i = 0; i < protocol.timers().size(); i++) {
                ran |= runs(protocol.timers().get(i)) ? 1L << i : 0;
            }
            for (int i = 0; closed < 0 && i < protocol.steps().size(); i++) {
                closed = ((wayOutSteps >>> i) & 1) != 0 && !machine.rule(i).isPast(state)
                        && machine.rule(i).isTooLate(state) ? now : -1;
            }
        }
    }

    private boolean isWayOutGated() {
        for (int i = 0; i < protocol.steps().size(); i++) {
            Gate gate = machine.wayOut(i, state);
            if (gate != null && !gate.alwaysPermits(state)) {
                return true;
            }
        }
        return false;
    }

    private boolean runs(Timer timer) {
        String until = switch (timer.rule()) {
            case Timer.Rule.AtLeast(String before, _) -> before;
            case Timer.Rule.AtMost(String before, _) -> before;
            case Timer.Rule.Every(_, String last) -> last;
        };
        return (state & Rule.mask(protocol, List.of(timer.since()))) != 0
                && !machine.rule(protocol.steps().indexOf(protocol.step(until))).isPast(state);
    }

    /// Whether the run so far had every permission, and goes on.
    boolean isInOrder(long one) {
        return machine.regularity(one) == Machine.REGULAR && !machine.isAborted(one);
    }

    boolean isWhole() {
        return now == table.size();
    }

    StateTable table() {
        return table;
    }

    long transitions() {
        return transitions;
    }

    boolean isReached(int step) {
        return ((reached >>> step) & 1) != 0;
    }

    boolean hasRun(int timer) {
        return ((ran >>> timer) & 1) != 0;
    }

    /// The place of a state where a timer closes the way out; -1 if there is none.
    int closed() {
        return closed;
    }

    /// The place of a state where something stands before the way out after an abort; -1 if none.
    int gated() {
        return gated;
    }

    /// The shortest way to a permission that breaks the invariant: over runs as written if there is
    /// one, else with overrides, else after deviations up to `most` irregular; empty if there is
    /// none.
    List<Move> breach(int invariant, int most) {
        for (int regularity = 0; regularity <= most; regularity++) {
            int place = breachPlace[regularity][invariant];
            if (place >= 0) {
                List<Move> path = path(place);
                path.add(machine.told(table.state(place), breachMove[regularity][invariant]));
                return path;
            }
        }
        return List.of();
    }

    /// How the state at `place` was reached first.
    List<Move> path(int place) {
        List<Move> path = new ArrayList<>();
        for (int at = place; table.parent(at) >= 0; at = table.parent(at)) {
            path.add(machine.told(table.state(table.parent(at)), table.move(at)));
        }
        Collections.reverse(path);
        return path;
    }
}
