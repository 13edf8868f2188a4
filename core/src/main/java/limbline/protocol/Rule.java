package limbline.protocol;

import java.util.ArrayList;
import java.util.List;

/// One step as masks over a state: what order and timers say of it, which invariants it would
/// break, and what it changes.
final class Rule {

    /// A bit that no state has.
    static final long NEVER = 1L << 63;

    /// An interval of a clock in which something holds.
    private record Window(Clock clock, int first, int last) {
        boolean holds(long state) {
            int now = clock.read(state);
            return now >= first && now <= last;
        }

        static Window of(Timer timer, List<Clock> clocks) {
            Clock clock = clocks.stream().filter(one -> one.measures(timer)).findFirst()
                    .orElseThrow();
            return timer.rule() instanceof Timer.Rule.AtLeast
                    ? new Window(clock, clock.cutOf(timer) + 2, Integer.MAX_VALUE)
                    : new Window(clock, 1, clock.cutOf(timer) + 1);
        }
    }

    /// A timer before the step, and its verdict outside the window.
    private record Timed(Window window, int verdict, boolean closes) {}

    /// What must be done, in part done, or not done at the step; else invariant `bit` is broken.
    private record Test(
            long bit, long all, long any, long none, List<Window> windows, boolean whileAborting) {
        boolean fails(long state) {
            if ((all & ~state) != 0 || (any != 0 && (any & state) == 0) || (none & state) != 0) {
                return true;
            }
            for (Window window : windows) {
                if (!window.holds(state)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final long bit;
    private final long needs;
    private final long ended;
    private final long keeps;
    private final long sets;
    private final boolean repeats;
    private final Timed[] timers;
    private final Test[] tests;

    Rule(Protocol protocol, Step step, List<Clock> clocks, long limbBit) {
        List<Step> steps = protocol.steps();
        bit = 1L << steps.indexOf(step);
        needs = mask(protocol, step.needs());
        long later = 0;
        long undone = 0;
        for (int i = 0; i < steps.size(); i++) {
            later |= protocol.ends(steps.get(i), step) ? 1L << i : 0;
            undone |= protocol.undoes(step, steps.get(i)) ? 1L << i : 0;
        }
        ended = later;
        long stopped = undone;
        long begun = bit;
        for (Clock clock : clocks) {
            boolean begins = clock.start() == steps.indexOf(step);
            stopped |= begins || ((undone >>> clock.start()) & 1) != 0 ? clock.bits() : 0;
            begun |= begins ? clock.write(0, 1) : 0;
        }
        keeps = ~stopped;
        sets = begun;
        repeats = step.repeats();
        timers = protocol.timersBefore(step).stream().filter(timer -> timer.limit().isUsed())
                .map(timer -> timed(timer, clocks)).toArray(Timed[]::new);
        tests = tests(protocol, step, clocks, limbBit).toArray(new Test[0]);
    }

    static boolean isInTime(Timer timer, List<Clock> clocks, long state) {
        return Window.of(timer, clocks).holds(state);
    }

    private static Timed timed(Timer timer, List<Clock> clocks) {
        return switch (timer.rule()) {
            case Timer.Rule.AtLeast(_, Action action) ->
                    new Timed(Window.of(timer, clocks), verdict(action), false);
            case Timer.Rule.AtMost(_, Action action) -> new Timed(
                    Window.of(timer, clocks), verdict(action), action != Action.NOTE);
            case Timer.Rule.Every _ -> throw new IllegalStateException(timer + " gates nothing");
        };
    }

    static int verdict(Action action) {
        return switch (action) {
            case HOLD -> Gate.HELD;
            case ASK -> Gate.ASKED;
            case NOTE -> Gate.PERMITTED;
        };
    }

    private static List<Test> tests(
            Protocol protocol, Step step, List<Clock> clocks, long limbBit) {
        List<Test> tests = new ArrayList<>();
        if (protocol.givesToxic(step)) {
            tests.add(someDone(BuiltIn.TOXIC_ONLY_ISOLATED, all(protocol, Deed.ISOLATE), true));
            boolean signed = protocol.isOnSignedOrder(step);
            tests.add(new Test(bit(BuiltIn.TOXIC_ONLY_AS_SIGNED), signed ? 0 : NEVER, 0,
                    sameDrug(protocol, step), List.of(), true));
        }
        if (step.does(Deed.INSERT) || step.does(Deed.ISOLATE) || protocol.givesIntoLimb(step)) {
            tests.add(new Test(bit(BuiltIn.ONLY_THE_SIGNED_LIMB), limbBit, 0, 0, List.of(), true));
        }
        if (step.does(Deed.RELEASE)) {
            tests.add(someDone(
                    BuiltIn.WASHOUT_BEFORE_RELEASE, all(protocol, Deed.WASH_OUT), false));
        }
        if (Protocol.gives(step, DrugClass.REVERSAL)) {
            tests.add(new Test(bit(BuiltIn.NO_REVERSAL_WHILE_ISOLATED), 0, 0,
                    all(protocol, Deed.ISOLATE), List.of(), true));
        }
        for (int i = 0; i < protocol.invariants().size(); i++) {
            Invariant one = protocol.invariants().get(i);
            if (one.step().equals(step.id())) {
                tests.add(ofTheFile(1L << (BuiltIn.values().length + i), one, protocol, clocks));
            }
        }
        return tests;
    }

    private static Test someDone(BuiltIn invariant, long some, boolean whileAborting) {
        return new Test(bit(invariant), some == 0 ? NEVER : 0, some, 0, List.of(), whileAborting);
    }

    private static Test ofTheFile(
            long bit, Invariant invariant, Protocol protocol, List<Clock> clocks) {
        long all = 0;
        List<Window> windows = new ArrayList<>();
        for (Invariant.Condition condition : invariant.onlyIf()) {
            switch (condition) {
                case Invariant.Condition.Done(String step) -> all |= mask(protocol, List.of(step));
                case Invariant.Condition.Passed passed -> {
                    if (passed.atLeast().isUsed()) {
                        windows.add(Window.of(Protocol.implied(invariant, passed), clocks));
                    } else {
                        all |= NEVER;
                    }
                }
                case Invariant.Condition.Value _ -> { } // tried at the gate
            }
        }
        return new Test(bit, all, 0, 0, List.copyOf(windows), false);
    }

    static long bit(BuiltIn invariant) {
        return 1L << invariant.number();
    }

    static long all(Protocol protocol, Deed deed) {
        return mask(protocol, protocol.steps().stream().filter(step -> step.does(deed))
                .map(Step::id).toList());
    }

    private static long sameDrug(Protocol protocol, Step step) {
        return mask(protocol, protocol.steps().stream()
                .filter(other -> other.gives().equals(step.gives())).map(Step::id).toList());
    }

    static long mask(Protocol protocol, List<String> ids) {
        long mask = 0;
        for (String id : ids) {
            mask |= 1L << protocol.steps().indexOf(protocol.step(id));
        }
        return mask;
    }

    long needs() {
        return needs;
    }

    boolean isPast(long state) {
        return (state & (bit | ended)) != 0;
    }

    /// The strictest answer of the order of steps and the timers: of [Gate].
    int verdict(long state) {
        if ((!repeats && (state & bit) != 0) || (ended & state) != 0 || (needs & ~state) != 0) {
            return Gate.HELD;
        }
        int strictest = Gate.PERMITTED;
        for (Timed timer : timers) {
            if (!timer.window.holds(state)) {
                strictest = Math.max(strictest, timer.verdict);
            }
        }
        return strictest;
    }

    /// Whether a timer refuses the step for good: it ran, and the time for the step is over.
    boolean isTooLate(long state) {
        for (Timed timer : timers) {
            if (timer.closes && timer.window.clock.read(state) > timer.window.last) {
                return true;
            }
        }
        return false;
    }

    /// The invariants that the step would break, whatever is measured.
    long fails(long state, boolean aborted) {
        long fails = 0;
        for (Test test : tests) {
            if ((!aborted || test.whileAborting) && test.fails(state)) {
                fails |= test.bit;
            }
        }
        return fails;
    }

    /// The steps done once this one is, with the clocks that it starts and stops.
    long apply(long state) {
        return (state & keeps) | sets;
    }
}
