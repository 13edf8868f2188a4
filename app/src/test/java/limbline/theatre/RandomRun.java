package limbline.theatre;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import limbline.event.Entry;
import limbline.event.Entry.Correction;
import limbline.event.Event;
import limbline.event.ProcedureEvent.AlarmAcknowledged;
import limbline.event.ProcedureEvent.BloodGasTaken;
import limbline.event.ProcedureEvent.DrugGiven;
import limbline.event.ProcedureEvent.LimbCompared;
import limbline.event.ProcedureEvent.MeasurementTaken;
import limbline.event.ProcedureEvent.Noted;
import limbline.event.ProcedureEvent.OverrideGiven;
import limbline.event.ProcedureEvent.ProcedureAborted;
import limbline.event.ProcedureEvent.ProcedureEnded;
import limbline.event.ProcedureEvent.StepTaken;
import limbline.event.ProtocolVersion;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.measure.Amount;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.PartialDate;
import limbline.measure.When;
import limbline.patient.BloodGas;
import limbline.patient.Drug;
import limbline.patient.Extremity;
import limbline.patient.Limb;
import limbline.patient.PatientId;
import limbline.patient.Side;
import limbline.protocol.Interlock;
import limbline.protocol.Measurand;
import limbline.protocol.Measurement;
import limbline.protocol.Protocol;
import limbline.protocol.Reason;
import limbline.protocol.Step;
import limbline.theatre.SignedOrder.OrderedDrug;

/// One procedure carried out at random: much of it as a team would, some of it as a team in trouble
/// would, some of it as nobody would. Each permission is told to a witness.
final class RandomRun {

    private static final PatientId PATIENT = new PatientId("P-1");
    private static final Limb LIMB = Limb.of(Side.LEFT, Extremity.LEG);
    private static final Limb OTHER = Limb.of(Side.RIGHT, Extremity.LEG);
    private static final EventId ID = new EventId(new UUID(0, 1));
    private static final PartialDate DAY = PartialDate.parse("2026-11-25");

    private final Protocol protocol;
    private final RandomGenerator random;
    private final boolean calm;
    private final boolean deviates;
    private final SignedOrder order;
    private final ProcedureBegun begun;
    private final List<Entry> entries = new ArrayList<>();
    private final Witness witness;
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private Run run;
    private boolean irregular;
    private int granted;

    RandomRun(Protocol protocol, RandomGenerator random) {
        this.protocol = protocol;
        this.random = random;
        this.calm = random.nextInt(3) == 0;
        this.deviates = !calm && random.nextInt(3) != 0;
        this.order = new SignedOrder(new EventId(new UUID(0, 9)), PATIENT, LIMB, protocol.id(),
                new ProtocolVersion("0".repeat(64)), protocol.steps().stream().filter(protocol::givesToxic)
                        .map(step -> step.gives().orElseThrow())
                        .map(drug -> new OrderedDrug(drug, Amount.parse("50 mg"))).toList(),
                List.of(), List.of("ada", "ben"));
        this.begun = new ProcedureBegun(LIMB, protocol.modality(), protocol.id(),
                order.version(), order.id(),
                Finding.missing(Why.NOT_APPLICABLE));
        this.run = new Run(begun, protocol, order, DAY.latest());
        this.witness = new Witness(protocol, order);
        record(begun, now, Optional.empty());
    }

    int granted() {
        return granted;
    }

    List<Entry> entries() {
        return entries;
    }

    Procedure folded(List<Entry> from) {
        return Procedure.of(ID, protocol, order, from);
    }

    Run run() {
        return run;
    }

    /// So many actions, then the way to a safe end.
    void carryOut(int actions) {
        for (int i = 0; i < actions; i++) {
            act();
        }
        leave();
    }

