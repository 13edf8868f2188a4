package limbline.app.theatre;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import limbline.app.journal.Journal;
import limbline.app.journal.PatientKey;
import limbline.app.theatre.Records.Known;
import limbline.course.AsOf;
import limbline.course.Course;
import limbline.course.LimbCourse;
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
import limbline.event.ProtocolVersion;
import limbline.event.RecordEvent.Withdrawn;
import limbline.event.TheatreEvent.ProcedureBegun;
import limbline.measure.Amount;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Finding.Why;
import limbline.patient.BloodGas;
import limbline.patient.Drug;
import limbline.patient.Limb;
import limbline.patient.Modality;
import limbline.patient.PatientId;
import limbline.protocol.Measurement;
import limbline.protocol.Protocol;
import limbline.protocol.Reason;
import limbline.protocol.Step;
import limbline.theatre.Orders;
import limbline.theatre.Permission;
import limbline.theatre.Procedure;
import limbline.theatre.SignedOrder;

/// What the screens of a theatre ask and write down.
///
/// A fact is recorded, whatever the interlocks say of it; only what is malformed is refused, and
/// what is sent twice is written once. A permission is asked for and may be refused; that it was is
/// on the record. Several screens may write at once: whoever comes second decides again on what the
/// first wrote.
public final class TheatreDesk {

    private final Signed signed;
    private final Scribe scribe;
    private final TheatreClock clock;
    private final ZoneId zone;

    /// @param clock what the theatre takes for now
    /// @param zone in which an instant becomes a day
    public TheatreDesk(Journal journal, Signed signed, InstantSource clock, ZoneId zone) {
        this(journal, signed, new TheatreClock(clock), zone);
    }

    TheatreDesk(Journal journal, Signed signed, TheatreClock clock, ZoneId zone) {
        this.signed = signed;
        this.scribe = new Scribe(journal, signed, clock, zone);
        this.clock = clock;
        this.zone = zone;
    }

    /// Whether a thing is done if it is permitted, or was done and is told.
    public enum Mode {
        IF_PERMITTED,
        AS_DONE
    }

    /// What came of the wish to begin.
    public sealed interface Beginning {
        record Begun(Procedure procedure) implements Beginning {}

        /// @param reasons sentences, all there are
        record Refused(List<String> reasons) implements Beginning {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /// The procedure as it stands.
    ///
    /// @throws IllegalArgumentException if no such procedure was begun
    public Procedure read(PatientKey patient, EventId procedure) {
        return scribe.procedure(patient, procedure, scribe.read(patient));
    }

    /// The time in theatre, no earlier than the last thing that was done there.
    public Instant now(Procedure procedure) {
        return clock.after(procedure.lastAt());
    }

    /// How much earlier the machine's clock is than the theatre's, because it was set back.
    public Duration setBack() {
        return clock.setBack();
    }

    /// That the clocks differed when an entry was written down, and by how much.
    public static Optional<String> clocks(Entry entry) {
        return Scribe.remark(entry);
    }

    /// The patients of a centre who were in theatre, in the order in which they came.
    public List<PatientKey> patients(String centre) {
        return scribe.patients(centre);
    }

    /// The procedures of a patient, in the order in which they were begun.
    public List<Procedure> procedures(PatientKey patient) {
        Known known = scribe.read(patient);
        return Procedure.begun(known.entries()).stream()
                .map(id -> scribe.procedure(patient, id, known)).toList();
    }

    /// The orders of a patient on which a procedure may be begun.
    public List<Orders.Order> ready(PatientKey patient) {
        return Orders.of(scribe.read(patient).entries()).open();
    }

    /// Begins a procedure on a signed order, with the version of its protocol that is in force.
    ///
    /// @throws IllegalArgumentException if nobody signed the order
    public Beginning begin(PatientKey patient, Act act, EventId order) {
        return scribe.begin(patient, act, known -> {
            SignedOrder on = signed.order(patient, known.entries(), order).orElseThrow(
                    () -> new IllegalArgumentException("nobody signed the order " + order));
            Optional<ProtocolVersion> version = signed.inForce(patient.centre(), on.protocol());
            List<String> against = new ArrayList<>(version
                    .map(now -> againstVersion(patient.centre(), on, now))
                    .orElseGet(() -> List.of("The protocol %s is not signed at this centre."
                            .formatted(on.protocol()))));
            if (!on.patient().equals(patient.patient())) {
                against.add("The order is for another patient.");
            }
            for (EventId id : Procedure.begun(known.entries())) {
                Procedure other = scribe.procedure(patient, id, known);
                if (other.isRunning()) {
                    against.add("The procedure of %s is still running; end it first.".formatted(
                            other.begunAt().atZone(zone).toLocalDateTime().withNano(0)));
                } else if (other.begun().order().equals(order)) {
                    against.add("A procedure was carried out on this order; an order is for one.");
                }
            }
            return against.isEmpty()
                    ? new Scribe.Wish.Granted(begun(patient, known, on, version.orElseThrow()))
                    : new Scribe.Wish.Denied(against);
        });
    }

