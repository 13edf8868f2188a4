package limbline.theatre;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limbline.event.Entry;
import limbline.event.Event;
import limbline.event.ProcedureEvent;
import limbline.event.ProcedureEvent.AlarmAcknowledged;
import limbline.event.ProcedureEvent.BloodGasTaken;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.event.ProcedureEvent.LimbCompared;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.event.ProcedureEvent.Noted;
import limbline.event.ProcedureEvent.OverrideGiven;
import limbline.event.ProcedureEvent.PermissionRefused;
import limbline.event.ProcedureEvent.ProcedureAborted;
import limbline.event.ProcedureEvent.ProcedureEnded;
import limbline.event.ProcedureEvent.StepTaken;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Known;
import limbline.measure.Finding.Missing;
import limbline.measure.Finding.Printed;
import limbline.measure.Finding.Why;
import limbline.measure.Unit;
import limbline.patient.BloodGas;
import limbline.patient.Drug;
import limbline.protocol.Action;
import limbline.protocol.Bound;
import limbline.protocol.Deed;
import limbline.protocol.Interlock;
import limbline.protocol.LimbCheck;
import limbline.protocol.Measurand;
import limbline.protocol.Measurement;
import limbline.protocol.Phase;
import limbline.protocol.Protocol;
import limbline.protocol.Reading;
import limbline.protocol.Reason;
import limbline.protocol.Situation;
import limbline.protocol.Step;

/// Folds a procedure entry by entry, in the order in which things were done. Before each fact it
/// asks what the interlocks would have said: that is its permission.
final class Run {

    private static final int DAYS_A_WEEK = 7;

    private final ProcedureBegun begun;
    private final Protocol protocol;
    private final SignedOrder order;
    private final LocalDate day;
    private final Map<String, Instant> doneAt = new HashMap<>();
    private final Map<String, Read> readings = new HashMap<>();
    private final Map<String, Set<String>> overrides = new HashMap<>();
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private final Map<EventId, Judged> judged = new LinkedHashMap<>();
    private final List<Given> given = new ArrayList<>();
    private final Watches watches;
    private Set<String> done = new LinkedHashSet<>();
    private LimbCheck limb = LimbCheck.NOT_COMPARED;
    private boolean aborted;
    private Optional<Instant> ended = Optional.empty();
    private Optional<Instant> isolated = Optional.empty();
    private Optional<Instant> released = Optional.empty();

    /// A value and when it was read.
    record Read(Amount amount, Instant at) {}

    /// What the interlocks had to say of a fact at its moment.
    record Judged(Entry entry, Instant at, Permission permission, Set<String> overridden) {}

    /// @param day of the calendar on which it began, where the theatre is
    Run(ProcedureBegun begun, Protocol protocol, SignedOrder order, LocalDate day) {
        this.begun = begun;
        this.protocol = protocol;
        this.order = order;
        this.day = day;
        this.watches = new Watches(protocol);
    }

    void fold(Entry entry, Instant at) {
        if (!(entry.event() instanceof ProcedureEvent event)) {
            return;
        }
        watches.tick(at, this::situation);
        switch (event) {
            case LimbCompared(_, var patient, var before) ->
                limb = patient.equals(order.patient()) && before.equals(order.limb())
                        ? LimbCheck.AGREES : LimbCheck.DIFFERS;
            case StepTaken taken -> step(entry, taken, at);
            case MeasurementTaken _, BloodGasTaken _ -> values(entry.event(), protocol).forEach(
                    taken -> protocol.measurement(taken.measurement())
                            .filter(known -> known.measures().unit() == taken.amount().unit())
                            .ifPresent(known -> measured(entry, known, taken.amount(), at)));
            case DrugGiven drug -> drug(entry, drug, at);
            case OverrideGiven over -> overrides
                    .computeIfAbsent(over.step(), _ -> new LinkedHashSet<>())
                    .addAll(over.against());
            case ProcedureAborted _ -> aborted |= ended.isEmpty(); // what is over is not called off
            case AlarmAcknowledged(_, var what, var by) -> {
                seen.putIfAbsent(what, new Seen(by, at));
                watches.seen(what, at);
            }
            case ProcedureEnded _ -> end(entry, at);
            case PermissionRefused _, Noted _ -> { }
        }
    }

