package limbline.theatre;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limbline.course.AsOf;
import limbline.course.Effective;
import limbline.course.Struck;
import limbline.event.Entry;
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
import limbline.event.TheatreEvent.Infused;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.measure.Amount;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.measure.Milligrams;
import limbline.measure.Unit;
import limbline.measure.When;
import limbline.patient.Drug;
import limbline.patient.DrugDose;
import limbline.patient.OperationId;
import limbline.protocol.AbortPath.AbortStep;
import limbline.protocol.DrugClass;
import limbline.protocol.DrugRule;
import limbline.protocol.Phase;
import limbline.protocol.Protocol;
import limbline.protocol.Reason;
import limbline.protocol.Situation;
import limbline.protocol.Step;

/// Where one procedure stands: the fold of its entries and nothing else.
///
/// Entries are folded in the order in which things were done, so a fact that reaches the record late
/// takes its place. Folding the same entries again gives the same procedure. What depends on the
/// moment (how old a value is, which alarm is up) takes the moment as an argument.
public final class Procedure {

    /// Steps shown beside the one that is next.
    private static final int AHEAD = 2;

    /// What [Milligrams] holds.
    private static final BigDecimal MOST = new BigDecimal(10_000);

    private final Entry begin;
    private final ProcedureBegun begun;
    private final Protocol protocol;
    private final SignedOrder order;
    private final Run run;
    private final List<Line> lines;

    private Procedure(Entry begin, ProcedureBegun begun, Protocol protocol, SignedOrder order,
            List<Entry> counting, List<Struck> struck) {
        this.begin = begin;
        this.begun = begun;
        this.protocol = protocol;
        this.order = order;
        this.run = new Run(begun, protocol, order, begin.known().latest());
        counting.forEach(entry -> run.fold(entry, instant(entry)));
        this.lines = lines(counting, struck);
    }

    /// The event that began the procedure `id`; empty if it is not there or was withdrawn.
    public static Optional<ProcedureBegun> begun(EventId id, List<Entry> entries) {
        return new Effective(entries, AsOf.NOW).entries().stream()
                .filter(entry -> entry.id().equals(id))
                .flatMap(entry -> entry.event() instanceof ProcedureBegun it
                        ? Stream.of(it) : Stream.empty())
                .findFirst();
    }

    /// The procedures that were begun and not withdrawn, in the order of the record.
    public static List<EventId> begun(List<Entry> entries) {
        return new Effective(entries, AsOf.NOW).entries().stream()
                .filter(entry -> entry.event() instanceof ProcedureBegun)
                .map(Entry::id).toList();
    }

    /// Folds one procedure of a patient.
    ///
    /// @param protocol the version it began with
    /// @param order the order it began on
    /// @param entries all that the journal holds of the patient
    /// @throws IllegalArgumentException if no such procedure was begun
    public static Procedure of(
            EventId id, Protocol protocol, SignedOrder order, List<Entry> entries) {
        Effective effective = new Effective(entries, AsOf.NOW);
        Optional<Entry> begin = effective.entries().stream()
                .filter(entry -> entry.id().equals(id)).findFirst();
        Check.that(begin.isPresent() && begin.get().event() instanceof ProcedureBegun,
                "no procedure %s was begun, or it was withdrawn", id);
        List<Entry> counting = effective.entries().stream()
                .filter(entry -> entry.id().equals(id) || belongs(id, entry))
                .sorted(Comparator.comparing(Procedure::instant)) // stable: then as recorded
                .toList();
        List<Struck> struck = effective.struck().stream()
                .filter(one -> belongs(id, one.entry())).toList();
        return new Procedure(begin.orElseThrow(), (ProcedureBegun) begin.orElseThrow().event(),
                protocol, order, counting, struck);
    }

    private static boolean belongs(EventId id, Entry entry) {
        return entry.event() instanceof ProcedureEvent event && event.procedure().equals(id);
    }

    private static Instant instant(Entry entry) {
        return entry.happened() instanceof When.At(Instant instant) ? instant : entry.recorded();
    }

