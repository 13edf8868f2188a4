package limbline.event;

import java.time.LocalDate;
import java.util.List;
import limbline.measure.Check;
import limbline.measure.EventId;
import limbline.measure.Finding;
import limbline.measure.Text;
import limbline.patient.AmputationLevel;
import limbline.patient.AmputationReason;
import limbline.patient.DrugDose;
import limbline.patient.LesionId;
import limbline.patient.Limb;
import limbline.patient.Margin;
import limbline.patient.Modality;
import limbline.patient.NodeCount;
import limbline.patient.OperationId;

/// What is done in theatre. Several of them can be one operation and then share its name.
public sealed interface TheatreEvent extends Event {

    /// The patient is in theatre for a treatment of this limb.
    record EnteredTheatre(Limb limb, Modality modality) implements TheatreEvent {}

    /// A procedure was begun on a signed order. What happens in it are [ProcedureEvent]s, which name
    /// this event.
    ///
    /// @param protocol the protocol's id
    /// @param version that the procedure keeps to its end
    /// @param order the event by which the order was signed
    /// @param lastTreated when this limb was treated last; not applicable if it never was
    record ProcedureBegun(
            Limb limb,
            Modality modality,
            String protocol,
            ProtocolVersion version,
            EventId order,
            Finding<LocalDate> lastTreated)
            implements TheatreEvent {
        public ProcedureBegun {
            protocol = Text.line("protocol", protocol);
        }
    }

    /// Lesions, nodes or both were cut out.
    record Resected(
            List<LesionId> lesions,
            Finding<Margin> margin,
            Finding<NodeCount> nodes,
            Finding<String> procedure,
            Finding<OperationId> operation)
            implements TheatreEvent {
        public Resected {
            lesions = List.copyOf(lesions);
        }
    }

    /// A limb was infused or perfused in isolation.
    ///
    /// @param drugs what was given into the limb, each with its dose or why there is none
    /// @param inField the lesions below the tourniquet
    record Infused(
            Limb limb,
            Modality modality,
            List<DrugDose> drugs,
            List<LesionId> inField,
            Finding<OperationId> operation)
            implements TheatreEvent {
        public Infused {
            drugs = List.copyOf(drugs);
            inField = List.copyOf(inField);
            Check.that(drugs.stream().map(DrugDose::drug).distinct().count() == drugs.size(),
                    "the same drug stands twice in %s", drugs);
        }
    }

    /// The limb was taken off.
    record Amputated(
            Limb limb,
            Finding<AmputationLevel> level,
            Finding<AmputationReason> reason,
            Finding<OperationId> operation)
            implements TheatreEvent {
        public Amputated {
            level.found().ifPresent(at -> Check.that(at.extremity() == limb.extremity(),
                    "an amputation at %s cannot be of the %s", at.term(), limb));
        }
    }
}