    /// Doses hold for the version that they were worked out by, and for no other.
    private List<String> againstVersion(
            String centre, SignedOrder order, ProtocolVersion inForce) {
        if (order.version().equals(inForce)) {
            return List.of();
        }
        List<String> against = new ArrayList<>(List.of(("The order was worked out by another"
                + " version of %s (%s) than the one in force (%s); write a new order and have it"
                + " signed.").formatted(order.protocol(), order.version().shortened(),
                        inForce.shortened())));
        Modality now = signed.protocol(centre, inForce).modality();
        signed.find(centre, order.version()).map(Protocol::modality)
                .filter(then -> then != now)
                .ifPresent(then -> against.add("The order is for %s; %s is for %s now."
                        .formatted(then.term(), order.protocol(), now.term())));
        return against;
    }

    private ProcedureBegun begun(
            PatientKey patient, Known known, SignedOrder order, ProtocolVersion version) {
        Protocol protocol = signed.protocol(patient.centre(), version);
        return new ProcedureBegun(order.limb(), protocol.modality(), protocol.id(), version,
                order.id(), lastTreated(patient, known, order.limb()));
    }

    /// The latest day it can have been, so that the time since is never shown longer than it is.
    private Finding<LocalDate> lastTreated(PatientKey patient, Known known, Limb limb) {
        List<LimbCourse.Infusion> before = Course
                .of(patient.patient(), known.entries(), AsOf.NOW, zone)
                .limbs().stream()
                .filter(one -> one.limb().mayBe(limb))
                .flatMap(one -> one.infusions().stream())
                .toList();
        if (before.isEmpty()) {
            return Finding.missing(Why.NOT_APPLICABLE);
        }
        return before.stream().anyMatch(one -> one.placed().span().isEmpty())
                ? Finding.missing(Why.UNKNOWN)
                : Finding.known(before.stream()
                        .map(one -> one.placed().span().orElseThrow().latest())
                        .max(Comparator.naturalOrder()).orElseThrow());
    }

    /// Whether the step may be taken now, with every reason. A question; nothing is recorded.
    public Permission may(PatientKey patient, EventId procedure, String step) {
        Procedure running = read(patient, procedure);
        return running.may(step, now(running));
    }

    /// Who and what lies before the team, as they read it off.
    public Answer compare(
            PatientKey patient, EventId id, Act act, PatientId before, Limb limb) {
        return fact(patient, id, act, _ -> new LimbCompared(id, before, limb));
    }

    /// A step, done by the author and a second person where it takes two.
    ///
    /// @throws IllegalArgumentException if the protocol has no such step, or it gives a drug: that
    ///     is [#give]
    public Answer take(PatientKey patient, EventId id, Act act, Mode mode, String step,
            Finding<String> with) {
        return scribe.write(patient, id, act, mode, procedure -> {
            StepTaken taken = new StepTaken(id, step, with);
            check(taken, procedure.protocol());
            return taken;
        });
    }

    /// A value that was read off.
    ///
    /// @param measurement its id in the protocol, or any name for what the protocol does not know
    /// @throws IllegalArgumentException if the unit is another one than the protocol's, or no
    ///     theatre can have measured it
    public Answer enter(
            PatientKey patient, EventId id, Act act, String measurement, Amount amount) {
        return fact(patient, id, act, procedure -> {
            MeasurementTaken taken = new MeasurementTaken(id, measurement, amount);
            check(taken, procedure.protocol());
            return taken;
        });
    }

    /// A blood gas, as the analyser printed it.
    public Answer gas(PatientKey patient, EventId id, Act act, BloodGas.Drawn drawn,
            List<BloodGas> values) {
        return fact(patient, id, act, _ -> new BloodGasTaken(id, drawn, values));
    }

    /// Refuses what is malformed, also where it corrects something.
    private static void check(ProcedureEvent fact, Protocol protocol) {
        if (fact instanceof MeasurementTaken(_, String measurement, Amount amount)) {
            protocol.measurement(measurement).map(Measurement::measures)
                    .ifPresent(known -> known.checked(amount));
        } else if (fact instanceof StepTaken(_, String name, _)) {
            Step step = protocol.step(name);
            Check.that(step.gives().isEmpty(), "the step %s gives %s: say how much was given",
                    name, step.gives().map(Drug::term).orElse(""));
        }
    }

