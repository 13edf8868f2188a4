package limbline.event;

import java.util.List;
import limbline.measure.Centimetres;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Girth;
import limbline.measure.Kilograms;
import limbline.measure.Millilitres;
import limbline.measure.Text;
import limbline.patient.DrugDose;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Sex;
import limbline.patient.WeightCorrection;

/// What the theatre may give: worked out from the limb and the protocol, then signed by two people.
public sealed interface OrderEvent extends Event {

    /// An order was written; nobody may give anything on it yet.
    ///
    /// It keeps what was measured, so that the working can be shown again, and the doses as they
    /// stood on the sheet that was signed.
    ///
    /// @param protocol the protocol's id
    /// @param version whose dose rules it was worked out by
    /// @param girths from the tourniquet down, where the limb was measured by tape
    /// @param displaced the water that the limb displaced, where it was measured so
    /// @param correction which of the two doses by limb volume was chosen
    /// @param doses each drug once, in mg
    /// @param inField the lesions below the tourniquet
    /// @param confirmed what looked unlikely and was asked back, and holds all the same
    record OrderWritten(
            Limb limb,
            String protocol,
            ProtocolVersion version,
            List<Girth> girths,
            Finding<Millilitres> displaced,
            Finding<Kilograms> weight,
            Finding<Centimetres> height,
            Finding<Sex> sex,
            Finding<WeightCorrection> correction,
            List<DrugDose> doses,
            List<LesionId> inField,
            List<String> confirmed)
            implements OrderEvent {
        public OrderWritten {
            protocol = Text.line("protocol", protocol);
            girths = List.copyOf(girths);
            doses = List.copyOf(doses);
            inField = List.copyOf(inField);
            confirmed = List.copyOf(confirmed);
            Check.that(limb.side().isPresent(), "an order says which %s it is for",
                    limb.extremity().term());
            for (DrugDose dose : doses) {
                Check.that(dose.dose().found().isPresent(), "an order says how much %s",
                        dose.drug().term());
            }
            Check.that(doses.stream().map(DrugDose::drug).distinct().count() == doses.size(),
                    "the order has a drug twice: %s", doses);
        }
    }

    /// Two people signed an order, each confirmed by a PIN.
    ///
    /// @param order the event by which it was written
    /// @param first, second accounts
    record OrderSigned(EventId order, String first, String second) implements OrderEvent {
        public OrderSigned {
            first = Text.line("who signed", first);
            second = Text.line("who signed", second);
            Check.that(!first.equals(second),
                    "an order is signed by two different people; %s stands there twice", first);
        }
    }
}