    private List<Line> lines(List<Entry> counting, List<Struck> struck) {
        List<Line> all = new ArrayList<>();
        Map<EventId, Deviation> deviations = new LinkedHashMap<>();
        deviations().forEach(one -> deviations.put(one.entry(), one));
        for (Entry entry : counting) {
            Optional<Run.Judged> judged = Optional.ofNullable(run.judged().get(entry.id()));
            all.add(new Line(entry, instant(entry),
                    Optional.ofNullable(deviations.get(entry.id())),
                    judged.map(one -> one.permission().told()).orElse(List.of()),
                    judged.map(one -> List.copyOf(one.overridden())).orElse(List.of()),
                    Optional.empty()));
        }
        for (Struck one : struck) {
            all.add(new Line(one.entry(), instant(one.entry()), Optional.empty(), List.of(),
                    List.of(), Optional.of(one)));
        }
        all.sort(Comparator.comparing(Line::at)
                .thenComparingInt(line -> line.entry().position()));
        return List.copyOf(all);
    }

    public EventId id() {
        return begin.id();
    }

    /// What it began with: limb, modality, protocol and its version, order.
    public ProcedureBegun begun() {
        return begun;
    }

    public Instant begunAt() {
        return instant(begin);
    }

    /// When the last thing was done.
    public Instant lastAt() {
        return lines.getLast().at();
    }

    public Optional<Instant> endedAt() {
        return run.ended();
    }

    public boolean isRunning() {
        return run.ended().isEmpty();
    }

    public boolean isAborted() {
        return run.isAborted();
    }

    public Protocol protocol() {
        return protocol;
    }

    public SignedOrder order() {
        return order;
    }

    /// The steps done and not undone.
    public Set<String> done() {
        return Set.copyOf(run.done());
    }

    public Phase phase() {
        return protocol.phase(run.done());
    }

    /// What an interlock may look at, at a moment no earlier than the last entry.
    public Situation situation(Instant now) {
        return run.situation(now);
    }

    /// Whether the step may be taken now, with every reason.
    ///
    /// @throws IllegalArgumentException if the protocol has no such step
    public Permission may(String step, Instant now) {
        return run.permission(protocol.step(step), now);
    }

    /// Whether this may be done now, by whoever stands as its author: the step, and what the fact
    /// itself lacks: a second person, a barcode, a dose within the signed order.
    ///
    /// @param fact a step taken, a drug given, or the end; nothing else needs permission
    public Permission may(ProcedureEvent fact, String author, Instant now) {
        return switch (fact) {
            case StepTaken taken -> run.permission(taken, author, now);
            case DrugGiven drug -> run.permission(drug, author, now);
            case ProcedureEnded _ -> new Permission("", "end", run.endings(), List.of());
            case LimbCompared _, MeasurementTaken _, BloodGasTaken _, PermissionRefused _, OverrideGiven _,
                    ProcedureAborted _, Noted _, AlarmAcknowledged _ ->
                new Permission("", "", List.of(), List.of());
        };
    }

    /// The step that is next and the two behind it; of an aborted procedure, the way out. Empty when
    /// only the end is left.
    public List<Step> next() {
        List<Step> pending = pending();
        Optional<Step> first = pending.stream()
                .filter(step -> run.isAborted() || run.done().containsAll(step.needs()))
                .findFirst();
        return Stream.concat(first.stream(),
                        pending.stream().filter(step -> !first.equals(Optional.of(step))))
                .limit(1 + AHEAD).toList();
    }

