package limbline.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import limbline.measure.Unit;
import limbline.patient.Drug;

/// Protocols of three to five steps, put together by chance; most of them unsafe.
final class RandomProtocol {

    private static final List<String> NAMES = List.of("one", "two", "three", "four", "five");

    private final Random random;

    RandomProtocol(Random random) {
        this.random = random;
    }

    Protocol next() {
        List<String> names = NAMES.subList(0, 3 + random.nextInt(3));
        List<Step> steps = names.stream().map(name -> step(name, names)).toList();
        List<Timer> timers = random.nextBoolean() ? List.of() : List.of(timer(names));
        List<AbortPath> aborts = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            if (random.nextInt(3) > 0) {
                aborts.add(new AbortPath(phase, List.of(new AbortPath.AbortStep(
                        any(names), random.nextInt(4) > 0 ? List.of() : List.of(act("abort"))))));
            }
        }
        List<Invariant> invariants = List.of(
                new Invariant("own", "own", any(names), List.of(condition(names)),
                        random.nextBoolean()));
        return Small.of(steps, timers, aborts, invariants,
                random.nextInt(4) > 0 ? DrugRule.OrderKind.SIGNED : DrugRule.OrderKind.STANDING);
    }

    private Step step(String name, List<String> names) {
        Optional<Deed> deed = random.nextInt(4) == 0
                ? Optional.empty() : Optional.of(any(List.of(Deed.values())));
        Optional<Drug> gives = deed.isPresent() ? Optional.empty()
                : Optional.of(any(
                        List.of(Drug.MELPHALAN, Drug.DOXORUBICIN, Drug.PROTAMINE)));
        List<Interlock> interlocks = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            interlocks.add(act(name + "-act"));
        }
        if (deed.equals(Optional.of(Deed.CONFIRM_LIMB)) && random.nextInt(4) > 0) {
            interlocks.add(Small.limb(any(List.of(Action.values()))));
        }
        List<String> needs = names.stream()
                .filter(other -> names.indexOf(other) < names.indexOf(name))
                .filter(_ -> random.nextInt(3) == 0).toList();
        return new Step(name, name, List.of("nurse"), 1, deed, gives, needs, List.of(), interlocks,
                false, deed.isPresent() && random.nextInt(5) == 0);
    }

    private Interlock act(String id) {
        return Small.act(id, any(List.of(Action.values())), any(List.of(Bound.values())),
                any(List.of(Small.FULL, Small.NEAR)));
    }

    private Timer timer(List<String> names) {
        String before = any(names);
        Action action = any(List.of(Action.values()));
        return new Timer("timer", "H-06", "Timer", any(names), Small.set("time", "1", Unit.MINUTE),
                random.nextBoolean() ? new Timer.Rule.AtLeast(before, action)
                        : new Timer.Rule.AtMost(before, action));
    }

    private Invariant.Condition condition(List<String> names) {
        return switch (random.nextInt(3)) {
            case 0 -> new Invariant.Condition.Done(any(names));
            case 1 -> new Invariant.Condition.Passed(
                    any(names), Small.set("time", "1", Unit.MINUTE));
            default -> new Invariant.Condition.Value(
                        Small.ACT, any(List.of(Bound.values())), Small.NEAR);
        };
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
