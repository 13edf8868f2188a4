package limbline.protocol;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import limbline.measure.Amount;
import limbline.measure.Unit;
import limbline.patient.Drug;

/// The proof's cross-check, the slow way: every measurement is part of the state and changes by a
/// move of its own, all clocks go together by half minutes, and what is permitted is asked of
/// [Protocol#reasons], as in theatre. Nothing of the prover is used but the values it tries.
final class FullProduct {

    private static final Duration TICK = Duration.ofSeconds(30);
    private static final Set<Drug> EVERY_DRUG =
            Set.of(Drug.values());

    /// What is left of a state without its measurements, with the timers as what they allow.
    record Control(Set<String> done, boolean limbRight, boolean aborted, int regularity,
            Set<String> inTime) {}

    private record State(Set<String> done, boolean limbRight, boolean aborted, int regularity,
            Map<String, Integer> ticks, Map<String, Integer> values, LimbCheck limb) {}

    final Set<Control> controls = new HashSet<>();
    final Set<String> broken = new TreeSet<>();
    final Set<String> reached = new TreeSet<>();

    private final Protocol protocol;
    private final Map<String, List<Value>> values = new HashMap<>();
    private final Set<State> seen = new HashSet<>();
    private final Deque<State> open = new ArrayDeque<>();
    private final int lastTick;

    FullProduct(Protocol protocol) {
        this.protocol = protocol;
        Map<String, Integer> missing = new HashMap<>();
        for (Measurement one : protocol.measurements()) {
            values.put(one.id(), Value.of(one, protocol.limitsOf(one)));
            missing.put(one.id(), 0);
        }
        lastTick = 1 + (int) protocol.clocked().stream()
                .mapToLong(timer -> timer.limit().amount().orElseThrow().duration().dividedBy(TICK))
                .max().orElse(0);
        add(new State(Set.of(), false, false, 0, Map.of(), missing, LimbCheck.NOT_COMPARED));
        while (!open.isEmpty()) {
            follow(open.pop());
        }
    }

    private void add(State state) {
        if (seen.add(state)) {
            open.push(state);
            Situation now = situation(state);
            controls.add(new Control(state.done, state.limbRight, state.aborted, state.regularity,
                    protocol.timers().stream().filter(timer -> timer.check(now).isEmpty())
                            .map(Timer::id).collect(Collectors.toSet())));
        }
    }

    private Situation situation(State state) {
        Map<String, Reading> readings = new HashMap<>();
        values.keySet().forEach(id -> readings.put(id, value(state, id).reading()));
        Map<String, Duration> since = new HashMap<>();
        state.ticks.forEach((step, ticks) -> since.put(step, TICK.multipliedBy(ticks)));
        return new Situation(
                state.done, readings, since, state.limb, EVERY_DRUG, state.aborted);
    }

    private Value value(State state, String measurement) {
        return Objects.requireNonNull(values.get(measurement))
                .get(Objects.requireNonNull(state.values.get(measurement)));
    }

    private void follow(State state) {
        for (Map.Entry<String, List<Value>> one : values.entrySet()) {
            for (int i = 0; i < one.getValue().size(); i++) {
                Map<String, Integer> changed = new HashMap<>(state.values);
                changed.put(one.getKey(), i);
                add(new State(state.done, state.limbRight, state.aborted, state.regularity,
                        state.ticks, changed, state.limb));
            }
        }
        for (LimbCheck limb : LimbCheck.values()) {
            add(new State(state.done, state.limbRight, state.aborted, state.regularity,
                    state.ticks, state.values, limb));
        }
        Map<String, Integer> later = new HashMap<>();
        state.ticks.forEach((step, ticks) -> later.put(step, Math.min(lastTick, ticks + 1)));
        add(new State(state.done, state.limbRight, state.aborted, state.regularity, later,
                state.values, state.limb));
        add(new State(state.done, state.limbRight, true, state.regularity, state.ticks,
                state.values, state.limb));
        Situation now = situation(state);
        for (Step step : protocol.steps()) {
            doStep(step, state, now);
        }
    }

    private void doStep(Step step, State state, Situation now) {
        List<Reason> reasons = protocol.reasons(step, now);
        boolean held = reasons.stream().anyMatch(one -> one.action() == Action.HOLD);
        boolean asked = reasons.stream().anyMatch(one -> one.action() == Action.ASK);
        int regularity = Math.max(state.regularity, held ? 2 : asked ? 1 : 0);
        if (!held) {
            breaches(step, state, regularity);
            if (regularity == 0 && !state.aborted) {
                reached.add(step.id());
            }
        }
        after(step, state, regularity);
        if (asked) {
            after(step, state, 2); // recorded without having asked anybody
        }
    }

