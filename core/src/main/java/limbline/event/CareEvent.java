package limbline.event;

import limbline.measure.Check;
import limbline.measure.Finding;
import limbline.measure.Hours;
import limbline.measure.Kilograms;
import limbline.measure.Millilitres;
import limbline.measure.Text;
import limbline.patient.AlertTier;
import limbline.patient.Limb;
import limbline.patient.MedicineKind;
import limbline.patient.Met;
import limbline.patient.OperationId;

/// What is done for a patient in the ward, and who answers for the watch over the limb.
public sealed interface CareEvent extends Event {

    /// The body was weighed.
    record Weighed(Kilograms weight) implements CareEvent {}

    /// A medicine was given, by whatever way into the body.
    record MedicineGiven(String medicine, Finding<MedicineKind> kind, Finding<String> dose)
            implements CareEvent {
        public MedicineGiven {
            medicine = Text.line("the medicine", medicine);
        }
    }

    /// Fluid given up to the time of the event, by vein or by mouth.
    ///
    /// @param over the hours it was given in
    record FluidGiven(Millilitres volume, Finding<Hours> over, Finding<String> fluid)
            implements CareEvent {}

    /// The compartments of a limb were opened.
    record FasciotomyDone(
            Limb limb, Finding<String> compartments, Finding<OperationId> operation)
            implements CareEvent {}

    /// Somebody has seen an alert and answers for it from now on: the author of the entry.
    ///
    /// @param alert its name, as the ward's screen and the replay give it
    /// @param tier that it had then; if it rises above, it is open again
    /// @param extent how bad it was then, in the rule's own measure; if it gets worse, it is open
    ///     again
    /// @param reason what is done about it; asked for at the highest tier
    record AlertAcknowledged(
            String alert, AlertTier tier, Integer extent, Finding<String> reason)
            implements CareEvent {
        public AlertAcknowledged {
            alert = Text.line("the alert", alert);
            Check.that(tier != AlertTier.URGENT || reason.found().isPresent(),
                    "an urgent alert is acknowledged with a reason: write what is done about it");
        }
    }

    /// The author of the entry takes the watch over, with every alert that stands.
    ///
    /// @param from who had it before
    record WatchHandedOver(Finding<String> from, Finding<String> remark) implements CareEvent {}

    /// Somebody says of an item of the discharge check that it is met, or that it is not.
    ///
    /// @param item its name in the centre's protocol
    record DischargeItemStated(String item, Met met, Finding<String> words)
            implements CareEvent {
        public DischargeItemStated {
            item = Text.line("the item", item);
        }
    }
}
