package limbline.theatre;

import com.google.errorprone.annotations.FormatMethod;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.ProcedureEvent.BloodGasTaken;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.event.ProcedureEvent.LimbCompared;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.event.ProcedureEvent.ProcedureAborted;
import limbline.event.ProcedureEvent.StepTaken;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.When;
import limbline.patient.BloodGas;
import limbline.patient.Drug;
import limbline.protocol.Bound;
import limbline.protocol.Deed;
import limbline.protocol.DrugClass;
import limbline.protocol.Invariant;
import limbline.protocol.Limit;
import limbline.protocol.Measurand;
import limbline.protocol.Measurement;
import limbline.protocol.Protocol;
import limbline.protocol.Step;

/// Looks at the bare record at each permission and says whether an invariant was broken. It shares
/// nothing with what gave the permission: it reads the entries from the last to the first.
final class Witness {

    private final Protocol protocol;
    private final SignedOrder order;

    Witness(Protocol protocol, SignedOrder order) {
        this.protocol = protocol;
        this.order = order;
    }

    static Instant at(Entry entry) {
        return ((When.At) entry.happened()).instant();
    }

    /// The entries that count, in the order in which things were done.
    static List<Entry> inTime(List<Entry> entries) {
        Set<EventId> replaced = entries.stream().flatMap(entry -> entry.correction().stream())
                .map(Entry.Correction::replaces).collect(Collectors.toSet());
        Map<EventId, Integer> places = new HashMap<>();
        entries.forEach(entry -> places.put(entry.id(), entry.correction()
                .map(one -> places.getOrDefault(one.replaces(), entry.position()))
                .orElse(entry.position())));
        return entries.stream().filter(entry -> !replaced.contains(entry.id()))
                .sorted(Comparator.<Entry, Integer>comparing(entry ->
                        places.getOrDefault(entry.id(), 0)))
                .sorted(Comparator.comparing(Witness::at))
                .toList();
    }