    private void after(Step step, State state, int regularity) {
        Set<String> done = protocol.after(state.done, step, state.limb);
        boolean took = done.contains(step.id())
                && !(step.does(Deed.CONFIRM_LIMB) && done.equals(state.done)
                        && state.limb != LimbCheck.AGREES && Protocol.holdsAnotherLimb(step));
        boolean confirmed = step.does(Deed.CONFIRM_LIMB) && took;
        boolean limbRight = confirmed ? state.limb == LimbCheck.AGREES : state.limbRight;
        Map<String, Integer> ticks = new HashMap<>(state.ticks);
        ticks.keySet().retainAll(done);
        if (took && protocol.clocked().stream().anyMatch(one -> one.since().equals(step.id()))) {
            ticks.put(step.id(), 0);
        }
        add(new State(done, limbRight, state.aborted, regularity, ticks, state.values, state.limb));
    }

    private void breaches(Step step, State state, int regularity) {
        Value act = value(state, "act");
        if (protocol.givesToxic(step)) {
            note(state.done.stream().noneMatch(one -> protocol.step(one).does(Deed.ISOLATE)),
                    BuiltIn.TOXIC_ONLY_ISOLATED);
            note(!(act.reading() instanceof Reading.Taken(Amount found, Duration age)
                            && age.isZero()
                            && found.compareTo(Amount.of("350", Unit.SECOND)) >= 0),
                    BuiltIn.TOXIC_ONLY_WITH_FRESH_ACT);
            note(state.done.stream().anyMatch(one -> protocol.step(one).gives()
                            .equals(step.gives())) || !protocol.isOnSignedOrder(step),
                    BuiltIn.TOXIC_ONLY_AS_SIGNED);
        }
        note(!state.limbRight && (step.does(Deed.INSERT) || step.does(Deed.ISOLATE)
                        || protocol.givesIntoLimb(step)),
                BuiltIn.ONLY_THE_SIGNED_LIMB);
        note(step.does(Deed.RELEASE) && !state.aborted
                        && state.done.stream().noneMatch(
                                one -> protocol.step(one).does(Deed.WASH_OUT)),
                BuiltIn.WASHOUT_BEFORE_RELEASE);
        note(step.gives().filter(drug -> DrugClass.of(drug) == DrugClass.REVERSAL).isPresent()
                        && state.done.stream().anyMatch(
                                one -> protocol.step(one).does(Deed.ISOLATE)),
                BuiltIn.NO_REVERSAL_WHILE_ISOLATED);
        for (Invariant one : protocol.invariants()) {
            if (one.step().equals(step.id()) && !state.aborted
                    && regularity < (one.overridable() ? 1 : 2)
                    && !one.onlyIf().stream().allMatch(condition -> holds(condition, state))) {
                broken.add(one.id());
            }
        }
    }

    private boolean holds(Invariant.Condition condition, State state) {
        return switch (condition) {
            case Invariant.Condition.Done(String step) -> state.done.contains(step);
            case Invariant.Condition.Passed(String since, Limit atLeast) -> {
                Integer ticks = state.ticks.get(since);
                yield ticks != null && TICK.multipliedBy(ticks)
                        .compareTo(atLeast.amount().orElseThrow().duration()) >= 0;
            }
            case Invariant.Condition.Value value ->
                Gate.holds(value, value(state, value.measurement().id()));
        };
    }

    private void note(boolean breaks, BuiltIn invariant) {
        if (breaks) {
            broken.add(invariant.term());
        }
    }

    /// The same, as the prover sees it.
    static Set<Control> controls(Machine machine, Exploration exploration) {
        Set<Control> controls = new HashSet<>();
        for (int i = 0; i < exploration.table().size(); i++) {
            long state = exploration.table().state(i);
            controls.add(new Control(machine.done(state), machine.isLimbRight(state),
                    machine.isAborted(state), machine.regularity(state),
                    machine.protocol().timers().stream()
                            .filter(timer -> timer.gates().isEmpty()
                                    || machine.isInTime(timer, state))
                            .map(Timer::id).collect(Collectors.toSet())));
        }
        return controls;
    }
}
