package limbline.protocol;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Where a protocol asks less than the shipped one that it was made from, or ascribes another value
/// to the same source. Nothing of it is refused or disproved: a centre may want less. It is told, so
/// that who signs wants it, and so that a gate does not go with its invariant unseen.
public final class Departures {

    private final Protocol shipped;
    private final Protocol protocol;
    private final List<String> found = new ArrayList<>();

    private Departures(Protocol shipped, Protocol protocol) {
        this.shipped = shipped;
        this.protocol = protocol;
    }

    /// As sentences, in the order of a file; empty if `protocol` asks all that `shipped` does. Parts
    /// are the same where they have the same id.
    public static List<String> of(Protocol protocol, Protocol shipped) {
        Departures departures = new Departures(shipped, protocol);
        departures.modality();
        departures.values();
        departures.measurements();
        departures.drugs();
        departures.steps();
        departures.timers();
        departures.waysOut();
        departures.invariants();
        departures.afterwards();
        return List.copyOf(departures.found);
    }

    @FormatMethod
    private void note(String format, Object... values) {
        found.add(format.formatted(values));
    }

    private void modality() {
        if (protocol.modality() != shipped.modality()) {
            note("it calls itself %s; %s is %s", protocol.modality().term(), shipped.id(),
                    shipped.modality().term());
        }
    }

    /// A source says one thing: another value ascribed to it is a slip, or a source of its own.
    private void values() {
        for (Limit limit : protocol.limits()) {
            if (limit.setting() instanceof Limit.Setting.Value value) {
                find(shipped.limits(), Limit::id, limit.id())
                        .map(theirs -> printed(theirs, value.source()))
                        .filter(theirs -> !theirs.isEmpty() && isSameSource(value.source())
                                && theirs.stream().noneMatch(one -> one.amount()
                                        .compareTo(value.amount()) == 0))
                        .ifPresent(theirs -> note("%s is %s; %s has %s", limit.id(), value,
                                shipped.id(), theirs.getFirst()));
            }
        }
    }

    /// The values of one unit that a shipped file has from a source, set or to choose from.
    private static List<Limit.Setting.Value> printed(Limit limit, String source) {
        List<Limit.Setting.Value> all = new ArrayList<>(limit.choices());
        if (limit.setting() instanceof Limit.Setting.Value value) {
            all.add(value);
        }
        return all.stream().filter(one -> one.source().equals(source)).toList();
    }

    private boolean isSameSource(String key) {
        return shipped.sources().containsKey(key)
                && shipped.sources().get(key).equals(protocol.sources().get(key));
    }

    private void measurements() {
        for (Measurement theirs : shipped.measurements()) {
            protocol.measurement(theirs.id()).ifPresent(ours -> {
                if (theirs.freshFor().isPresent() && ours.freshFor().isEmpty()) {
                    note("a value of %s never grows too old", ours.id());
                }
                if (ours.atAnyTime() && !theirs.atAnyTime()) {
                    note("%s is there at any time, without the step that takes it", ours.id());
                }
            });
        }
    }

    private void drugs() {
        for (DrugRule theirs : shipped.drugs()) {
            String drug = theirs.drug().term();
            Optional<DrugRule> ours = protocol.rule(theirs.drug());
            if (ours.isEmpty()) {
                note("%s is not among its drugs", drug);
                continue;
            }
            if (theirs.cap().isPresent() && ours.get().cap().isEmpty()) {
                note("%s has no cap", drug);
            }
            if (theirs.order() == DrugRule.OrderKind.SIGNED
                    && ours.get().order() == DrugRule.OrderKind.STANDING) {
                note("%s needs no signed order", drug);
            }
        }
    }

    private void steps() {
        for (Step theirs : shipped.steps()) {
            Optional<Step> same = protocol.find(theirs.id());
            if (same.isEmpty()) {
                note("there is no step %s: %s", theirs.id(), theirs.says());
                continue;
            }
            Step ours = same.get();
            theirs.deed().filter(deed -> !ours.does(deed)).ifPresent(deed -> note(
                    "%s no longer says \"does: %s\"", ours.id(), deed.term().replace('-', ' ')));
            theirs.gives().filter(drug -> !ours.gives().equals(Optional.of(drug)))
                    .ifPresent(drug -> note("%s no longer gives %s", ours.id(), drug.term()));
            if (ours.people() < theirs.people()) {
                note("%s takes one person; there it takes two", ours.id());
            }
            waits(theirs, ours);
            theirs.measures().stream().filter(one -> !ours.measures().contains(one))
                    .forEach(one -> note("%s no longer measures %s", ours.id(), one));
            gates(ours.id(), theirs.interlocks(), ours.interlocks());
        }
    }

    /// What has to be done before a step at all, by way of other steps too.
    private void waits(Step theirs, Step ours) {
        Set<String> before = allNeeds(protocol, ours);
        List<String> dropped = allNeeds(shipped, theirs).stream()
                .filter(need -> protocol.find(need).isPresent() && !before.contains(need)).toList();
        if (!dropped.isEmpty()) {
            note("%s does not wait for %s", ours.id(), String.join(", ", dropped));
        }
    }

    private static Set<String> allNeeds(Protocol protocol, Step step) {
        Set<String> all = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(step.needs());
        while (!open.isEmpty()) {
            String need = open.remove();
            if (all.add(need)) {
                protocol.find(need).ifPresent(one -> open.addAll(one.needs()));
            }
        }
        return all;
    }

