package limbline.event;

import java.util.List;
import limbline.measure.Amount;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Text;
import limbline.patient.BloodGas;
import limbline.patient.Drug;
import limbline.patient.Limb;
import limbline.patient.PatientId;

/// What is done, measured and said in the course of one procedure, to the second.
///
/// Each names its procedure by the event that began it ([TheatreEvent.ProcedureBegun]). They are
/// facts: recorded also where they broke the order. Whether they had permission is not written with
/// them but follows from what came before.
public sealed interface ProcedureEvent extends Event {

    /// The event that began it.
    EventId procedure();

    /// Who and what lies before the team, as they read it off: held against the signed order.
    ///
    /// @param patient the pseudonym on the patient's label
    record LimbCompared(EventId procedure, PatientId patient, Limb limb)
            implements ProcedureEvent {}

    /// A step of the protocol was done.
    ///
    /// @param step its id in the protocol
    /// @param with the account of the second person who confirms it, where it takes two
    record StepTaken(EventId procedure, String step, Finding<String> with)
            implements ProcedureEvent {
        public StepTaken {
            step = Text.line("step", step);
        }
    }

    /// A value was read off.
    ///
    /// @param measurement its id in the protocol, or any name for what the protocol does not know
    record MeasurementTaken(EventId procedure, String measurement, Amount amount)
            implements ProcedureEvent {
        public MeasurementTaken {
            measurement = Text.line("measurement", measurement);
        }
    }

    /// A blood gas, as the analyser printed it.
    ///
    /// @param values each part that was measured, once; the others were not
    record BloodGasTaken(EventId procedure, BloodGas.Drawn drawn, List<BloodGas> values)
            implements ProcedureEvent {
        public BloodGasTaken {
            values = List.copyOf(values);
            Check.that(!values.isEmpty(), "the blood gas has no value");
            Check.that(values.stream().map(BloodGas::part).distinct().count() == values.size(),
                    "the blood gas has a value twice: %s", values);
        }
    }

    /// A drug was given.
    ///
    /// @param step the step of the protocol that this was; none if no step gives the drug
    /// @param barcode what was scanned off the syringe
    /// @param with the account of the second person who checked it
    record DrugGiven(
            EventId procedure,
            Finding<String> step,
            Drug drug,
            Finding<Amount> dose,
            Finding<String> barcode,
            Finding<String> with)
            implements ProcedureEvent {
        public DrugGiven {
            dose.found().ifPresent(amount -> Check.that(amount.value().signum() > 0,
                    "%s of %s is no dose", amount, drug.term()));
        }
    }

    /// Permission for a step was asked for and not given.
    ///
    /// @param reasons what was said, in sentences
    record PermissionRefused(EventId procedure, String step, List<String> reasons)
            implements ProcedureEvent {
        public PermissionRefused {
            step = Text.line("step", step);
            reasons = List.copyOf(reasons);
            Check.that(!reasons.isEmpty(), "the refusal of %s gives no reason", step);
        }
    }

    /// Two named people permitted a step in spite of what asked. It holds for that step once, and
    /// for those reasons alone.
    ///
    /// @param against the ids of the interlocks and timers that asked
    /// @param first, second accounts, each confirmed by its PIN
    record OverrideGiven(
            EventId procedure,
            String step,
            List<String> against,
            String first,
            String second,
            String reason)
            implements ProcedureEvent {
        public OverrideGiven {
            step = Text.line("step", step);
            against = List.copyOf(against);
            reason = Text.line("the reason of an override", reason);
            Check.that(!against.isEmpty(), "the override of %s names nothing that asked", step);
            Check.that(!first.equals(second),
                    "an override takes two different people; %s stands there twice", first);
        }
    }

    /// The procedure was called off. From here on only the way out is left.
    record ProcedureAborted(EventId procedure, String reason) implements ProcedureEvent {
        public ProcedureAborted {
            reason = Text.line("the reason of an abort", reason);
        }
    }

    record Noted(EventId procedure, String text) implements ProcedureEvent {
        public Noted {
            text = Text.line("the note", text);
        }
    }

    /// A named person has seen an alarm or a deviation.
    ///
    /// @param what its key, as the procedure names it
    /// @param seenBy an account
    record AlarmAcknowledged(EventId procedure, String what, String seenBy)
            implements ProcedureEvent {
        public AlarmAcknowledged {
            what = Text.line("the alarm", what);
            seenBy = Text.line("who saw it", seenBy);
        }
    }

    record ProcedureEnded(EventId procedure) implements ProcedureEvent {}
}
