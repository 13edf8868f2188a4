package limbline.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limbline.measure.Check;
import org.jspecify.annotations.Nullable;

/// A protocol as states, and what can happen in each.
///
/// A state is one `long`: a bit for each step (done and not undone), one for the limb (it truly is
/// the signed one), the clocks, one for an abort, two for how regular the run has been.
/// Measurements are no part of it: any may take any value at any moment (docs/decisions, "The
/// premise of the proof"), so they are tried at each gate. An order is outstanding as long as no
/// step that gives its drug is done; an override leaves its mark in how regular the run is.
final class Machine {

    /// How regular a run has been: it had every permission, two people overrode something, or
    /// something was done that was not permitted.
    static final int REGULAR = 0;
    static final int OVERRIDDEN = 1;
    static final int DEVIATED = 2;

    /// What can happen.
    static final int PERMIT = 0;
    static final int OVERRIDE = 1;
    static final int FACT = 2;
    static final int TIME = 3;
    static final int ABORT = 4;

    private final Protocol protocol;
    private final List<Step> steps;
    private final Clock[] clocks;
    private final Map<String, List<Value>> values = new HashMap<>();
    private final Rule[] rules;
    private final Gate[] gates;
    private final @Nullable Gate[][] waysOut;
    private final boolean[] confirms;
    private final boolean[] holdsAnotherLimb;
    private final boolean[][] older;
    private final long limbBit;
    private final long abortBit;
    private final int regularity;
    private final long isolating;
    private final long releasing;
    private final long inserting;

    Machine(Protocol protocol) {
        this.protocol = protocol;
        this.steps = protocol.steps();
        int n = steps.size();
        List<Clock> all = Clock.of(protocol, n + 1);
        int bits = n + 1 + all.stream().mapToInt(Clock::width).sum();
        Check.that(bits + 4 < Long.SIZE, "%s steps and %s clocks are more than the proof can hold "
                + "in one state (60 bits); make two protocols of it", n, all.size());
        this.clocks = all.toArray(new Clock[0]);
        this.limbBit = 1L << n;
        this.abortBit = 1L << bits;
        this.regularity = bits + 1;
        this.isolating = Rule.all(protocol, Deed.ISOLATE);
        this.releasing = Rule.all(protocol, Deed.RELEASE);
        this.inserting = Rule.all(protocol, Deed.INSERT);
        this.rules = new Rule[n];
        this.gates = new Gate[n];
        this.confirms = new boolean[n];
        this.holdsAnotherLimb = new boolean[n];
        for (Measurement one : protocol.measurements()) {
            values.put(one.id(), Value.of(one, protocol.limitsOf(one)));
        }
        for (int i = 0; i < n; i++) {
            Step step = steps.get(i);
            rules[i] = new Rule(protocol, step, all, limbBit);
            gates[i] = new Gate(step, step.interlocks(), demands(step, true), facets());
            confirms[i] = step.does(Deed.CONFIRM_LIMB);
            holdsAnotherLimb[i] = Protocol.holdsAnotherLimb(step);
        }
        this.waysOut = new Gate[][] {wayOut(Phase.BEFORE_ISOLATION), wayOut(Phase.ISOLATED),
                wayOut(Phase.AFTER_RELEASE)};
        this.older = older();
    }

    private @Nullable Gate[] wayOut(Phase phase) {
        @Nullable Gate[] way = new Gate[steps.size()];
        for (AbortPath.AbortStep one : protocol.wayOut(phase)) {
            Step step = protocol.step(one.step());
            way[steps.indexOf(step)] =
                    new Gate(step, one.interlocks(), demands(step, false), facets());
        }
        return way;
    }

    Protocol protocol() {
        return protocol;
    }

    List<Clock> clocks() {
        return List.of(clocks);
    }

    List<Value> values(String measurement) {
        return values.getOrDefault(measurement, List.of());
    }

    Gate gate(int step) {
        return gates[step];
    }

    Rule rule(int step) {
        return rules[step];
    }

    /// The gate of a step on the way out of an aborted procedure; none if it is not on it.
    @Nullable Gate wayOut(int step, long state) {
        return wayOut(state)[step];
    }

    private @Nullable Gate[] wayOut(long state) {
        return waysOut[(state & isolating) != 0 ? 1 : (state & releasing) != 0 ? 2 : 0];
    }

    int regularity(long state) {
        return ((int) (state >>> regularity)) & 3;
    }

    boolean isAborted(long state) {
        return (state & abortBit) != 0;
    }

    boolean isLimbRight(long state) {
        return (state & limbBit) != 0;
    }

