package limbline.protocol;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import limbline.measure.Check;
import limbline.patient.Drug;
import limbline.patient.Modality;

/// A protocol: what a protocol file says, and whether a step may be done.
///
/// @param demonstration its invented values are for a demonstration and for no patient
/// @param sources by key, as the limits name them
/// @param limits every value of the file, set or empty, doses and caps too
/// @param ward how the limb is watched afterwards
/// @param followUp when the patient is seen again
public record Protocol(
        String id,
        String title,
        Modality modality,
        boolean demonstration,
        Map<String, String> sources,
        List<Limit> limits,
        List<Measurement> measurements,
        Anticoagulation anticoagulation,
        List<DrugRule> drugs,
        List<Step> steps,
        List<Timer> timers,
        List<AbortPath> aborts,
        List<Invariant> invariants,
        List<Afterwards> afterwards,
        WardPlan ward,
        FollowUpPlan followUp,
        Dosing dosing) {

    /// Whoever took a whole section out sees it by the first few.
    private static final int MOST_NAMED = 20;

    public Protocol {
        sources = Map.copyOf(sources);
        limits = List.copyOf(limits);
        measurements = List.copyOf(measurements);
        drugs = List.copyOf(drugs);
        steps = List.copyOf(steps);
        timers = List.copyOf(timers);
        aborts = List.copyOf(aborts);
        invariants = List.copyOf(invariants);
        afterwards = List.copyOf(afterwards);
        Check.that(!steps.isEmpty(), "%s has no steps", id);
        Check.that(steps.stream().map(Step::id).distinct().count() == steps.size(),
                "two steps of %s have the same id", id);
        for (Limit limit : limits) {
            if (limit.setting() instanceof Limit.Setting.Value(_, String source, Level level)) {
                Check.that(sources.containsKey(source), "%s: the source %s is not among the "
                        + "file's sources", limit.id(), source);
                Check.that(level != Level.INVENTED || demonstration, "%s is invented, and only a "
                        + "demonstration may hold an invented value", limit.id());
            }
        }
    }

    /// @throws IllegalArgumentException if there is no such step
    public Step step(String wanted) {
        return find(wanted).orElseThrow(
                () -> new IllegalArgumentException(id + " has no step " + wanted));
    }

    public Optional<Step> find(String wanted) {
        return steps.stream().filter(step -> step.id().equals(wanted)).findFirst();
    }

    public Optional<DrugRule> rule(Drug drug) {
        return drugs.stream().filter(rule -> rule.drug() == drug).findFirst();
    }

    /// Whether the step gives a drug that only an isolated, heparinised limb may get.
    public boolean givesToxic(Step step) {
        return step.gives().filter(drug -> DrugClass.of(drug).isToxic()).isPresent();
    }

    boolean givesIntoLimb(Step step) {
        return step.gives().flatMap(this::rule)
                .filter(rule -> rule.into() == DrugRule.Route.LIMB).isPresent();
    }

    boolean isOnSignedOrder(Step step) {
        return step.gives().flatMap(this::rule)
                .filter(rule -> rule.order() == DrugRule.OrderKind.SIGNED).isPresent();
    }

    /// The steps, as bits, whose being done shows that a measurement was taken: those that take it
    /// and those that end them. All bits if it is always there.
    long takers(Measurement measurement) {
        if (measurement.atAnyTime()) {
            return -1;
        }
        long takers = 0;
        for (int i = 0; i < steps.size(); i++) {
            for (Step taker : steps) {
                if (taker.measures().contains(measurement.id())
                        && (taker.equals(steps.get(i)) || ends(steps.get(i), taker))) {
                    takers |= 1L << i;
                }
            }
        }
        return takers;
    }

    /// Whether a value of `measurement` counts when `done` is done: it can be had at any time, or a
    /// step took it.
    public boolean isThere(Measurement measurement, Set<String> done) {
        if (measurement.atAnyTime()) {
            return true;
        }
        for (Step taker : steps) {
            if (taker.measures().contains(measurement.id()) && isPast(taker, done)) {
                return true;
            }
        }
        return false;
    }

    /// Whether `step` is done, or ended by its opposite.
    public boolean isPast(Step step, Set<String> done) {
        return done.contains(step.id()) || steps.stream().anyMatch(
                other -> done.contains(other.id()) && ends(other, step));
    }

    /// Every limit that a value of `measurement` is held against somewhere in the file.
    List<Limit> limitsOf(Measurement measurement) {
        List<Limit> found = new ArrayList<>();
        interlocks().forEach(one -> {
            if (one instanceof Interlock.Measured(_, _, _, var measured, _, var limit)
                    && measured.equals(measurement)) {
                found.add(limit);
            }
        });
        for (Invariant invariant : invariants) {
            for (Invariant.Condition condition : invariant.onlyIf()) {
                if (condition instanceof Invariant.Condition.Value(var measured, _, var limit)
                        && measured.equals(measurement)) {
                    found.add(limit);
                }
            }
        }
        if (anticoagulation.measurement().equals(measurement)) {
            found.add(anticoagulation.atLeast());
        }
        return found;
    }

    public Optional<Measurement> measurement(String wanted) {
        return measurements.stream().filter(one -> one.id().equals(wanted)).findFirst();
    }

    /// The limits that no centre has set: the protocol cannot be signed with them.
    public List<String> unset() {
        return limits.stream().filter(Limit::isEmpty).map(Limit::id).toList();
    }

    /// What has something to say about `step` now, everything and not the first. The step is
    /// permitted if nothing of it is a hold or an ask.
    public List<Reason> reasons(Step step, Situation now) {
        return now.aborted() ? whileAborting(step, now) : inOrder(step, now);
    }

    /// The measurements that are due.
    public List<Reason> due(Situation now) {
        return timers.stream().flatMap(timer -> timer.due(now).stream()).toList();
    }

    /// What is done and not undone once `step` is done too. A time-out that found another limb,
    /// held by an interlock, confirms nothing: it stays on the record and has to be done again.
    public Set<String> after(Set<String> done, Step step, LimbCheck limb) {
        if (step.does(Deed.CONFIRM_LIMB) && limb != LimbCheck.AGREES && holdsAnotherLimb(step)) {
            return done;
        }
        Set<String> after = new LinkedHashSet<>(done);
        for (Step other : steps) {
            if (undoes(step, other)) {
                after.remove(other.id());
            }
        }
        after.add(step.id());
        return after;
    }

    static boolean holdsAnotherLimb(Step step) {
        return step.interlocks().stream().anyMatch(one ->
                one instanceof Interlock.SameLimb && one.action() == Action.HOLD);
    }

    public Phase phase(Set<String> done) {
        if (anyDone(Deed.ISOLATE, done)) {
            return Phase.ISOLATED;
        }
        return anyDone(Deed.RELEASE, done) ? Phase.AFTER_RELEASE : Phase.BEFORE_ISOLATION;
    }

    private boolean anyDone(Deed deed, Set<String> done) {
        return steps.stream().anyMatch(step -> step.does(deed) && done.contains(step.id()));
    }

    /// Whether nothing has to be undone any more: the limb belongs to the body, nothing is in it.
    public boolean isSafe(Set<String> done) {
        return !anyDone(Deed.ISOLATE, done) && !anyDone(Deed.INSERT, done);
    }

    /// Whether `step` makes `other` undone. A toxic drug does so with an earlier washout.
    boolean undoes(Step step, Step other) {
        return isOpposite(step, other)
                || (givesToxic(step) && other.does(Deed.WASH_OUT));
    }

    /// Cuff up and cuff down, in and out, heparin and protamine: one ends the other.
    boolean isOpposite(Step one, Step other) {
        return ends(one, other) || ends(other, one);
    }

    /// Whether `later` is what ends `earlier` in the course of things.
    boolean ends(Step later, Step earlier) {
        return (later.does(Deed.RELEASE) && earlier.does(Deed.ISOLATE))
                || (later.does(Deed.REMOVE) && earlier.does(Deed.INSERT))
                || (gives(later, DrugClass.REVERSAL) && gives(earlier, DrugClass.ANTICOAGULANT));
    }

    static boolean gives(Step step, DrugClass wanted) {
        return step.gives().filter(drug -> DrugClass.of(drug) == wanted).isPresent();
    }

    private List<Reason> inOrder(Step step, Situation now) {
        List<Reason> reasons = new ArrayList<>();
        if (now.isDone(step.id()) && !step.repeats()) {
            reasons.add(hold(step.id(), "Step " + step.id() + " is done."));
        }
        for (Step other : steps) {
            if (ends(other, step) && now.isDone(other.id())) {
                reasons.add(hold(other.id(), "Step %s is done, and %s comes before it.".formatted(
                        other.id(), step.id())));
            }
        }
        for (String need : step.needs()) {
            if (!now.isDone(need)) {
                reasons.add(hold(need, "Step %s comes first.".formatted(need)));
            }
        }
        step.gives().flatMap(this::rule).ifPresent(rule -> {
            if (rule.order() == DrugRule.OrderKind.SIGNED && !now.ordered().contains(rule.drug())) {
                reasons.add(hold(step.id(), "There is no signed order of %s of which nothing has "
                        .formatted(rule.drug().term()) + "been given."));
            }
        });
        step.interlocks().forEach(one -> one.check(now).ifPresent(reasons::add));
        timersBefore(step).forEach(timer -> timer.check(now).ifPresent(reasons::add));
        return List.copyOf(reasons);
    }

    /// The timers that gate a step, and those that the invariants imply: what needs a clock.
    List<Timer> clocked() {
        List<Timer> clocked = new ArrayList<>(timers.stream()
                .filter(timer -> timer.gates().isPresent()).toList());
        for (Invariant invariant : invariants) {
            for (Invariant.Condition condition : invariant.onlyIf()) {
                if (condition instanceof Invariant.Condition.Passed passed) {
                    clocked.add(implied(invariant, passed));
                }
            }
        }
        return clocked.stream().filter(timer -> timer.limit().isUsed()).toList();
    }

    /// A condition on time as a timer before the invariant's step.
    static Timer implied(Invariant invariant, Invariant.Condition.Passed passed) {
        return new Timer(invariant.id(), "", invariant.says(), passed.since(), passed.atLeast(),
                new Timer.Rule.AtLeast(invariant.step(), Action.NOTE));
    }

    List<Timer> timersBefore(Step step) {
        return timers.stream().filter(timer -> timer.gates().equals(Optional.of(step.id())))
                .toList();
    }

    private List<Reason> whileAborting(Step step, Situation now) {
        Phase phase = phase(now.done());
        List<AbortPath.AbortStep> way = wayOut(phase);
        for (AbortPath.AbortStep one : way) {
            if (one.step().equals(step.id())) {
                return one.interlocks().stream().flatMap(lock -> lock.check(now).stream()).toList();
            }
        }
        return List.of(hold(step.id(), "The procedure is being aborted (%s); the way out is: %s."
                .formatted(phase.term(),
                        String.join(", ", way.stream().map(AbortPath.AbortStep::step).toList()))));
    }

    /// What an abort does in `phase`; empty if the file says nothing of it.
    public List<AbortPath.AbortStep> wayOut(Phase phase) {
        return aborts.stream().filter(path -> path.phase() == phase).findFirst()
                .map(AbortPath::steps).orElse(List.of());
    }

    /// What stands in the file and does nothing, as sentences. A gate that was taken away leaves its
    /// limit behind, and who signs would believe that it counts.
    List<String> idle() {
        List<String> idle = new ArrayList<>();
        Set<String> counting = countingLimits().map(Limit::id).collect(toSet());
        limits.stream().map(Limit::id).filter(limit -> !counting.contains(limit))
                .limit(MOST_NAMED)
                .forEach(limit -> idle.add("the limit %s counts nowhere".formatted(limit)));
        for (Interlock one : interlocks().toList()) {
            if (one instanceof Interlock.Measured(var id, _, _, var measured, _, _)
                    && takers(measured) == 0) {
                idle.add("%s asks for %s, and nothing measures it".formatted(id, measured.id()));
            }
        }
        drugs.stream().map(DrugRule::drug).filter(drug -> steps.stream()
                        .noneMatch(step -> step.gives().equals(Optional.of(drug))))
                .forEach(drug -> idle.add("no step gives " + drug.term()));
        return idle;
    }

    private Stream<Interlock> interlocks() {
        return Stream.concat(
                steps.stream().flatMap(step -> step.interlocks().stream()),
                aborts.stream().flatMap(path -> path.steps().stream())
                        .flatMap(step -> step.interlocks().stream()));
    }

    private Stream<Limit> countingLimits() {
        Stream<Limit> asked = interlocks().flatMap(one ->
                one instanceof Interlock.Measured measured
                        ? Stream.of(measured.limit()) : Stream.empty());
        Stream<Limit> kept = invariants.stream().flatMap(one -> one.onlyIf().stream())
                .flatMap(condition -> switch (condition) {
                    case Invariant.Condition.Done _ -> Stream.empty();
                    case Invariant.Condition.Passed(_, Limit limit) -> Stream.of(limit);
                    case Invariant.Condition.Value(_, _, Limit limit) -> Stream.of(limit);
                });
        return Stream.of(asked, kept, Stream.of(anticoagulation.atLeast()),
                        timers.stream().map(Timer::limit),
                        measurements.stream().flatMap(one -> one.freshFor().stream()),
                        drugs.stream().flatMap(rule -> rule.limits().stream()),
                        afterwards.stream().flatMap(one -> one.limits().stream()),
                        ward.limits().stream(), followUp.limits().stream(),
                        dosing.limits().stream())
                .flatMap(limits -> limits);
    }

    private static Reason hold(String by, String sentence) {
        return new Reason(Action.HOLD, by, sentence);
    }
}
