package limbline.protocol;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// From which states a goal can be reached by permitted moves alone, while measurements are stuck.
/// Worked out backwards: a state can if a state after it can, until nothing changes.
final class WaysOn {

    /// What a gate has to answer.
    private interface Answer {
        boolean permits(Gate gate, long state);
    }

    private final Machine machine;
    private final Exploration exploration;
    private final StateTable table;
    private final int steps;

    WaysOn(Machine machine, Exploration exploration) {
        this.machine = machine;
        this.exploration = exploration;
        this.table = exploration.table();
        this.steps = machine.protocol().steps().size();
    }

    /// A state from which no safe end can be reached.
    ///
    /// @param stuck which measurement, and at what
    record Trapped(int place, String stuck) {}

    /// The first state from which no safe end can be reached with every measurement missing, or
    /// with one stuck at any of its values.
    Optional<Trapped> withoutSafeEnd() {
        BitSet aborted = new BitSet(table.size());
        for (int place = 0; place < table.size(); place++) {
            aborted.set(place, machine.isAborted(table.state(place)));
        }
        BitSet always = new BitSet(table.size());
        sweep(aborted, always, (gate, state) -> gate.alwaysPermits(state));
        if (always.cardinality() == aborted.cardinality()) {
            return Optional.empty(); // whatever is stuck, since any state can be aborted
        }
        BitSet every = new BitSet(table.size());
        every.set(0, table.size());
        BitSet missing = (BitSet) always.clone();
        sweep(every, missing, WaysOn::permitsMissing);
        if (missing.cardinality() < table.size()) {
            return Optional.of(new Trapped(first(missing), "every measurement is missing"));
        }
        for (Measurement one : machine.protocol().measurements()) {
            List<Value> values = machine.values(one.id());
            for (int v = 0; v < values.size(); v++) {
                int value = v;
                BitSet stuck = (BitSet) always.clone();
                sweep(every, stuck, (gate, state) -> gate.permitsStuck(state, one.id(), value));
                if (stuck.cardinality() < table.size()) {
                    return Optional.of(new Trapped(
                            first(stuck), "stuck: " + values.get(v).words()));
                }
            }
        }
        return Optional.empty();
    }

    /// The first state that is not among `can`, of those with the most regular runs.
    private int first(BitSet can) {
        int first = can.nextClearBit(0);
        for (int place = first; place < table.size(); place = can.nextClearBit(place + 1)) {
            if (machine.regularity(table.state(place))
                    < machine.regularity(table.state(first))) {
                first = place;
            }
        }
        return first;
    }

    private static boolean permitsMissing(Gate gate, long state) {
        return gate.facets().stream().allMatch(facet ->
                facet.answers().getFirst().verdict() == Gate.PERMITTED
                        || facet.measurement().equals("limb"));
    }

    /// Adds of `places` to `can` until nothing changes.
    private void sweep(BitSet places, BitSet can, Answer answer) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int place = places.length() - 1; place >= 0;
                    place = places.previousSetBit(place - 1)) {
                if (!can.get(place) && canLeave(table.state(place), can, answer)) {
                    can.set(place);
                    changed = true;
                }
            }
        }
    }

    private boolean canLeave(long state, BitSet can, Answer answer) {
        if (machine.isSafe(state)) {
            return true;
        }
        boolean aborted = machine.isAborted(state);
        if (!aborted && is(machine.aborted(state), can)) {
            return true;
        }
        for (int i = 0; i < steps; i++) {
            Gate gate = aborted ? machine.wayOut(i, state) : machine.gate(i);
            if (gate != null
                    && (aborted || machine.rule(i).verdict(state) == Gate.PERMITTED)
                    && is(machine.apply(i, state, true), can)
                    && answer.permits(gate, state)) {
                return true;
            }
        }
        for (int c = 0; c < machine.clocks().size(); c++) {
            if (machine.mayPass(c, state) && is(machine.passed(c, state), can)) {
                return true;
            }
        }
        return false;
    }

    private boolean is(long state, BitSet can) {
        int place = table.find(state);
        return place >= 0 && can.get(place);
    }

    /// The places of states of permitted runs from which the end cannot be reached without an
    /// abort; states in which a time for a step has run out are left out, since there an abort is
    /// the way.
    BitSet deadEnds() {
        BitSet inOrder = new BitSet(table.size());
        BitSet can = new BitSet(table.size());
        for (int place = 0; place < table.size(); place++) {
            inOrder.set(place, exploration.isInOrder(table.state(place)));
        }
        boolean[] changed = {true};
        while (changed[0]) {
            changed[0] = false;
            for (int place = inOrder.previousSetBit(table.size()); place >= 0;
                    place = inOrder.previousSetBit(place - 1)) {
                if (!can.get(place) && goesOn(place, can)) {
                    can.set(place);
                    changed[0] = true;
                }
            }
        }
        inOrder.andNot(can);
        for (int place = inOrder.nextSetBit(0); place >= 0; place = inOrder.nextSetBit(place + 1)) {
            if (isLate(table.state(place))) {
                inOrder.clear(place);
            }
        }
        return inOrder;
    }

    private boolean goesOn(int place, BitSet can) {
        long state = table.state(place);
        if (machine.isComplete(state)) {
            return true;
        }
        boolean[] found = {false};
        machine.moves(state, (next, move, _) -> found[0] |=
                (Machine.kind(move) == Machine.PERMIT || Machine.kind(move) == Machine.TIME)
                        && is(next, can));
        return found[0];
    }

    private boolean isLate(long state) {
        for (int i = 0; i < steps; i++) {
            if (!machine.rule(i).isPast(state) && machine.rule(i).isTooLate(state)) {
                return true;
            }
        }
        return false;
    }
}