    @FormatMethod
    void mustHold(boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw new AssertionError(message.formatted(arguments));
        }
    }

    /// The built-in invariants, at the permission to give a drug.
    void drugGranted(DrugGiven drug, List<Entry> entries, Instant now) {
        if (!DrugClass.of(drug.drug()).isToxic()) {
            return;
        }
        List<Entry> past = inTime(entries).reversed();
        mustHold(isIsolated(past), "%s into a limb that is not isolated", drug);
        mustHold(holds(past, protocol.anticoagulation().measurement(), Bound.AT_LEAST,
                protocol.anticoagulation().atLeast(), now), "%s without a fresh ACT", drug);
        mustHold(past.stream().noneMatch(entry -> entry.event() instanceof DrugGiven before
                && before.drug() == drug.drug()), "%s was given before", drug);
        mustHold(milligrams(drug.dose().found().orElseThrow())
                .compareTo(milligrams(order.dose(drug.drug()).orElseThrow())) <= 0,
                "%s is more than was signed", drug);
        mustHold(isRightLimb(past), "%s to another limb than the signed one", drug);
    }

    private static BigDecimal milligrams(Amount dose) {
        return switch (dose.unit()) {
            case MILLIGRAM -> dose.value();
            case MICROGRAM -> dose.value().divide(BigDecimal.valueOf(1_000));
            default -> throw new AssertionError(dose + " was permitted: it is no mass");
        };
    }

    /// What the file wants kept, and the rest of what is built in, at the permission to take a step.
    ///
    /// @param regular whether everything so far had its permission, nothing was overridden, and no
    ///     permission has lost its ground since
    void stepGranted(Step step, List<Entry> entries, Instant now, boolean regular) {
        List<Entry> past = inTime(entries).reversed();
        boolean aborted = past.stream().anyMatch(
                entry -> entry.event() instanceof ProcedureAborted);
        if (step.does(Deed.ISOLATE)) {
            mustHold(isRightLimb(past), "isolates another limb than the signed one");
        }
        if (step.does(Deed.RELEASE) && !aborted) {
            mustHold(isWashedOut(past), "released before the washout");
        }
        if (!regular || aborted) {
            return;
        }
        for (Invariant invariant : protocol.invariants()) {
            if (invariant.step().equals(step.id())) {
                invariant.onlyIf().forEach(condition -> mustHold(
                        holds(past, condition, now), "%s is broken", invariant.id()));
            }
        }
    }

    private boolean holds(List<Entry> past, Invariant.Condition condition, Instant now) {
        return switch (condition) {
            case Invariant.Condition.Done(String step) -> lastTaken(past, step).isPresent();
            case Invariant.Condition.Passed(String since, Limit atLeast) ->
                lastTaken(past, since).filter(at -> Duration.between(at, now).compareTo(
                        atLeast.amount().orElseThrow().duration()) >= 0).isPresent();
            case Invariant.Condition.Value(Measurement measurement, Bound bound, Limit limit) ->
                holds(past, measurement, bound, limit, now);
        };
    }

    /// What an event says of a measurement. A blood gas says the pH, if it is of the limb.
    private static Optional<Amount> read(Event event, Measurement measurement) {
        return switch (event) {
            case MeasurementTaken(_, String id, Amount value) when id.equals(measurement.id()) ->
                Optional.of(value);
            case BloodGasTaken(_, BloodGas.Drawn drawn, List<BloodGas> values)
                    when drawn == BloodGas.Drawn.LIMB
                            && measurement.measures() == Measurand.PERFUSATE_PH ->
                values.stream().filter(value -> value.part() == BloodGas.Part.PH)
                        .map(BloodGas::amount).findFirst();
            default -> Optional.empty();
        };
    }

    /// The last value, if it is fresh, on the right side, and of after the last heparin or protamine
    /// where it is a clotting time. A limb that was never treated waits for nothing.
    private boolean holds(List<Entry> past, Measurement measurement, Bound bound, Limit limit,
            Instant now) {
        for (Entry entry : past) {
            Optional<Amount> read = read(entry.event(), measurement);
            if (read.isPresent()) {
                boolean fresh = measurement.freshFor().flatMap(Limit::amount)
                        .map(Amount::duration)
                        .filter(most -> Duration.between(at(entry), now).compareTo(most) > 0)
                        .isEmpty();
                return fresh && isOnSide(read.get(), bound, limit.amount().orElseThrow());
            }
            if (entry.event() instanceof ProcedureBegun begun
                    && measurement.measures() == Measurand.TIME_SINCE_LAST_TREATMENT) {
                return begun.lastTreated().equals(Finding.missing(Why.NOT_APPLICABLE)); // the first
            }
            if (entry.event() instanceof DrugGiven drug
                    && measurement.equals(protocol.anticoagulation().measurement())
                    && (drug.drug() == Drug.HEPARIN || drug.drug() == Drug.PROTAMINE)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isOnSide(Amount value, Bound bound, Amount limit) {
        int side = value.compareTo(limit);
        return switch (bound) {
            case AT_LEAST -> side >= 0;
            case ABOVE -> side > 0;
            case AT_MOST -> side <= 0;
            case BELOW -> side < 0;
        };
    }

    private boolean isIsolated(List<Entry> past) {
        return past.stream().flatMap(entry -> step(entry).stream())
                .filter(step -> step.does(Deed.ISOLATE) || step.does(Deed.RELEASE))
                .findFirst().filter(step -> step.does(Deed.ISOLATE)).isPresent();
    }

    private boolean isWashedOut(List<Entry> past) {
        return past.stream().flatMap(entry -> step(entry).stream())
                .filter(step -> step.does(Deed.WASH_OUT) || protocol.givesToxic(step))
                .findFirst().filter(step -> step.does(Deed.WASH_OUT)).isPresent();
    }

    /// The last time-out that found anything found the limb of the order.
    private boolean isRightLimb(List<Entry> past) {
        boolean confirmed = false;
        for (Entry entry : past) {
            confirmed |= step(entry).filter(step -> step.does(Deed.CONFIRM_LIMB)).isPresent();
            if (confirmed && entry.event() instanceof LimbCompared(_, var patient, var limb)) {
                if (patient.equals(order.patient()) && limb.equals(order.limb())) {
                    return true;
                }
                confirmed = false; // it confirmed nothing; one before it may have
            }
        }
        return false;
    }

    private Optional<Instant> lastTaken(List<Entry> past, String step) {
        return past.stream().filter(entry -> step(entry).filter(
                one -> one.id().equals(step)).isPresent()).findFirst().map(Witness::at);
    }

    private Optional<Step> step(Entry entry) {
        return switch (entry.event()) {
            case StepTaken taken -> protocol.find(taken.step());
            case DrugGiven drug -> drug.step().found().flatMap(protocol::find);
            default -> Optional.empty();
        };
    }
}