    private void gates(String place, List<Interlock> theirs, List<Interlock> ours) {
        for (Interlock one : theirs) {
            List<Interlock> same = ours.stream().filter(other -> isAlike(one, other)).toList();
            if (same.isEmpty()) {
                note("%s: nothing stands for %s (%s)", place, one.id(), one.hazard());
            } else if (same.stream().allMatch(other -> isWeaker(other.action(), one.action()))) {
                note("%s: %s is %s, not %s (%s)", place, same.getFirst().id(),
                        same.getFirst().action().term(), one.action().term(), one.hazard());
            }
        }
    }

    private static boolean isAlike(Interlock one, Interlock other) {
        return switch (one) {
            case Interlock.Measured(_, _, _, var measurement, var bound, _) ->
                other instanceof Interlock.Measured(_, _, _, var theirs, var side, _)
                        && measurement.id().equals(theirs.id())
                        && bound.holdsForTheLargest() == side.holdsForTheLargest();
            case Interlock.SameLimb _ -> other instanceof Interlock.SameLimb;
            case Interlock.Told told -> other instanceof Interlock.Told
                    && told.id().equals(other.id());
        };
    }

    private static boolean isWeaker(Action one, Action other) {
        return one.compareTo(other) > 0;
    }

    private void timers() {
        for (Timer theirs : shipped.timers()) {
            Optional<Timer> same = find(protocol.timers(), Timer::id, theirs.id());
            if (same.isEmpty()) {
                note("there is no timer %s (%s)", theirs.id(), theirs.hazard());
                continue;
            }
            Timer ours = same.get();
            if (!ours.since().equals(theirs.since())) {
                note("the clock of %s starts with %s, not with %s (%s)", ours.id(), ours.since(),
                        theirs.since(), theirs.hazard());
            }
            if (!asks(ours).equals(asks(theirs))) {
                note("the timer %s says %s, not %s (%s)", ours.id(), asks(ours), asks(theirs),
                        theirs.hazard());
            }
        }
    }

    private static String asks(Timer timer) {
        return switch (timer.rule()) {
            case Timer.Rule.AtLeast(String before, Action action) ->
                "at least, before %s (%s)".formatted(before, action.term());
            case Timer.Rule.AtMost(String before, Action action) ->
                "at most, before %s (%s)".formatted(before, action.term());
            case Timer.Rule.Every(Measurement measurement, String until) ->
                "every, of %s until %s".formatted(measurement.id(), until);
        };
    }

    private void waysOut() {
        for (AbortPath path : shipped.aborts()) {
            String when = path.phase() == Phase.ISOLATED
                    ? "in isolation" : path.phase().term().replace('-', ' ');
            for (AbortPath.AbortStep theirs : path.steps()) {
                find(protocol.wayOut(path.phase()), AbortPath.AbortStep::step, theirs.step())
                        .ifPresentOrElse(ours -> gates("an abort " + when + ", " + ours.step(),
                                        theirs.interlocks(), ours.interlocks()),
                                () -> note("an abort %s leaves out %s", when, theirs.step()));
            }
        }
    }

    private void invariants() {
        for (Invariant theirs : shipped.invariants()) {
            Optional<Invariant> same = find(protocol.invariants(), Invariant::id, theirs.id());
            if (same.isEmpty()) {
                note("nothing proves %s: %s", theirs.id(), theirs.says());
                continue;
            }
            Invariant ours = same.get();
            if (!ours.step().equals(theirs.step())) {
                note("%s is about %s, not about %s", ours.id(), ours.step(), theirs.step());
            }
            if (ours.overridable() && !theirs.overridable()) {
                note("%s may be overridden", ours.id());
            }
            theirs.onlyIf().stream().filter(one -> ours.onlyIf().stream()
                            .noneMatch(other -> words(other).equals(words(one))))
                    .forEach(one -> note("%s does not ask for %s", ours.id(), words(one)));
        }
    }

    private static String words(Invariant.Condition condition) {
        return switch (condition) {
            case Invariant.Condition.Done(String step) -> step + " done";
            case Invariant.Condition.Passed(String since, Limit limit) ->
                "%s since %s".formatted(limit.id(), since);
            case Invariant.Condition.Value(Measurement measurement, Bound bound, Limit limit) ->
                "%s %s %s".formatted(measurement.id(), bound.words(), limit.id());
        };
    }

    private void afterwards() {
        for (WardRule theirs : shipped.ward().rules()) {
            WardRule.Telling telling = theirs.telling();
            Optional<WardRule.Telling> same = find(protocol.ward().rules(),
                    rule -> rule.telling().id(), telling.id()).map(WardRule::telling);
            if (same.isEmpty()) {
                note("the ward has no rule %s: %s", telling.id(), telling.says());
            } else if (same.get().tier().compareTo(telling.tier()) < 0) {
                note("the ward's rule %s is a %s, there %s", telling.id(), same.get().tier().term(),
                        telling.tier().term());
            }
        }
        for (DischargeItem item : shipped.ward().discharge()) {
            if (find(protocol.ward().discharge(), DischargeItem::id, item.id()).isEmpty()) {
                note("before discharge nobody looks at %s: %s", item.id(), item.says());
            }
        }
        for (FollowUpPlan.Visit visit : shipped.followUp().visits()) {
            Optional<FollowUpPlan.Visit> same =
                    find(protocol.followUp().visits(), FollowUpPlan.Visit::id, visit.id());
            if (same.isEmpty()) {
                note("there is no visit %s: %s", visit.id(), visit.says());
            } else if (asksForResponse(visit) && !asksForResponse(same.get())) {
                note("the visit %s does not ask for the response", visit.id());
            }
        }
    }

    private static boolean asksForResponse(FollowUpPlan.Visit visit) {
        return visit instanceof FollowUpPlan.Visit.Once once && once.response();
    }

    private static <T> Optional<T> find(List<T> all, Function<T, String> id, String wanted) {
        return all.stream().filter(one -> id.apply(one).equals(wanted)).findFirst();
    }
}