    boolean isSafe(long state) {
        return (state & (isolating | inserting)) == 0;
    }

    /// Whether the procedure is complete: safe, and each step that is not optional done, or ended
    /// by its opposite.
    boolean isComplete(long state) {
        for (int i = 0; i < rules.length; i++) {
            if (!steps.get(i).optional() && !rules[i].isPast(state)) {
                return false;
            }
        }
        return isSafe(state);
    }

    /// The ids of the steps done in `state`.
    Set<String> done(long state) {
        Set<String> done = new HashSet<>();
        for (int i = 0; i < rules.length; i++) {
            if (((state >>> i) & 1) != 0) {
                done.add(steps.get(i).id());
            }
        }
        return done;
    }

    /// Who hears of what can happen.
    interface Listener {
        /// @param next the state after it
        /// @param move what happens, for [#words]
        /// @param fails bit i: invariant i is broken by it
        void move(long next, int move, long fails);
    }

    /// Everything that can happen in `state`: every step permitted, overridden and done in spite of
    /// a refusal; time; abort.
    void moves(long state, Listener listener) {
        boolean aborted = isAborted(state);
        @Nullable Gate[] open = aborted ? wayOut(state) : gates;
        for (int i = 0; i < rules.length; i++) {
            Gate gate = open[i];
            int verdict = aborted ? Gate.PERMITTED : rules[i].verdict(state);
            boolean refusable = gate == null || verdict != Gate.PERMITTED;
            if (gate != null && verdict != Gate.HELD) {
                refusable |= permissions(i, state, gate, verdict, listener);
            }
            if (refusable) {
                facts(i, state, listener);
            }
        }
        for (int c = 0; c < clocks.length; c++) {
            if (mayPass(c, state)) {
                listener.move(passed(c, state), code(TIME, c, 0), 0);
            }
        }
        if (!aborted) {
            listener.move(aborted(state), code(ABORT, 0, 0), 0);
        }
    }

    /// The step as permitted by order and timers, with every answer of its gate. Returns whether
    /// one of them refuses.
    private boolean permissions(
            int step, long state, Gate gate, int verdict, Listener listener) {
        long fails = rules[step].fails(state, isAborted(state));
        Gate.Case[] cases = gate.cases(state);
        boolean refuses = false;
        for (int c = 0; c < cases.length; c++) {
            Gate.Case one = cases[c];
            int strictest = Math.max(verdict, one.verdict());
            refuses |= strictest != Gate.PERMITTED;
            if (strictest != Gate.HELD) {
                long next = apply(step, state, one.limbAgrees());
                boolean asked = strictest == Gate.ASKED;
                listener.move(asked ? marked(next, OVERRIDDEN) : next,
                        code(asked ? OVERRIDE : PERMIT, step, c), fails | one.fails());
            }
        }
        return refuses;
    }

    /// The step done without permission. Where that changes nothing any more, it is left out.
    private void facts(int step, long state, Listener listener) {
        long next = marked(apply(step, state, true), DEVIATED);
        if (next != state) {
            listener.move(next, code(FACT, step, 1), 0);
        }
        if (confirms[step]) {
            listener.move(marked(apply(step, state, false), DEVIATED), code(FACT, step, 0), 0);
        }
    }

    long passed(int c, long state) {
        return clocks[c].write(state, clocks[c].read(state) + 1);
    }

    long aborted(long state) {
        return state | abortBit;
    }

    /// Whether the timer has nothing against the step it gates.
    boolean isInTime(Timer timer, long state) {
        return !timer.limit().isUsed() || Rule.isInTime(timer, clocks(), state);
    }

    /// Whether the time of clock `c` can pass into its next interval.
    boolean mayPass(int c, long state) {
        int now = clocks[c].read(state);
        if (now == 0 || now > clocks[c].cuts().size()) {
            return false;
        }
        if (regularity(state) == DEVIATED) {
            return true; // the clocks may have been started in any order
        }
        for (int o = 0; o < clocks.length; o++) {
            if (older[o][c] && !clocks[o].reaches(clocks[o].read(state), clocks[c], now + 1)) {
                return false;
            }
        }
        return true;
    }

    /// Clocks that, in order, start before another: they show no less than it does.
    private boolean[][] older() {
        boolean[][] relation = new boolean[clocks.length][clocks.length];
        for (int a = 0; a < clocks.length; a++) {
            for (int b = 0; b < clocks.length; b++) {
                relation[a][b] = clocks[a].isKnown() && clocks[b].isKnown()
                        && !steps.get(clocks[a].start()).repeats()
                        && ((before(clocks[b].start()) >>> clocks[a].start()) & 1) != 0;
            }
        }
        return relation;
    }

