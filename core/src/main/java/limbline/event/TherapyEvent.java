package limbline.event;

import java.util.List;
import java.util.Set;
import limbline.measure.Check;
import limbline.measure.Finding;
import limbline.measure.Gray;
import limbline.measure.Sorted;
import limbline.patient.Drug;
import limbline.patient.Intent;
import limbline.patient.LesionId;
import limbline.patient.Treatment;

/// Treatment outside our theatre.
public sealed interface TherapyEvent extends Event {

    /// A course of radiotherapy.
    ///
    /// @param fractions how many, from 1 to 100
    /// @param field where, in words
    record Irradiated(
            Finding<Intent> intent,
            Finding<Gray> dose,
            Finding<Integer> fractions,
            Finding<String> field,
            List<LesionId> lesions)
            implements TherapyEvent {
        public Irradiated {
            lesions = List.copyOf(lesions);
            fractions.found().ifPresent(count -> Check.that(count >= 1 && count <= 100,
                    "%s fractions is outside 1 to 100", count));
        }
    }

    /// Drugs through the whole body.
    ///
    /// @param cycles how many, from 1 to 60
    record SystemicTherapyGiven(
            Set<Drug> drugs,
            Finding<Intent> intent,
            Finding<Integer> cycles,
            Finding<String> result)
            implements TherapyEvent {
        public SystemicTherapyGiven {
            drugs = Sorted.copyOf(drugs);
            cycles.found().ifPresent(count -> Check.that(count >= 1 && count <= 60,
                    "%s cycles is outside 1 to 60", count));
        }
    }

    /// A registry states that a treatment was not given.
    ///
    /// @param phase of the disease, as the registry calls it
    record TreatmentNotGiven(Treatment treatment, Finding<String> phase) implements TherapyEvent {}
}