    /// A drug.
    ///
    /// @param dose unknown only where it was given and nobody can say how much
    /// @param barcode what was scanned off the syringe
    /// @param with the second person who checked it
    public Answer give(PatientKey patient, EventId id, Act act, Mode mode, Drug drug,
            Finding<Amount> dose, Finding<String> barcode, Finding<String> with) {
        return scribe.write(patient, id, act, mode, procedure -> new DrugGiven(
                id, stepGiving(procedure, drug), drug, dose, barcode, with));
    }

    /// The step that this is: the first that gives the drug and is not past; if all are, the last.
    private static Finding<String> stepGiving(Procedure procedure, Drug drug) {
        List<Step> giving = procedure.protocol().steps().stream()
                .filter(step -> step.gives().equals(Optional.of(drug))).toList();
        return giving.stream()
                .filter(step -> !procedure.protocol().isPast(step, procedure.done()))
                .findFirst()
                .or(() -> giving.stream().reduce((_, last) -> last))
                .map(step -> Finding.known(step.id()))
                .orElseGet(() -> Finding.missing(Why.NOT_APPLICABLE));
    }

    /// Permission that two named people give in spite of what asks.
    ///
    /// @param first, second accounts that each confirmed by PIN
    public Answer override(PatientKey patient, EventId id, Act act, String step, String first,
            String second, String reason) {
        return scribe.decide(patient, id, act, (procedure, now) -> {
            Permission permission = procedure.may(step, now);
            if (permission.isGiven()) {
                throw new IllegalArgumentException(
                        "nothing asks before %s: there is nothing to override".formatted(step));
            }
            return permission.canBeOverridden()
                    ? new OverrideGiven(id, step, permission.against().stream().map(Reason::by)
                            .distinct().toList(), first, second, reason)
                    : new PermissionRefused(id, step, permission.sentences());
        });
    }

    /// Calls the procedure off. Nothing stands before it.
    public Answer abort(PatientKey patient, EventId id, Act act, String reason) {
        return fact(patient, id, act, _ -> new ProcedureAborted(id, reason));
    }

    public Answer note(PatientKey patient, EventId id, Act act, String text) {
        return fact(patient, id, act, _ -> new Noted(id, text));
    }

    /// Somebody has seen an alarm or a deviation.
    ///
    /// @param what its key
    /// @param seenBy an account
    /// @throws IllegalArgumentException if there is no such alarm
    public Answer acknowledge(
            PatientKey patient, EventId id, Act act, String what, String seenBy) {
        return fact(patient, id, act, procedure -> {
            Check.that(procedure.deviations().stream().anyMatch(one -> one.key().equals(what))
                            || procedure.alarms(now(procedure)).stream()
                                    .anyMatch(one -> one.key().equals(what)),
                    "there is no alarm \"%s\"; read the procedure again", what);
            return new AlarmAcknowledged(id, what, seenBy);
        });
    }

    /// Ends the procedure. When a toxic drug was given, the infusion comes into the patient's course
    /// with it.
    public Answer end(PatientKey patient, EventId id, Act act, Mode mode) {
        return scribe.write(patient, id, act, mode, _ -> new ProcedureEnded(id));
    }

    /// Puts a value in the place of a mistyped one.
    ///
    /// @param wrong the entry that does not count any more
    /// @param right of the same kind
    /// @throws IllegalArgumentException if there is no such entry of this procedure, or it was
    ///     corrected already
    public Answer correct(PatientKey patient, EventId id, Act act, EventId wrong,
            ProcedureEvent right, String reason) {
        Check.that(right.procedure().equals(id), "%s is of another procedure", right);
        check(right, read(patient, id).protocol());
        return scribe.correct(patient, id, act, wrong, old -> {
            Check.that(old.getClass() == right.getClass(),
                    "what stands there is no %s; withdraw it and enter the other",
                    right.getClass().getSimpleName());
            return right;
        }, reason);
    }

    /// Says that something entered here never happened.
    public Answer withdraw(
            PatientKey patient, EventId id, Act act, EventId wrong, String reason) {
        return scribe.correct(patient, id, act, wrong, _ -> new Withdrawn(), reason);
    }

    private Answer fact(PatientKey patient, EventId id, Act act,
            Function<Procedure, ? extends ProcedureEvent> fact) {
        return scribe.write(patient, id, act, Mode.AS_DONE, fact);
    }
}
