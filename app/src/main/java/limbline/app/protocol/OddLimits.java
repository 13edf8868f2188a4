package limbline.app.protocol;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import limbline.measure.Amount;
import limbline.measure.Unit;
import limbline.protocol.Bound;
import limbline.protocol.DischargeItem;
import limbline.protocol.DrugRule;
import limbline.protocol.FollowUpPlan;
import limbline.protocol.Interlock;
import limbline.protocol.Invariant;
import limbline.protocol.Limit;
import limbline.protocol.Measurement;
import limbline.protocol.Protocol;
import limbline.protocol.Timer;
import limbline.protocol.WardRule;

/// Limits that cannot be meant as they stand, by their unit or their value. It is no clinical
/// judgement: each would ask nothing, or never end, whatever the limb.
final class OddLimits {

    private final Fields limits;
    private final Protocol protocol;
    private final Set<String> refused = new HashSet<>();

    OddLimits(Fields file, Protocol protocol) {
        this.limits = file.fields("limits");
        this.protocol = protocol;
    }

    /// Notes every one of them, each once.
    void refuse() {
        times();
        gates();
        doses();
        ward();
        followUp();
    }

    private void note(Limit limit, String why) {
        if (refused.add(limit.id())) {
            limits.refuse(limit.id(), why);
        }
    }

    /// An empty limit has no value that could look odd, so its unit has to be the one.
    private void times() {
        Stream.of(protocol.timers().stream().map(Timer::limit),
                        protocol.measurements().stream().flatMap(one -> one.freshFor().stream()),
                        conditions().flatMap(one ->
                                one instanceof Invariant.Condition.Passed(_, Limit limit)
                                        ? Stream.of(limit) : Stream.empty()))
                .flatMap(all -> all)
                .filter(limit -> limit.unit() != Unit.MINUTE)
                .forEach(limit -> note(limit, "%s is in %s; what a theatre times is in min"
                        .formatted(limit.id(), limit.unit())));
    }

    private Stream<Invariant.Condition> conditions() {
        return protocol.invariants().stream().flatMap(one -> one.onlyIf().stream());
    }

    /// A gate that every value opens asks nothing, one that none opens permits nothing.
    private void gates() {
        Stream.concat(
                        protocol.steps().stream().flatMap(step -> step.interlocks().stream()),
                        protocol.aborts().stream().flatMap(path -> path.steps().stream())
                                .flatMap(step -> step.interlocks().stream()))
                .forEach(one -> {
                    if (one instanceof Interlock.Measured(_, _, _, var measured, var bound,
                            var limit)) {
                        gate(measured, bound, limit);
                    }
                });
        conditions().forEach(one -> {
            if (one instanceof Invariant.Condition.Value(var measured, var bound, var limit)) {
                gate(measured, bound, limit);
            }
        });
        gate(protocol.anticoagulation().measurement(), Bound.AT_LEAST,
                protocol.anticoagulation().atLeast());
    }

    private void gate(Measurement measured, Bound bound, Limit limit) {
        try {
            limit.amount().ifPresent(amount ->
                    measured.measures().mustBeDividedBy(limit.id(), bound, amount));
        } catch (IllegalArgumentException e) {
            note(limit, Fields.message(e));
        }
    }

    private void doses() {
        for (DrugRule rule : protocol.drugs()) {
            rule.drawUp().filter(step -> rule.cap().filter(cap -> isBelow(cap, step)).isPresent())
                    .ifPresent(step -> note(step, "%s (%s) is more than the most that is given (%s)"
                            .formatted(step.id(), step.words(), rule.cap().get().words())));
        }
        Stream.concat(protocol.dosing().girthError().stream(),
                        protocol.dosing().displacementError().stream())
                .filter(limit -> is(limit, value -> value.value().signum() <= 0
                        || value.compareTo(Amount.of("100", Unit.PERCENT)) >= 0))
                .forEach(limit -> note(limit, "%s of %s is no error of a measured volume".formatted(
                        limit.id(), limit.words())));
        protocol.dosing().idealWeight().stream().flatMap(one -> Stream.of(
                        one.height(), one.male(), one.female(), one.perCentimetre()))
                .filter(OddLimits::isNothing)
                .forEach(limit -> note(limit, limit.id() + " of nothing is no part of a weight"));
    }