    /// The steps that must be done before `step`, and before those.
    long before(int step) {
        long before = 0;
        long more = rules[step].needs();
        while (more != before) {
            before = more;
            for (int i = 0; i < rules.length; i++) {
                more |= ((before >>> i) & 1) != 0 ? rules[i].needs() : 0;
            }
        }
        return before;
    }

    /// The state after `step`, whoever permitted it. A time-out at another limb than the signed one
    /// confirms nothing where an interlock holds it.
    long apply(int step, long state, boolean limbAgrees) {
        if (confirms[step] && !limbAgrees && holdsAnotherLimb[step]) {
            return state;
        }
        long next = rules[step].apply(state);
        if (confirms[step]) {
            next = limbAgrees ? next | limbBit : next & ~limbBit;
        }
        return next;
    }

    private long marked(long state, int mark) {
        return regularity(state) >= mark
                ? state : (state & ~(3L << regularity)) | ((long) mark << regularity);
    }

    private static int code(int kind, int subject, int number) {
        return (kind << 28) | (subject << 20) | number;
    }

    static int kind(int move) {
        return move >>> 28;
    }

    /// The step or the clock of a move.
    static int subject(int move) {
        return (move >>> 20) & 0xff;
    }

    /// A move out of `state` for people.
    Move told(long state, int move) {
        int subject = subject(move);
        int number = move & 0xfffff;
        return switch (kind(move)) {
            case PERMIT -> gated(Move.Kind.PERMITTED, "", state, subject, number);
            case OVERRIDE -> gated(Move.Kind.OVERRIDDEN, ", overridden by two people", state,
                    subject, number);
            case FACT -> new Move(Move.Kind.WITHOUT_PERMISSION, steps.get(subject).id(),
                    Duration.ZERO, Map.of(),
                    number == 1 ? LimbCheck.AGREES : LimbCheck.DIFFERS,
                    steps.get(subject).id() + ", done without permission"
                            + (number == 1 ? "" : " at another limb"));
            case TIME -> passing(clocks[subject], clocks[subject].read(state) + 1);
            default -> new Move(Move.Kind.ABORT, "", Duration.ZERO, Map.of(), LimbCheck.AGREES,
                    "abort");
        };
    }

    private Move passing(Clock clock, int interval) {
        return new Move(Move.Kind.TIME, steps.get(clock.start()).id(), clock.within(interval),
                Map.of(), LimbCheck.AGREES, "time passes: " + clock.words(interval));
    }

    private Move gated(Move.Kind kind, String how, long state, int step, int number) {
        Gate gate = isAborted(state) ? wayOut(step, state) : gates[step];
        String id = steps.get(step).id();
        if (gate == null) {
            return new Move(kind, id, Duration.ZERO, Map.of(), LimbCheck.AGREES, id + how);
        }
        Gate.Case one = gate.cases(state)[number];
        return new Move(kind, id, Duration.ZERO, one.readings(),
                one.limbAgrees() ? LimbCheck.AGREES : LimbCheck.DIFFERS,
                id + how + (one.words().isEmpty() ? "" : " (" + one.words() + ")"));
    }

    private List<Gate.Demand> demands(Step step, boolean ofTheFile) {
        List<Gate.Demand> demands = new ArrayList<>();
        if (protocol.givesToxic(step)) {
            Anticoagulation wanted = protocol.anticoagulation();
            demands.add(new Gate.Demand(BuiltIn.TOXIC_ONLY_WITH_FRESH_ACT.number(),
                    new Invariant.Condition.Value(
                            wanted.measurement(), Bound.AT_LEAST, wanted.atLeast())));
        }
        for (int i = 0; ofTheFile && i < protocol.invariants().size(); i++) {
            Invariant one = protocol.invariants().get(i);
            for (Invariant.Condition condition : one.onlyIf()) {
                if (one.step().equals(step.id())
                        && condition instanceof Invariant.Condition.Value value) {
                    demands.add(new Gate.Demand(BuiltIn.values().length + i, value));
                }
            }
        }
        return demands;
    }

    private Gate.Facets facets() {
        return new Gate.Facets() {
            @Override
            public List<Measurement> measurements() {
                return protocol.measurements();
            }

            @Override
            public List<Value> of(Measurement measurement) {
                return values(measurement.id());
            }

            @Override
            public long takers(Measurement measurement) {
                return protocol.takers(measurement);
            }
        };
    }
}