    private void act() {
        pass();
        switch (random.nextInt(calm ? 15 : 20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 -> goOn();
            case 10, 11 -> measure(one(protocol.measurements()), random.nextBoolean());
            case 12 -> attempt(one(protocol.steps()), random.nextInt(4) != 0);
            case 13 -> compare(random.nextInt(3) != 0);
            case 14 -> record(new Noted(ID, "a remark"), now, Optional.empty());
            case 15 -> override();
            case 16 -> correct();
            case 17 -> late();
            case 18 -> rare();
            default -> deviate();
        }
    }

    private void pass() {
        now = now.plusSeconds(switch (random.nextInt(8)) {
            case 0 -> random.nextInt(3_600);
            case 1, 2 -> random.nextInt(300);
            default -> random.nextInt(30);
        });
    }

    /// What a team does next: it measures what the step asks for, waits if it must, and takes it.
    private void goOn() {
        Optional<Step> next = protocol.steps().stream()
                .filter(step -> !protocol.isPast(step, run.done())
                        && run.done().containsAll(step.needs()))
                .findFirst();
        if (next.isEmpty()) {
            return;
        }
        if (run.done().isEmpty()) {
            compare(random.nextInt(10) != 0);
        }
        if (random.nextInt(4) != 0) {
            measureFor(next.get());
        }
        if (random.nextInt(3) == 0) {
            now = now.plus(Duration.ofMinutes(random.nextInt(70)));
            measureFor(next.get());
        }
        attempt(next.get(), true);
    }

    private void measureFor(Step step) {
        step.interlocks().stream()
                .flatMap(one -> one instanceof Interlock.Measured gate
                        ? Stream.of(gate.measurement()) : Stream.empty())
                .distinct()
                .forEach(one -> measure(one, random.nextInt(12) != 0));
    }

    private void attempt(Step step, boolean well) {
        if (step.gives().isPresent()) {
            Drug drug = step.gives().get();
            give(drug, well ? "50 mg" : one(List.of("50.1 mg", "5 mg", "50 ug", "50001 ug", "5 mL")));
            return;
        }
        StepTaken taken = new StepTaken(ID, step.id(),
                well ? Finding.known("ben") : Finding.missing(Why.NOT_STATED));
        if (run.permission(taken, "ada", now).isGiven()) {
            granted++;
            witness.stepGranted(step, entries, now, !irregular);
            permitted(taken);
        }
    }

    private void give(Drug drug, String dose) {
        DrugGiven given = given(drug, dose);
        if (run.permission(given, "ada", now).isGiven()) {
            granted++;
            witness.drugGranted(given, entries, now);
            witness.stepGranted(protocol.step(given.step().found().orElseThrow()), entries, now,
                    !irregular);
            permitted(given);
        }
    }

    private DrugGiven given(Drug drug, String dose) {
        return new DrugGiven(ID, protocol.steps().stream()
                .filter(step -> step.gives().equals(Optional.of(drug))).map(Step::id).findFirst()
                .<Finding<String>>map(Finding::known)
                .orElse(Finding.missing(Why.NOT_APPLICABLE)), drug,
                Finding.known(Amount.parse(dose)), Finding.notStated(), Finding.known("ben"));
    }

    /// What had permission is no deviation.
    private void permitted(Event event) {
        Entry entry = record(event, now, Optional.empty());
        witness.mustHold(judged(entry).permission().isGiven(),
                "%s was permitted and is a deviation", event);
    }

    /// Something done without asking; a deviation if it had no permission, and none if it had.
    private void deviate() {
        if (!deviates) {
            return;
        }
        irregular = true;
        Step step = one(protocol.steps());
        if (step.gives().isPresent()) {
            DrugGiven given = given(step.gives().get(), one(List.of("50 mg", "80 mg")));
            boolean may = run.permission(given, "ada", now).isGiven();
            done(given, may);
        } else {
            StepTaken taken = new StepTaken(ID, step.id(), Finding.known("ben"));
            done(taken, run.permission(taken, "ada", now).isGiven());
        }
    }

    private Run.Judged judged(Entry entry) {
        return requireNonNull(run.judged().get(entry.id()), "the fold judges every entry");
    }

    private void done(Event event, boolean may) {
        Entry entry = record(event, now, Optional.empty());
        witness.mustHold(judged(entry).permission().isGiven() == may,
                "%s: a deviation is what had no permission", event);
    }

    private void compare(boolean right) {
        record(new LimbCompared(ID, PATIENT, right ? LIMB : OTHER), now, Optional.empty());
    }

    private void measure(Measurement measurement, boolean plausible) {
        MeasurementTaken taken = measured(measurement, plausible);
        record(measurement.measures() == Measurand.PERFUSATE_PH && random.nextBoolean()
                ? gas(taken.amount()) : taken, now, Optional.empty());
    }

    /// Of the limb or of the body, which counts for nothing.
    private BloodGasTaken gas(Amount ph) {
        return new BloodGasTaken(ID, one(List.of(BloodGas.Drawn.values())),
                List.of(new BloodGas(BloodGas.Part.PH, ph), BloodGas.parse("K 4.1 mmol/L")));
    }

    /// Plausible: around the limits of the file, and mostly on their right side.
    private MeasurementTaken measured(Measurement measurement, boolean plausible) {
        boolean late = run.released().isPresent();
        String value = switch (measurement.measures()) {
            case ACTIVATED_CLOTTING_TIME -> plausible
                    ? late ? one(List.of("150", "180", "181")) : one(List.of("400", "400", "412"))
                    : one(List.of("349", "350", "0", "179", "399"));
            case LIMB_TEMPERATURE, PERFUSATE_TEMPERATURE -> plausible
                    ? one(List.of("38.5", "39", "38.1", "39.5")) : one(List.of("37", "40.1", "20"));
            case PERFUSATE_PH -> plausible ? "7.3" : one(List.of("7.19", "7.36", "7.2"));
            case LEAK -> plausible ? one(List.of("0", "10", "3")) : one(List.of("10.1", "60"));
            case FLOW_BY_LIMB_VOLUME -> plausible ? "38" : one(List.of("34.9", "41"));
            case WASHOUT_VOLUME -> plausible ? "1" : one(List.of("0.9", "0"));
            case CATHETER_GAUGE -> "6";
            case TIME_SINCE_LAST_TREATMENT -> plausible ? "6" : "5.9";
            case FLOW, PRESSURE, HAEMATOCRIT, PRIMING_VOLUME -> plausible ? "28" : "1";
        };
        return new MeasurementTaken(ID, measurement.id(),
                Amount.of(value, measurement.measures().unit()));
    }

    private void override() {
        Step step = one(protocol.steps());
        Permission permission = run.permission(step, now);
        if (permission.canBeOverridden()) {
            irregular = true;
            record(new OverrideGiven(ID, step.id(),
                    permission.against().stream().map(Reason::by).distinct().toList(), "ben",
                    "eve", "no other way"), now, Optional.empty());
        }
    }

    /// A value is found to have been mistyped: everything is folded again.
    private void correct() {
        List<Entry> values = entries.stream()
                .filter(entry -> entry.event() instanceof MeasurementTaken
                        && entries.stream().noneMatch(other -> other.correction()
                                .filter(one -> one.replaces().equals(entry.id())).isPresent()))
                .toList();
        if (!values.isEmpty()) {
            Entry wrong = one(values);
            Measurement measurement = protocol.measurement(
                    ((MeasurementTaken) wrong.event()).measurement()).orElseThrow();
            irregular = true; // what was permitted on the old value stays done
            record(measured(measurement, random.nextBoolean()),
                    ((When.At) wrong.happened()).instant(),
                    Optional.of(new Correction(wrong.id(), "mistyped")));
            again();
        }
    }

    /// A fact that was made without the server reaches the record now.
    private void late() {
        irregular = true;
        Instant made = now.minusSeconds(random.nextInt(600));
        if (deviates && random.nextBoolean()) {
            record(given(one(protocol.steps().stream().flatMap(step -> step.gives().stream())
                    .toList()), "50 mg"), made, Optional.empty());
        } else {
            record(measured(one(protocol.measurements()), random.nextBoolean()), made,
                    Optional.empty());
        }
        again();
    }

    private void again() {
        run = new Run(begun, protocol, order, DAY.latest());
        Witness.inTime(entries).forEach(entry -> run.fold(entry, Witness.at(entry)));
    }

    private void rare() {
        switch (random.nextInt(8)) {
            case 0 -> record(new ProcedureAborted(ID, "trouble"), now, Optional.empty());
            case 1 -> {
                if (run.endings().isEmpty()) {
                    record(new ProcedureEnded(ID), now, Optional.empty());
                }
            }
            default -> record(new AlarmAcknowledged(ID, "act-due " + now, "ben"), now,
                    Optional.empty());
        }
    }

    /// From wherever it stands: abort, and the way out is open with nothing measured any more.
    private void leave() {
        if (run.ended().isPresent()) {
            return;
        }
        record(new ProcedureAborted(ID, "enough"), now, Optional.empty());
        for (int i = 0; i < protocol.steps().size() && !protocol.isSafe(run.done()); i++) {
            Step out = protocol.wayOut(protocol.phase(run.done())).stream()
                    .map(one -> protocol.step(one.step()))
                    .filter(step -> !run.done().contains(step.id()))
                    .findFirst().orElseThrow(() -> new AssertionError("no way out: " + entries));
            Permission permission = run.permission(out, now);
            witness.mustHold(permission.isGiven(), "the way out is gated: %s",
                    permission.sentences());
            record(new StepTaken(ID, out.id(), Finding.known("ben")), now, Optional.empty());
        }
        witness.mustHold(protocol.isSafe(run.done()) && run.endings().isEmpty(),
                "no safe end: %s", run.done());
    }

    private Entry record(Event event, Instant at, Optional<Correction> correction) {
        int position = entries.size() + 1;
        Entry entry = new Entry(new EventId(new UUID(0, position)), PATIENT, position, event,
                new When.At(at), "", DAY, now, "ada", "a random run", correction);
        entries.add(entry);
        if (correction.isEmpty() && at.equals(now)) {
            run.fold(entry, at);
        }
        return entry;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