    private interface Test {
        boolean test(Amount amount);
    }

    private static boolean is(Limit limit, Test test) {
        return limit.amount().filter(test::test).isPresent();
    }

    private static boolean isBelow(Limit lower, Limit higher) {
        return lower.unit() == higher.unit() && lower.amount().isPresent()
                && higher.amount().isPresent()
                && lower.amount().get().compareTo(higher.amount().get()) < 0;
    }

    private static boolean isNothing(Limit limit) {
        return is(limit, amount -> amount.value().signum() <= 0);
    }

    private void ward() {
        for (WardRule rule : protocol.ward().rules()) {
            switch (rule) {
                case WardRule.UrineBelow(_, Limit below, Limit over) -> urine(below, over);
                case WardRule.Overdue(_, _, Limit every, _) -> wardTime(every);
                case WardRule.ValueAbove(_, _, _, var from, var until, _) -> {
                    if (from.isPresent() && until.isPresent() && isBelow(until.get(), from.get())) {
                        note(until.get(), "%s (%s) is over before %s (%s) begins".formatted(
                                until.get().id(), until.get().words(), from.get().id(),
                                from.get().words()));
                    }
                }
                case WardRule.LatePeak _, WardRule.PeakPassed _,
                        WardRule.RiseAfter _, WardRule.CompartmentSigns _,
                        WardRule.GradeAtLeast _ -> { }
            }
        }
        for (DischargeItem item : protocol.ward().discharge()) {
            if (item instanceof DischargeItem.EnoughUrine enough) {
                urine(enough.atLeast(), enough.over());
            }
        }
    }

    private void urine(Limit amount, Limit over) {
        if (isNothing(amount)) {
            note(amount, amount.id() + " of nothing asks for no urine at all");
        }
        wardTime(over);
    }

    private void wardTime(Limit limit) {
        if (limit.unit() != Unit.HOUR && limit.unit() != Unit.DAY) {
            note(limit, "%s is in %s; a ward counts in h or d".formatted(limit.id(), limit.unit()));
        }
    }

    /// Visits go on from the one before, and who is lost is late first.
    private void followUp() {
        Optional<Limit> before = Optional.empty();
        for (FollowUpPlan.Visit visit : protocol.followUp().visits()) {
            switch (visit) {
                case FollowUpPlan.Visit.Once once -> {
                    if (isNothing(once.after())) {
                        note(once.after(), once.after().id() + " is the day of the treatment");
                    }
                    before = Optional.of(once.after());
                }
                case FollowUpPlan.Visit.Every every -> before.filter(earlier ->
                                isNotAfter(every.until(), earlier))
                        .ifPresent(earlier -> note(every.until(), ("%s (%s) is over when the visit"
                                + " before it (%s) is due").formatted(every.until().id(),
                                        every.until().words(), earlier.words())));
            }
        }
        Optional<Limit> late = protocol.followUp().late();
        Optional<Limit> lost = protocol.followUp().lost();
        if (late.isPresent() && lost.isPresent() && isNotAfter(lost.get(), late.get())) {
            note(lost.get(), "%s (%s) is over before a visit is late (%s)".formatted(
                    lost.get().id(), lost.get().words(), late.get().words()));
        }
    }

    private static boolean isNotAfter(Limit later, Limit earlier) {
        return later.amount().isPresent() && earlier.amount().isPresent()
                && later.amount().get().duration().compareTo(
                        earlier.amount().get().duration()) <= 0;
    }
}