    private void step(Entry entry, StepTaken taken, Instant at) {
        judge(entry, at, permission(taken, entry.author(), at));
        protocol.find(taken.step()).ifPresent(step -> take(step, at));
    }

    private void drug(Entry entry, DrugGiven drug, Instant at) {
        judge(entry, at, permission(drug, entry.author(), at));
        given.add(new Given(entry.id(), at, drug, order.dose(drug.drug())));
        giving(drug).ifPresent(step -> take(step, at));
    }

    private void judge(Entry entry, Instant at, Permission permission) {
        judged.put(entry.id(), new Judged(entry, at, permission,
                Set.copyOf(overrides.getOrDefault(permission.step(), Set.of()))));
    }

    /// The step of the protocol that this was.
    private Optional<Step> giving(DrugGiven drug) {
        return drug.step().found().flatMap(protocol::find)
                .filter(step -> step.gives().equals(Optional.of(drug.drug())));
    }

    Permission permission(StepTaken taken, String author, Instant at) {
        Optional<Step> found = protocol.find(taken.step());
        if (found.isEmpty()) {
            return new Permission(taken.step(), taken.step(), List.of(hold("step",
                    "The protocol has no step " + taken.step() + ".")), List.of());
        }
        Step step = found.get();
        List<Reason> more = new ArrayList<>();
        step.gives().ifPresent(drug -> more.add(unknownDose(drug)));
        if (step.people() > 1 && !isSecond(taken.with(), author)) {
            more.add(hold("people", "Step %s takes two people; %s.".formatted(
                    step.id(), alone(taken.with(), author))));
        }
        return permission(step, at).with(step.id(), more);
    }

