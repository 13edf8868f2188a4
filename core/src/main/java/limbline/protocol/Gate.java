package limbline.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.measure.Amount;
import limbline.measure.Check;

/// All answers that the interlocks before one step can give. Each interlock looks at one
/// measurement, so the answers are worked out measurement by measurement and then combined; equal
/// ones are one case.
final class Gate {

    static final int PERMITTED = 0;
    static final int ASKED = 1;
    static final int HELD = 2;

    /// One combined answer.
    ///
    /// @param fails bit i: condition of invariant i does not hold
    /// @param limbAgrees whether the limb before the team is the signed one
    /// @param readings the values that make it so, by measurement
    /// @param words those of them that somebody has something against
    record Case(int verdict, long fails, boolean limbAgrees, Map<String, Reading> readings,
            String words) {

        Case {
            readings = Map.copyOf(readings);
        }
    }

    /// The answers to one measurement, one for each of its values.
    ///
    /// @param takers steps that take it; all bits: always there
    record Facet(String measurement, long takers, List<Case> answers) {}

    /// An invariant's condition on a value.
    record Demand(int invariant, Invariant.Condition.Value condition) {}

    /// More at one gate would be more answers than there is memory for.
    private static final int MOST_FACETS = 10;

    private final List<Facet> facets;
    private final long[] takers;
    private final Case[][] cases;
    private final boolean[] permits;

    Gate(Step step, List<Interlock> interlocks, List<Demand> demands, Facets values) {
        Map<String, Facet> byMeasurement = new LinkedHashMap<>();
        for (Measurement measurement : values.measurements()) {
            if (named(measurement, interlocks, demands)) {
                byMeasurement.put(measurement.id(), new Facet(measurement.id(),
                        values.takers(measurement),
                        answers(values.of(measurement), measurement, interlocks, demands)));
            }
        }
        if (step.does(Deed.CONFIRM_LIMB)
                || interlocks.stream().anyMatch(Interlock.SameLimb.class::isInstance)) {
            byMeasurement.put("limb", new Facet("limb", -1, limbAnswers(interlocks)));
        }
        facets = List.copyOf(byMeasurement.values());
        Check.that(facets.size() <= MOST_FACETS, "the gate of %s looks at %s measurements; the proof"
                + " holds %s, so make two steps of it", step.id(), facets.size(), MOST_FACETS);
        takers = facets.stream().mapToLong(Facet::takers).toArray();
        cases = new Case[1 << facets.size()][];
        permits = new boolean[cases.length];
        for (int taken = 0; taken < cases.length; taken++) {
            List<Case> all = combined(taken);
            cases[taken] = all.toArray(new Case[0]);
            permits[taken] = all.stream().allMatch(one -> one.verdict() == PERMITTED);
        }
    }

    /// What the proof knows of the measurements of a protocol.
    interface Facets {
        List<Measurement> measurements();

        List<Value> of(Measurement measurement);

        long takers(Measurement measurement);
    }

    List<Facet> facets() {
        return facets;
    }

    /// The different answers in `state`.
    Case[] cases(long state) {
        return cases[taken(state)];
    }

    /// Whether it permits whatever is measured or not.
    boolean alwaysPermits(long state) {
        return permits[taken(state)];
    }

    /// Whether it can permit while `measurement` is stuck at its value number `value`.
    boolean permitsStuck(long state, String measurement, int value) {
        for (int i = 0; i < facets.size(); i++) {
            Facet facet = facets.get(i);
            boolean isThere = ((taken(state) >> i) & 1) != 0;
            boolean stuck = facet.measurement().equals(measurement) || !isThere;
            boolean permits = stuck
                    ? facet.answers().get(isThere ? value : 0).verdict() == PERMITTED
                    : facet.answers().stream().anyMatch(one -> one.verdict() == PERMITTED);
            if (!permits) {
                return false;
            }
        }
        return true;
    }

    boolean isThere(Facet facet, long state) {
        return (facet.takers() & state) != 0 || facet.takers() == -1;
    }

    private int taken(long state) {
        int taken = 0;
        for (int i = 0; i < takers.length; i++) {
            if (takers[i] == -1 || (takers[i] & state) != 0) {
                taken |= 1 << i;
            }
        }
        return taken;
    }

    private List<Case> combined(int taken) {
        List<Case> all = List.of(new Case(PERMITTED, 0, true, Map.of(), ""));
        for (int i = 0; i < facets.size(); i++) {
            List<Case> answers = facets.get(i).answers();
            all = product(all, ((taken >> i) & 1) != 0 ? answers : answers.subList(0, 1));
        }
        return all;
    }