    private List<Step> pending() {
        if (!isRunning()) {
            return List.of();
        }
        if (run.isAborted()) {
            return protocol.isSafe(run.done()) ? List.of() : protocol.wayOut(phase()).stream()
                    .map(AbortStep::step).filter(step -> !run.done().contains(step))
                    .map(protocol::step).toList();
        }
        List<Step> steps = protocol.steps();
        int last = -1;
        for (int i = 0; i < steps.size(); i++) {
            last = protocol.isPast(steps.get(i), run.done()) ? i : last;
        }
        List<Step> pending = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            // What is optional and was passed by is not asked for again.
            boolean skipped = steps.get(i).optional() && i < last;
            if (!skipped && !protocol.isPast(steps.get(i), run.done())) {
                pending.add(steps.get(i));
            }
        }
        return pending;
    }

    /// What speaks against ending the procedure now, as sentences; none: it is complete, or aborted
    /// and safe.
    public List<String> againstEnding() {
        return run.endings().stream().map(Reason::sentence).toList();
    }

    public List<Clock> clocks() {
        return Clocks.of(protocol, run);
    }

    /// What was given, in time, beside the order.
    public List<Given> given() {
        return List.copyOf(run.given());
    }

    /// What was done without permission, in time.
    public List<Deviation> deviations() {
        return run.judged().values().stream()
                .filter(one -> !one.permission().isGiven())
                .map(this::deviation).toList();
    }

    private Deviation deviation(Run.Judged one) {
        String key = "deviation %s: %s".formatted(one.entry().id(), one.permission().against()
                .stream().map(Reason::by).distinct().collect(Collectors.joining(", ")));
        return new Deviation(key, one.entry().id(), one.at(), one.permission().what(),
                one.permission().sentences(), Optional.ofNullable(run.seen().get(key)));
    }

    /// All alarms up to `now`, in time, seen or not.
    public List<Alarm> alarms(Instant now) {
        return run.watches().at(now, run::situation).stream()
                .map(one -> new Alarm(one.key(), one.kind(), one.at(), one.sentence(),
                        Optional.ofNullable(run.seen().get(one.key()))))
                .sorted(Comparator.comparing(Alarm::raised))
                .toList();
    }

    /// The measurements that are due, as sentences.
    public List<Reason> due(Instant now) {
        return isRunning() ? protocol.due(run.situation(now)) : List.of();
    }

    /// The single values that were read off with an entry, as the protocol names them.
    public List<MeasurementTaken> values(Line line) {
        return Run.values(line.entry().event(), protocol);
    }

    /// The run step by step, in the order in which things were done; corrected entries stand there,
    /// struck.
    public List<Line> lines() {
        return lines;
    }

    /// The name under which what belongs to this procedure is one operation.
    public OperationId operation() {
        return new OperationId(id().toString());
    }

    /// The infusion of the limb that came of it, and when it began; none if no toxic drug went in.
    public Optional<Infusion> infusion() {
        Optional<Instant> first = run.given().stream()
                .filter(one -> isToxic(one.event().drug())).map(Given::at).findFirst();
        return first.map(at -> new Infusion(at, new Infused(begun.limb(), begun.modality(),
                intoLimb(), order.inField(), Finding.known(operation()))));
    }

    /// An infusion as the course of the patient has it.
    public record Infusion(Instant at, Infused event) {}

    private static boolean isToxic(Drug drug) {
        return DrugClass.of(drug).isToxic();
    }

    private List<DrugDose> intoLimb() {
        Map<Drug, Finding<Milligrams>> doses = new LinkedHashMap<>();
        for (Given one : run.given()) {
            Drug drug = one.event().drug();
            if (isToxic(drug) || protocol.rule(drug)
                    .filter(rule -> rule.into() == DrugRule.Route.LIMB).isPresent()) {
                doses.merge(drug, milligrams(one.event().dose()), Procedure::sum);
            }
        }
        return doses.entrySet().stream()
                .map(one -> new DrugDose(one.getKey(), one.getValue())).toList();
    }

    private static Finding<Milligrams> milligrams(Finding<Amount> dose) {
        if (dose.found().isEmpty()) {
            return Finding.missing(Why.UNKNOWN);
        }
        Amount amount = dose.found().get();
        return amount.in(Unit.MILLIGRAM).map(mass -> within(amount, mass.value()))
                .orElseGet(() -> Finding.printed(amount.toString()));
    }

    /// A slipped decimal point stays what it is: printed, and no dose.
    private static Finding<Milligrams> within(Amount given, BigDecimal milligrams) {
        return milligrams.compareTo(MOST) <= 0
                ? Finding.known(new Milligrams(milligrams)) : Finding.printed(given.toString());
    }

    /// What is not known of one part is not known of the whole.
    private static Finding<Milligrams> sum(Finding<Milligrams> one, Finding<Milligrams> other) {
        if (one.found().isEmpty() || other.found().isEmpty()) {
            return one.found().isEmpty() ? one : other;
        }
        BigDecimal sum = one.found().get().value().add(other.found().get().value());
        return within(new Amount(sum, Unit.MILLIGRAM), sum);
    }
}