    Permission permission(DrugGiven drug, String author, Instant at) {
        List<Reason> more = new ArrayList<>();
        Optional<Step> step = giving(drug);
        if (step.isEmpty()) {
            more.add(hold("step", "No step of the protocol gives %s.".formatted(
                    drug.drug().term())));
        }
        if (drug.barcode().found().isEmpty() && !isSecond(drug.with(), author)) {
            more.add(hold("people", "%s takes a barcode or a second person; %s.".formatted(
                    capital(drug.drug().term()), alone(drug.with(), author))));
        }
        more.addAll(dose(drug.drug(), drug.dose().found()));
        return step.map(one -> permission(one, at))
                .orElseGet(() -> new Permission(drug.drug().term(), "", over(), List.of()))
                .with(drug.drug().term() + drug.dose().found()
                                .map(dose -> " " + dose.written()).orElse(""),
                        more);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /// What the signed order has against this dose. That nothing is ordered the protocol says.
    private List<Reason> dose(Drug drug, Optional<Amount> dose) {
        if (dose.isEmpty()) {
            return List.of(unknownDose(drug));
        }
        return order.dose(drug).map(signed -> dose(drug, dose.get(), signed)).orElse(List.of());
    }

    /// A mass in another unit is converted, and the team is told so: a slip of the unit shows there.
    private static List<Reason> dose(Drug drug, Amount given, Amount signed) {
        Optional<Amount> same = given.in(signed.unit());
        if (same.isEmpty()) {
            return List.of(hold("order", "%s of %s cannot be held against the signed %s: the units"
                    .formatted(given.written(), drug.term(), signed.written())
                    + " differ."));
        }
        List<Reason> reasons = new ArrayList<>();
        String amount = given.written();
        if (given.unit() != signed.unit()) {
            amount += " (%s)".formatted(same.get().written());
            reasons.add(new Reason(Action.NOTE, "order", "%s of %s is held against the signed %s."
                    .formatted(amount, drug.term(), signed.written())));
        }
        if (same.get().compareTo(signed) > 0) {
            reasons.add(hold("order", "%s of %s is more than the signed %s.".formatted(
                    amount, drug.term(), signed.written())));
        }
        return reasons;
    }

    private static Reason unknownDose(Drug drug) {
        return hold("order", "How much %s was given is not recorded.".formatted(drug.term()));
    }

    private static boolean isSecond(Finding<String> with, String author) {
        return with.found().filter(name -> !name.equals(author)).isPresent();
    }

    /// Why nobody but the author answers for it: no second name, or one that no PIN proved.
    private static String alone(Finding<String> with, String author) {
        return with instanceof Printed<String>(String name) && !name.equals(author)
                ? "%s was named beside %s and is not confirmed".formatted(name, author)
                : "only %s is named".formatted(author);
    }

    private static Reason hold(String by, String sentence) {
        return new Reason(Action.HOLD, by, sentence);
    }

    private List<Reason> over() {
        return ended.isPresent()
                ? List.of(hold("end", "The procedure has ended.")) : List.of();
    }

    Permission permission(Step step, Instant at) {
        Set<String> overridden = overrides.getOrDefault(step.id(), Set.of());
        List<Reason> against = new ArrayList<>(over());
        List<Reason> told = new ArrayList<>();
        for (Reason reason : protocol.reasons(step, situation(at))) {
            if (reason.action() == Action.NOTE) {
                told.add(reason);
            } else if (reason.action() == Action.HOLD || !overridden.contains(reason.by())) {
                against.add(reason);
            }
        }
        return new Permission(step.id(), step.id(), against, told);
    }

    private void take(Step step, Instant at) {
        overrides.remove(step.id());
        done = new LinkedHashSet<>(protocol.after(done, step, limb));
        doneAt.keySet().retainAll(done);
        if (done.contains(step.id())) {
            doneAt.put(step.id(), at);
        }
        if (step.gives().isPresent()) {
            readings.keySet().removeAll(step.measures()); // what was read before the drug is over
        }
        if (step.does(Deed.ISOLATE)) {
            isolated = Optional.of(at);
            released = Optional.empty();
        } else if (step.does(Deed.RELEASE)) {
            released = Optional.of(at);
        }
        watches.taken(step, at, done::contains);
    }

    private void measured(Entry entry, Measurement measurement, Amount amount, Instant at) {
        readings.put(measurement.id(), new Read(amount, at));
        watches.measured(measurement.id(), at);
        crossed(measurement, at).ifPresent(sentence -> watches.crossed(new Watches.Raised(
                measurement.id() + " " + entry.id(), Alarm.Kind.LIMIT_CROSSED, at, sentence)));
    }

    /// The single values of an event. Of a blood gas they are what the protocol asks for of the
    /// limb's circuit; blood of the body is none of that.
    static List<MeasurementTaken> values(Event event, Protocol protocol) {
        if (event instanceof MeasurementTaken taken) {
            return List.of(taken);
        }
        if (!(event instanceof BloodGasTaken gas) || gas.drawn() == BloodGas.Drawn.BODY) {
            return List.of();
        }
        return protocol.measurements().stream()
                .flatMap(known -> gas.values().stream()
                        .filter(value -> Measurand.of(value.part())
                                .equals(Optional.of(known.measures())))
                        .map(value -> new MeasurementTaken(
                                gas.procedure(), known.id(), value.amount())))
                .toList();
    }

    /// A leak is one at any time; heparin must hold as long as the limb is isolated.
    private Optional<String> crossed(Measurement measurement, Instant at) {
        boolean leak = measurement.measures() == Measurand.LEAK;
        boolean heparin = measurement.equals(protocol.anticoagulation().measurement())
                && protocol.phase(done) == Phase.ISOLATED;
        if (!leak && !heparin) {
            return Optional.empty();
        }
        Situation now = new Situation(done, Map.of(measurement.id(), reading(measurement, at)),
                Map.of(), limb, Set.of(), aborted);
        return protocol.steps().stream()
                .filter(step -> leak || protocol.givesToxic(step))
                .flatMap(step -> step.interlocks().stream())
                .filter(one -> one instanceof Interlock.Measured(_, _, _, var measured, var bound,
                        var limit) && measured.equals(measurement) && !limit.isEmpty()
                        && (bound == Bound.AT_MOST || bound == Bound.BELOW) == leak)
                .flatMap(one -> one.check(now).stream())
                .map(Reason::sentence)
                .findFirst();
    }

    private void end(Entry entry, Instant at) {
        judge(entry, at, new Permission("", "end", endings(), List.of()));
        if (ended.isEmpty()) {
            ended = Optional.of(at);
        }
        watches.stop();
    }

    /// What speaks against ending now.
    List<Reason> endings() {
        List<Reason> against = new ArrayList<>(over());
        for (Step step : protocol.steps()) {
            if (done.contains(step.id()) && step.does(Deed.ISOLATE)) {
                against.add(hold(step.id(), "The limb is still isolated (%s).".formatted(
                        step.id())));
            }
            if (done.contains(step.id()) && step.does(Deed.INSERT)) {
                against.add(hold(step.id(), "What was put in with %s is still in.".formatted(
                        step.id())));
            }
        }
        if (!aborted) {
            protocol.steps().stream()
                    .filter(step -> !step.optional() && !protocol.isPast(step, done))
                    .forEach(step -> against.add(hold(step.id(),
                            "Step %s is not done; do it, or abort.".formatted(step.id()))));
        }
        return against;
    }

    /// What an interlock may look at, at a moment no earlier than the last entry.
    Situation situation(Instant now) {
        Map<String, Reading> there = new HashMap<>();
        for (Measurement measurement : protocol.measurements()) {
            if (protocol.isThere(measurement, done)) {
                there.put(measurement.id(), reading(measurement, now));
            }
        }
        Map<String, Duration> since = new HashMap<>();
        doneAt.forEach((step, at) -> since.put(step, age(at, now)));
        Set<Drug> ordered = new LinkedHashSet<>();
        order.drugs().forEach(drug -> ordered.add(drug.drug()));
        given.forEach(drug -> ordered.remove(drug.event().drug()));
        return new Situation(done, there, since, limb, ordered, aborted);
    }

    private Reading reading(Measurement measurement, Instant now) {
        Read read = readings.get(measurement.id());
        if (read != null) {
            return new Reading.Taken(read.amount(), age(read.at(), now));
        }
        return measurement.measures() == Measurand.TIME_SINCE_LAST_TREATMENT
                ? sinceLastTreatment() : new Reading.Missing();
    }

    /// Of the day on which the procedure began: at midnight, here or in Greenwich, no limb has waited
    /// a day longer.
    private Reading sinceLastTreatment() {
        return switch (begun.lastTreated()) {
            case Known<LocalDate>(LocalDate last) -> new Reading.Taken(
                    new Amount(BigDecimal.valueOf(Math.max(0, ChronoUnit.DAYS.between(
                            last, day)))
                            .divide(BigDecimal.valueOf(DAYS_A_WEEK), 1, RoundingMode.DOWN),
                            Unit.WEEK), Duration.ZERO);
            case Missing<LocalDate>(Why why) -> why == Why.NOT_APPLICABLE
                    ? new Reading.NeverBefore() : new Reading.Missing();
            case Printed<LocalDate> _ -> new Reading.Missing();
        };
    }

    /// Two screens whose clocks differ by a moment are no reason for a negative age.
    private static Duration age(Instant at, Instant now) {
        return at.isAfter(now) ? Duration.ZERO : Duration.between(at, now);
    }

    Set<String> done() {
        return done;
    }

    Map<String, Instant> doneAt() {
        return doneAt;
    }

    Map<String, Read> readings() {
        return readings;
    }

    Map<String, Seen> seen() {
        return seen;
    }

    Map<EventId, Judged> judged() {
        return judged;
    }

    List<Given> given() {
        return given;
    }

    Watches watches() {
        return watches;
    }

    boolean isAborted() {
        return aborted;
    }

    Optional<Instant> ended() {
        return ended;
    }

    Optional<Instant> isolated() {
        return isolated;
    }

    Optional<Instant> released() {
        return released;
    }
}