    private static List<Case> product(List<Case> some, List<Case> others) {
        Map<Case, Case> different = new LinkedHashMap<>();
        for (Case one : some) {
            for (Case other : others) {
                Case both = new Case(
                        Math.max(one.verdict(), other.verdict()),
                        one.fails() | other.fails(),
                        one.limbAgrees() && other.limbAgrees(),
                        merged(one.readings(), other.readings()),
                        joined(one, other));
                different.putIfAbsent(new Case(both.verdict(), both.fails(), both.limbAgrees(),
                        Map.of(), ""), both);
            }
        }
        return List.copyOf(different.values());
    }

    private static Map<String, Reading> merged(
            Map<String, Reading> some, Map<String, Reading> others) {
        Map<String, Reading> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    /// Only the values that somebody has something against are worth telling.
    private static String joined(Case one, Case other) {
        boolean isFine = other.verdict() == PERMITTED && other.fails() == 0 && other.limbAgrees();
        String more = isFine ? "" : other.words();
        return one.words().isEmpty() || more.isEmpty()
                ? one.words() + more : one.words() + "; " + more;
    }

    private static boolean named(
            Measurement measurement, List<Interlock> interlocks, List<Demand> demands) {
        return interlocks.stream().anyMatch(one -> one instanceof Interlock.Measured measured
                        && measured.measurement().id().equals(measurement.id()))
                || demands.stream().anyMatch(
                        one -> one.condition().measurement().id().equals(measurement.id()));
    }

    private static List<Case> answers(List<Value> values, Measurement measurement,
            List<Interlock> interlocks, List<Demand> demands) {
        List<Case> answers = new ArrayList<>();
        for (Value value : values) {
            int verdict = PERMITTED;
            for (Interlock one : interlocks) {
                if (one instanceof Interlock.Measured measured
                        && measured.measurement().id().equals(measurement.id())) {
                    verdict = Math.max(verdict, verdict(assumed(measured, value)
                            .check(situation(measurement, value.reading(), LimbCheck.AGREES))));
                }
            }
            long fails = 0;
            for (Demand demand : demands) {
                if (demand.condition().measurement().id().equals(measurement.id())
                        && !holds(demand.condition(), value)) {
                    fails |= 1L << demand.invariant();
                }
            }
            answers.add(new Case(verdict, fails, true,
                    Map.of(measurement.id(), value.reading()), value.words()));
        }
        return List.copyOf(answers);
    }

    private static List<Case> limbAnswers(List<Interlock> interlocks) {
        List<Case> answers = new ArrayList<>();
        for (LimbCheck limb : LimbCheck.values()) {
            int verdict = PERMITTED;
            for (Interlock one : interlocks) {
                if (one instanceof Interlock.SameLimb) {
                    verdict = Math.max(verdict, verdict(one.check(
                            new Situation(Set.of(), Map.of(), Map.of(), limb, Set.of(), false))));
                }
            }
            answers.add(new Case(verdict, 0, limb == LimbCheck.AGREES, Map.of(), switch (limb) {
                case AGREES -> "";
                case DIFFERS -> "another limb than the signed one";
                case NOT_COMPARED -> "limb not held against the order";
            }));
        }
        return List.copyOf(answers);
    }

    private static Interlock.Measured assumed(Interlock.Measured one, Value value) {
        return new Interlock.Measured(one.id(), one.hazard(), one.action(),
                Value.withFreshness(one.measurement()), one.bound(), value.assume(one.limit()));
    }

    /// Whether an invariant's condition is true. It wants a fresh value, where an old one can have
    /// become another: without a time of freshness only one of this moment is.
    static boolean holds(Invariant.Condition.Value condition, Value value) {
        Limit limit = value.assume(condition.limit());
        if (limit.amount().isEmpty()) {
            return false;
        }
        return switch (value.reading()) {
            case Reading.Missing _ -> false;
            case Reading.NeverBefore _ -> condition.bound().holdsForTheLargest();
            case Reading.Taken(Amount found, Duration age) ->
                    (age.isZero() || condition.measurement().measures().lasts())
                    && condition.bound().holds(found, limit.amount().get());
        };
    }

    static Situation situation(Measurement measurement, Reading reading, LimbCheck limb) {
        return new Situation(
                Set.of(), Map.of(measurement.id(), reading), Map.of(), limb, Set.of(), false);
    }

    static int verdict(Optional<Reason> reason) {
        return reason.map(one -> Rule.verdict(one.action())).orElse(PERMITTED);
    }
}
